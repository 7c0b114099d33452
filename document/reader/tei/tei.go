package tei

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// namespace is that of TEI P5.
const namespace = "http://www.tei-c.org/ns/1.0"

// Options say how an edition is to be read.
type Options struct {
	Charset string // IANA name, "" to detect it
	// All shows what the reading text leaves out: struck words, and the form
	// that a correction, expansion or regularisation replaces.
	All bool
}

// Is says how surely a document is TEI, from 0 to 100, by its first bytes.
func Is(head []byte, _ string) int {
	root, prolog := xmlscan.Root(head)
	switch {
	case root == nil: // perhaps a declaration that is too long to end here
		if strings.Contains(prolog, "<!DOCTYPE TEI") {
			return 90
		}
		return 0
	case root.Space() == namespace:
		return 100
	}
	switch root.Local() {
	case "TEI", "TEI.2", "teiCorpus", "teiCorpus.2":
		return 100
	}
	return 0
}

// Read reads in to its end.
func Read(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	src, charset, err := xmlscan.Read(in, opt.Charset)
	if err != nil {
		return err
	}
	b.Source().Encoding = charset
	r := newReader(src, in.Limits, b, opt)
	if charset != "" {
		r.shift = -1
	} else {
		r.shift = int(max(in.Size(), int64(len(src)))) - len(src)
	}
	if err := r.read(ctx); err != nil {
		return err
	}
	r.report()
	return nil
}

// A reader turns the events of one edition into a document.
type reader struct {
	w     *compose.Writer
	s     *xmlscan.Scanner
	src   string
	lim   source.Limits
	all   bool
	shift int // bytes of the source before src, -1 where offsets of src are not those of the source

	survey survey
	stack  []element
	place
	outer []place // where the text goes on after the notes that are open

	divs     []division
	lists    []listing
	tables   []tabling
	skipped  bool // the handler of a start tag read to the element's end
	across   reaching
	sigla    map[string]string // of witnesses, by id
	declared renditions
	titles   map[string]string // headings that pointers were shown as, by id
	unspaced bool              // the text is in a script without spaces, see [reader.closeUp]
	located  bool              // entries of the apparatus keep their lemma apart from the text
	unshown  map[string]int    // elements that were passed over, by name
	pictures int               // without a description
	struck   int               // deletions that are left out
	headed   bool              // a teiHeader was read
	mixed    bool              // it names several languages
	exported bool              // it says that ibid wrote the document
	crowded  bool              // a table was too wide or too long
	noted    bool              // there were too many notes
	deep     bool              // elements were nested too deep
	publish  int               // offset at which the next snapshot is due
}

// A place is what governs the text of the body or of one note.
type place struct {
	setting
	from    int           // where the open block begins in src
	spoken  bool          // the open block holds the name of a speaker, and the speech is to come
	stanza  bool          // a line of verse that comes goes on in the open block
	waiting []pendingCall // references that wait for a block
	taken   string        // the marker that the text of the open item begins with
	lead    string        // a bracket that the next word follows
	opens   int           // blocks opened so far
}

// A setting is what an element may change for what it holds.
type setting struct {
	kind    document.Kind    // of blocks that open by themselves
	level   uint8            // depth of lists and quotations
	cell    bool             // inside a cell of a table, where no block can open
	capture *strings.Builder // takes the text, where it is no reading text
	quoted  int              // quotations in running text that are open
}

type pendingCall struct {
	ref  document.Ref
	note int    // where key is ""
	key  string // of the note
}

// An element is one that is open.
type element struct {
	name   string
	end    func(r *reader, e *element) // what its end does, nil for nothing
	saved  setting                     // what its end restores
	held   *strings.Builder            // what it captured
	styles int                         // runs of style that its end closes
	calls  []calling                   // notes to be called where it ends
	opens  int                         // place.opens where it began
	attr   string                      // an attribute that is needed later
	shown  bool                        // of choice: a reading was shown
	hidden string                      // of choice: the reading that was not
	app    *variation                  // of app
	bare   bool                        // white space in it is none of the text: it holds elements alone
	apart  bool                        // of a quotation: it stands by itself, in no paragraph
	after  string                      // what the header has stand after it
}

