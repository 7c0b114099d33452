package plain

import (
	"context"
	"io"
	"reflect"
	"strings"
	"sync"
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
	// Without that much is shown of a stream before its end comes, and is never taken back.
	seen := make(chan struct{})
	show := sync.OnceFunc(func() { close(seen) })
	b := document.NewBuilder()
	b.OnPublish = func(*document.Document) { show() }
	slow := io.MultiReader(strings.NewReader(text[:len(text)/2]), lateReader{seen, strings.NewReader(text[len(text)/2:])})
	if err := Read(context.Background(), source.FromStream("far.txt", slow, source.DefaultLimits()), b, Options{}); err != nil {
		t.Fatal(err)
	}
	if reflect.DeepEqual(b.Finish().Refs, file.Refs) {
		t.Error("the text does not show that the end was waited for")
	}
}

// A lateReader is a reader that waits until something was done.
type lateReader struct {
	done <-chan struct{}
	io.Reader
}

func (r lateReader) Read(b []byte) (int, error) {
	<-r.done
	return r.Reader.Read(b)
}
