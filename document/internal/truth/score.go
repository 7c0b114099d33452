package truth

import (
	"fmt"
	"sort"
	"strings"

	"ibid/document"
)

// A Row counts what was found of one kind.
type Row struct {
	Hit, Truth, Got int
}

// add adds the counts of another document.
func (r *Row) add(s Row) { r.Hit += s.Hit; r.Truth += s.Truth; r.Got += s.Got }

// Precision returns the share of what was found that is right, 1 where nothing was found.
func (r Row) Precision() float64 { return share(r.Hit, r.Got) }

// Recall returns the share of the truth that was found, 1 where there is none.
func (r Row) Recall() float64 { return share(r.Hit, r.Truth) }

// F1 returns the harmonic mean of precision and recall.
func (r Row) F1() float64 {
	p, q := r.Precision(), r.Recall()
	if p+q == 0 {
		return 0
	}
	return 2 * p * q / (p + q)
}

func share(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// A Score is the comparison of documents with their truth.
type Score struct {
	Refs, Linked, Notes, Pages, Heads, Links Row
	// False counts findings that the truth does not hold.
	False int
	// Missed and Wrong describe each difference in a line.
	Missed, Wrong []string
}

// add adds another document's score.
func (s *Score) add(o Score) {
	s.Refs.add(o.Refs)
	s.Linked.add(o.Linked)
	s.Notes.add(o.Notes)
	s.Pages.add(o.Pages)
	s.Heads.add(o.Heads)
	s.Links.add(o.Links)
	s.False += o.False
	s.Missed = append(s.Missed, o.Missed...)
	s.Wrong = append(s.Wrong, o.Wrong...)
}

// String returns the figures, a kind a line.
func (s Score) String() string {
	var b strings.Builder
	for _, k := range []struct {
		name string
		row  Row
	}{{"refs", s.Refs}, {"linked", s.Linked}, {"notes", s.Notes}, {"pages", s.Pages}, {"heads", s.Heads}, {"links", s.Links}} {
		fmt.Fprintf(&b, "%-7s F1 %.4f P %.4f R %.4f %6d of %6d, %6d found\n", k.name, k.row.F1(), k.row.Precision(), k.row.Recall(), k.row.Hit, k.row.Truth, k.row.Got)
	}
	return b.String()
}

// compare scores what was read of one document.
func compare(t *truth, d *document.Document) Score {
	g := gather(t, d)
	want, got := alike(t, g.refs)
	var s Score
	s.Refs = s.count("ref", pairs(want), pairs(got))
	s.Linked = s.count("linked", known(want, want), known(want, got))
	s.Notes = s.count("note", t.notes, g.notes)
	if !t.opt.NoPages {
		s.Pages = s.count("page", pagePairs(t.pages), pagePairs(g.pages))
	}
	if !t.opt.NoHeads {
		s.Heads = s.count("head", t.heads, g.heads)
	}
	if t.links != nil {
		s.Links = s.count("link", t.links, g.links)
		s.False = max(0, g.uncalled-t.uncalled) + max(0, g.dangling-t.dangling)
	}
	return s
}

type gathered struct {
	refs               []ref
	notes, heads       []string
	pages              []page
	links              []string
	uncalled, dangling int
}

func gather(t *truth, d *document.Document) gathered {
	var g gathered
	begins := make([]string, len(d.Notes))
	for i, n := range d.Notes {
		begins[i] = t.begin(noteText(n), n.Label)
		if begins[i] != "" {
			g.notes = append(g.notes, begins[i])
		}
	}
	for i, r := range d.Refs {
		if r.At.Note != document.Body {
			continue
		}
		x := ref{label: label(r.Label), context: before(d, r.At)}
		if n := d.Called(i); n != document.NoNote {
			x.note = begins[n]
		}
		g.refs = append(g.refs, x)
	}
	for _, p := range d.Pages {
		if !p.Inferred && p.At.Note == document.Body && label(p.Label) != "" {
			g.pages = append(g.pages, page{label(p.Label), before(d, p.At)})
		}
	}
	for _, b := range d.Blocks {
		if s := alnum(b.Text); b.Kind == document.Heading && s != "" {
			g.heads = append(g.heads, first(s, headLetters))
		}
	}
	for _, l := range d.Links {
		if l.Kind != document.LinkURL {
			g.links = append(g.links, alnum(d.BlocksOf(l.At.Note)[l.At.Block].Text[l.At.Offset:l.End]))
		}
	}
	for _, p := range d.Problems {
		switch p.Kind {
		case document.NoteWithoutRef:
			g.uncalled++
		case document.RefWithoutNote:
			g.dangling++
		}
	}
	return g
}

// begin returns how a note that was read begins, in the truth's way where the truth knows it.
func (t *truth) begin(text, lab string) string {
	b := beginnings(text, lab)
	for _, s := range b {
		if k, ok := t.known[s]; ok && s != "" {
			return k
		}
	}
	return either(b)
}

// before returns the last letters and digits before a place, from earlier
// blocks where the block has too few.
func before(d *document.Document, l document.Loc) string {
	blocks := d.BlocksOf(l.Note)
	text := blocks[l.Block].Text[:l.Offset]
	s := alnum(strings.ToValidUTF8(text[max(0, len(text)-800):], ""))
	for i := l.Block - 1; len([]rune(s)) < contextLetters && i >= 0; i-- {
		s = alnum(blocks[i].Text) + s
	}
	return last(s, contextLetters)
}

// alike drops labels where the edition prints none, at every place or at some.
func alike(t *truth, got []ref) (want, found []ref) {
	want, found = append(want, t.refs...), append(found, got...)
	any := false
	bare, printed := make(map[string]bool), make(map[page]bool)
	for _, r := range want {
		any = any || r.label != ""
		printed[page{r.label, r.context}] = true
		if r.label == "" {
			bare[r.context] = true
		}
	}
	if t.opt.NoLabels || !any {
		for i := range want {
			want[i].label = ""
		}
		for i := range found {
			found[i].label = ""
		}
		return want, found
	}
	for i, r := range found {
		if !printed[page{r.label, r.context}] && bare[r.context] {
			found[i].label = ""
		}
	}
	return want, found
}

func pairs(refs []ref) []string {
	var out []string
	for _, r := range refs {
		out = append(out, r.label+" after …"+r.context)
	}
	return out
}

func pagePairs(pages []page) []string {
	var out []string
	for _, p := range pages {
		out = append(out, p.label+" after …"+p.context)
	}
	return out
}

// known returns those refs whose note the truth knows, or that it does not hold at all.
func known(want, refs []ref) []string {
	asked, held := make(map[page]bool), make(map[page]bool)
	for _, r := range want {
		k := page{r.label, r.context}
		held[k] = true
		if r.note != "" {
			asked[k] = true
		}
	}
	var out []string
	for _, r := range refs {
		k := page{r.label, r.context}
		if asked[k] || !held[k] {
			out = append(out, r.label+" after …"+r.context+" calls "+r.note)
		}
	}
	return out
}

// count compares two multisets and describes what differs.
func (s *Score) count(kind string, want, got []string) Row {
	n := make(map[string]int)
	for _, x := range want {
		n[x]++
	}
	r := Row{Truth: len(want), Got: len(got)}
	for _, x := range got {
		if n[x] > 0 {
			n[x]--
			r.Hit++
		} else {
			s.Wrong = append(s.Wrong, kind+" "+x)
		}
	}
	var missed []string
	for x, k := range n {
		for range k {
			missed = append(missed, kind+" "+x)
		}
	}
	sort.Strings(missed)
	s.Missed = append(s.Missed, missed...)
	return r
}
