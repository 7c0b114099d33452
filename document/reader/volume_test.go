package reader_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/internal/readertest"
	"ibid/document/internal/truth"
	"ibid/document/reader"
	"ibid/document/source"
)

// folder makes a directory with files in it.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func readVolume(t *testing.T, names ...string) *document.Document {
	t.Helper()
	r, err := reader.ReadVolume(t.Context(), names, source.DefaultLimits(), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	whole(t, d)
	for note := -1; note < len(d.Notes); note++ {
		for _, b := range d.BlocksOf(note) {
			placed := func(m document.Mark) bool { return m.At != -1 }
			if b.Source != (document.Span{}) || slices.ContainsFunc(b.Marks, placed) {
				t.Errorf("a block of a volume has a place in one of its files: %+v", b)
			}
		}
	}
	return d
}

// whole fails where a document's parts point outside of it or at the wrong thing.
func whole(t *testing.T, d *document.Document) {
	t.Helper()
	in := func(l document.Loc) bool {
		return l.Note < len(d.Notes) && l.Block < len(d.BlocksOf(l.Note)) && l.Offset <= len(d.BlocksOf(l.Note)[l.Block].Text)
	}
	for i, r := range d.Refs {
		if !in(r.At) || d.Called(i) >= len(d.Notes) {
			t.Errorf("reference %d %+v points outside", i, r)
		}
	}
	for i, s := range d.Sections {
		if s.Block > len(d.Blocks) || s.Parent >= i || s.Parent >= 0 && d.Sections[s.Parent].Level >= s.Level {
			t.Errorf("section %d %+v", i, s)
		}
	}
	for note := -1; note < len(d.Notes); note++ {
		for k, b := range d.BlocksOf(note) {
			for _, m := range b.Marks {
				at := document.Loc{Note: note, Block: k, Offset: int(m.Offset)}
				if m.Kind == document.MarkRef && d.Refs[m.Index].At != at || m.Kind == document.MarkPage && d.Pages[m.Index].At != at || m.Kind == document.MarkLink && d.Links[m.Index].At != at {
					t.Errorf("mark %+v at %+v points at something else", m, at)
				}
			}
		}
	}
}

