package gloss

import (
	"encoding/json"
	"strings"
	"sync"

	"charm.land/glamour/v2"
	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	chroma "github.com/alecthomas/chroma/v2/styles"
	xansi "github.com/charmbracelet/x/ansi"

	"ibid/tui/layout"
	"ibid/tui/theme"
)

// maxGloss is the longest text that is handed to Glamour, in bytes: its cost
// grows faster than the text. Longer code stays plain.
const maxGloss = 32 << 10

// maxGlossed is how many code blocks a Renderer keeps highlighted.
const maxGlossed = 128

// glamours serializes what Glamour keeps in one place for all renderers: the
// colours of code are registered under one name, by the first style to need
// them.
var glamours struct {
	sync.Mutex
	colours *ansi.Chroma
}

// A Renderer draws with Glamour in the colours of a theme. It may be used by
// any goroutine.
//
// Glamour's own renderers are not safe for concurrent use and cost some 60 µs
// to make, so one is kept.
type Renderer struct {
	config ansi.StyleConfig

	mu   sync.Mutex
	code *glamour.TermRenderer
	done map[fragment][]string
}

// New returns a Renderer in the style of t.
func New(t *theme.Theme) *Renderer {
	r := &Renderer{done: make(map[fragment][]string)}
	name, file := t.Name()
	if c, ok := styles.DefaultStyles[name]; ok && file == nil {
		r.config = *c
	} else if err := json.Unmarshal(file, &r.config); err != nil {
		// The theme read the same file, but less of it: what is wrong is in a
		// part that only Glamour uses.
		r.config = styles.NoTTYStyleConfig
	}
	if t.SGR(theme.Body, 0) == "" {
		r.config.Document.Color = nil // the terminal's own, as in the body
	}
	return r
}

// A fragment is a piece of code and the language it is in.
type fragment struct{ lang, text string }

// tabStop is that of package layout, so that highlighted code stands as plain
// code does.
const tabStop = 4

// Code returns the lines of text with the syntax of lang highlighted, one for
// each line of text, scrolled and cut as [layout.Block] does with code in cfg:
// line i takes the place of the spans of row i. It returns nil where there is
// nothing to highlight: lang is "" or not known, or the text is too long. Lines
// hold no escape sequences but SGR and end without any style.
//
// text must be safe. What is drawn is text and nothing else: where Glamour
// would change a character, the answer is nil.
func (r *Renderer) Code(lang, text string, cfg layout.Config) []string {
	if lang == "" || len(text) > maxGloss || cfg.Width < 1 {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	lines, ok := r.done[fragment{lang, text}]
	if !ok {
		lines = r.highlight(lang, text)
		if len(r.done) >= maxGlossed {
			clear(r.done)
		}
		r.done[fragment{lang, text}] = lines
	}
	if lines == nil {
		return nil
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = cut(l, cfg)
	}
	return out
}

// cut returns what is seen of a line, with the signs that show where more of it
// is.
func cut(line string, cfg layout.Config) string {
	width := xansi.StringWidth
	if cfg.Method == layout.WcWidth {
		width = xansi.StringWidthWc
	}
	total, shift := width(line), max(cfg.Shift, 0)
	if shift == 0 && total <= cfg.Width {
		return line
	}
	left, right := cfg.CutSigns()
	from, to := shift, shift+cfg.Width
	if shift > 0 && total > 0 {
		from++
	} else {
		left = ""
	}
	if total > to && (cfg.Width > 1 || left == "") {
		to--
	} else {
		right = ""
	}
	if from >= min(to, total) {
		return left + right
	}
	return left + cells(line, from, to, cfg.Method) + right
}

// cells returns the cells from from to to of a line, with its styles. Of a wide
// character that is cut in two, empty cells are left.
func cells(line string, from, to int, m layout.Method) string {
	decode := xansi.DecodeSequence[string]
	if m == layout.WcWidth {
		decode = xansi.DecodeSequenceWc[string]
	}
	var b strings.Builder
	styled := false
	for x := 0; len(line) > 0 && x < to; {
		seq, w, n, _ := decode(line, xansi.NormalState, nil)
		switch overlap := min(x+w, to) - max(x, from); {
		case seq[0] == 0x1b:
			b.WriteString(seq)
			styled = true
		case overlap == w:
			b.WriteString(seq)
		case overlap > 0:
			b.WriteString(strings.Repeat(" ", overlap))
		}
		x += w
		line = line[n:]
	}
	if styled {
		b.WriteString(theme.Reset)
	}
	return b.String()
}

// highlight returns the highlighted lines of text, whole, or nil.
func (r *Renderer) highlight(lang, text string) []string {
	lang = languageName(lang)
	if lang == "" {
		return nil
	}
	plain := expandTabs(text)
	fence := strings.Repeat("`", max(3, longestRun(plain, '`')+1))
	if r.code == nil {
		c := r.config
		none := uint(0)
		c.Document = ansi.StyleBlock{Margin: &none}
		c.CodeBlock.StyleBlock = ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: c.CodeBlock.Color}, Margin: &none}
		r.code = renderer(c)
	}
	out, ok := render(r.code, r.config.CodeBlock.Chroma, fence+lang+"\n"+plain+"\n"+fence+"\n")
	if !ok {
		return nil
	}
	return match(tidy(out), strings.Split(plain, "\n"))
}

