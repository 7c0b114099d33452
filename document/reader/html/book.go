package html

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"ibid/document/compose"
	"ibid/document/source"
)

// A Book is one file or several whose links lead to one another. It belongs
// to one goroutine.
type Book struct {
	// Load returns a file of the book by name, nil where there is none. It is
	// nil for a single file.
	Load func(name string) *Tree
	// Style returns the text of a stylesheet of the book by name. It is nil for
	// a single file, which reads no other.
	Style func(name string) string
	// Resolve returns the file, and the identifier in it, that a reference
	// in a file leads to; ok is false where it leads out of the book.
	Resolve func(base, href string) (file, id string, ok bool)
	// Order returns where in the reading order a file stands. It is nil for a
	// single file.
	Order func(name string) int
	// Pages are the labels of printed pages by place ("file#id"), where the
	// container lists them.
	Pages map[string]string
	// Contents is the table of contents, where the container has one.
	Contents []Entry
	// Documents makes the sections that files begin with documents of a volume.
	Documents bool
	// All shows everything a page holds, not its main text alone.
	All bool
	// Linked are the files that what was composed leads to, in order; the container may
	// compose those that it does not list.
	Linked []string
	// Deleted shows words that are marked as deleted, in that style, and those
	// that a page hides.
	Deleted bool

	lim    source.Limits
	pages  map[string]*page
	sheets map[string]*sheet // by name
	limits []string          // what was left out, and why
	unseen unseen

	from   int32                          // node at which the composing of a single page is taken up
	called map[int32]ref                  // links before it that were taken for references
	ahead  func(id string) (*page, int32) // finds places that are not parsed yet

	anchored  bool                // anchors named for pages are page breaks
	screen    int                 // blocks at which the next snapshot is made
	flattened int                 // elements deeper than the limit
	places    map[string][]Entry  // Contents by key
	linked    map[string]bool     // Linked
	lists     map[string][]string // the places that Contents and Pages name, as identifiers by file
	unplaced  []string            // labels of Pages that have no place
}

// publishFirst is how many blocks make a first screen.
const publishFirst = 40

// publish makes a snapshot between two blocks of the body: the first when
// there is a screenful, each later one when there is four times as much, for a snapshot costs
// as much as what it holds.
func (b *Book) publish(w *compose.Writer) {
	if n := w.NextBlock(); n >= b.screen && !w.InNote() && !w.InBlock() {
		w.Publish()
		b.screen = 4 * n
	}
}

// NewBook returns a Book of a single file; a container sets Load, Order and
// Resolve.
func NewBook(lim source.Limits) *Book {
	return &Book{lim: lim, pages: make(map[string]*page), sheets: make(map[string]*sheet), called: make(map[int32]ref), screen: publishFirst}
}

// A page is a file of a book and what is known of its apparatus.
type page struct {
	*Tree
	file  string
	order int      // of the file in the book
	own   string   // the address that the file says is its own
	base  *url.URL // that its references start from, nil where it names none
	ids   map[string]int32
	links []link
	typed []int32 // elements that the author says are notes
	items []int32 // of lists that are said to be of notes

	asides []int32 // divs set in the margin

	raisedNumbers []int32 // superscripts that hold a number and no link
	counted       []int32 // marks of pages, or none, as those that follow count on or not

	refs   map[int32]*ref   // by the node of the sign
	claims map[int32][]*ref // by the node they lead to
	notes  []*note          // in order
	breaks map[int32]pageBreak
	sheets []*sheet
	ruled  struct { // what these say of the element that was asked about last
		node   int32
		values [properties]string
		work   int // how much was tried for all elements
	}
	main int32 // what is shown: an element, 0 for all

	document string // place of the section that is the document of the file, "" for none

	decided, bounded, emitted bool
}

// A link is one that leads to a place in the book.
type link struct {
	node int32
	file string
	id   string
	text string // trimmed; at most a little more than signBytes
	cut  bool   // there is more of it, perhaps
}

// add puts a file into the book.
func (b *Book) add(file string, t *Tree, order int) *page {
	if b.flattened += t.flattened; t.cut {
		b.limit("a single tag or comment is larger than any should be: what follows it in its file was left out")
	}
	p := b.newPage(file, t, order)
	b.pages[file] = p
	return p
}

// newPage looks through a file.
func (b *Book) newPage(file string, t *Tree, order int) *page {
	p := &page{
		Tree: t, file: file, order: order,
		ids: make(map[string]int32), refs: make(map[int32]*ref), claims: make(map[int32][]*ref), breaks: make(map[int32]pageBreak),
	}
	b.collect(p)
	return p
}

// page returns a file of the book, nil where there is none.
func (b *Book) page(file string) *page {
	if p, ok := b.pages[file]; ok {
		return p
	}
	if b.Load == nil {
		return nil
	}
	t := b.Load(file)
	if t == nil {
		b.pages[file] = nil
		return nil
	}
	return b.add(file, t, b.Order(file))
}