func outline(d *document.Document) string {
	var b strings.Builder
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "%s%s", strings.Repeat("  ", s.Level-1), s.Title)
		if s.Document {
			fmt.Fprintf(&b, " (%s)", s.Number)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestVolumeGolden reads directories: documents of two books with references from one to another,
// and documents in several formats.
func TestVolumeGolden(t *testing.T) {
	t.Chdir("../../testdata/volumes")
	readCase := func(t *testing.T, name string) (*document.Document, error) { return readVolume(t, name), nil }
	readertest.Golden(t, "*", readCase)
	readertest.Marks(t, "*", readCase)
}

// elf is the beginning of a program, which is no text.
const elf = "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00"

func TestVolume(t *testing.T) {
	dir := folder(t, map[string]string{
		"d52.md":          "# 52. Memorandum[^1]\n\nText of the first. See [the telegram](d9.html) and [another](sub/d10.md#x).\n\n## Tab A\n\nMore.\n\n[^1]: Source of 52.\n",
		"d9.html":         "<html><body><h1>9. Telegram</h1><p>A paragraph<sup><a href='#n' role='doc-noteref'>1</a></sup>.</p><aside role='doc-footnote' id='n'><p>1 Source of 9.</p></aside></body></html>",
		"d100.md":         "# 100. Letter[^1]\n\nA [link](../outside.md), and a last one [back](d52.md).\n\n[^1]: Source of 100.\n[^2]: Nobody calls this.\n",
		"sub/d10.md":      "# 10. Note\n\nIn a folder, [up](../d9.html). See Document 52, and footnote 1, Document 100.\n",
		"notes.json":      "{}",
		"picture.png":     "\x89PNG\r\n\x1a\n\x00\x00",
		".hidden.md":      "# Hidden\n",
		"broken/bin.txt":  elf,
		"broken/text.txt": "Plain words in a file without a heading.\n",
	})
	d := readVolume(t, dir)
	if d.Source.Format != "volume" || !d.Complete {
		t.Errorf("source %+v", d.Source)
	}
	want := "9. Telegram (9)\n52. Memorandum (52)\n  Tab A\n100. Letter (100)\nPlain words in a file without a heading. ()\n10. Note (10)\n"
	if got := outline(d); got != want {
		t.Errorf("outline\n%s\nwant\n%s", got, want)
	}
	var links []string
	for i, l := range d.Links {
		if to := d.Dest(i).To; l.Kind == document.LinkDocument && to >= 0 {
			links = append(links, l.Target+" -> "+d.Sections[to].Number)
		}
	}
	if got := strings.Join(links, ", "); got != "d9.html -> 9, sub/d10.md#x -> 10, d52.md -> 52, ../d9.html -> 9, 52 -> 52" {
		t.Errorf("links %s", got)
	}
	if l, to := d.Links[len(d.Links)-1], d.Dest(len(d.Links)-1).To; l.Kind != document.LinkNote || to < 0 || d.Notes[to].Blocks[0].Text != "Source of 100." {
		t.Errorf("the last link is %+v", l)
	}
	var problems []string
	for _, p := range d.Problems {
		problems = append(problems, string(p.Kind)+" "+p.Message)
	}
	all := strings.Join(problems, "\n")
	if !strings.Contains(all, "bin.txt") || !strings.Contains(all, `nothing calls note "2"`) || !strings.Contains(all, "nothing in d10.md is called x") || len(problems) != 3 {
		t.Errorf("problems\n%s", all)
	}
	for i, r := range d.Refs {
		if n := d.Called(i); n < 0 || !strings.HasPrefix(d.Notes[n].Blocks[0].Text, "Source of "+d.Sections[d.SectionAt(r.At.Block)].Number) && i != 0 {
			t.Errorf("reference %+v", r)
		}
	}
}

func TestVolumeOfFiles(t *testing.T) {
	dir := folder(t, map[string]string{"b.md": "# B\n", "a.md": "# A\n"})
	d := readVolume(t, filepath.Join(dir, "b.md"), filepath.Join(dir, "a.md"), filepath.Join(dir, "none.md"))
	if got := outline(d); got != "B ()\nA ()\n" {
		t.Errorf("files are read in the order they are named, got\n%s", got)
	}
	if len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Message, "none.md") || !errors.Is(d.Problems[0].Err, fs.ErrNotExist) {
		t.Errorf("problems %+v", d.Problems)
	}
}

func TestVolumeRefused(t *testing.T) {
	for _, tt := range []struct {
		files map[string]string
		want  string
	}{
		{nil, "holds no documents"},
		{map[string]string{"a.png": "x"}, "holds no documents"},
		{map[string]string{"a.txt": elf, "b.txt": elf}, "a.txt: is not text"},
		{map[string]string{"a.txt": ""}, "a.txt: holds no words"},
		{map[string]string{"a.txt": "", "b.txt": " \n"}, "a.txt: holds no words; there is nothing to read"},
	} {
		_, err := reader.ReadVolume(t.Context(), []string{folder(t, tt.files)}, source.DefaultLimits(), reader.Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.files, err, tt.want)
		}
	}
	if _, err := reader.ReadVolume(t.Context(), []string{"/no/such/a.md", "/no/such/b.md"}, source.DefaultLimits(), reader.Options{}); err == nil {
		t.Error("files that are not there: no error")
	}
}

func TestVolumeKeepsInside(t *testing.T) {
	outside := folder(t, map[string]string{"secret.md": "# Secret\n"})
	dir := folder(t, map[string]string{"a.md": "# A\n", "sub/b.md": "# B\n"})
	for name, to := range map[string]string{"out.md": filepath.Join(outside, "secret.md"), "dir": outside, "loop": dir, "sub/up": "..", "in.md": "sub/b.md", "dead.md": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	d := readVolume(t, dir)
	got := outline(d)
	if strings.Contains(got, "Secret") || !strings.Contains(got, "A ()") || !strings.Contains(got, "B ()") {
		t.Errorf("outline\n%s", got)
	}
	if len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Message, "2 links lead out") {
		t.Errorf("problems %+v", d.Problems)
	}
}

