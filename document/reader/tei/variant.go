package tei

import (
	"strings"

	"ibid/document"
)

// A variation is an entry of a critical apparatus that is open (TEI P5, chapter 12). Its lemma is
// the text where text and apparatus are one (parallel segmentation); the guidelines' other two methods
// keep the text apart, and name the place by line or by both ends.
type variation struct {
	apart    bool // the text has its lemma elsewhere
	shown    bool // the text has the lemma, or the first reading
	noted    bool // the note of readings is open
	note     int  // index of that note
	headed   bool // it begins with the lemma
	readings int  // that it holds
	lemma    string
	wit      string // witnesses of the lemma
	said     string // those of them that are text
}

// startApparatus begins an entry: the lemma, or else the first reading, is the text, the other
// readings are a note, "lemma] reading A B; reading C".
func startApparatus(r *reader, e *element) {
	e.bare = true
	v := &variation{apart: r.apart()}
	e.app = v
	called := r.survey.called[r.s.Offset()] || r.s.Parent() == "listApp"
	if v.apart = v.apart && !r.full(); v.apart {
		v.lemma = r.survey.lemmas[r.s.Offset()]
		r.enterVariants(v, document.Note{Series: "variant"}, noteKey(r.s))
		if loc := clone(r.s.Attr("loc")); loc != "" {
			r.text(loc + " ")
		}
	}
	e.end = func(r *reader, e *element) {
		if !v.noted {
			r.w.Cut(v.said) // there is no note for them
			return
		}
		r.leaveNote()
		r.setting = e.saved
		if !v.apart || !called {
			r.callNote(document.Ref{Reason: "an entry of the critical apparatus stands here", Confidence: 1}, v.note)
		}
	}
}

// apart reports whether the entry that begins keeps its lemma apart from the text: it is in a
// list of entries, names its place, or the header says so.
func (r *reader) apart() bool {
	return r.s.Parent() == "listApp" || r.s.Attr("from") != "" || r.s.Attr("to") != "" || r.s.Attr("loc") != "" || r.located
}

func (r *reader) enterVariants(v *variation, n document.Note, key string) {
	v.noted = true
	v.note = r.enterNote(n, key)
}

// entry returns the entry of the apparatus that a lemma or reading belongs to.
func (r *reader) entry() *variation {
	for i := len(r.stack) - 1; i >= 0; i-- {
		switch e := &r.stack[i]; e.name {
		case "app":
			return e.app
		case "rdgGrp":
		default:
			return nil
		}
	}
	return nil
}

func startReadings(_ *reader, e *element) { e.bare = true }

func startLemma(r *reader, e *element) {
	v := r.entry()
	switch {
	case v == nil:
	case v.apart:
		v.headed = true
		wit := r.witnesses()
		before := r.w.BlockSize()
		e.end = func(r *reader, _ *element) { r.bracket(before, wit) }
	default:
		r.readLemma(v, e)
	}
}

// readLemma reads as text what the readings of an entry are held against.
func (r *reader) readLemma(v *variation, e *element) {
	v.shown = true
	v.wit = r.witnesses()
	from, block := r.w.BlockSize(), r.from
	e.end = func(r *reader, _ *element) {
		if r.from != block {
			from = 0
		}
		v.lemma = r.w.BlockFrom(from)
	}
}

// bracket ends the lemma that a note begins with, which has no text after the first size bytes
// where the words of readings are added to the text.
func (r *reader) bracket(size int, wit string) {
	if r.w.BlockSize() == size {
		r.set("om.")
	}
	r.set(wit)
	r.w.Text("] ")
}

// set writes what an apparatus sets in italics, after a space.
func (r *reader) set(t string) {
	if t == "" {
		return
	}
	r.text(" ")
	if !r.running() {
		r.open(r.kind)
	}
	r.w.PushStyle(document.Italic)
	r.text(t)
	r.w.PopStyle()
}

func startReading(r *reader, e *element) {
	v := r.entry()
	switch {
	case v == nil:
		return
	case !v.apart && !v.shown:
		r.readLemma(v, e)
		return
	case !v.noted && r.full():
		r.text(" ")
		return
	case !v.noted:
		r.enterVariants(v, document.Note{Series: "variant"}, "")
		e.saved = r.setting
	}
	if v.readings > 0 {
		r.text("; ")
	} else if !v.headed && (v.shown || v.lemma != "") {
		v.headed, v.said = true, ""
		r.text(shortened(v.lemma))
		r.bracket(0, v.wit)
	}
	v.readings++
	wit := r.witnesses()
	before, block := r.w.BlockSize(), r.from
	e.end = func(r *reader, _ *element) {
		if !r.w.InBlock() || r.from == block && r.w.BlockSize() == before {
			r.set("om.")
		}
		r.set(wit)
	}
}

// startWitnesses reads witnesses that stand as an element after a reading, as they are in a transcription.
func startWitnesses(r *reader, e *element) {
	v := r.entry()
	switch {
	case v == nil:
	case v.noted:
		r.text(" ")
		r.style(e, document.Italic)
	default:
		r.hold(e)
		e.end = func(_ *reader, e *element) {
			v.said = strings.TrimSpace(v.said + " " + e.held.String())
			v.wit = strings.TrimSpace(v.wit + " " + e.held.String())
		}
	}
}

// startWitnessDetail reads what an editor says of a witness to a reading; elsewhere it is a note.
func startWitnessDetail(r *reader, e *element) {
	if v := r.entry(); v == nil || !v.noted {
		startNote(r, e)
		return
	}
	r.text(" (")
	e.end = func(r *reader, _ *element) { r.text(")") }
}

// cues are what an apparatus prints where a witness begins, ends, or is lost.
var cues = map[string]string{"witStart": "inc.", "witEnd": "des.", "lacunaStart": "lac. inc.", "lacunaEnd": "lac. des."}

// startCue says in a reading that its witness begins or ends there; in the text it is kept as a cut.
func startCue(r *reader, _ *element) {
	cue := cues[r.s.Local()]
	for i := len(r.stack) - 1; i >= 0; i-- {
		if r.stack[i].name == "rdg" {
			r.set(cue)
			r.text(" ")
			return
		}
	}
	r.w.Cut(cue)
}

// longestLemma is the most words that a lemma is printed with; of a longer one editors print the
// first and the last.
const longestLemma = 8

func shortened(lemma string) string {
	words := strings.Fields(lemma)
	if n := len(words); n > longestLemma {
		words = append(words[:3:3], append([]string{"…"}, words[n-2:]...)...)
	}
	return strings.Join(words, " ")
}

// witnesses returns the witnesses that a lemma or reading is in, as an apparatus prints them: their
// sigla, or else their names. Of a conjecture it is who made it (TEI P5, 12.1.2).
func (r *reader) witnesses() string {
	names := strings.Fields(r.s.Attr("wit"))
	for _, attr := range []string{"source", "resp"} {
		if len(names) == 0 {
			names = strings.Fields(r.s.Attr(attr))
		}
	}
	for i, name := range names {
		name = strings.TrimPrefix(name, "#")
		if s := r.sigla[name]; s != "" {
			name = s
		}
		names[i] = name
	}
	return strings.Join(names, " ")
}
