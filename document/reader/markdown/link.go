package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"ibid/document"
)

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

func (r *renderer) image(n *ast.Image) {
	if p, ok := n.Parent().(*ast.Paragraph); ok && p.FirstChild() == p.LastChild() {
		r.links++ // the figure's label names it
		return
	}
	r.partPicture()
	if n.FirstChild() == nil {
		r.pictureUnsaid(string(n.Destination))
	}
	r.openLink(string(unescape(n.Destination)))
}

// picture writes the words that stand for a picture among other words.
func (r *renderer) picture(alt, src string) {
	r.partPicture()
	if strings.TrimSpace(alt) == "" {
		r.pictureUnsaid(src)
		return
	}
	r.openLink(src)
	r.write(alt)
	r.closeLink()
	r.pictured = len(alt) > initialBytes
}

// initialBytes is how long what stands for the picture of a word's first letter is at most.
const initialBytes = 4

// partPicture parts what is said of a picture from words that it follows, and from another picture.
func (r *renderer) partPicture() {
	after := r.pictured
	r.pictured = false
	if c, _ := utf8.DecodeLastRuneInString(r.w.BlockTail(utf8.UTFMax)); r.capture == nil && r.w.InBlock() && (after || unicode.IsLetter(c) || unicode.IsNumber(c)) {
		r.write(" ")
	}
}

// pictureUnsaid keeps the name of a picture in a line of text of which nothing is said.
func (r *renderer) pictureUnsaid(src string) {
	if r.pictures++; r.capture == nil && !strings.HasPrefix(src, "data:") {
		r.w.Cut(src)
	}
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

// openLink begins a link to dest, none where that is empty. Links do not nest.
func (r *renderer) openLink(dest string) {
	if r.pictured {
		r.partPicture()
	}
	if r.links++; r.links > 1 || r.capture != nil || dest == "" {
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
	if scheme, _, ok := strings.Cut(dest, ":"); !(ok && !strings.ContainsAny(scheme, "/?#")) && !strings.HasPrefix(dest, "//") {
		return document.LinkDocument, dest, ""
	}
	return document.LinkURL, dest, ""
}