// collect finds the places, links, tagged notes and page breaks of a file.
func (b *Book) collect(p *page) {
	p.own, p.base = addresses(p.Tree)
	b.styles(p)
	for i := range p.nodes {
		x := &p.nodes[i]
		n := int32(i)
		if p.contents(n) {
			x.flags |= flagContents
		}
		if x.tag == atom.Sup && p.raisedNumber(n) > 0 {
			p.raisedNumbers = append(p.raisedNumbers, n)
		}
		if !x.elem || x.nattr == 0 {
			continue
		}
		for _, a := range p.attrs[x.attr : x.attr+int32(x.nattr)] {
			if a.val == "" || a.key != attrID && (a.key != attrName || x.tag != atom.A) {
				continue
			}
			if _, ok := p.ids[a.val]; !ok {
				p.ids[a.val] = n
			}
		}
		if x.tag == atom.A {
			b.addLink(p, n)
		}
		if p.taggedNote(n) {
			p.typed = append(p.typed, n)
		} else if x.tag == atom.Li && p.attr(n, attrID) != "" && p.noteList(x.parent) {
			p.items = append(p.items, n)
		} else if p.aside(n) {
			p.asides = append(p.asides, n)
		}
	}
	if len(p.asides) > 0 {
		p.typed = append(p.typed, p.glosses()...)
		slices.Sort(p.typed)
	}
	b.findBreaks(p)
}

func (b *Book) addLink(p *page, n int32) {
	href, ok := p.lookup(n, attrHref)
	if !ok {
		return
	}
	file, id, ok := b.resolve(p, href)
	if !ok && b.Resolve == nil && !strings.Contains(href, ":") && p.tagged(n) != "" {
		// A saved page calls itself by its name, which only its notes betray.
		_, id, ok = strings.Cut(href, "#")
		file, id = p.file, unescape(id)
	}
	if !ok || id == "" {
		return
	}
	text := p.textOf(n+1, p.nodes[n].end, signBytes)
	p.links = append(p.links, link{node: n, file: file, id: id, text: trim(text), cut: len(text) > signBytes})
}

// resolve says where a reference in a file leads.
func (b *Book) resolve(p *page, href string) (file, id string, ok bool) {
	href = p.absolute(strings.TrimSpace(href))
	if own := p.own; own != "" && strings.HasPrefix(href, own) && strings.HasPrefix(href[len(own):], "#") {
		href = href[len(own):]
	}
	if strings.HasPrefix(href, "#") {
		return p.file, unescape(href[1:]), true
	}
	if b.Resolve == nil {
		return "", "", false
	}
	return b.Resolve(p.file, href)
}

func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// savedFrom returns the address that browsers note where they save a page, in a comment before
// its first element: <!-- saved from url=(0022)https://example.org/x -->. The number is the length of
// the address. They write all links in full then, those to the page's own notes, too.
func savedFrom(src string) string {
	const mark = "<!-- saved from url=("
	i := strings.Index(src[:min(len(src), 1<<10)], mark)
	if i < 0 {
		return ""
	}
	digits, rest, ok := strings.Cut(src[i+len(mark):], ")")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n <= 0 || n > len(rest) {
		return ""
	}
	own, _, _ := strings.Cut(rest[:n], "#")
	return own
}

// addresses returns the address that a page says is its own, so that a saved
// page's links to itself are known for what they are, and that its references
// start from (HTML, section 4.2.3). Where it says the latter alone it is its own, too.
func addresses(t *Tree) (own string, base *url.URL) {
	own = t.saved
	for i := range t.nodes {
		n := int32(i)
		href := strings.TrimSpace(t.attr(n, attrHref))
		switch t.nodes[i].tag {
		case atom.Body:
			return own, base
		case atom.Link:
			if own == "" && hasToken(strings.ToLower(t.attr(n, attrRel)), "canonical") {
				own = href
			}
		case atom.Base:
			u, err := url.Parse(href)
			if base == nil && err == nil && (u.Scheme == "http" || u.Scheme == "https") {
				u.Fragment = ""
				base, own = u, cmp.Or(own, u.String())
			}
		}
	}
	return own, base
}

// absolute returns a reference as the page's base makes it. What names a place of
// the page is left alone, though it would lead to the base.
func (p *page) absolute(href string) string {
	if p.base == nil || href == "" || strings.HasPrefix(href, "#") {
		return href
	}
	u, err := p.base.Parse(href)
	if err != nil {
		return href
	}
	return u.String()
}

// target returns the file and element that a link leads to; the element is -1
// where the file has none of that name.
func (b *Book) target(l link) (*page, int32) {
	q := b.page(l.file)
	if q == nil {
		return nil, -1
	}
	n, ok := q.ids[l.id]
	switch {
	case b.ahead != nil && (!ok || slices.Contains(q.unclosed, q.block(n))):
		return b.ahead(l.id)
	case ok:
		return q, n
	}
	return q, -1
}

// before reports whether a place in one file comes before a place in another.
func before(p *page, n int32, q *page, m int32) bool {
	if p != q {
		return p.order < q.order
	}
	return n < m
}

func trim(s string) string {
	return strings.Trim(s, " \t\n\r\f\u00a0\u2009\u200a\u202f\ufeff\u200b\u2060")
}

// limit notes that a limit shortened what is shown, each way once.
func (b *Book) limit(what string) {
	if !slices.Contains(b.limits, what) {
		b.limits = append(b.limits, what)
	}
}

func sortPages(pages []*page) {
	slices.SortFunc(pages, func(x, y *page) int { return x.order - y.order })
}
