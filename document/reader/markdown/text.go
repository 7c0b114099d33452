package markdown

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"ibid/document"
)

// maxInline is how deep notes and spans in brackets are followed; deeper ones
// are shown as they are written.
const maxInline = 16

// inline writes the beginning of an inline node and reports whether its
// children are to be written.
func (r *renderer) inline(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		r.textNode(n)
	case *ast.String:
		r.write(string(n.Value))
	case *ast.CodeSpan:
		r.push("`", document.Monospace)
	case *ast.Emphasis:
		if n.Level > 1 {
			r.push("*", document.Bold)
		} else {
			r.push("*", document.Italic)
		}
	case *struck:
		r.push("*", r.struck(n))
	case *ast.Link:
		r.openLink(string(unescape(n.Destination)))
	case *ast.Image:
		r.image(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.RawHTML:
		r.rawHTML(n)
		return false
	case *task:
		if n.done {
			r.w.SetLabel("☑")
		} else {
			r.w.SetLabel("☐")
		}
	case *inline:
		r.ours(n)
	}
	return true
}

// textNode writes text: backslashes and entities resolved, addresses made links.
func (r *renderer) textNode(n *ast.Text) {
	raw := n.Segment.Value(r.text)
	if _, code := n.Parent().(*ast.CodeSpan); code || n.IsRaw() {
		s := strings.ReplaceAll(string(raw), "\n", " ")
		if r.cell {
			s = strings.ReplaceAll(s, `\|`, "|")
		}
		r.write(s)
		return
	}
	if p := n.PreviousSibling(); p != nil && len(raw) > 2 && raw[0] == '{' {
		raw = raw[attributesAfter(p, raw):]
	}
	if r.verse {
		raw = r.verseIndent(raw)
	}
	hard := n.HardLineBreak()
	if !hard && (n.SoftLineBreak() || r.lastOfPiece(n)) && breaksLine(raw) {
		hard, raw = true, raw[:len(raw)-1]
	}
	r.run.Write(unescape(raw))
	if next, ok := n.NextSibling().(*ast.Text); ok && !next.IsRaw() && !n.SoftLineBreak() && !n.HardLineBreak() {
		return // goldmark cuts text at signs that might have begun something
	}
	r.linkify(r.run.String())
	r.run.Reset()
	switch {
	case r.lastOfPiece(n):
		r.broken = hard || bytes.HasSuffix(r.cur.text, []byte("  \n"))
	case hard || n.SoftLineBreak() && r.verse:
		r.w.Break()
		r.lineStart = true
	case n.SoftLineBreak() && !r.unspaced(n):
		r.write(" ")
	}
}

