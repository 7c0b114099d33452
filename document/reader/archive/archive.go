// Package archive opens the zip containers that books and office documents
// come in, and reads their parts within stated limits.
//
// Nothing is extracted: a part is found only by its name in the archive's own
// name space, so that no name in a document can lead to a file on disk.
// Symbolic links, names that climb out of the archive and directories are not
// listed. Of several entries with one name the first counts.
package archive

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"ibid/document/source"
)

// What can be wrong with a part. All but ErrDamaged come without any bytes.
var (
	// ErrMissing says that the archive has no part of that name.
	ErrMissing = fmt.Errorf("is not in the archive: %w", fs.ErrNotExist)
	// ErrEncrypted says that the part is encrypted by a password of the archive.
	ErrEncrypted = errors.New("is encrypted")
	// ErrDamaged says that the part ends early or that its checksum is wrong.
	ErrDamaged = errors.New("is damaged")
	// ErrBomb says that the part shares its bytes with another or expands
	// beyond what text can: it was made to exhaust memory.
	ErrBomb = errors.New("expands beyond reason")
	// errLimit says that the part, or the archive so far, is too large.
	errLimit = errors.New("is too large")
)

// ratioFrom is how many bytes a part may always have, however small it is in
// the archive: short runs of one character compress without bound.
const ratioFrom = 4 << 20

// An Archive is an open container. It belongs to one goroutine.
type Archive struct {
	name    string // of the document, for messages
	lim     source.Limits
	parts   []part
	exact   map[string]int
	folded  map[string]int // built when an exact look-up first fails
	spans   []span         // bytes of the parts read so far, by start
	total   int64          // bytes inflated so far
	Skipped int            // entries past the limit on their number
	Doubled []string       // names that more than one entry has, in order
}

type part struct {
	name string
	file *zip.File
}

// A span is where a part's compressed bytes stand in the archive.
type span struct {
	from, to int64
	part     int
}

// Open reads the directory of an archive.
func Open(in *source.Input) (*Archive, error) {
	lim := in.Limits
	dir := &budget{r: in.ReaderAt(), left: int64(lim.Entries) * directoryBytes}
	size, err := in.Whole()
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(dir, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if dir.left < 0 {
			return nil, &source.Error{Name: in.Name, What: "has an archive directory beyond reason", Err: ErrBomb}
		}
		return nil, &source.Error{Name: in.Name, What: "is no whole zip archive", Hint: "it may have been cut short: fetch it again", Err: err}
	}
	dir.left = 1<<63 - 1
	a := &Archive{name: in.Name, lim: lim, exact: make(map[string]int, min(len(z.File), lim.Entries))}
	for _, f := range z.File {
		a.list(f)
	}
	return a, nil
}

// directoryBytes is the mean size of an entry in an archive's directory past
// which the directory is taken for an attack: 46 bytes, a name, and room for extra fields.
const directoryBytes = 1 << 10

func (a *Archive) list(f *zip.File) {
	name, ok := local(f.Name)
	if !ok || f.Mode()&^fs.ModePerm != 0 {
		return
	}
	if _, ok := a.exact[name]; ok {
		a.Doubled = append(a.Doubled, name)
		return
	}
	if len(a.parts) >= a.lim.Entries {
		a.Skipped++
		return
	}
	a.exact[name] = len(a.parts)
	a.parts = append(a.parts, part{name, f})
}