func newReader(src string, lim source.Limits, b *document.Builder, opt Options) *reader {
	s := xmlscan.New(src, lim)
	r := &reader{w: compose.New(b, lim), s: s, src: src, lim: lim, all: opt.All, survey: look(src, lim), publish: firstSnapshot}
	r.w.Volume = r.survey.letters > 1
	r.unspaced = unspacedText(src)
	return r
}

// firstSnapshot is how many bytes are read before the first snapshot, some
// screens full; each later one comes after twice as many.
const firstSnapshot = 64 << 10

// read reads the events of r.s to their end.
func (r *reader) read(ctx context.Context) error {
	for n := 1; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		switch r.s.Next() {
		case xmlscan.EOF:
			r.endSpan()
			r.section(true)
			r.flushCalls()
			r.w.Finish()
			return nil
		case xmlscan.Start:
			r.start()
		case xmlscan.End:
			r.end()
		case xmlscan.Text:
			r.words(r.s.Text())
		}
	}
}

// within reads a part of the text in the midst of the rest.
func (r *reader) within(start, end int) {
	outer := r.s
	defer func() { r.s = outer }()
	for r.s = outer.Within(start, end); ; {
		switch r.s.Next() {
		case xmlscan.EOF:
			return
		case xmlscan.Start:
			r.start()
		case xmlscan.End:
			r.end()
		case xmlscan.Text:
			r.words(r.s.Text())
		}
	}
}

// capturable are the elements that are read even where text is captured.
var capturable = map[string]bool{"note": true, "pb": true}

func (r *reader) start() {
	if r.s.Depth() > r.lim.Depth {
		r.deep = true
		return
	}
	if r.across.end > 0 && r.s.Offset() >= r.across.end {
		r.endSpan()
	}
	e := element{name: r.s.Local(), saved: r.setting, opens: r.opens}
	id := r.s.Attr("id")
	if r.survey.wanted[id] && id != "" && e.name != "note" && e.name != "pb" {
		r.w.Anchor(id)
		e.calls = r.survey.at[id]
		delete(r.survey.at, id) // an id that stands twice is the first one's
	}
	if len(r.survey.places) > 0 {
		e.calls = append(e.calls[:len(e.calls):len(e.calls)], r.survey.places[r.s.Offset()]...)
	}
	r.part(e.name)
	if open := elements[e.name]; open != nil && (r.capture == nil || capturable[e.name]) {
		open(r, &e)
	}
	if r.skipped {
		r.skipped = false
		return
	}
	r.render(&e)
	r.stack = append(r.stack, e)
}

func (r *reader) end() {
	if r.s.Depth() > r.lim.Depth || len(r.stack) == 0 {
		return
	}
	e := r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	if e.after != "" && r.running() {
		r.text(e.after)
	}
	for ; e.styles > 0; e.styles-- {
		r.w.PopStyle()
	}
	r.setting = e.saved
	if e.end != nil {
		e.end(r, &e)
	}
	for _, c := range e.calls {
		r.call(document.Ref{Label: c.label, Reason: "a note names this place as its target", Confidence: 1}, c.key)
	}
}

// skip passes over the element that begins.
func (r *reader) skip() {
	r.s.Skip()
	r.skipped = true
}

// startSilent passes over an element that is about the text. One that says something or shows a picture is counted.
func startSilent(r *reader, _ *element) {
	name, start := r.s.Local(), r.s.EndOffset()
	r.skip()
	inner := r.src[start:max(start, min(r.s.Offset(), len(r.src)))]
	if speaks(inner) || strings.Contains(inner, "<graphic") {
		r.leaveOut(name)
	}
}

func (r *reader) leaveOut(name string) {
	if r.unshown == nil {
		r.unshown = map[string]int{}
	}
	r.unshown[strings.Clone(name)]++
}

// speaks reports whether a piece of markup holds text.
func speaks(markup string) bool {
	for markup != "" {
		text, rest, _ := strings.Cut(markup, "<")
		if strings.TrimLeft(text, " \t\r\n") != "" {
			return true
		}
		_, markup, _ = strings.Cut(rest, ">")
	}
	return false
}

