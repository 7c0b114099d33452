package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"

	"ibid/document/internal/readertest"
	"ibid/document/source"
)

type entry struct{ name, text string }

func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = w.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t testing.TB, b []byte, lim source.Limits) *Archive {
	t.Helper()
	a, err := Open(source.FromBytes("book.epub", b, lim))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFind(t *testing.T) {
	a := open(t, pack(t, entry{"OEBPS/Chapter.xhtml", "a"}, entry{"OEBPS/e\u0301.xhtml", "b"}, entry{`OEBPS\back.xhtml`, "c"},
		entry{"../../etc/passwd", "d"}, entry{"/abs", "e"}, entry{`C:\x`, "f"}, entry{"dir/", ""}), source.DefaultLimits())
	for _, tt := range []struct{ name, want string }{
		{"OEBPS/Chapter.xhtml", "OEBPS/Chapter.xhtml"},
		{"oebps/chapter.XHTML", "OEBPS/Chapter.xhtml"},
		{"OEBPS/\u00e9.xhtml", "OEBPS/e\u0301.xhtml"},
		{"OEBPS/back.xhtml", "OEBPS/back.xhtml"},
		{"etc/passwd", ""},
		{"../../etc/passwd", ""},
		{"abs", ""},
		{"dir", ""},
	} {
		if got, _ := a.Find(tt.name); got != tt.want {
			t.Errorf("Find(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := len(a.Names()); got != 3 {
		t.Errorf("%d parts listed: %q", got, a.Names())
	}
}

func TestJoin(t *testing.T) {
	for _, tt := range []struct {
		base, ref, want string
		ok              bool
	}{
		{"OEBPS/text/a.xhtml", "b.xhtml", "OEBPS/text/b.xhtml", true},
		{"OEBPS/text/a.xhtml", "../c.xhtml", "OEBPS/c.xhtml", true},
		{"OEBPS/c.opf", "/abs/c.xhtml", "abs/c.xhtml", true},
		{"c.opf", "a.xhtml", "a.xhtml", true},
		{"OEBPS/c.opf", "../../etc/passwd", "", false},
	} {
		if got, ok := Join(tt.base, tt.ref); ok != tt.ok || ok && got != tt.want {
			t.Errorf("Join(%q, %q) = %q, %v; want %q, %v", tt.base, tt.ref, got, ok, tt.want, tt.ok)
		}
	}
}

func TestRead(t *testing.T) {
	small := source.DefaultLimits()
	small.Part, small.Book = 1<<20, 3<<20>>1
	chapter := strings.Repeat("Dobrynin told me so. ", 100)
	plain := pack(t, entry{"a", chapter})
	record := func(b []byte) []byte { return b[bytes.LastIndex(b, []byte("PK\x01\x02")):] }
	for _, tt := range []struct {
		name string
		make func() []byte
		lim  source.Limits
		read string
		want error
		text int // bytes returned
	}{
		{"whole", func() []byte { return plain }, small, "a", nil, len(chapter)},
		{"missing", func() []byte { return plain }, small, "b", fs.ErrNotExist, 0},
		{"bomb", func() []byte { return pack(t, entry{"a", strings.Repeat("A", 8<<20)}) }, source.DefaultLimits(), "a", ErrBomb, 0},
		{"large", func() []byte { return pack(t, entry{"a", strings.Repeat(chapter, 600)}) }, small, "a", errLimit, 0},
		{"encrypted", func() []byte { b := bytes.Clone(plain); record(b)[8] |= 1; return b }, small, "a", ErrEncrypted, 0},
		{"checksum", func() []byte { b := bytes.Clone(plain); record(b)[16] ^= 0xff; return b }, small, "a", ErrDamaged, len(chapter)},
		{"says fewer bytes", func() []byte {
			b := bytes.Clone(plain)
			binary.LittleEndian.PutUint32(record(b)[24:], 10)
			return b
		}, small, "a", ErrBomb, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, err := open(t, tt.make(), tt.lim).Read(tt.read)
			if !errors.Is(err, tt.want) || len(b) != tt.text {
				t.Errorf("got %d bytes, %v; want %d bytes, %v", len(b), err, tt.text, tt.want)
			}
		})
	}
}

// TestReadPastTheDirectory reads parts that are longer than what a directory of so few entries
// may be.
func TestReadPastTheDirectory(t *testing.T) {
	lim := source.DefaultLimits()
	lim.Entries = 16
	random := make([]byte, 2*lim.Entries*directoryBytes)
	rand.NewChaCha8([32]byte{}).Read(random)
	if b, err := open(t, pack(t, entry{"a", string(random)}), lim).Read("a"); err != nil || !bytes.Equal(b, random) {
		t.Errorf("%d bytes of %d, %v", len(b), len(random), err)
	}
}

func TestReadTotal(t *testing.T) {
	lim := source.DefaultLimits()
	lim.Book = 1500
	a := open(t, pack(t, entry{"a", strings.Repeat("a", 1000)}, entry{"b", strings.Repeat("b", 1000)}), lim)
	if _, err := a.Read("a"); err != nil {
		t.Error(err)
	}
	if _, err := a.Read("b"); !errors.Is(err, errLimit) {
		t.Errorf("second part: %v, want %v", err, errLimit)
	}
}

// TestOverlap gives the second entry of a directory the place of the first.
func TestOverlap(t *testing.T) {
	b := pack(t, entry{"aa", "one text"}, entry{"bb", "another text"})
	last := bytes.LastIndex(b, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(b[last+42:], 0)
	a := open(t, b, source.DefaultLimits())
	if _, err := a.Read("aa"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Read("aa"); err != nil {
		t.Errorf("the same part again: %v", err)
	}
	if _, err := a.Read("bb"); !errors.Is(err, ErrBomb) {
		t.Errorf("the same bytes under another name: %v, want %v", err, ErrBomb)
	}
}

func TestListing(t *testing.T) {
	lim := source.DefaultLimits()
	lim.Entries = 2
	a := open(t, pack(t, entry{"a", "first"}, entry{"a", "second"}, entry{"b", ""}, entry{"c", ""}), lim)
	if b, _ := a.Read("a"); string(b) != "first" {
		t.Errorf("of two entries with one name %q was read", b)
	}
	if len(a.Doubled) != 1 || a.Skipped != 1 || len(a.Names()) != 2 {
		t.Errorf("doubled %q, skipped %d, names %q", a.Doubled, a.Skipped, a.Names())
	}
}

func TestNotAnArchive(t *testing.T) {
	whole := pack(t, entry{"a", "text"})
	for _, b := range [][]byte{[]byte("<p>no archive"), whole[:len(whole)*2/3]} {
		_, err := Open(source.FromBytes("x\x1b[2J.epub", b, source.DefaultLimits()))
		if err == nil || !strings.HasPrefix(err.Error(), "x␛[2J.epub: is no whole zip archive") {
			t.Errorf("error %v", err)
		}
	}
}

// TestLinear holds an archive to work that grows as the number of its parts does.
func TestLinear(t *testing.T) {
	readertest.Linear(t, "a part's name or a little more\n", func(text string) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i, line := range strings.SplitAfter(text, "\n") {
			w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%d.xhtml", i), Method: zip.Store})
			if err == nil {
				_, err = w.Write([]byte(line))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		a, err := Open(source.FromBytes("f.zip", b.Bytes(), source.DefaultLimits()))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range a.Names() {
			if _, err := a.Read(name); err != nil {
				t.Fatal(err)
			}
			a.Find(strings.ToUpper(name))
		}
	})
}

func FuzzArchive(f *testing.F) {
	f.Add(pack(f, entry{"a/b.xhtml", "some text"}, entry{"../up", "x"}))
	f.Fuzz(func(t *testing.T, b []byte) {
		lim := source.DefaultLimits()
		lim.Part, lim.Book = 1<<16, 1<<18
		a, err := Open(source.FromBytes("f.zip", b, lim))
		if err != nil {
			return
		}
		total := 0
		for _, name := range a.Names() {
			if strings.HasPrefix(name, "../") || strings.HasPrefix(name, "/") || strings.Contains(name, `\`) {
				t.Fatalf("part %q", name)
			}
			b, _ := a.Read(name)
			total += len(b)
		}
		if total > 2*int(lim.Book) {
			t.Fatalf("%d bytes read", total)
		}
	})
}
