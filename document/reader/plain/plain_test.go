package plain

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/readertest"
	"ibid/document/internal/truth"
	"ibid/document/source"
)

// TestNothingLost puts every plain text of the corpus together again, in whatever
// habit and charset it is.
func TestNothingLost(t *testing.T) {
	n := 0
	err := filepath.WalkDir(filepath.Dir(truth.Corpus(t, "seed")), func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".txt") && !strings.HasSuffix(name, ".text") {
			return err
		}
		if n++; testing.Short() && n%10 != 0 {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		in := source.FromBytes(name, text, source.DefaultLimits())
		if _, _, err := in.Text(""); err != nil {
			return nil // it is no text
		}
		d := readBytes(t, name, text)
		sameText(t, name, reassembled(d), sourceText(t, in))
		checkOffsets(t, name, d)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d texts", n)
	if n == 0 {
		t.Skip("no texts in the corpus")
	}
}

// TestVolume reads many documents in one file, and in one document as long as
// them all: what was shown early must be a prefix of what is shown last.
func TestVolume(t *testing.T) {
	text := volume(t, "frus/pairs/dev", "*.txt", 3<<20)
	b := document.NewBuilder()
	var shown []*document.Document
	b.OnPublish = func(d *document.Document) { shown = append(shown, d) }
	if err := Read(context.Background(), source.FromBytes("volume.txt", text, source.DefaultLimits()), b, Options{}); err != nil {
		t.Fatal(err)
	}
	last := b.Finish()
	if len(shown) < 3 {
		t.Errorf("%d snapshots, want some before the last", len(shown))
	}
	for _, d := range shown {
		for i := range d.Blocks {
			if d.Blocks[i].Text != last.Blocks[i].Text || len(d.Blocks[i].Marks) != len(last.Blocks[i].Marks) {
				t.Fatalf("block %d changed after it was shown:\n%q\n%q", i, d.Blocks[i].Text, last.Blocks[i].Text)
			}
		}
		for i, r := range d.Refs {
			if n := d.Called(i); r.At != last.Refs[i].At || n >= 0 && n != last.Called(i) {
				t.Fatalf("reference %d changed after it was shown: %+v, %+v", i, r, last.Refs[i])
			}
		}
	}
	numbers := 0
	for _, s := range last.Sections {
		if s.Document {
			numbers++
		}
	}
	if documents := bytes.Count(text, []byte("\n  1. ")); numbers < documents*9/10 {
		t.Errorf("%d documents in the outline, of %d lists of notes", numbers, documents)
	}
	sameText(t, "volume", reassembled(last), sourceText(t, source.FromBytes("volume.txt", text, source.DefaultLimits())))
}

// FuzzRead holds any text to the promises of the model: nothing is lost, and
// every offset is in its block.
func FuzzRead(f *testing.F) {
	for _, habit := range goldenFolders {
		names, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", habit, "*.txt"))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			if text, err := os.ReadFile(name); err == nil && len(text) < 2000 {
				f.Add(text, uint8(0))
			}
		}
	}
	f.Add([]byte("word1\r\n\r\n  1. note\r\n\r\n[Page 2]\f"), uint8(1))
	f.Add([]byte("a[1] b{2}\n\n[1] n [Footnote 2: x\n\n     y]"), uint8(3))
	f.Fuzz(func(t *testing.T, text []byte, dialect uint8) {
		opt := Options{}
		if k := int(dialect) % (len(dialects) + 1); k > 0 {
			opt.Dialect = dialects[k-1].name
		}
		if wrappedText(string(text), opt.Dialect) {
			return // that layout has a target of its own
		}
		b := document.NewBuilder()
		if err := Read(context.Background(), source.FromBytes("fuzz.txt", text, source.DefaultLimits()), b, opt); err != nil {
			return
		}
		apparatus.Check(b)
		d := b.Finish()
		checkOffsets(t, "fuzz", d)
		in := source.FromBytes("fuzz.txt", text, source.DefaultLimits())
		if _, charset, err := in.Text(""); err == nil && charset == "" {
			sameText(t, "fuzz", reassembled(d), sourceText(t, in))
		}
		readertest.Linear(t, string(text), func(text string) {
			Read(t.Context(), source.FromBytes("fuzz.txt", []byte(text), source.DefaultLimits()), document.NewBuilder(), opt)
		})
	})
}

// TestVolumePairs holds a volume of documents, one after the other in a file,
// to what is read of each alone: their notes begin again with each.
func TestVolumePairs(t *testing.T) {
	for _, folder := range []string{"full_variant", "dialect_pg_para", "dialect_pg_end_braces", "dialect_oldstategov_slash"} {
		names, err := filepath.Glob(filepath.Join(truth.Corpus(t, "frus/pairs/"+folder), "*.txt"))
		if err != nil || len(names) == 0 {
			t.Skipf("no documents in %s: %v", folder, err)
		}
		var joined bytes.Buffer
		alone := 0
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			alone += linked(readBytes(t, name, text))
			joined.Write(bytes.TrimRight(text, "\n"))
			joined.WriteString("\n\n")
		}
		if together := linked(readBytes(t, folder, joined.Bytes())); together < alone*995/1000 {
			t.Errorf("%s: %d references lead to a note in one volume, %d in the documents alone", folder, together, alone)
		}
	}
}

// linked counts the references that have a note.
func linked(d *document.Document) int {
	n := 0
	for i := range d.Refs {
		if d.Called(i) >= 0 {
			n++
		}
	}
	return n
}

// TestNoteLimit shows the notes past the limit as text, and says so.
func TestNoteLimit(t *testing.T) {
	lim := source.DefaultLimits()
	lim.Notes = 2
	b := document.NewBuilder()
	text := "A Title1\n\nSome words2 and more3.\n\n  1. One.\n  2. Two.\n  3. Three."
	if err := Read(context.Background(), source.FromBytes("x.txt", []byte(text), lim), b, Options{}); err != nil {
		t.Fatal(err)
	}
	d := b.Finish()
	if len(d.Notes) != 2 || len(d.Problems) != 1 || d.Problems[0].Kind != document.Shortened {
		t.Errorf("%d notes, problems %v", len(d.Notes), d.Problems)
	}
	sameText(t, "x.txt", reassembled(d), sourceText(t, source.FromBytes("x.txt", []byte(text), lim)))
}