// local returns an entry's name, rooted in the archive and without a leading
// slash. A name that is not UTF-8 is in the code page of the IBM PC (APPNOTE,
// appendix D). Archivers of older Windows wrote backslashes. Names of drives, hosts and
// directories, and those that climb out, are no parts.
func local(name string) (string, bool) {
	if !utf8.ValidString(name) {
		name, _ = charmap.CodePage437.NewDecoder().String(name)
	}
	name = strings.ReplaceAll(name, `\`, "/")
	if name == "" || strings.HasPrefix(name, "/") || strings.HasSuffix(name, "/") || len(name) > 1 && name[1] == ':' {
		return "", false
	}
	name = path.Clean(name)
	return name, name != "." && name != ".." && !strings.HasPrefix(name, "../")
}

// Join resolves a path, relative to the part called base, in the archive's
// name space. It reports false for one that leaves the archive. A leading
// slash means the archive's root.
func Join(base, ref string) (string, bool) {
	if strings.HasPrefix(ref, "/") {
		ref = strings.TrimLeft(ref, "/")
	} else {
		ref = path.Dir(base) + "/" + ref
	}
	name, ok := local(ref)
	if !ok {
		return "", false
	}
	return name, true
}

// Names returns the names of all parts, in the directory's order.
func (a *Archive) Names() []string {
	names := make([]string, len(a.parts))
	for i, p := range a.parts {
		names[i] = p.name
	}
	return names
}

// Find returns the name under which the archive holds a part: name itself or,
// where there is none, the first that is the same but for case and Unicode normalisation.
func (a *Archive) Find(name string) (string, bool) {
	i, ok := a.find(name)
	if !ok {
		return "", false
	}
	return a.parts[i].name, true
}

func (a *Archive) find(name string) (int, bool) {
	if i, ok := a.exact[name]; ok {
		return i, true
	}
	if a.folded == nil {
		a.folded = make(map[string]int, len(a.parts))
		for i, p := range a.parts {
			if k := fold(p.name); k != "" {
				if _, ok := a.folded[k]; !ok {
					a.folded[k] = i
				}
			}
		}
	}
	i, ok := a.folded[fold(name)]
	return i, ok
}

// fold makes names equal that differ only in case or normalisation, as the
// file systems that books are made on hold them equal (EPUB 3.3, section 4.2.3).
func fold(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(name))) }

// Read returns a part. With ErrDamaged it returns what could be read.
func (a *Archive) Read(name string) ([]byte, error) {
	i, ok := a.find(name)
	if !ok {
		return nil, a.fail(name, ErrMissing)
	}
	f := a.parts[i].file
	if f.Flags&1 != 0 {
		return nil, a.fail(name, ErrEncrypted)
	}
	if err := a.claim(i); err != nil {
		return nil, a.fail(name, err)
	}
	b, err := a.inflate(f)
	a.total += int64(len(b))
	if err != nil {
		if !errors.Is(err, ErrDamaged) {
			b = nil
		}
		return b, a.fail(name, err)
	}
	return b, nil
}

func (a *Archive) fail(name string, err error) error {
	return fmt.Errorf("%s: %s %w", source.Clean(a.name), source.Clean(name), err)
}

// claim says that a part's bytes are its own: in an honest archive no two
// entries share any, and sharing is how a small archive claims to be a large one.
func (a *Archive) claim(i int) error {
	f := a.parts[i].file
	from, err := f.DataOffset()
	if err != nil {
		return ErrDamaged
	}
	s := span{from, from + int64(min(f.CompressedSize64, 1<<62)), i}
	at, _ := slices.BinarySearchFunc(a.spans, s, func(x, y span) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.part, y.part))
	})
	if at < len(a.spans) && a.spans[at] == s || s.from >= s.to {
		return nil
	}
	if at > 0 && a.spans[at-1].to > s.from || at < len(a.spans) && a.spans[at].from < s.to {
		return ErrBomb
	}
	a.spans = slices.Insert(a.spans, at, s)
	return nil
}

// inflate reads a part within the limits on one part, on all of them
// together, and on how far compressed bytes may expand.
func (a *Archive) inflate(f *zip.File) ([]byte, error) {
	most, over := a.lim.Part, errLimit
	if n := max(ratioFrom, int64(min(f.CompressedSize64, 1<<40))*a.lim.Ratio); n < most {
		most, over = n, ErrBomb
	}
	if n := a.lim.Book - a.total; n < most {
		most, over = n, errLimit
	}
	if f.UncompressedSize64 > uint64(max(most, 0)) {
		return nil, over
	}
	r, err := f.Open()
	if err != nil {
		return nil, ErrDamaged
	}
	defer r.Close()
	b := make([]byte, 0, f.UncompressedSize64+1)
	for int64(len(b)) <= most {
		if len(b) == cap(b) {
			b = slices.Grow(b, len(b)/2+512)
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case err == io.EOF:
			return b, nil
		case errors.Is(err, zip.ErrFormat): // more bytes than the directory says
			return nil, ErrBomb
		case err != nil:
			return b, ErrDamaged
		}
	}
	return nil, over
}

// A budget is a ReaderAt that fails when more has been read than it allows:
// package zip holds all of a directory in memory before it hands any of it out.
type budget struct {
	r    io.ReaderAt
	left int64
}

func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, ErrBomb
	}
	return b.r.ReadAt(p, off)
}
