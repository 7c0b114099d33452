package screen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// A glass is an emulator that a painter paints on.
type glass struct {
	testing.TB
	em *vt.Emulator
	p  *Painter
}

func newGlass(t testing.TB, w, h int) *glass {
	return &glass{t, vt.NewEmulator(w, h), NewPainter(w, h, colorprofile.TrueColor)}
}

func (g *glass) resize(w, h int) {
	g.em.Resize(w, h)
	g.p.Resize(w, h)
}

// show paints a frame and returns the bytes it took.
func (g *glass) show(content string) string {
	b := string(g.p.Paint(&tea.View{Content: content}))
	g.em.WriteString(b)
	return b
}

// cells returns what an emulator shows, with the style of each cell.
func cells(em *vt.Emulator) string {
	var b strings.Builder
	for y := range em.Height() {
		for x := range em.Width() {
			switch c := em.CellAt(x, y); {
			case c == nil || c.IsZero():
			case c.Style.IsZero():
				b.WriteString(c.Content)
			default:
				fmt.Fprintf(&b, "{%s%s}", c.Style.String(), c.Content)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// check fails where the emulator does not show what one shows on which the frame is
// drawn from nothing, row by row.
func (g *glass) check(content, what string) {
	g.Helper()
	fresh := vt.NewEmulator(g.p.width, g.p.height)
	for y, row := range strings.Split(content, "\n") {
		if y < g.p.height {
			fmt.Fprintf(fresh, "\x1b[%d;1H%s\x1b[m", y+1, row)
		}
	}
	if got, want := cells(g.em), cells(fresh); got != want {
		g.Fatalf("%s at %d×%d:\n%q\nwant\n%q\nframe\n%q", what, g.p.width, g.p.height, got, want, content)
	}
}

// checkCells fails where a cell is not as Bubble Tea's own renderer takes the frame.
func (g *glass) checkCells(content, what string) {
	g.Helper()
	buf := uv.NewScreenBuffer(g.p.width, g.p.height)
	uv.NewStyledString(content).Draw(buf, buf.Bounds())
	for y := range g.p.height {
		for x := range g.p.width {
			got, want := g.em.CellAt(x, y), buf.CellAt(x, y)
			if got.Content != want.Content || !got.Style.Equal(&want.Style) {
				g.Fatalf("%s: cell %d,%d is %+v, want %+v\nframe\n%q", what, x, y, got, want, content)
			}
		}
	}
}

var (
	someStyles  = []string{"\x1b[1m", "\x1b[3;38;5;240m", "\x1b[48;2;1;2;3m", "\x1b[7m", "\x1b[4m", "\x1b[38;2;200;10;10m"}
	narrowWords = []string{"the ", "of", "—", "“so” ", "é", "▏", " ", "    ", "x", "word ", "¹²", "слово "}
	wideWords   = []string{"漢字", "e\u0301", "👩‍👩‍👧", "ｗ", "한글", "a\u0308\u0323", "y"}
)

// A maker makes frames that come after one another as those of a reader do, and as they never do.
type maker struct {
	*rand.Rand
	wide bool // with characters on which terminals differ
	text []string
	top  int
}

// row makes a row of at most width cells.
func (m *maker) row(width int) string {
	var b strings.Builder
	styled := false
	for range m.IntN(14) {
		switch m.IntN(6) {
		case 0:
			b.WriteString(someStyles[m.IntN(len(someStyles))])
			styled = true
		case 1:
			if styled {
				b.WriteString(ansi.ResetStyle)
				styled = false
			}
		case 2:
			m.add(&b, strings.Repeat(" ", m.IntN(30)), width)
		}
		words := narrowWords
		if m.wide && m.IntN(3) == 0 {
			words = wideWords
		}
		m.add(&b, words[m.IntN(len(words))], width)
	}
	if m.IntN(4) == 0 { // as an edge at the right
		m.add(&b, strings.Repeat(" ", max(width-1-ansi.StringWidth(b.String()), 0))+"▏", width)
	}
	if styled {
		b.WriteString(ansi.ResetStyle)
	}
	return b.String()
}

// add adds a word where there is room for it by either measure.
func (m *maker) add(b *strings.Builder, word string, width int) {
	if s := b.String() + word; ansi.StringWidth(s) <= width && ansi.StringWidthWc(s) <= width {
		b.WriteString(word)
	}
}

// frame makes the next frame: mostly of a text that moves, over rows that stand still.
func (m *maker) frame(w, h, foot int) string {
	switch m.IntN(8) {
	case 0:
		m.text = nil // another text
	case 1:
		m.top = m.IntN(200)
	default:
		m.top = max(m.top+m.IntN(2*h+1)-h, 0)
	}
	for len(m.text) < m.top+h {
		m.text = append(m.text, m.row(w))
	}
	rows := slices.Clone(m.text[m.top : m.top+h])
	for y := max(h-foot, 0); y < h; y++ {
		rows[y] = strings.Repeat("_", y%w)
	}
	for range m.IntN(4) {
		rows[m.IntN(h)] = m.row(w)
	}
	if m.IntN(6) == 0 {
		rows = rows[:m.IntN(h)+1]
	}
	return strings.Join(rows, "\n")
}

// TestFrames paints frames of all kinds one after the other: each is seen as if it were the only one.
func TestFrames(t *testing.T) {
	seeds := uint64(60)
	if testing.Short() {
		seeds = 15
	}
	for seed := range seeds {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 1)), wide: seed%3 == 0}
		w, h := 1+m.IntN(70), 1+m.IntN(30)
		g := newGlass(t, w, h)
		if seed%2 == 0 {
			g.p.Synchronize()
		}
		for i := range 16 {
			if m.IntN(8) == 0 {
				w, h = 1+m.IntN(70), 1+m.IntN(30)
				g.resize(w, h)
				m.text = nil
			}
			content := m.frame(w, h, int(seed%7))
			g.show(content)
			what := fmt.Sprintf("seed %d, frame %d", seed, i)
			g.check(content, what)
			if !m.wide {
				g.checkCells(content, what)
			}
			if b := g.show(content); b != "" {
				t.Fatalf("%s: painted again: %q", what, b)
			}
		}
	}
}

// numbered returns the rows of a text from a line on, and a status line.
func numbered(from, rows int) string {
	var b strings.Builder
	for i := range rows - 1 {
		fmt.Fprintf(&b, "%s line %d of a text that is long enough to be worth moving\n", unlike(from+i), from+i)
	}
	return b.String() + "status"
}

// unlike returns a word that no row nearby has a letter of.
func unlike(row int) string { return strings.Repeat(string(rune('A'+row%26)), 8) }

// TestScroll moves a text by some rows: the terminal moves what it has.
func TestScroll(t *testing.T) {
	for _, by := range []int{1, -1, 5, -5, 12, -12} {
		g := newGlass(t, 80, 24)
		g.show(numbered(100, 24))
		b := g.show(numbered(100+by, 24))
		g.check(numbered(100+by, 24), fmt.Sprint(by))
		if n := strings.Count(b, "line "); n != max(by, -by) {
			t.Errorf("by %d: %d lines are painted: %q", by, n, b)
		}
		for row := max(100, 100+by); row < min(123, 123+by); row++ {
			if strings.Contains(b, unlike(row)) {
				t.Errorf("by %d: row %d is painted, which was moved", by, row)
			}
		}
		if strings.Contains(b, "status") {
			t.Errorf("by %d: the status line is painted", by)
		}
	}
}

// TestPart changes a few words in a row: only they are painted, in their style.
func TestPart(t *testing.T) {
	g := newGlass(t, 40, 1)
	g.show("  \x1b[2m▏\x1b[mthe old words of it   \x1b[2m▏\x1b[m")
	if b := g.show("  \x1b[2m▏\x1b[mthe \x1b[1mnew\x1b[m words of it   \x1b[2m▏\x1b[m"); b != "\x1b[1;8H\x1b[1mnew\x1b[m" {
		t.Errorf("%q", b)
	}
}

// TestUnsafe gives a painter what must not reach a terminal.
func TestUnsafe(t *testing.T) {
	p := NewPainter(200, 3, colorprofile.TrueColor)
	rows := []string{
		"a\x1b[2Jb\x1b]0;title\ac\x1bPq\x1b\\d\x1b_x\x1b\\",
		// What is no text is cleared first, as terminals may differ on it.
		"\x1b[3me\u009b2Jf\u009b2J\u0085g\th\ri\bj\x00k\x7f\x1b[1;2Hl\x1b[",
		"\x1b[38;5;1mm\xff\xc3n\x1b",
	}
	got := string(p.Paint(&tea.View{Content: strings.Join(rows, "\n"), DisableBracketedPasteMode: true}))
	want := "\x1b[Ha[2Jb]0;titlecPq\\d_x\\\x1b[K\x1b[?7l\r\n\x1b[K\x1b[3me2Jf2Jghijk[1;2Hl[\x1b[m\r\n\x1b[K\x1b[38;5;1mmn\x1b[m\x1b[?7h"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestTooWide cuts what is wider than the window, so that it cannot run over into the next row.
func TestTooWide(t *testing.T) {
	g := newGlass(t, 10, 3)
	g.show("0123456789abc\nsecond\n漢字漢字漢字漢字")
	if got := cells(g.em); !strings.HasPrefix(got, "0123456789\nsecond    \n漢字漢字") {
		t.Errorf("%q", got)
	}
}

func TestColours(t *testing.T) {
	content := "\x1b[1;38;2;255;0;0mred\x1b[m"
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[1;38;2;255;0;0m",
		colorprofile.ANSI256:   "\x1b[1;38;5;196m",
		colorprofile.ANSI:      "\x1b[1;91m",
		colorprofile.ASCII:     "\x1b[1m",
		colorprofile.NoTTY:     "",
	} {
		b := string(NewPainter(20, 1, profile).Paint(&tea.View{Content: content}))
		if got, _, _ := strings.Cut(strings.TrimPrefix(b, "\x1b[H"), "red"); got != want {
			t.Errorf("%v: %q, want %q", profile, got, want)
		}
	}
}

// TestWishes grants what views want, once, and revokes it at the end.
func TestWishes(t *testing.T) {
	p := NewPainter(10, 2, colorprofile.TrueColor)
	cursor := tea.NewCursor(3, 1)
	bar := tea.NewCursor(3, 1)
	bar.Shape, bar.Blink = tea.CursorBar, false
	for i, c := range []struct {
		view tea.View
		want string
	}{
		{tea.View{Content: "a"}, "\x1b[Ha\x1b[K\r\n\x1b[K\x1b[?2004h"},
		{tea.View{Content: "a", MouseMode: tea.MouseModeCellMotion}, "\x1b[?1003l\x1b[?1002h\x1b[?1006h"},
		{tea.View{Content: "a", MouseMode: tea.MouseModeCellMotion}, ""},
		{tea.View{Content: "a", WindowTitle: "x\ay\x1b\\"}, "\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b]2;xy\\\a"},
		{tea.View{Content: "a", ProgressBar: tea.NewProgressBar(tea.ProgressBarDefault, 42)}, "\x1b]2;\a\x1b]9;4;1;42\a"},
		{tea.View{Content: "a", Cursor: cursor}, "\x1b]9;4;0\a\x1b[2;4H\x1b[?25h"},
		{tea.View{Content: "a", Cursor: cursor}, ""},
		{tea.View{Content: "b", Cursor: cursor}, "\x1b[?25l\x1b[Hb\x1b[K\x1b[2;4H\x1b[?25h"},
		{tea.View{Content: "b", Cursor: bar}, "\x1b[6 q"},
		{tea.View{Content: "b", MouseMode: tea.MouseModeAllMotion}, "\x1b[?1002l\x1b[?1003h\x1b[?1006h\x1b[0 q\x1b[?25l"},
	} {
		if got := string(p.Paint(&c.view)); got != c.want {
			t.Errorf("%d: %q, want %q", i, got, c.want)
		}
	}
	if got, want := string(p.Leave()), "\x1b[?2004l\x1b[?1002l\x1b[?1003l\x1b[?1006l"; got != want {
		t.Errorf("leaving: %q, want %q", got, want)
	}
	p.Synchronize()
	if got, want := string(p.Paint(&tea.View{Content: "b", Cursor: cursor})), "\x1b[?2026h\x1b[Hb\x1b[K\r\n\x1b[K\x1b[?2004h\x1b[2;4H\x1b[?25h\x1b[?2026l"; got != want {
		t.Errorf("synchronized: %q, want %q", got, want)
	}
	if got, want := string(p.Paint(&tea.View{Content: "c", Cursor: cursor})), "\x1b[?2026h\x1b[Hc\x1b[K\x1b[2;4H\x1b[?2026l"; got != want {
		t.Errorf("synchronized, with a cursor: %q, want %q", got, want)
	}
}
