package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

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