// breaksLine reports whether text before the end of a line ends with a backslash
// that is not escaped: a hard line break (CommonMark 0.31, section 6.7). Goldmark
// finds those alone that no other backslash stands before.
func breaksLine(raw []byte) bool {
	return (len(raw)-len(bytes.TrimRight(raw, `\`)))%2 == 1
}

// lastOfPiece reports whether a paragraph that was cut goes on after a text.
func (r *renderer) lastOfPiece(n *ast.Text) bool {
	return r.cur.open && n.NextSibling() == nil && n.Segment.Stop >= len(bytes.TrimRight(r.text, " \n"))
}

// attributesAfter returns the length of the attributes at the start of s that are
// those of the node before it: pandoc has them after links, images and code, kramdown
// after whatever is set apart.
func attributesAfter(n ast.Node, s []byte) int {
	switch n.(type) {
	case *ast.Text:
		return 0
	case *ast.Link, *ast.Image, *ast.CodeSpan:
		if _, k := parseAttributes(s); k > 0 {
			return k
		}
	}
	return attributeList(s)
}

// verseIndent keeps the indentation of a verse line.
func (r *renderer) verseIndent(raw []byte) []byte {
	n := 0
	for n < len(raw) && raw[n] == ' ' {
		n++
	}
	at := r.lineStart
	r.lineStart = false
	if n == 0 || !at {
		return raw
	}
	return append(bytes.Repeat([]byte("\u00a0"), n), raw[n:]...)
}

// unspaced reports whether the line break after a text stands between
// characters of a script that is written without spaces.
func (r *renderer) unspaced(n *ast.Text) bool {
	next, ok := n.NextSibling().(*ast.Text)
	if !ok {
		return false
	}
	a, _ := utf8.DecodeLastRune(n.Segment.Value(r.text))
	b, _ := utf8.DecodeRune(next.Segment.Value(r.text))
	return unspacedScript(a) && unspacedScript(b)
}

func unspacedScript(c rune) bool {
	return c >= 0x2E80 && (unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0x3000 && c <= 0x303F || c >= 0xFF00 && c <= 0xFF60)
}

// unescape resolves backslashes before punctuation, and entities.
func unescape(s []byte) []byte {
	i := bytes.IndexAny(s, "\\&")
	if i < 0 {
		return s
	}
	out := append(make([]byte, 0, len(s)), s[:i]...)
	for i < len(s) {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			out = append(out, s[i+1])
			i += 2
		case c == '&':
			n := entity(s[i:])
			if n == 0 {
				out = append(out, c)
				i++
				continue
			}
			out = append(out, html.UnescapeString(string(s[i:i+n]))...)
			i += n
		default:
			k := bytes.IndexAny(s[i+1:], "\\&")
			if k < 0 {
				return append(out, s[i:]...)
			}
			out = append(out, s[i:i+1+k]...)
			i += 1 + k
		}
	}
	return out
}

// entity returns the length of the character reference that s begins with, or 0. One of more
// digits than CommonMark allows (0.31, section 2.5) is text.
func entity(s []byte) int {
	n := bytes.IndexByte(s[:min(len(s), 34)], ';')
	if n < 2 {
		return 0
	}
	name, alphabet, most := s[1:n], util.IsAlphaNumeric, n
	if name[0] == '#' {
		name, alphabet, most = name[1:], util.IsNumeric, 7
		if len(name) > 0 && name[0]|' ' == 'x' {
			name, alphabet, most = name[1:], util.IsHexDecimal, 6
		}
	}
	if len(name) == 0 || len(name) > most {
		return 0
	}
	for _, c := range name {
		if !alphabet(c) {
			return 0
		}
	}
	return n + 1
}

// write writes text to the document, or to what collects it.
func (r *renderer) write(s string) {
	if r.capture != nil {
		r.capture.text.WriteString(s)
		return
	}
	r.w.Text(s)
}

// linkify writes text in which addresses become links.
func (r *renderer) linkify(s string) {
	for r.links == 0 && r.capture == nil {
		i, n := address(s)
		if n == 0 {
			break
		}
		r.write(s[:i])
		target := s[i : i+n]
		if strings.HasPrefix(target, "www.") {
			target = "https://" + target
		}
		r.w.PushLink(document.LinkURL, target, "")
		r.write(s[i : i+n])
		r.w.PopLink()
		s = s[i+n:]
	}
	r.write(s)
}

// address finds the first web address in s by the rules of GitHub's
// autolinks: its place and length, 0 for none.
func address(s string) (int, int) {
	for from := 0; ; {
		i := strings.Index(s[from:], "://")
		start := -1
		if i >= 0 {
			i += from
			switch {
			case strings.HasSuffix(s[:i], "https"):
				start = i - 5
			case strings.HasSuffix(s[:i], "http"):
				start = i - 4
			}
		}
		if w := strings.Index(s[from:], "www."); w >= 0 && (i < 0 || from+w < i) {
			start, i = from+w, from+w
		}
		if i < 0 {
			return 0, 0
		}
		if start >= from && (start == 0 || !util.IsAlphaNumeric(s[start-1])) {
			if n := addressLength(s[start:]); n > 0 {
				return start, n
			}
		}
		from = i + 3
	}
}

func addressLength(s string) int {
	n := strings.IndexFunc(s, func(c rune) bool { return unicode.IsSpace(c) || c == '<' || c == '“' || c == '”' })
	if n < 0 {
		n = len(s)
	}
	s = s[:n]
	for len(s) > 0 {
		last, size := utf8.DecodeLastRuneInString(s)
		if last == ')' && strings.Count(s, "(") >= strings.Count(s, ")") {
			break
		}
		if !strings.ContainsRune("?!.,:*_~'\";)]}’…", last) {
			break
		}
		s = s[:len(s)-size]
	}
	if _, host, ok := strings.Cut(s, "://"); ok && len(host) < 4 || !strings.Contains(s, ".") || len(s) < 8 {
		return 0
	}
	return len(s)
}

// push begins a style; sign is what pop ends it by.
func (r *renderer) push(sign string, s document.Style) {
	r.styles = append(r.styles, sign)
	r.w.PushStyle(s)
}

// pop ends the last style that sign began and those begun after it.
func (r *renderer) pop(sign string) {
	for i := len(r.styles) - 1; i >= 0; i-- {
		if r.styles[i] == sign {
			r.popTo(i)
			return
		}
	}
}

func (r *renderer) popTo(n int) {
	for len(r.styles) > n {
		r.styles = r.styles[:len(r.styles)-1]
		r.w.PopStyle()
	}
}

// closeStyles ends what the text of a block left open.
func (r *renderer) closeStyles() {
	if r.nested > 0 {
		return
	}
	r.popTo(0)
	r.endCapture()
	if r.links > 0 {
		r.links = 0
		r.w.PopLink()
	}
}

// struck tells whether tildes strike text or, as in pandoc's H~2~O, lower it:
// single ones around a word without spaces.
func (r *renderer) struck(n *struck) document.Style {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok || n.FirstChild() != n.LastChild() {
		return document.Strike
	}
	i := t.Segment.Start
	if i < 2 || r.text[i-2] != '~' {
		if bytes.IndexByte(t.Segment.Value(r.text), ' ') < 0 && t.Segment.Len() < 16 {
			return document.Subscript
		}
	}
	return document.Strike
}

func (r *renderer) image(n *ast.Image) {
	if p, ok := n.Parent().(*ast.Paragraph); ok && p.FirstChild() == p.LastChild() {
		r.links++ // the figure's label names it
		return
	}
	r.openLink(string(unescape(n.Destination)))
}

func (r *renderer) autoLink(n *ast.AutoLink) {
	url := string(n.URL(r.text))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	r.openLink(url)
	r.write(string(n.Label(r.text)))
	r.closeLink()
}

// openLink begins a link to dest. Links do not nest.
func (r *renderer) openLink(dest string) {
	if r.links++; r.links > 1 || r.capture != nil {
		return
	}
	kind, target, key := destinationOf(dest)
	r.w.PushLink(kind, target, key)
}

func (r *renderer) closeLink() {
	if r.links == 0 {
		return
	}
	if r.links--; r.links == 0 {
		r.w.PopLink()
	}
}

// destinationOf tells what a link leads to: a place of this document, another
// document beside it, or an address.
func destinationOf(dest string) (kind document.LinkKind, target, key string) {
	if strings.HasPrefix(dest, "#") && len(dest) > 1 {
		return document.LinkSection, dest[1:], dest
	}
	path, _, _ := strings.Cut(dest, "#")
	if !strings.Contains(dest, ":") && !strings.HasPrefix(dest, "//") {
		for _, ext := range []string{".md", ".markdown", ".html", ".htm", ".xhtml", ".xml", ".txt"} {
			if strings.HasSuffix(strings.ToLower(path), ext) {
				return document.LinkDocument, dest, ""
			}
		}
	}
	return document.LinkURL, dest, ""
}

// ours writes the nodes of our own parsers.
func (r *renderer) ours(n *inline) {
	switch n.what {
	case reference:
		ref := document.Ref{Label: n.label, Reason: "footnote reference [^" + n.key + "]", Confidence: 1}
		if !n.defined {
			ref.Reason, ref.Confidence = ref.Reason+" that nothing defines", 0.7
		}
		r.w.Ref(ref, "^"+n.key)
	case inlineNote:
		r.inlineNote(n)
	case pageMark:
		if r.capture != nil {
			r.write(n.label)
			return
		}
		r.w.Page(n.label, n.series)
	case citation:
		r.cite(string(n.content))
	case span:
		r.bracketed(n)
	case superscript:
		r.push("^", document.Superscript)
		r.write(string(unescape(n.content)))
		r.pop("^")
	}
}

func (r *renderer) inlineNote(n *inline) {
	if r.nested >= maxInline {
		r.limit()
		r.write("^[" + string(n.content) + "]")
		return
	}
	inside, joins, verse, marked, links, styles := r.inside, r.joins, r.verse, r.marked, r.links, r.styles
	r.inside, r.joins, r.verse, r.marked, r.links, r.styles = []surrounding{{kind: inFootnote}}, false, false, false, 0, nil
	i := r.w.BeginNote(document.Note{Series: "footnote"}, "")
	r.within(n.content)
	r.popTo(0)
	r.w.EndNote()
	r.inside, r.joins, r.verse, r.marked, r.links, r.styles = inside, joins, verse, marked, links, styles
	r.w.Ref(document.Ref{Note: i, Reason: "inline note ^[…]", Confidence: 1}, "")
}

// within writes Markdown that stands in brackets: inlines alone.
func (r *renderer) within(content []byte) {
	outer, at := r.text, r.at
	r.nested++
	r.text, r.at = content, origin{buf: []int{0}, from: []int{0}}
	root := r.inlines.Parse(text.NewReader(content), parser.WithContext(newContext(r.index, &r.more)))
	for p := root.FirstChild(); p != nil; p = p.NextSibling() {
		r.walk(p)
	}
	r.nested--
	r.text, r.at = outer, at
}

// cite writes a citation as it is written, each of its keys a link: to the
// entry of the bibliography where the document has it.
func (r *renderer) cite(s string) {
	for {
		m := key().FindStringIndex(s)
		if m == nil {
			break
		}
		r.write(s[:m[0]])
		name := strings.Trim(s[m[0]+1:m[1]], "{}")
		to := ""
		if r.index.works[name] {
			to = "#ref-" + name
		}
		if r.links == 0 && r.capture == nil {
			r.w.PushLink(document.LinkDocument, name, to)
			r.write(s[m[0]:m[1]])
			r.w.PopLink()
		} else {
			r.write(s[m[0]:m[1]])
		}
		s = s[m[1]:]
	}
	r.write(s)
}

// pageClasses are classes that mark the beginning of a printed page in spans,
// divs and HTML.
var pageClasses = []string{"pagebreak", "page-break", "pagenum", "page-number", "pagenumber", "pageno", "newpage", "pb"}

// bracketed writes a bracketed span.
func (r *renderer) bracketed(n *inline) {
	if n.attrs.is(pageClasses...) {
		r.pageBreak(n.attrs, string(bytes.TrimSpace(n.content)))
		return
	}
	if r.nested >= maxInline {
		r.limit()
		r.write(string(n.content))
		return
	}
	if n.attrs.id != "" {
		r.w.Anchor("#" + n.attrs.id)
	}
	style := classStyle(n.attrs)
	if style != 0 {
		r.push("[", style)
	}
	r.within(n.content)
	if style != 0 {
		r.pop("[")
	}
}

// classStyle tells the style that pandoc's classes stand for.
func classStyle(a attributes) document.Style {
	switch {
	case a.is("smallcaps", "small-caps", "sc"):
		return document.SmallCaps
	case a.is("underline", "ul"):
		return document.Underline
	case a.is("unclear"):
		return document.Unclear
	case a.is("supplied"):
		return document.Inserted
	}
	return 0
}

// pageBreak writes the beginning of a page that a span, div or tag marks. What
// the mark holds is its label, or else text.
func (r *renderer) pageBreak(a attributes, content string) {
	label, series, used := pageOf(a, content)
	if v := a.values["data-series"]; v != "" {
		series = v
	}
	r.w.PageKey(label, series, anchor(a.id))
	if !used && content != "" {
		r.write(content)
	}
}

// pageOf tells the label of a page by what its mark holds, says or is called,
// and whether it was the first.
func pageOf(a attributes, content string) (label, series string, used bool) {
	if exact := a.values["data-label"]; exact != "" {
		return exact, "", content == ""
	}
	content = strings.TrimFunc(content, unlettered)
	if label, series, ok := page(content); ok {
		return label, series, true
	}
	if content != "" && len(content) <= 12 && strings.IndexByte(content, ' ') < 0 {
		return content, "", true
	}
	for _, s := range []string{a.values["aria-label"], a.values["title"], a.values["n"], a.values["label"]} {
		s = strings.TrimFunc(s, unlettered)
		if label, series, ok := page(s); ok {
			return label, series, false
		}
		if s != "" && len(s) <= maxMark {
			return s, "", false
		}
	}
	if label, ok := number(strings.TrimLeft(a.id, "pageP_-.")); ok {
		return label, "", false
	}
	return "", "", false
}

func unlettered(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }

// anchor returns the key under which links find what has an id.
func anchor(id string) string {
	if id == "" {
		return ""
	}
	return "#" + id
}

// slug returns the names by which GitHub and pandoc let links lead to a heading.
func (r *renderer) slug(n ast.Node) []string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = following(n, c) {
		if t, ok := c.(*ast.Text); ok {
			b.Write(unescape(t.Segment.Value(r.text)))
		}
	}
	github := slugOf(b.String(), "-_")
	pandoc := strings.TrimLeftFunc(slugOf(b.String(), "-_."), func(c rune) bool { return !unicode.IsLetter(c) })
	out := []string{r.unique(github)}
	if pandoc != github && pandoc != "" {
		out = append(out, r.unique(pandoc))
	}
	return out
}

// following returns the node after c in the order of the text, within n.
func following(n, c ast.Node) ast.Node {
	if f := c.FirstChild(); f != nil {
		return f
	}
	for c.NextSibling() == nil {
		if c = c.Parent(); c == n || c == nil {
			return nil
		}
	}
	return c.NextSibling()
}

func slugOf(s, keep string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(strings.TrimSpace(s)) {
		switch {
		case unicode.IsSpace(c):
			b.WriteByte('-')
		case unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c) || strings.ContainsRune(keep, c):
			b.WriteRune(c)
		}
	}
	return b.String()
}

func (r *renderer) unique(s string) string {
	n := r.slugs[s]
	r.slugs[s] = n + 1
	if n == 0 {
		return s
	}
	return s + "-" + strconv.Itoa(n)
}

// marker returns the sign of a list's item: "•", or its number. Numbers are
// as printed, unless the list repeats its first: that is how Markdown lets
// writers leave the counting to the reader.
func (r *renderer) marker(n *ast.ListItem) string {
	l, ok := n.Parent().(*ast.List)
	if !ok || !l.IsOrdered() {
		return "•"
	}
	in := &r.inside[len(r.inside)-1]
	number := r.number(n)
	if p := n.PreviousSibling(); p == nil {
		if second, ok := n.NextSibling().(*ast.ListItem); ok {
			in.counts = r.number(second) == number
		}
	} else if in.counts {
		number = in.next
	}
	in.next = number + 1
	return strconv.Itoa(number) + string(l.Marker)
}

// number returns the number that an item of an ordered list prints.
func (r *renderer) number(n *ast.ListItem) int {
	number := 0
	for i := n.Pos(); i >= 0 && i < len(r.text) && '0' <= r.text[i] && r.text[i] <= '9'; i++ {
		number = number*10 + int(r.text[i]-'0')
	}
	return number
}
