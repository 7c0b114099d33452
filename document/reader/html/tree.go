package html

import (
	"math"
	"strings"

	"golang.org/x/net/html/atom"
)

// A node is an element or a run of text. The nodes of a tree stand in
// document order, so that a node's descendants are those from the one after
// it up to its end, and comparing two indexes tells which comes first.
type node struct {
	tag    atom.Atom // 0 for text and for elements that have no meaning here
	elem   bool
	flags  flags
	nattr  uint16
	attr   int32 // index of the tree's attrs
	parent int32 // -1 for the root
	end    int32 // index after the last descendant
	at     int32 // byte offset of the markup in the source, as UTF-8
	text   string
}

// flags spare most nodes a look into a map.
type flags uint8

const (
	flagBlock    flags = 1 << iota // stands on lines of its own
	flagSkip                       // holds nothing that is read
	flagRef                        // is a key of page.refs
	flagBreak                      // is a key of page.breaks
	flagDrop                       // is a sign that leads back, or a label that was taken up
	flagBox                        // has a block among its children
	flagContents                   // is a list of contents or a menu
)

func (t *Tree) is(n int32, f flags) bool { return t.nodes[n].flags&f != 0 }

// attrKey is an attribute that this package reads; all others are dropped.
type attrKey uint8

const (
	noAttr attrKey = iota
	attrID
	attrName
	attrClass
	attrHref
	attrRole
	attrEpubType
	attrDataType
	attrTitle
	attrAriaLabel
	attrAlt
	attrAltText
	attrSrc
	attrStyle
	attrHidden
	attrColspan
	attrRowspan
	attrStart
	attrValue
	attrReversed
	attrType
	attrLang
	attrContent
	attrHTTPEquiv
	attrProperty
	attrEncoding
	attrOpen
	attrRel
	attrNoteRef
	attrDataLabel
	attrDataSeries
	attrMedia
	attrDatetime
	attrCite
	attrDisplay
	attrClose
	attrNamespace
	attrEnum
)

var attrKeys = map[string]attrKey{
	"id": attrID, "xml:id": attrID, "name": attrName, "class": attrClass, "href": attrHref, "xlink:href": attrHref, "role": attrRole,
	"epub:type": attrEpubType, "data-type": attrDataType, "title": attrTitle, "aria-label": attrAriaLabel, "alt": attrAlt,
	"alttext": attrAltText, "src": attrSrc, "style": attrStyle, "hidden": attrHidden, "colspan": attrColspan,
	"rowspan": attrRowspan, "start": attrStart, "value": attrValue, "reversed": attrReversed, "type": attrType,
	"lang": attrLang, "xml:lang": attrLang, "content": attrContent, "http-equiv": attrHTTPEquiv,
	"property": attrProperty, "encoding": attrEncoding, "open": attrOpen, "rel": attrRel, "data-footnote-ref": attrNoteRef,
	"data-label": attrDataLabel, "data-series": attrDataSeries, "media": attrMedia, "datetime": attrDatetime, "cite": attrCite, "display": attrDisplay, "close": attrClose,
	"required-namespace": attrNamespace, "enum": attrEnum, "idref": attrHref,
}

type attribute struct {
	key attrKey
	val string
}

// A Tree is a parsed file.
type Tree struct {
	nodes []node
	attrs []attribute
	size  int    // bytes of the source, as UTF-8
	saved string // address that the page was saved from, as far as it says so

	unclosed []int32       // elements open at the end of the file, the root first
	numbers  map[int32]int // of the items of ordered lists, as they were asked for

	// flattened is how many elements stood deeper than the limit on nesting
	// and were taken for children of the deepest that did not.
	flattened int
	// cut is set where the rest of the file was left out, because a single
	// tag or comment in it is larger than any should be.
	cut bool
}

// attr returns the value of an attribute, "" where the element has none.
func (t *Tree) attr(n int32, key attrKey) string {
	v, _ := t.lookup(n, key)
	return v
}

func (t *Tree) lookup(n int32, key attrKey) (string, bool) {
	x := &t.nodes[n]
	for _, a := range t.attrs[x.attr : x.attr+int32(x.nattr)] {
		if a.key == key {
			return a.val, true
		}
	}
	return "", false
}

