package reader_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"ibid/document/reader"
	"ibid/document/source"
)

// TestSourceThatFails names the source and what is wrong with it, in every format that is
// read as it comes.
func TestSourceThatFails(t *testing.T) {
	broken := errors.New("the disk is gone")
	for format, text := range map[string]string{
		"plain": "Some words.\n", "markdown": "# Words\n", "html": "<p>Some words.", "tei": "<TEI><text><body><p>Some words.", "pandoc": "{",
	} {
		long := text + strings.Repeat(" and more", 50_000)
		in := source.FromStream("a.txt", io.MultiReader(strings.NewReader(long), iotest.ErrReader(broken)), source.DefaultLimits())
		r, err := reader.Read(t.Context(), in, reader.Options{Format: format})
		if err == nil {
			_, err = r.Wait(t.Context())
		}
		if !errors.Is(err, broken) || err.Error() != "a.txt: cannot be read: the disk is gone; see whether other programs can read it" {
			t.Errorf("%s: %v", format, err)
		}
	}
}