// parent returns the element around the one whose handler runs, nil where there is none.
func (r *reader) parent() *element {
	if n := len(r.stack); n > 0 {
		return &r.stack[n-1]
	}
	return nil
}

// hold captures the text of an element.
func (r *reader) hold(e *element) {
	e.held = new(strings.Builder)
	r.capture = e.held
}

// style begins a run of style that the element's end closes.
func (r *reader) style(e *element, s document.Style) {
	if s != 0 && r.capture == nil {
		r.w.PushStyle(s)
		e.styles++
	}
}

// words reads text of the source.
func (r *reader) words(t string) {
	if p := r.parent(); p != nil && p.bare && strings.TrimLeft(t, " \t\r\n") == "" {
		return
	} else if p != nil && p.name == "docImprint" && wordBegins(t) {
		r.partLine(r.s.Offset())
	}
	switch x := &r.across; {
	case x.end == 0 || r.capture != nil || len(r.outer) != x.notes:
		r.text(t)
	case x.style == document.Deleted && !r.all:
		x.text.WriteString(t)
	case r.running() || strings.TrimLeft(t, " \t\r\n") != "":
		if !r.running() {
			r.open(r.kind)
		}
		r.w.PushStyle(x.style)
		r.text(t)
		r.w.PopStyle()
	}
}

func (r *reader) text(t string) {
	if r.capture != nil {
		r.capture.WriteString(t)
		return
	}
	if !r.running() {
		if strings.TrimLeft(t, " \t\n") == "" {
			return
		}
		r.open(r.kind)
	}
	if r.unspaced && strings.IndexByte(t, '\n') >= 0 {
		t = r.closeUp(t)
	}
	if r.taken != "" && strings.TrimLeft(t, " \t\n") != "" {
		t = strings.TrimPrefix(strings.TrimLeft(t, " \t\n"), r.taken)
		r.taken = ""
	}
	if r.lead != "" && strings.TrimLeft(t, " \t\n") != "" {
		t = r.lead + strings.TrimLeft(t, " \t\n")
		r.lead = ""
	}
	r.w.Text(t)
}

// running reports whether text would go on in the open block.
func (r *reader) running() bool { return r.w.InBlock() && !r.w.Ended() }

// report tells what is wrong with the text that was read.
func (r *reader) report() {
	b := r.w.Builder()
	for _, e := range r.s.Errors() {
		if e.Limit {
			b.Report(document.Shortened, fmt.Sprintf("at byte %d %s", e.Offset, e.What))
		} else {
			b.Report(document.BadEncoding, fmt.Sprintf("the XML is not well formed at byte %d: %s", e.Offset, e.What))
		}
	}
	if n := r.s.ErrorCount() - len(r.s.Errors()); n > 0 {
		b.Report(document.BadEncoding, fmt.Sprintf("the XML is not well formed in %d more places", n))
	}
	if n := r.s.Undefined(); n > 0 {
		b.Report(document.BadEncoding, fmt.Sprintf("%d characters are named by entities that the document does not define, and shown by their names", n))
	}
	if r.noted {
		b.Report(document.Shortened, fmt.Sprintf("there are more than %d notes; those past the limit are shown in the text", r.lim.Notes))
	}
	if r.deep {
		b.Report(document.Shortened, fmt.Sprintf("elements are nested more than %d deep; the text of those below is shown without their markup", r.lim.Depth))
	}
	r.reportUnshown()
	if r.crowded {
		b.Report(document.Shortened, "a table has too many cells; those past the limit are shown as running text")
	}
}

// reportUnshown counts what is not shown.
func (r *reader) reportUnshown() {
	b := r.w.Builder()
	if r.struck > 0 {
		b.Report(document.Shortened, fmt.Sprintf("deletions of the writer are left out: %d", r.struck))
	}
	if r.pictures > 0 {
		b.Report(document.Shortened, fmt.Sprintf("pictures without a description are not shown: %d", r.pictures))
	}
	if len(r.unshown) == 0 {
		return
	}
	var list []string
	for name, n := range r.unshown {
		list = append(list, fmt.Sprintf("%s %d", name, n))
	}
	sort.Strings(list)
	b.Report(document.Shortened, "elements that are about the text are not shown: "+source.Clean(strings.Join(list, ", ")))
}
