package readertest

import (
	"fmt"
	"reflect"

	"ibid/document"
)

// Grows reports what a later snapshot has not as an earlier one has it. It may add to it,
// give a reference its note and tell where a link leads.
func Grows(before, after *document.Document) error {
	for _, part := range []struct {
		name          string
		before, after any
	}{
		{"block", before.Blocks, after.Blocks}, {"note", before.Notes, after.Notes}, {"reference", before.Refs, after.Refs},
		{"page", before.Pages, after.Pages}, {"section", before.Sections, after.Sections},
		{"problem", before.Problems, after.Problems}, {"furniture", before.Furniture, after.Furniture},
	} {
		if err := begins(part.name, reflect.ValueOf(part.after), reflect.ValueOf(part.before)); err != nil {
			return err
		}
	}
	for i, call := range before.Calls {
		if call != document.NoNote && after.Calls[i] != call {
			return fmt.Errorf("reference %d calls note %d and no longer %d", i, after.Calls[i], call)
		}
	}
	for i, x := range before.Links {
		y := after.Links[i]
		if x.At != y.At || x.End != y.End || before.Dest(i).To >= 0 && (x != y || before.Dest(i) != after.Dest(i)) {
			return fmt.Errorf("link %d changed from %+v to %+v", i, x, y)
		}
	}
	return nil
}

// begins reports where a list does not begin with another.
func begins(name string, list, with reflect.Value) error {
	if list.Len() < with.Len() {
		return fmt.Errorf("%d of the kind %s of %d are left", list.Len(), name, with.Len())
	}
	for i := range with.Len() {
		if x, y := with.Index(i).Interface(), list.Index(i).Interface(); !reflect.DeepEqual(x, y) {
			return fmt.Errorf("%s %d changed from %+v to %+v", name, i, x, y)
		}
	}
	return nil
}
