// Package epub reads books in EPUB 2 and 3 (https://www.w3.org/TR/epub-33/,
// https://idpf.org/epub/201): a zip container with a package document that
// says which files are the chapters and in which order they are read. The
// chapters are XHTML, which package html reads.
//
// A damaged book opens as far as it goes, and its problems say what is
// missing. A book whose chapters are encrypted is refused; one in which only
// fonts are obfuscated is not.
package epub

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/reader/archive"
	"ibid/document/reader/html"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// Is says how surely a document is an EPUB, from 0 to 100, by its first bytes
// and its name.
func Is(head []byte, name string) int {
	named := strings.EqualFold(path.Ext(name), ".epub")
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		if named {
			return 95 // to be told what is wrong with it, whatever else it is
		}
		return 0
	}
	switch {
	case bytes.Contains(head[:min(len(head), 128)], []byte("application/epub+zip")):
		return 100
	case named:
		return 95
	case bytes.Contains(head, []byte("META-INF/container.xml")):
		return 85
	}
	return 0
}

// Options say how a book is to be read.
type Options struct {
	All bool // show words that are marked as deleted
}

// Read reads a book to its end. It publishes snapshots on the way, the first
// as soon as there is a screenful.
func Read(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	a, err := archive.Open(in)
	if err != nil {
		return err
	}
	r := &reader{in: in, a: a, b: b, failed: make(map[string]bool)}
	if err := r.open(opt); err != nil {
		return err
	}
	return r.chapters(ctx)
}

// reader is one book being read.
type reader struct {
	in   *source.Input
	a    *archive.Archive
	b    *document.Builder
	w    *compose.Writer
	book *html.Book
	pack *pack

	failed map[string]bool // parts that could not be read, already told
	bomb   error           // a part that is an attack on memory
	first  error           // why the first chapter that could not be read could not
}

func (r *reader) problem(kind document.ProblemKind, format string, args ...any) {
	r.b.Report(kind, source.Clean(fmt.Sprintf(format, args...)))
}

// refuse is the error of a book that cannot be read at all.
func (r *reader) refuse(what, hint string, err error) error {
	return &source.Error{Name: r.in.Name, What: what, Hint: hint, Err: err}
}

// open reads what says how the book is made: container, package, encryption, outline.
func (r *reader) open(opt Options) error {
	name, err := r.rootFile()
	if err != nil {
		return err
	}
	src, err := r.text(name)
	if err != nil {
		return r.refuse("has no package document that can be read", "the book is damaged: fetch it again", err)
	}
	r.pack = parsePackage(src, name, r.in.Limits, r.part)
	if len(r.pack.spine) == 0 {
		return r.refuse("has a package document without a reading order", "the book is damaged: fetch it again", nil)
	}
	if err := r.protected(); err != nil {
		return err
	}
	*r.b.Meta() = r.pack.meta
	if r.a.Skipped > 0 {
		r.problem(document.Shortened, "the archive has %d entries past the limit of %d: they were left out", r.a.Skipped, r.in.Limits.Entries)
	}
	r.w = compose.New(r.b, r.in.Limits)
	r.book = html.NewBook(r.in.Limits)
	r.book.All = true // a chapter holds no menus
	r.book.Deleted = opt.All
	r.book.Documents = len(r.pack.spine) > 1 // what the standard calls content documents
	r.book.Load, r.book.Style, r.book.Resolve, r.book.Order = r.load, r.style, r.resolve, r.pack.place
	r.outline()
	return nil
}

// rootFile returns the name of the package document, from the container or, where
// that is missing or wrong, the only one that the archive holds.
func (r *reader) rootFile() (string, error) {
	src, err := r.text("META-INF/container.xml")
	named := ""
	if err == nil {
		several := false
		if named, several = rootFileOf(src, r.in.Limits); several {
			r.problem(document.Shortened, "the book has more than one rendition: the first was read")
		}
		if name, ok := archive.Join("", named); ok {
			if name, ok = r.a.Find(name); ok {
				return name, nil
			}
		}
	}
	if errors.Is(err, archive.ErrEncrypted) || errors.Is(err, archive.ErrBomb) {
		return "", err
	}
	if named != "" {
		return "", r.refuse(fmt.Sprintf("names a package document that is not in it (%s)", named), "the book is damaged: fetch it again", nil)
	}
	only := ""
	for _, name := range r.a.Names() {
		if strings.EqualFold(path.Ext(name), ".opf") {
			if only != "" {
				return "", r.refuse("does not say which of several package documents it is read by", "", nil)
			}
			only = name
		}
	}
	if only == "" {
		return "", r.refuse("is an archive without a book in it", "an EPUB has a file META-INF/container.xml", nil)
	}
	r.problem(document.LinkWithoutTarget, "the book has no META-INF/container.xml that can be read: %s was taken for its package document", only)
	return only, nil
}

// text returns a part as UTF-8. A damaged part is read as far as it goes.
func (r *reader) text(name string) (string, error) {
	b, err := r.a.Read(name)
	if errors.Is(err, archive.ErrDamaged) && len(b) > 0 {
		if !r.failed[name] {
			r.failed[name] = true
			r.problem(document.Shortened, "%s is damaged: it was read as far as it goes", name)
		}
		err = nil
	}
	if err != nil {
		if errors.Is(err, archive.ErrBomb) {
			r.bomb = err
		}
		return "", err
	}
	src, _, err := xmlscan.Decode(b)
	return src, err
}

