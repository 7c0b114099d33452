package tui

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"ibid/document/search"
	"ibid/keymap"
	"ibid/tui/theme"
)

// Entries are what a list shows. They may be very many: only those seen are asked for.
type entries interface {
	title() string
	len(m *Model) int
	// matches returns a function that tells which entries hold what is typed.
	// It is called in a command, sees nothing that changes, and may stop when its context is done.
	matches(m *Model, typed string) func(context.Context) []int32
	drawEntry(m *Model, c *canvas, i int, lit bool)
	choose(m *Model, i int) tea.Cmd
	// fold opens or closes an entry of a tree and returns the entry to be lit.
	fold(m *Model, i int, open bool) int
}

// A list is the mode that shows entries, one a row, and goes to one of them.
type list struct {
	entries
	what   keymap.Context
	shown  []int32 // the entries that are shown, nil for all
	cur    int     // row of the entry that is lit, of those shown
	top    int     // row of the first on the screen
	filter string
	gen    int                // counts the filters, so that a late answer is dropped
	cancel context.CancelFunc // ends the last filter
	busy   bool               // the answer to the last filter is awaited
	chose  bool               // Enter was pressed before it came
}

func (l *list) context(*Model) keymap.Context { return l.what }

// rows returns how many entries are shown.
func (l *list) rows(m *Model) int {
	if l.shown == nil {
		return l.len(m)
	}
	return len(l.shown)
}

// entry returns the entry of a row.
func (l *list) entry(row int) int {
	if l.shown == nil {
		return row
	}
	return int(l.shown[row])
}

// light lights the row of an entry, or the last before it that is shown, and brings
// it onto the screen with what stands around it.
func (l *list) light(m *Model, entry int) {
	l.cur = entry
	if l.shown != nil {
		l.cur = 0
		for row, i := range l.shown {
			if int(i) > entry {
				break
			}
			l.cur = row
		}
	}
	if h := l.height(m); l.cur < l.top || l.cur >= l.top+h {
		l.top = max(l.cur-h/3, 0)
	}
	l.move(m, 0)
}

// move lights another row and keeps it on the screen.
func (l *list) move(m *Model, n int) {
	l.cur = min(max(l.cur+n, 0), max(l.rows(m)-1, 0))
	h := l.height(m)
	l.top = min(max(l.top, l.cur-h+1), l.cur)
	l.top = max(min(l.top, l.rows(m)-h), 0)
	m.dirty = true
}

// height returns the rows for entries: one is the title's.
func (l *list) height(m *Model) int { return max(m.screen.height-m.screen.status-1, 1) }

func (l *list) do(m *Model, c keymap.Command) tea.Cmd {
	l.chose = false
	if n := moved(c, l.height(m), l.rows(m)); n != 0 {
		l.move(m, n)
		return nil
	}
	switch c.Action {
	case keymap.Fold, keymap.Unfold:
		l.turn(m, c.Action == keymap.Unfold)
	case keymap.Filter:
		return l.openFilter(m)
	case keymap.Choose:
		return l.chosen(m)
	case keymap.Close:
		return l.close(m)
	default:
		return common(m, c)
	}
	return nil
}

// moved returns by how many rows an action moves a list or a page of so many rows in all, some
// of which a screen shows; 0 where it does not move it.
func moved(c keymap.Command, screen, all int) int {
	switch c.Action {
	case keymap.LineDown:
		return c.N()
	case keymap.LineUp:
		return -c.N()
	case keymap.ScreenDown:
		return screen
	case keymap.ScreenUp:
		return -screen
	case keymap.HalfDown:
		return max(screen/2, 1)
	case keymap.HalfUp:
		return -max(screen/2, 1)
	case keymap.Top:
		return -all
	case keymap.Bottom:
		return all
	}
	return 0
}

// common does what is the same in every mode that covers the text.
func common(m *Model, c keymap.Command) tea.Cmd {
	switch c.Action {
	case keymap.Help:
		return m.openHelp()
	case keymap.Quit:
		return tea.Quit
	case keymap.Suspend:
		return tea.Suspend
	case keymap.Redraw:
		return tea.ClearScreen
	}
	return nil
}

// close clears the filter, and closes the list where there is none.
func (l *list) close(m *Model) tea.Cmd {
	if l.filter == "" {
		m.leave()
		return nil
	}
	return l.refilter(m, "")
}

func (l *list) turn(m *Model, open bool) {
	if l.rows(m) == 0 || l.filter != "" {
		return
	}
	l.light(m, l.fold(m, l.entry(l.cur), open))
}

// chosen goes to the entry that is lit, once it is known which that is.
func (l *list) chosen(m *Model) tea.Cmd {
	if l.busy {
		l.chose = true
		return nil
	}
	if l.rows(m) == 0 {
		return nil
	}
	i := l.entry(l.cur)
	m.leave()
	m.remember()
	return l.choose(m, i)
}

