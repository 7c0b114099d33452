package tei

import (
	"strings"

	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// A survey is what must be known of an edition before its text is read:
// what is pointed at, and which notes stand apart from what calls them.
type survey struct {
	ids    map[string]bool     // all ids
	wanted map[string]bool     // those that something points at, and what is taken for one
	loose  map[string]loose    // notes that stand among blocks, by id
	at     map[string][]string // for an id, the keys of the loose notes that name it as their target
	// A note printed over several pages is encoded in parts that name each
	// other with @next and @prev (TEI P5, 16.7): here are the later parts of a
	// note, by the id of its first, and where those parts begin.
	chains  map[string][]span
	later   map[int]bool
	lineate bool // lb stands at every line of the source
	single  bool // all page breaks are of one edition
}

type loose struct{ label string }

type span struct{ start, end int }

// surveyor collects a survey.
type surveyor struct {
	survey
	s          *xmlscan.Scanner
	depth      int // past which elements are looked through
	editions   map[string]bool
	lines, all int
	targets    map[string][]string // as at, with every note's target
	next       map[string]string   // the id of a part, by the id of the one before
	order      []string            // the ids that next has, as they were met
	parts      map[string]span
	nests      map[string]bool // parts with parts of other notes in them
	open       []openPart
}

type openPart struct {
	id    string
	depth int
	start int
}

func look(src string, lim source.Limits) survey {
	v := surveyor{
		s: xmlscan.New(src, lim), depth: lim.Depth, editions: map[string]bool{}, targets: map[string][]string{},
		next: map[string]string{}, parts: map[string]span{}, nests: map[string]bool{},
	}
	v.survey = survey{
		ids: map[string]bool{}, wanted: map[string]bool{}, loose: map[string]loose{}, at: map[string][]string{},
		chains: map[string][]span{}, later: map[int]bool{},
	}
	for {
		switch v.s.Next() {
		case xmlscan.EOF:
			return v.finish()
		case xmlscan.Start:
			if unread[v.s.Local()] {
				v.s.Skip()
			} else if v.s.Depth() <= v.depth {
				v.element()
			}
		case xmlscan.End:
			v.part()
		}
	}
}

// unread are the elements in which no note is read.
var unread = func() map[string]bool {
	names := map[string]bool{"teiHeader": true, "egXML": true}
	for _, name := range silent {
		names[name] = true
	}
	return names
}()

func (v *surveyor) element() {
	for _, a := range v.s.Attrs() {
		switch a.Local {
		case "target", "from":
			v.point(v.s.Value(a))
		case "id":
			v.ids[v.s.Value(a)] = true
		case "next":
			v.follow(v.s.Attr("id"), fragment(v.s.Value(a)))
		case "prev":
			v.follow(fragment(v.s.Value(a)), v.s.Attr("id"))
		}
	}
	switch v.s.Local() {
	case "note":
		v.note()
	case "app":
		if from := fragment(v.s.Attr("from")); from != "" && v.s.Parent() == "listApp" {
			v.targets[from] = append(v.targets[from], noteKey(v.s))
		}
	case "lb":
		v.lines++
	case "p", "l", "head", "item", "cell":
		v.all++
	case "pb":
		v.editions[v.s.Attr("ed")] = true
	}
}

// point keeps the ids that an attribute's pointers name.
func (v *surveyor) point(pointers string) {
	for _, p := range strings.Fields(pointers) {
		if id := fragment(p); id != "" {
			v.wanted[id] = true
		}
	}
}

func (v *surveyor) note() {
	id := v.s.Attr("id")
	if apart(v.s.Parent()) {
		if id != "" {
			v.loose[id] = loose{label: v.s.Attr("n")}
		}
		if t := fragment(v.s.Attr("target")); t != "" {
			v.targets[t] = append(v.targets[t], noteKey(v.s))
		}
	}
	if id != "" && (v.s.Attr("next") != "" || v.s.Attr("prev") != "") && len(v.open) < 64 {
		for _, o := range v.open {
			v.nests[o.id] = true
		}
		v.open = append(v.open, openPart{id: id, depth: v.s.Depth(), start: v.s.EndOffset()})
	}
}

// part keeps the extent of a note's part that ends.
func (v *surveyor) part() {
	if n := len(v.open); n > 0 && v.open[n-1].depth == v.s.Depth() {
		if o := v.open[n-1]; v.parts[o.id] == (span{}) {
			v.parts[o.id] = span{o.start, v.s.Offset()}
		}
		v.open = v.open[:n-1]
	}
}

func (v *surveyor) follow(id, next string) {
	if v.s.Local() == "note" && id != "" && next != "" && v.next[id] == "" {
		v.next[id] = next
		v.order = append(v.order, id)
	}
}

func (v *surveyor) finish() survey {
	for id, keys := range v.targets {
		if v.ids[id] {
			v.at[id] = keys
		}
	}
	v.chain()
	v.lineate = v.lines > 3*v.all
	v.single = len(v.editions) == 1
	return v.survey
}

// chain joins the parts of notes. A part belongs to one note at most, and a
// ring of parts has no first.
func (v *surveyor) chain() {
	follows := map[string]bool{}
	for _, next := range v.next {
		follows[next] = true
	}
	for _, first := range v.order {
		if _, ok := v.parts[first]; !ok || follows[first] {
			continue
		}
		for id := v.next[first]; id != ""; id = v.next[id] {
			part, ok := v.parts[id]
			if !ok || v.nests[id] || v.later[part.start] {
				break
			}
			v.chains[first] = append(v.chains[first], part)
			v.later[part.start] = true
		}
	}
}

// apart reports whether a note in such an element stands by itself, among
// blocks, so that its own place says nothing of where it is called.
func apart(parent string) bool {
	switch parent {
	case "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7",
		"front", "body", "back", "text", "group", "floatingText",
		"noteGrp", "listAnnotation", "standOff", "spanGrp", "TEI", "list":
		return true
	}
	return false
}

// fragment returns the id that a pointer names in the same document, "" where
// it leads elsewhere. P4 and careless P5 write the id without its "#".
func fragment(pointer string) string {
	pointer, _, _ = strings.Cut(strings.TrimSpace(pointer), " ")
	if id, ok := strings.CutPrefix(pointer, "#"); ok {
		// An XPointer range (TEI P5, 16.2.4) leads to where it begins.
		if from, ok := strings.CutPrefix(id, "range("); ok {
			id, _, _ = strings.Cut(from, ",")
		}
		return id
	}
	if strings.ContainsAny(pointer, ":/#") {
		return ""
	}
	return pointer
}

// noteKey returns the key of the note that begins: its id, else its place.
func noteKey(s *xmlscan.Scanner) string {
	if id := s.Attr("id"); id != "" {
		return id
	}
	return placeKey(s.Offset())
}
