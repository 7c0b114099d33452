package tei

import (
	"strings"

	"ibid/document/reader/xmlscan"
)

// An entry of an apparatus that stands apart from the text (TEI P5, 12.2) names its place by @loc,
// as a citation does ("WBP 1": the first line of that poem), or by the ids of its lemma's ends. Where
// that is and what stands there is known only once all entries are, so the text is gone over again.
type locator struct {
	s     *xmlscan.Scanner
	path  []cited
	lines map[string]int // where the element begins that a citation names, -1 where several do
	spans []*lemmaSpan
}

// A cited element is open and has a number.
type cited struct {
	depth int
	parts []string // the end of its number after those of the elements around it: longestCitation of them at most
}

// A lemmaSpan is the text between two ids.
type lemmaSpan struct {
	app      int // where the entry begins
	from, to string
	depth    int // of the element that it ends with
	text     strings.Builder
}

// longestSpanText is how many bytes of a lemma are kept, and openSpans how many lemmas are open at once.
const (
	longestSpanText = 400
	openSpans       = 32
)

// locate finds the places that entries of the apparatus name.
func (v *surveyor) locate(src string) {
	if len(v.cited) == 0 && len(v.spans) == 0 {
		return
	}
	l := locator{s: xmlscan.New(src, v.lim), lines: map[string]int{}, spans: v.spans}
	l.walk()
	for _, e := range v.cited {
		if at, ok := l.lines[e.loc]; ok && at >= 0 {
			v.places[at] = append(v.places[at], e.calling)
			v.called[e.start] = true
		}
	}
	for _, s := range l.spans {
		v.lemmas[s.app] = strings.TrimSpace(s.text.String())
	}
}

func (l *locator) walk() {
	starts := map[string][]*lemmaSpan{}
	for _, s := range l.spans {
		starts[s.from] = append(starts[s.from], s)
	}
	var open []*lemmaSpan
	for {
		switch l.s.Next() {
		case xmlscan.EOF:
			return
		case xmlscan.Start:
			name := l.s.Local()
			if name == "app" {
				open = closed(open, func(s *lemmaSpan) bool { return s.app == l.s.Offset() })
			}
			if unread[name] || name == "note" || name == "listApp" || name == "rdg" {
				l.s.Skip()
				continue
			}
			l.cite(name)
			id := l.s.Attr("id")
			if id == "" {
				continue
			}
			begin := starts[id]
			open = append(open, begin[:min(len(begin), openSpans-len(open))]...)
			delete(starts, id) // an id that stands twice is the first one's
			for _, s := range open {
				if s.to == id {
					s.depth = l.s.Depth()
				}
			}
		case xmlscan.End:
			depth := l.s.Depth()
			open = closed(open, func(s *lemmaSpan) bool { return s.depth == depth })
			if n := len(l.path); n > 0 && l.path[n-1].depth == depth {
				l.path = l.path[:n-1]
			}
		case xmlscan.Text:
			for _, s := range open {
				if s.text.Len() < longestSpanText {
					s.text.WriteString(l.s.Text())
				}
			}
		}
	}
}

// closed returns the spans that do not end.
func closed(open []*lemmaSpan, ends func(*lemmaSpan) bool) []*lemmaSpan {
	left := open[:0]
	for _, s := range open {
		if !ends(s) {
			left = append(left, s)
		}
	}
	return left
}

// longestCitation is how many numbers deep a citation goes: book, chapter, verse.
const longestCitation = 4

// cite files the element that begins under the citations that may name it: its number, and those of
// elements around it before that.
func (l *locator) cite(name string) {
	n := l.s.Attr("n")
	if n == "" || emptyUnits[name] {
		return
	}
	var parts []string
	if k := len(l.path); k > 0 {
		parts = l.path[k-1].parts
	}
	parts = append(parts[:len(parts):len(parts)], citation(n)...)
	parts = parts[max(0, len(parts)-longestCitation):]
	l.path = append(l.path, cited{depth: l.s.Depth(), parts: parts})
	for i := range parts {
		key := strings.Join(parts[i:], " ")
		if _, twice := l.lines[key]; twice {
			l.lines[key] = -1
		} else {
			l.lines[key] = l.s.Offset()
		}
	}
}

// emptyUnits have numbers and no content, so that nothing ends with them.
var emptyUnits = map[string]bool{"pb": true, "cb": true, "gb": true, "lb": true, "milestone": true}

// citation returns the numbers of a citation; of a range they are those of its first place.
func citation(loc string) []string {
	loc, _, _ = strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(loc), "-")
	return strings.FieldsFunc(loc, func(c rune) bool { return strings.ContainsRune(" .,:;/\t\n", c) })
}