// match finds the lines of want among those that were drawn, which may have
// others before and after, and returns them, or nil where they are not there.
func match(drawn, want []string) []string {
	for at := 0; at+len(want) <= len(drawn) && at < 4; at++ {
		got := make([]string, len(want))
		same := true
		for i := range want {
			text := strings.TrimRight(xansi.Strip(drawn[at+i]), " ")
			if same = text == strings.TrimRight(want[i], " "); !same {
				break
			}
			got[i] = drawn[at+i]
		}
		if same {
			return got
		}
	}
	return nil
}

// renderer returns a renderer, or nil: Glamour refuses nothing that a compiled
// style can hold.
func renderer(c ansi.StyleConfig) *glamour.TermRenderer {
	r, err := glamour.NewTermRenderer(glamour.WithStyles(c), glamour.WithWordWrap(0), glamour.WithChromaFormatter("terminal16m"))
	if err != nil {
		return nil
	}
	return r
}

// render draws markdown and filters what comes out. ok is false where Glamour
// fails; it panics on colours of code that chroma cannot read.
func render(r *glamour.TermRenderer, colours *ansi.Chroma, markdown string) (out string, ok bool) {
	if r == nil {
		return "", false
	}
	glamours.Lock()
	defer glamours.Unlock()
	defer func() {
		if recover() != nil {
			out, ok = "", false
		}
	}()
	if glamours.colours != colours {
		delete(chroma.Registry, "charm") // the name Glamour registers them under
		glamours.colours = colours
	}
	s, err := r.Render(markdown)
	return filter(s), err == nil
}

// languageName returns lang as far as it can stand after a fence.
func languageName(lang string) string {
	lang, _, _ = strings.Cut(strings.TrimSpace(lang), " ")
	for _, c := range lang {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("+#-_.", c)) {
			return ""
		}
	}
	return lang
}

func longestRun(s string, c byte) (longest int) {
	n := 0
	for i := range len(s) {
		if s[i] != c {
			n = 0
			continue
		}
		n++
		longest = max(longest, n)
	}
	return longest
}

// expandTabs replaces the tabs of text by spaces up to the next stop.
func expandTabs(text string) string {
	if !strings.Contains(text, "\t") {
		return text
	}
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		x := 0
		for j, part := range strings.Split(line, "\t") {
			if j > 0 {
				n := tabStop - x%tabStop
				b.WriteString(strings.Repeat(" ", n))
				x += n
			}
			b.WriteString(part)
			x += xansi.StringWidth(part)
		}
	}
	return b.String()
}