// load parses a chapter, for package html.
func (r *reader) load(name string) *html.Tree {
	src, err := r.text(name)
	if err != nil {
		r.fail(name, err)
		return nil
	}
	return html.Parse(src, r.in.Limits, true)
}

// style returns a stylesheet, for package html, "" where it cannot be read.
func (r *reader) style(name string) string {
	css, err := r.text(name)
	if err != nil {
		return ""
	}
	return css
}

// fail notes that a part could not be read, once.
func (r *reader) fail(name string, err error) {
	if r.first == nil {
		r.first = err
	}
	if r.failed[name] {
		return
	}
	r.failed[name] = true
	switch {
	case errors.Is(err, archive.ErrMissing):
		r.problem(document.LinkWithoutTarget, "%s is not in the book", name)
	case errors.Is(err, archive.ErrEncrypted):
		r.problem(document.Shortened, "%s is encrypted and was left out", name)
	default:
		r.problem(document.Shortened, "%s could not be read and was left out", name)
	}
}

// resolve says which part, and what in it, a reference in a part leads to.
// References that name a host, a scheme or a place outside the archive lead nowhere in it.
func (r *reader) resolve(base, href string) (file, id string, ok bool) {
	href, id, _ = strings.Cut(href, "#")
	if scheme, _, ok := strings.Cut(href, ":"); ok && !strings.ContainsAny(scheme, "/?") || strings.HasPrefix(href, "//") {
		return "", "", false
	}
	href, _, _ = strings.Cut(href, "?")
	if id = html.Unescape(id); href == "" {
		return base, id, true
	}
	file = r.part(base, href)
	return file, id, file != ""
}

// part returns the name under which the archive holds what a reference in a
// part names, or would hold it; "" where the reference leads out of the archive.
func (r *reader) part(base, href string) string {
	name, ok := archive.Join(base, html.Unescape(href))
	if !ok {
		return ""
	}
	if found, ok := r.a.Find(name); ok {
		return found
	}
	return name
}

// chapters composes the chapters in reading order: first those that the book
// is read through, then those that it only leads to.
func (r *reader) chapters(ctx context.Context) error {
	done := make(map[string]bool)
	one := func(s item) error {
		done[s.name] = true
		r.chapter(s)
		return cmp.Or(ctx.Err(), r.bomb)
	}
	for _, linear := range []bool{true, false} {
		for _, s := range r.pack.spine {
			if s.linear != linear || done[s.name] || !linear && s.name == r.pack.nav {
				continue
			}
			if err := one(s); err != nil {
				return err
			}
		}
	}
	for _, e := range r.book.Contents {
		if file := e.File(); file != r.pack.nav { // which is shown as the outline
			r.book.Linked = append(r.book.Linked, file)
		}
	}
	for i := 0; i < len(r.book.Linked); i++ { // what these lead to is linked, too
		s, ok := r.pack.unlisted(r.book.Linked[i])
		if !ok || done[s.name] {
			continue
		}
		if err := one(s); err != nil {
			return err
		}
	}
	for _, name := range r.book.Called() {
		r.book.Emit(r.w, name)
	}
	r.w.Finish()
	r.missing()
	r.book.Problems(r.b)
	d := r.b.Draft()
	if len(d.Blocks) == 0 && len(d.Notes) == 0 {
		if errors.Is(r.first, archive.ErrEncrypted) {
			return r.refuse("is encrypted with a password", "unpack it and pack it again without one", r.first)
		}
		if r.first != nil {
			return r.refuse("has no chapter that can be read", "the book is damaged: fetch it again", r.first)
		}
		r.problem(document.Shortened, "the book holds no text")
	}
	return cmp.Or(ctx.Err(), r.bomb)
}

// chapter composes one item of the reading order.
func (r *reader) chapter(s item) {
	switch {
	case s.name == "":
		r.problem(document.LinkWithoutTarget, "the reading order names a part outside the book (%s)", s.href)
	case strings.HasPrefix(s.media, "image/") && s.media != "image/svg+xml":
		r.w.OpenBlock(document.Figure, 0)
		r.w.SetLabel(s.href)
		r.w.CloseBlock()
	case !s.chapter() && !r.markup(s.name):
		r.problem(document.Shortened, "%s is of a kind that is not read (%s) and was left out", s.name, s.media)
	default:
		r.book.Emit(r.w, s.name)
	}
}

// markup reports whether a part begins as markup does, whatever its kind is said to be.
func (r *reader) markup(name string) bool {
	src, err := r.text(name)
	return err != nil || strings.HasPrefix(strings.TrimLeft(src, "\ufeff \t\r\n"), "<")
}

// missing tells what the reading order, the table of contents and the list of pages
// name and the book does not hold.
func (r *reader) missing() {
	for _, id := range r.pack.gone {
		r.problem(document.LinkWithoutTarget, "the reading order names a part that the manifest does not (%s)", id)
	}
	for _, e := range r.book.Contents {
		if file := e.File(); e.Key != "" && file != r.pack.nav && !r.book.Composed(file) {
			r.problem(document.LinkWithoutTarget, "the table of contents names %q, whose place was not read (%s)", e.Title, file)
		}
	}
	if n, first := r.book.Unplaced(); n > 0 {
		r.problem(document.LinkWithoutTarget, "%d pages of the book's own list have no place in it, the first is page %s", n, first)
	}
}