// TestVolumeLinksFiles follows links between files that were named one by one, of which none that is
// not among them is missed.
func TestVolumeLinksFiles(t *testing.T) {
	dir := folder(t, map[string]string{"a/one.md": "# One\n\nTo [two](../b/two.md#part) and [three](three.md).\n", "b/two.md": "# Two\n\n## Part\n\n[Back](../a/one.md)\n"})
	d := readVolume(t, filepath.Join(dir, "a", "one.md"), filepath.Join(dir, "b", "two.md"))
	var got []string
	for i := range d.Links {
		if to := d.Dest(i).To; to >= 0 {
			got = append(got, d.Sections[to].Title)
		}
	}
	if want := []string{"Part", "One"}; !slices.Equal(got, want) || len(d.Problems) > 0 {
		t.Errorf("links lead to %q, want %q; problems %v", got, want, d.Problems)
	}
}

// TestVolumeOptions reads each document of a volume as it was asked for.
func TestVolumeOptions(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "\xd7\xcf\xca\xce\xc1\n", "b.txt": "\xcd\xc9\xd2\n", "c.html": "<html lang='ru'><p>\xcd\xc9\xd2</p>"})
	r, err := reader.ReadVolume(t.Context(), []string{dir}, source.DefaultLimits(), reader.Options{Charset: "koi8-r"})
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Wait(t.Context())
	if err != nil || len(d.Blocks) != 3 || d.Blocks[0].Text != "война" || d.Blocks[1].Text != "мир" || d.Blocks[2].Text != "мир" || d.Meta.Language != "ru" {
		t.Errorf("blocks %+v, language %q, %v", d.Blocks, d.Meta.Language, err)
	}
}

// TestVolumeOfFolders looks into folders within folders as deep as a person would, and says
// that there are more.
func TestVolumeOfFolders(t *testing.T) {
	files, path := map[string]string{}, ""
	for i := range 11 {
		files[path+"d.md"] = fmt.Sprintf("# %d. Document\n", i)
		path += "sub/"
	}
	d := readVolume(t, folder(t, files))
	if len(d.Sections) != 9 || d.Sections[8].Title != "8. Document" {
		t.Errorf("outline\n%s", outline(d))
	}
	if len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Message, "1 folders were not looked into") {
		t.Errorf("problems %+v", d.Problems)
	}
}

// TestVolumeOfBooks has documents of two books in one directory: numbers are
// looked for in the book that the link stands in.
func TestVolumeOfBooks(t *testing.T) {
	files := map[string]string{}
	for book, city := range map[string]string{"v1": "Bonn", "v2": "Rome"} {
		for _, n := range []int{3, 4, 6} {
			files[fmt.Sprintf("%s_d%d.txt", book, n)] = fmt.Sprintf("%d. Memorandum in %s1\n\nThe text of the memorandum says it.\n\n  1. See Document 4. See Document 5. See Document 9.\n", n, city)
		}
	}
	d := readVolume(t, folder(t, files))
	found := 0
	for i, l := range d.Links {
		if to := d.Dest(i).To; l.Kind == document.LinkDocument && to >= 0 {
			found++
			if got, at := d.Sections[to], d.LocOfNote(l.At.Note); got.Number != "4" || got.Title[len(got.Title)-2:] != d.Sections[d.SectionAt(at.Block)].Title[len(got.Title)-2:] {
				t.Errorf("a link of %q leads to %q", d.Sections[d.SectionAt(at.Block)].Title, got.Title)
			}
		}
	}
	missing := 0
	for _, p := range d.Problems {
		if p.Kind == document.LinkWithoutTarget {
			missing++
		}
	}
	if found != 6 || missing != 6 {
		t.Errorf("%d links lead to documents, %d to missing ones; want 6 and 6: %+v", found, missing, d.Problems)
	}
}

