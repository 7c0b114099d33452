package tei

import (
	"strings"

	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// A survey is what must be known of an edition before its text is read:
// what is pointed at, and which notes stand apart from what calls them.
type survey struct {
	ids    map[string]bool      // all ids
	pages  map[string]string    // labels of pages, by id
	wanted map[string]bool      // those that something points at, and what is taken for one
	loose  map[string]loose     // notes that stand apart from the text, by id
	called map[int]bool         // where notes begin that something else calls
	at     map[string][]calling // for an id, the loose notes that name it as their target
	// A note printed over several pages is encoded in parts that name each
	// other with @next and @prev (TEI P5, 16.7): here are the later parts of a
	// note, by the id of its first, and where those parts begin.
	chains  map[string][]span
	later   map[int]bool
	lineate bool // lb stands at every line of the source
	single  bool // all page breaks are of one edition
	letters int  // documents of a volume
	// Of entries of an apparatus that stand apart from the text: what is called at the end of the
	// element that begins at an offset, and the words of the text that an entry is about, by its offset.
	places map[int][]calling
	lemmas map[int]string
	struck map[int]int // where a delSpan begins, and what it reaches to
	added  map[int]int // the same for addSpan
	traced bool        // there is a text beside the transcription of its source
	// How many more quotations have marks in the source than have none, by the name of the element.
	marks map[string]int
	heads map[string]span // the headings of what has an id, by that
}

// A calling is a note that is called where its target stands.
type calling struct{ key, label string }

// A citedEntry is an entry of an apparatus that names its place by a citation.
type citedEntry struct {
	calling
	loc   string
	start int
}

type loose struct {
	label string
	start int
}

type span struct{ start, end int }

// surveyor collects a survey.
type surveyor struct {
	survey
	s          *xmlscan.Scanner
	lim        source.Limits
	depth      int // past which elements are looked through
	editions   map[string]bool
	lines, all int
	targets    map[string][]calling // as at, with every note's target
	aims       map[string][]int     // where the notes begin that have a target, by the target
	pointers   []pointer
	titled     openPart          // the element whose id was met last, until its heading is
	first      bool              // nothing but white space was met since an element began
	next       map[string]string // the id of a part, by the id of the one before
	order      []string          // the ids that next has, as they were met
	parts      map[string]span
	nests      map[string]bool // parts with parts of other notes in them
	within     []nested        // notes with ids
	open       []openPart
	cited      []citedEntry
	spans      []*lemmaSpan
	reaches    map[string][]reach // additions and deletions that are open, by the id they reach to
}

// A reach is a delSpan or addSpan that begins.
type reach struct {
	start int
	into  map[int]int
}

// A pointer is a ref or ptr that may call a note.
type pointer struct {
	id   string
	sure bool   // it calls the note if the note stands apart
	text string // else it calls it where this is the note's label
}

type openPart struct {
	id    string
	depth int
	start int
	index int // in surveyor.within
}

// A nested note is one with an id, and its place in the list of those that has the one around it, -1
// where that is no note.
type nested struct {
	id    string
	outer int
	holds bool // a part of another note is in it
}

func look(src string, lim source.Limits) survey {
	v := surveyor{
		s: xmlscan.New(src, lim), lim: lim, depth: lim.Depth, reaches: map[string][]reach{}, editions: map[string]bool{}, targets: map[string][]calling{}, aims: map[string][]int{},
		next: map[string]string{}, parts: map[string]span{}, nests: map[string]bool{},
	}
	v.survey = survey{
		ids: map[string]bool{}, pages: map[string]string{}, wanted: map[string]bool{}, loose: map[string]loose{}, called: map[int]bool{}, at: map[string][]calling{},
		chains: map[string][]span{}, later: map[int]bool{}, places: map[int][]calling{}, lemmas: map[int]string{}, struck: map[int]int{}, added: map[int]int{},
		marks: map[string]int{}, heads: map[string]span{},
	}
	for {
		switch v.s.Next() {
		case xmlscan.EOF:
			return v.finish(src)
		case xmlscan.Start:
			if unread[v.s.Local()] {
				v.s.Skip()
			} else if v.s.Depth() <= v.depth {
				v.element(src)
			}
			v.first = true
		case xmlscan.End:
			v.part()
			v.first = false
		case xmlscan.Text:
			v.first = v.first && strings.TrimLeft(src[v.s.Offset():v.s.EndOffset()], " \t\r\n") == ""
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

func (v *surveyor) element(src string) {
	for _, a := range v.s.Attrs() {
		switch a.Local {
		case "target", "from":
			v.point(v.s.Value(a))
		case "id":
			v.identify(v.s.Value(a))
		case "next":
			v.follow(v.s.Attr("id"), fragment(v.s.Value(a)))
		case "prev":
			v.follow(fragment(v.s.Value(a)), v.s.Attr("id"))
		}
	}
	switch v.s.Local() {
	case "note":
		v.note()
	case "head":
		v.all++
		v.heading(src)
	case "ref", "ptr":
		if id := fragment(v.s.Attr("target")); id != "" {
			sure, text := callText(v.s, src)
			v.pointers = append(v.pointers, pointer{id, sure, text})
		}
	case "TEI", "TEI.2":
		if strings.HasPrefix(v.s.Parent(), "teiCorpus") {
			v.letters++
		}
	case "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7":
		if isDocument(v.s.Attr("type")) {
			v.letters++
		}
	case "app":
		v.entry()
	case "delSpan":
		v.reach(v.struck)
	case "addSpan":
		v.reach(v.added)
	case "text":
		v.traced = v.traced || strings.HasPrefix(v.s.Parent(), "TEI")
	case "quote", "q", "said", "soCalled":
		v.quotation(src)
	case "lb":
		v.lines++
	case "p", "l", "item", "cell":
		v.all++
	case "pb":
		if id := v.s.Attr("id"); id != "" {
			v.pages[id], _ = pageLabel(v.s.Attr("n"))
		}
		v.editions[v.s.Attr("ed")] = true
	}
}

// heading keeps where the heading of what has an id is.
func (v *surveyor) heading(src string) {
	if v.titled.id == "" || v.s.Depth() != v.titled.depth+1 {
		return
	}
	start := min(v.s.EndOffset(), len(src))
	if n := strings.Index(src[start:min(len(src), start+longestHead)], "</"+v.s.Name()+">"); n >= 0 {
		v.heads[v.titled.id] = span{start, start + n}
	}
	v.titled.id = ""
}

// longestHead is how many bytes of markup a heading may have that is shown for a pointer to it.
const longestHead = 1 << 10

// identify keeps an id, which an addition or deletion may reach to.
func (v *surveyor) identify(id string) {
	v.titled = openPart{id: id, depth: v.s.Depth()}
	v.ids[id] = true
	for _, x := range v.reaches[id] {
		x.into[x.start] = v.s.Offset()
	}
	delete(v.reaches, id)
}

func (v *surveyor) reach(into map[int]int) {
	if to := fragment(v.s.Attr("spanTo")); to != "" {
		v.reaches[to] = append(v.reaches[to], reach{v.s.Offset(), into})
	}
}

// entry keeps where an entry of the apparatus that stands apart from the text belongs: at the end of
// its lemma, or of the line that it names.
func (v *surveyor) entry() {
	start := v.s.Offset()
	from, to, loc := fragment(v.s.Attr("from")), fragment(v.s.Attr("to")), citation(v.s.Attr("loc"))
	at := to
	if at == "" {
		at = from
	}
	list := v.s.Parent() == "listApp"
	switch {
	case at != "" && list:
		v.wanted[at] = true
		v.targets[at] = append(v.targets[at], calling{key: noteKey(v.s)})
		v.aims[at] = append(v.aims[at], start)
	case len(loc) > 0 && list:
		v.cited = append(v.cited, citedEntry{calling{key: noteKey(v.s)}, strings.Join(loc, " "), start})
	}
	if from != "" {
		if list && to == "" {
			to = from
		}
		v.spans = append(v.spans, &lemmaSpan{app: start, from: from, to: to})
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
	id, parent := v.s.Attr("id"), v.s.Parent()
	if apart(parent) || v.first && (parent == "item" || parent == "p" || parent == "ab") {
		start := v.s.Offset()
		if id != "" {
			v.loose[id] = loose{label: clone(v.s.Attr("n")), start: start}
		}
		for _, p := range strings.Fields(v.s.Attr("target")) {
			if t := fragment(p); t != "" && t != id {
				v.targets[t] = append(v.targets[t], calling{noteKey(v.s), bare(clone(v.s.Attr("n")))})
				v.aims[t] = append(v.aims[t], start)
			}
		}
	}
	// Which notes are parts is known at the end: one attribute of either names both.
	if id != "" && len(v.open) < 64 {
		outer := -1
		if n := len(v.open); n > 0 {
			outer = v.open[n-1].index
		}
		v.open = append(v.open, openPart{id: id, depth: v.s.Depth(), start: v.s.EndOffset(), index: len(v.within)})
		v.within = append(v.within, nested{id: id, outer: outer})
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

func (v *surveyor) finish(src string) survey {
	for id, keys := range v.targets {
		if v.ids[id] {
			v.at[id] = keys
			for _, start := range v.aims[id] {
				v.called[start] = true
			}
		}
	}
	for _, p := range v.pointers {
		if note, ok := v.loose[p.id]; ok && (p.sure || p.text != "" && p.text == bare(note.label)) {
			v.called[note.start] = true
		}
	}
	v.chain()
	v.locate(src)
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
	for _, n := range v.within {
		if v.next[n.id] == "" && !follows[n.id] {
			continue
		}
		for i := n.outer; i >= 0 && !v.within[i].holds; i = v.within[i].outer {
			v.within[i].holds = true
			v.nests[v.within[i].id] = true
		}
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
