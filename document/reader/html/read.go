package html

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// Options say how a page is to be read.
type Options struct {
	Charset string // IANA name, "" to detect it
	All     bool   // show all of a page, not its main text alone
}

// Read reads a single page to its end.
func Read(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	return readPage(ctx, in, b, opt, usual)
}

// readPage is Read for a page whose beginning has the sizes s.
func readPage(ctx context.Context, in *source.Input, b *document.Builder, opt Options, s sizes) error {
	r, name, err := decoded(in, opt)
	if err != nil {
		return err
	}
	b.Source().Encoding = name
	book := NewBook(in.Limits)
	book.All, book.Deleted = opt.All, opt.All
	w := compose.New(b, in.Limits)
	w.Outline = true
	var early *scattered
	if n := in.Size(); name == "" && n >= s.early && n <= min(in.Limits.Input, in.Limits.Part) {
		if early, err = scatteredFile(in, s); err != nil {
			return err
		}
		book.from = book.early(w, early, b.Meta())
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	src, whole, err := text(in, r, b)
	switch {
	case err != nil:
		return err
	case early != nil && !strings.HasPrefix(src, early.head):
		return &source.Error{Name: in.Name, What: "was changed while it was read", Hint: "open it again"}
	case early == nil && int64(len(src)) >= s.early:
		book.from = book.early(w, newScattered(io.NewSectionReader(strings.NewReader(src), 0, int64(len(src))), src, s), b.Meta())
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := book.write(ctx, w, src); err != nil {
		return err
	}
	if !whole {
		b.Report(document.Shortened, fmt.Sprintf("the page is larger than %d MiB: the rest was left out", in.Limits.Part>>20))
	}
	return ctx.Err()
}

// write composes a page, of which the beginning may have been composed.
func (b *Book) write(ctx context.Context, w *compose.Writer, src string) error {
	t := Parse(src, b.lim, false)
	if err := ctx.Err(); err != nil {
		return err
	}
	if meta := w.Builder().Meta(); b.from == 0 {
		*meta = document.Meta{}
		t.meta(meta)
	}
	b.add("", t, 0)
	b.Emit(w, "")
	w.Finish()
	b.Problems(w.Builder())
	return nil
}

// Problems adds what was left out to a document's problems.
func (b *Book) Problems(to *document.Builder) {
	if b.flattened > 0 {
		to.Report(document.Shortened, fmt.Sprintf("%d elements are nested more than %d deep: how they are nested was left out, their text was not", b.flattened, b.lim.Depth))
	}
	for _, what := range b.limits {
		to.Report(document.Shortened, what)
	}
	if what := b.unseen.String(); what != "" {
		to.Report(document.Shortened, what)
	}
}

// decoded returns a page as UTF-8, and the charset it is in as far as that is known. What a byte
// order mark, the page itself or its first bytes say of the charset counts, unless the bytes are UTF-8
// all the same: pages keep the label of the charset they were once in.
func decoded(in *source.Input, opt Options) (io.Reader, string, error) {
	head, err := in.Head(headBytes)
	if err != nil {
		return nil, "", err
	}
	name := opt.Charset
	if name == "" && !validUTF8(head) {
		// Browsers decode some charsets to nothing (WHATWG Encoding, 4.1 "replacement"); what
		// such a page is in is left to its bytes.
		if _, label, certain := charset.DetermineEncoding(head, ""); certain && label != "replacement" {
			name = label
		}
	}
	return in.Text(name)
}

// text reads a page to its end, but no more than the limit on a part, and reports whether that
// is the whole page.
func text(in *source.Input, r io.Reader, b *document.Builder) (page string, whole bool, err error) {
	all, err := source.ReadText(io.LimitReader(r, in.Limits.Part), min(in.Size(), in.Limits.Part))
	if err != nil {
		return "", false, in.Failed(err)
	}
	if c, ok := r.(interface{ Charset() string }); ok {
		b.Source().Encoding = c.Charset()
	}
	n, err := io.ReadFull(r, make([]byte, 1))
	if err != nil && err != io.EOF {
		return "", false, in.Failed(err)
	}
	return strings.TrimPrefix(all, "\ufeff"), n == 0, nil
}

// headBytes is how much of a page is looked at to tell its charset.
const headBytes = 64 << 10

// validUTF8 reports whether b is UTF-8 and more than ASCII, but for a
// character cut off at its end.
func validUTF8(b []byte) bool {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			b = b[:len(b)-i]
			break
		}
	}
	return utf8.Valid(b) && bytes.ContainsFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })
}

// meta takes from a page's head what it says of itself, where m does not know it yet.
func (t *Tree) meta(m *document.Meta) {
	for i := int32(0); i < int32(len(t.nodes)); i++ {
		x := &t.nodes[i]
		switch x.tag {
		case atom.Html:
			set(&m.Language, t.attr(i, attrLang))
		case atom.Title:
			if !t.drawn(i) {
				set(&m.Title, t.titleText(i))
			}
		case atom.Meta:
			t.metaElement(i, m)
		case atom.Body:
			set(&m.Language, t.attr(i, attrLang))
			return
		}
	}
}

// drawn reports whether an element is of a picture, whose title is not the page's.
func (t *Tree) drawn(i int32) bool {
	for n := t.nodes[i].parent; n > 0; n = t.nodes[n].parent {
		if t.nodes[n].tag == atom.Svg {
			return true
		}
	}
	return false
}

func (t *Tree) titleText(i int32) string {
	var b strings.Builder
	for c := i; c < t.nodes[i].end; c++ {
		b.WriteString(t.nodes[c].text)
	}
	return b.String()
}

func set(to *string, s string) {
	if s = source.Clean(s); *to == "" && s != "" {
		*to = s
	}
}

func (t *Tree) metaElement(i int32, m *document.Meta) {
	name := strings.ToLower(t.attr(i, attrName))
	if name == "" {
		name = strings.ToLower(t.attr(i, attrProperty))
	}
	content := source.Clean(t.attr(i, attrContent))
	if content == "" {
		return
	}
	switch name {
	case "author", "dc.creator", "dcterms.creator", "citation_author":
		for _, c := range m.Creators {
			if c == content {
				return
			}
		}
		m.Creators = append(m.Creators, content)
	case "dc.title", "citation_title", "og:title":
		set(&m.Title, content)
	case "date", "dc.date", "dcterms.date", "citation_date", "citation_publication_date", "article:published_time":
		set(&m.Date, content)
	case "dc.publisher", "citation_publisher":
		set(&m.Publisher, content)
	case "dc.language":
		set(&m.Language, content)
	case "dc.identifier", "citation_doi":
		m.Identifiers = append(m.Identifiers, content)
	}
}