func TestVolumeLimit(t *testing.T) {
	files := map[string]string{}
	for i := range 20 {
		files[fmt.Sprintf("d%d.md", i+1)] = fmt.Sprintf("# %d. Document\n", i+1)
	}
	lim := source.DefaultLimits()
	lim.Files = 12
	r, err := reader.ReadVolume(context.Background(), []string{folder(t, files)}, lim, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var gen uint64
	shots := 0
	for {
		d, err := r.Next(t.Context(), gen)
		if err != nil {
			break
		}
		whole(t, d)
		gen = d.Generation
		shots++
	}
	d := r.Document()
	if len(d.Sections) != 12 || d.Sections[1].Number != "2" || d.Sections[11].Number != "12" {
		t.Errorf("outline\n%s", outline(d))
	}
	if len(d.Problems) != 1 || d.Problems[0].Kind != document.Shortened || d.Problems[0].Err != nil || shots < 1 {
		t.Errorf("problems %+v, %d snapshots", d.Problems, shots)
	}
}

// TestVolumeOfCorpus reads a hundred real documents as one, and finds in the
// volume what is found in each.
func TestVolumeOfCorpus(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(truth.Corpus(t, "frus/pairs/dev"), "*d1?.txt"))
	names = names[:min(len(names), 60)]
	d := readVolume(t, names...)
	refs, notes := 0, 0
	for _, n := range names {
		one := open(t, n)
		refs += len(one.Refs)
		notes += len(one.Notes)
	}
	if len(d.Refs) != refs || len(d.Notes) != notes || len(d.Sections) < len(names) {
		t.Errorf("%d references, %d notes, %d sections; want %d, %d, at least %d", len(d.Refs), len(d.Notes), len(d.Sections), refs, notes, len(names))
	}
}

// TestVolumeOfNotes leads to other documents and their notes: by their numbers, and
// before.
func TestVolumeOfNotes(t *testing.T) {
	files := map[string]string{
		"d41.txt": "41. Memorandum of conversation1\n\nThe text of it says so.2\n\n  1. Source of 41.\n\n  2. Second of 41.\n",
		"d42.txt": "42. Memorandum of conversation1\n\nThe text of it says so.2\n\n  1. See footnote 2, supra.\n\n  2. See Document 41, footnote 1.\n",
		"d43.txt": "43. Memorandum of conversation1\n\nThe text of it says so.\n\n  1. Supra.\n",
		"d44.md":  "# 44. Memorandum of conversation[^1]\n\n[^1]: Supra.\n",
	}
	d := readVolume(t, folder(t, files))
	var got []string
	for i, l := range d.Links {
		to := d.Dest(i).To
		if l.Kind == document.LinkNote && to >= 0 {
			got = append(got, d.Notes[to].Blocks[0].Text)
		}
		if l.Kind == document.LinkDocument && to >= 0 {
			got = append(got, d.Sections[to].Number)
		}
	}
	if want := "Second of 41.|Source of 41.|42|43"; strings.Join(got, "|") != want {
		t.Errorf("links lead to %q, want %s: %+v", got, want, d.Links)
	}
}

// TestVolumeOfMemos leads to memos by the names of their files, and to their sections.
func TestVolumeOfMemos(t *testing.T) {
	d := readVolume(t, folder(t, map[string]string{
		"rfc0822.md":  "# Messages\n\n## 1. Words\n\nText.\n\n## 3.1. Headers\n\nText.\n",
		"rfc-1867.md": "# Uploads\n\nAs RFC 822 says, in section 3.1 of RFC 822 and in [RFC 822, Section 9].\n",
		"other.md":    "# Another\n\nSee RFC 1867, but not RFC 18670.\n",
	}))
	var got []string
	for i := range d.Links {
		to := "none"
		if k := d.Dest(i).To; k >= 0 {
			to = d.Sections[k].Title
		}
		got = append(got, to)
	}
	if want := "Uploads|none|Messages|3.1. Headers|Messages"; strings.Join(got, "|") != want {
		t.Errorf("links lead to %q, want %s", got, want)
	}
}

// TestVolumeOfWhatIsCut says of each file that it is not shown whole.
func TestVolumeOfWhatIsCut(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "1. One\n\nA paragraph of a text that goes on and on.\n", "b.txt": "2. Two\n\nAnother.\n"})
	lim := source.DefaultLimits()
	lim.Input = 30
	r, err := reader.ReadVolume(t.Context(), []string{dir}, lim, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Problems) != 1 || d.Problems[0].Kind != document.Shortened || d.Sections[d.SectionAt(d.Problems[0].At.Block)].Number != "1" {
		t.Errorf("problems %+v", d.Problems)
	}
}
