package truth

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"ibid/document"
)

// Options say what a kind of corpus has no truth for.
type Options struct {
	NoPages, NoHeads, NoLabels bool
	// Errors are what a truth made by rule is known to have wrong, by the name of the document:
	// pairs of what stands in the file and what should.
	Errors map[string][]string
	// Without names documents of which the truth lacks all references and notes.
	Without []string
}

type ref struct{ label, context, note string }
type page struct{ label, context string }

// A truth is what editors tagged in one document.
type truth struct {
	notes []string
	known map[string]string // every way a note may begin, to the way it is compared
	refs  []ref
	pages []page
	heads []string
	links []string // nil where there is no truth
	opt   Options
	// uncalled and dangling count the truth's own problems.
	uncalled, dangling int
}

type file struct {
	Opts  json.RawMessage `json:"opts"`
	Refs  []fileRef       `json:"refs"`
	Notes []fileNote      `json:"notes"`
	Pages []struct {
		Label   *string `json:"label"`
		Context string  `json:"context"`
		Where   string  `json:"where"`
		InNote  bool    `json:"innote"`
		Offset  *int    `json:"offset"`
	} `json:"pages"`
	Headings []json.RawMessage `json:"headings"`
	Xrefs    []struct {
		Text string `json:"text"`
	} `json:"xrefs"`
}

type fileRef struct {
	Label   string `json:"label"`
	ID      string `json:"id"`
	Target  string `json:"target"`
	Kind    string `json:"kind"`
	Context string `json:"context"`
	InNote  bool   `json:"innote"`
	Offset  *int   `json:"offset"`
}

type fileNote struct {
	Label string `json:"label"`
	ID    string `json:"id"`
	Key   string `json:"key"`
	Kind  string `json:"kind"`
	Text  string `json:"text"`
}

type noteKey struct{ kind, id string }

// series returns the kinds that word processors number apart.
func series(kind string) string {
	if kind == "footnote" || kind == "endnote" {
		return kind
	}
	return ""
}

// load reads the truth of one document.
func load(name string, opt Options, errors []string) (*truth, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(errors); i += 2 {
		if !bytes.Contains(b, []byte(errors[i])) {
			return nil, fmt.Errorf("%s: %q is not wrong in it", name, errors[i])
		}
		b = bytes.ReplaceAll(b, []byte(errors[i]), []byte(errors[i+1]))
	}
	var f file
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	t := &truth{opt: opt, known: make(map[string]string)}
	t.loadNotes(&f)
	t.loadRefs(&f)
	t.loadPages(&f)
	t.loadHeads(&f)
	if f.Opts != nil && f.Xrefs != nil {
		t.links = []string{}
		for _, x := range f.Xrefs {
			t.links = append(t.links, alnum(x.Text))
		}
	}
	return t, nil
}

func (t *truth) loadNotes(f *file) {
	for _, n := range f.Notes {
		b := beginnings(n.Text, n.Label)
		if s := either(b); s != "" {
			t.notes = append(t.notes, s)
		}
	}
	for way := range 2 {
		for _, n := range f.Notes {
			b := beginnings(n.Text, n.Label)
			if _, ok := t.known[b[way]]; !ok {
				t.known[b[way]] = either(b)
			}
		}
	}
	delete(t.known, "")
}

func either(b [2]string) string {
	if b[0] != "" {
		return b[0]
	}
	return b[1]
}

func (t *truth) loadRefs(f *file) {
	byID := make(map[noteKey]fileNote)
	ids := make(map[string]bool)
	for _, n := range f.Notes {
		ids[n.ID] = true
		for _, id := range []string{n.ID, n.Key} {
			k := noteKey{series(n.Kind), id}
			if _, ok := byID[k]; !ok && id != "" {
				byID[k] = n
			}
		}
	}
	called := make(map[string]bool)
	for _, r := range f.Refs {
		called[r.ID] = true
		if !ids[r.ID] {
			t.dangling++
		}
		if r.InNote {
			continue
		}
		x := ref{label: label(r.Label), context: last(alnum(r.Context), contextLetters)}
		n, ok := byID[noteKey{series(r.Kind), r.ID}]
		if !ok {
			n, ok = byID[noteKey{series(r.Kind), r.Target}]
		}
		if ok {
			x.note = either(beginnings(n.Text, n.Label))
		}
		t.refs = append(t.refs, x)
	}
	for _, n := range f.Notes {
		if !called[n.ID] {
			t.uncalled++
		}
	}
}

func (t *truth) loadPages(f *file) {
	if t.opt.NoPages {
		return
	}
	for _, p := range f.Pages {
		if p.Where != "" || p.InNote || p.Label == nil || alnum(*p.Label) == "" {
			continue
		}
		t.pages = append(t.pages, page{label(*p.Label), last(alnum(p.Context), contextLetters)})
	}
}

// loadHeads takes the marks out of headings that show them.
func (t *truth) loadHeads(f *file) {
	if t.opt.NoHeads {
		return
	}
	type cut struct{ at, n int }
	var cuts []cut
	for _, r := range f.Refs {
		if r.Offset != nil {
			cuts = append(cuts, cut{*r.Offset, len([]rune(r.Label))})
		}
	}
	for _, p := range f.Pages {
		if p.Offset != nil && p.Label != nil {
			cuts = append(cuts, cut{*p.Offset, len([]rune(*p.Label)) + 2})
		}
	}
	for _, raw := range f.Headings {
		var h struct {
			Text   string `json:"text"`
			Offset *int   `json:"offset"`
		}
		if json.Unmarshal(raw, &h.Text) != nil && json.Unmarshal(raw, &h) != nil {
			continue
		}
		text := []rune(h.Text)
		drop := make([]bool, len(text))
		for _, c := range cuts {
			if h.Offset == nil || c.at < *h.Offset {
				continue
			}
			for i := c.at - *h.Offset; i < c.at-*h.Offset+c.n && i < len(text); i++ {
				drop[i] = true
			}
		}
		var kept []rune
		for i, r := range text {
			if !drop[i] {
				kept = append(kept, r)
			}
		}
		if s := alnum(string(kept)); s != "" {
			t.heads = append(t.heads, first(s, headLetters))
		}
	}
}

// noteText joins a note's blocks as the export does.
func noteText(n document.Note) string {
	s := ""
	for i, b := range n.Blocks {
		if i > 0 {
			s += " "
		}
		s += b.Text
	}
	return s
}