// hasToken reports whether a list parted by white space, such as the value of
// class, role or epub:type, has a token.
func hasToken(list, token string) bool {
	for len(list) >= len(token) {
		i := strings.Index(list, token)
		if i < 0 {
			return false
		}
		end := i + len(token)
		if (i == 0 || isSpace(list[i-1])) && (end == len(list) || isSpace(list[end])) {
			return true
		}
		list = list[end:]
	}
	return false
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// hasClass reports whether an element has one of some classes.
func (t *Tree) hasClass(n int32, classes ...string) bool {
	list := t.attr(n, attrClass)
	if list == "" {
		return false
	}
	for _, c := range classes {
		if hasToken(list, c) {
			return true
		}
	}
	return false
}

// meaning returns what the author says an element is for: its role, epub:type
// and data-type, lower case, without the prefix "doc-", between spaces.
func (t *Tree) meaning(n int32) string {
	x := &t.nodes[n]
	s := ""
	for _, a := range t.attrs[x.attr : x.attr+int32(x.nattr)] {
		if a.key == attrRole || a.key == attrEpubType || a.key == attrDataType {
			s += " " + strings.ReplaceAll(strings.ToLower(a.val), "doc-", "") + " "
		}
	}
	return s
}

// means reports whether an element's role or type is one of those given.
func means(meaning string, types ...string) bool {
	if meaning == "" {
		return false
	}
	for _, t := range types {
		if hasToken(meaning, t) {
			return true
		}
	}
	return false
}

// children calls f for each child of n.
func (t *Tree) children(n int32, f func(c int32) bool) {
	for c := n + 1; c < t.nodes[n].end; c = t.nodes[c].end {
		if !f(c) {
			return
		}
	}
}

// textOf returns the text from one node up to another, at most max bytes and
// a little more, with its white space as it stands. Elements beyond number are
// not looked through for it.
func (t *Tree) textOf(from, to int32, max int) string {
	to = min(to, from+int32(4*max)+64)
	if to == from+1 {
		return t.nodes[from].text
	}
	var b strings.Builder
	for i := from; i < to && b.Len() <= max; i++ {
		x := &t.nodes[i]
		if x.flags&flagSkip != 0 {
			i = x.end - 1
			continue
		}
		b.WriteString(x.text)
	}
	return b.String()
}

// wholeText returns all the text of an element.
func (t *Tree) wholeText(n int32) string { return t.textOf(n, t.nodes[n].end, math.MaxInt32/8) }

// blank reports whether there is no text but white space from one node up to
// another, and nothing else to see. What is further apart than any blank goes is not blank.
func (t *Tree) blank(from, to int32) bool {
	if to-from > blankNodes {
		return false
	}
	for i := from; i < to; i++ {
		x := &t.nodes[i]
		if x.tag == atom.Img || x.tag == atom.Math {
			return false
		}
		if strings.TrimLeft(x.text, " \t\n\r\f\u00a0") != "" {
			return false
		}
	}
	return true
}

// blankNodes bounds how many nodes are looked at for something to read.
const blankNodes = 1000

// ancestor returns the nearest ancestor of n for which is holds, or -1.
func (t *Tree) ancestor(n int32, is func(a int32) bool) int32 {
	for n = t.nodes[n].parent; n >= 0; n = t.nodes[n].parent {
		if is(n) {
			return n
		}
	}
	return -1
}

// skipped reports whether an element holds nothing that is read.
func skipped(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Select, atom.Textarea, atom.Iframe, atom.Noembed, atom.Button, atom.Datalist:
		return true
	}
	return false
}

// blocks are the elements that stand on lines of their own.
var blocks = map[atom.Atom]bool{
	atom.Html: true, atom.Body: true, atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Center: true,
	atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Dir: true, atom.Div: true, atom.Dl: true, atom.Dt: true,
	atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true,
	atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hgroup: true,
	atom.Hr: true, atom.Li: true, atom.Listing: true, atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true,
	atom.P: true, atom.Plaintext: true, atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true,
	atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true, atom.Caption: true, atom.Xmp: true,
	atom.Optgroup: true, atom.Option: true, atom.Legend: true,
}

func isBlock(tag atom.Atom) bool { return blocks[tag] }

// block returns the nearest block element around a node, or the node itself.
func (t *Tree) block(n int32) int32 {
	for t.nodes[n].parent >= 0 && !t.is(n, flagBlock) {
		n = t.nodes[n].parent
	}
	return n
}

func headingLevel(tag atom.Atom) int {
	switch tag {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}