// openFilter opens the prompt that narrows the list as it is typed. Enter goes to
// the entry that is lit.
func (l *list) openFilter(m *Model) tea.Cmd {
	before := l.filter
	p := &prompt{
		sign:   "/",
		typing: l.refilter,
		accept: func(m *Model, _ string) tea.Cmd { return l.chosen(m) },
		move:   l.move,
		cancel: func(m *Model) tea.Cmd { return l.refilter(m, "") },
		note: func(m *Model) (string, bool) {
			return counted(l.rows(m), "entry", "entries"), l.rows(m) == 0
		},
	}
	p.edit.set(before)
	m.openPrompt(p)
	return nil
}

// resetTree shows what is shown without a filter.
func (l *list) resetTree(m *Model) { l.light(m, l.fold(m, 0, true)) }

// A filteredMsg is what a filter left.
type filteredMsg struct {
	list  *list
	gen   int
	shown []int32
}

func (l *list) refilter(m *Model, typed string) tea.Cmd {
	l.gen++
	l.filter, l.busy, l.chose = typed, typed != "", false
	gen := l.gen
	if l.cancel != nil {
		l.cancel()
	}
	if typed == "" {
		l.shown = nil
		l.resetTree(m)
		return nil
	}
	ctx, cancel := context.WithCancel(m.ctx)
	l.cancel = cancel
	run := l.matches(m, typed)
	return func() tea.Msg { return filteredMsg{l, gen, run(ctx)} }
}

// filter returns the indexes of the texts that hold what is typed, as a search would find it.
func filter(ctx context.Context, typed string, n int, text func(int) string) []int32 {
	shown := []int32{}
	q, err := search.Compile(search.Parse(typed))
	if err != nil {
		return shown
	}
	var spans []search.Span
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		if spans = q.BlockContext(ctx, text(i), spans[:0]); len(spans) > 0 {
			shown = append(shown, int32(i))
		}
	}
	return shown
}

// filtered shows what a filter left, unless it was changed meanwhile.
func (m *Model) filtered(msg filteredMsg) tea.Cmd {
	l := msg.list
	if msg.gen != l.gen {
		return nil
	}
	l.shown, l.busy = msg.shown, false
	l.cur, l.top = 0, 0
	l.move(m, 0)
	if l.chose {
		l.chose = false
		return l.chosen(m)
	}
	return nil
}

func (l *list) typed(m *Model, msg tea.Msg) tea.Cmd {
	if keys := m.unbound(msg); keys != nil {
		m.inform(m.advise(keys.String()+" does nothing here", keymap.Help, "shows all keys"))
	}
	return nil
}

func (l *list) draw(m *Model, c *canvas) bool {
	l.drawTitle(m, c)
	rows := l.rows(m)
	for y := 1; y < m.screen.height-m.screen.status; y++ {
		c.newline()
		row := l.top + y - 1
		if row >= rows {
			continue
		}
		lit := row == l.cur
		sign := " "
		if lit {
			sign = glyph(m.plain, "▌", ">")
		}
		c.put(m.theme.SGR(theme.RefText, 0), sign, 1)
		l.drawEntry(m, c, l.entry(row), lit)
	}
	c.newline()
	return true
}

// drawTitle draws the row above the entries: what they are, and which of them is lit.
func (l *list) drawTitle(m *Model, c *canvas) {
	t, rows := m.theme, l.rows(m)
	where := counted(rows, "entry", "entries")
	if rows > 0 {
		where = strconv.Itoa(l.cur+1) + " of " + strconv.Itoa(rows)
	}
	c.put(t.SGR(theme.Title, 0), " ", 1)
	c.text(t.SGR(theme.Title, 0), shorten(l.title(), max(m.screen.width-len(where)-3, 0), m.method, m.plain))
	end := m.screen.width - len(where) - 1
	if l.filter != "" {
		c.text(t.SGR(theme.Dim, 0), shorten("  /"+l.filter, max(end-c.x-1, 0), m.method, m.plain))
	}
	if c.x < end {
		c.to("", end)
		c.text(t.SGR(theme.Dim, 0), where)
	}
}

func (l *list) line(m *Model, c *canvas) bool {
	closes := "closes"
	if l.filter != "" {
		closes = "shows all"
	}
	hints := []keyed{{keymap.Choose, "goes there"}, {keymap.Filter, "filters"}, {keymap.Close, closes}}
	if l.rows(m) == 0 {
		hints = hints[1:] // there is nothing to go to
	}
	m.drawHints(c, "", hints...)
	return true
}

func glyph(ascii bool, s, plain string) string {
	if ascii {
		return plain
	}
	return s
}
