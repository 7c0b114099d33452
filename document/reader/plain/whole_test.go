package plain

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// TestStreamIsFile reads a long text with its notes at the end from a stream and from a file.
// Where the end of the stream is waited for both make one document, though signs are shown
// long before their notes come.
func TestStreamIsFile(t *testing.T) {
	text := farText{2000, func(i int) string {
		if i%3 == 0 {
			return "" // the references are few, and some labels of the list are called by none
		}
		return callAll(i)
	}, "", farNotes(1, 2000, "")}.String()
	read := func(in *source.Input, whole bool) *document.Document {
		b := document.NewBuilder()
		if err := Read(context.Background(), in, b, Options{Whole: whole}); err != nil {
			t.Fatal(err)
		}
		return b.Finish()
	}
	stream := func() *source.Input {
		return source.FromStream("far.txt", strings.NewReader(text), source.DefaultLimits())
	}
	file := read(source.FromBytes("far.txt", []byte(text), source.DefaultLimits()), false)
	if got := read(stream(), true); !reflect.DeepEqual(got.Refs, file.Refs) || !reflect.DeepEqual(got.Calls, file.Calls) {
		t.Errorf("a stream has %d references, or others than the %d of a file", len(got.Refs), len(file.Refs))
	}
	if got := read(stream(), false); reflect.DeepEqual(got.Refs, file.Refs) {
		t.Error("the text does not show that the end was waited for")
	}
}
