package tui

import (
	"context"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/layout"
	"ibid/tui/layout/hyphen"
	"ibid/tui/theme"
)

// A Model is the program's state. It is used through a pointer, by the
// goroutine that runs it; commands see what they were given and answer with messages.
type Model struct {
	opt  Options
	keys *keymap.Map
	feed *keymap.Parser
	ctx  context.Context // ends with the program

	doc     *document.Document
	extent  extent
	reading Reading
	session int // counts the readings, so that the snapshots of one that was replaced are dropped

	theme    *theme.Theme
	dark     bool
	method   layout.Method
	plain    bool // only ASCII is drawn around the text
	measure  int
	dock     dock // as wished
	hidden   bool // the panel is off
	shift    int  // columns that code and tables are moved to the left
	hyphens  *hyphen.Patterns
	language string // that hyphens are of, or that has none
	mouse    bool

	screen   window
	fit      fit
	memo     *memo
	body     flow
	top      place // the first row of the body
	held     held  // what has to be seen together with it, or in its stead
	heldNote heldNote
	cursor   document.Loc // where the reader's eye is: a reference, a hit, the top of a page; always of the body
	ref      int          // the active reference, an index of Refs, or -1
	lit      bool         // a jump led to the cursor's row, which is lit as long as it is on the screen
	panel    panel
	jumps    history
	marks    map[string]mark // places marked, by key
	find     finder
	modes    []mode // innermost last; never empty
	say      message

	awaited  awaited     // where to go when it has been read
	cameBack bool        // to where the session before ended
	slow     bool        // the reading lasts so long that its progress is shown
	sought   []string    // what was searched for, oldest first
	anchor   string      // text of the block to be found again in a new reading
	commands []string    // what was typed at the command line
	asked    string      // the URL that is shown, and is opened if the next key follows it again
	agreed   string      // the URL that was shown when the present key was pressed
	outside  atomic.Bool // an editor has the terminal
	// The action being done and the one before, which tell a run of steps.
	nowAction, lastAction keymap.Action

	// What is seen, arranged anew when stale is set.
	stale   bool
	lines   []line
	slots   []slot
	notes   []panelRow
	ahead   []line // rows looked at to give the body its share, with the notes they call
	calling []int
	unseen  int // notes called on the screen for which the panel has no room

	canvas  canvas
	frame   string
	bar     *tea.ProgressBar // of the terminal, while the reading is slow
	dirty   bool             // the frame no longer shows the state
	parts   []part
	helpKey string
	said    struct {
		title    said[[3]int]
		page     said[string]
		note     said[noteCount]
		found    said[hitCount]
		progress said[int]
		reads    said[int]
	}
}

// New returns a model of the size of a window, in cells. Its reading must have a first
// snapshot. A style that cannot be loaded is replaced by the default one, and told.
func New(ctx context.Context, opt Options, width, height int) *Model {
	if opt.Keys == nil {
		opt.Keys = keymap.Default()
	}
	if opt.Measure <= 0 {
		opt.Measure = DefaultMeasure
	}
	m := &Model{
		opt: opt, keys: opt.Keys, feed: opt.Keys.NewParser(), ctx: ctx,
		reading: opt.Reading, doc: opt.Reading.Document(),
		dark: opt.Dark, measure: min(max(opt.Measure, minMeasure), maxMeasure),
		dock: docks[opt.Panel], hidden: opt.Panel == "off",
		mouse: !opt.NoMouse, ref: -1, memo: newMemo(),
		modes: []mode{reading{}},
	}
	// Borders and signs take one cell each; those of ambiguous width may not.
	m.plain = opt.ASCII || layout.WcWidth.Width("▏") != 1
	m.helpKey = m.does(keyed{keymap.Help, "help"})
	m.panel.reset()
	m.cursor.Note = document.Body
	m.extent = m.extent.grow(m.doc)
	m.restyle()
	if load := m.loadHyphens(); load != nil {
		m.hyphenate(load().(hyphensMsg)) // before the first frame, which would be set anew otherwise
	}
	m.top = place{delta: -1}
	m.resize(width, height)
	m.begin()
	if opt.Notice != "" {
		m.complain(opt.Notice)
	}
	return m
}

// restyle loads the theme for the background that is known or guessed.
func (m *Model) restyle() {
	t, err := theme.Load(m.opt.Style, m.dark)
	if err != nil {
		m.complain(err.Error())
		t, _ = theme.Load("", m.dark)
	}
	m.theme = t
}

// Init asks the terminal for its background and waits for the next snapshot.
func (m *Model) Init() tea.Cmd {
	m.stale = true
	return tea.Batch(tea.RequestBackgroundColor, m.wait(), m.slowly(), m.startSearch())
}

// Update takes a message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.take(msg)
	m.refit()
	return m, cmd
}

func (m *Model) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.PasteMsg:
		return m.paste(msg.Content)
	case tea.MouseClickMsg:
		return m.click(msg.Mouse())
	case tea.MouseWheelMsg:
		return m.wheel(msg.Mouse())
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.ModeReportMsg:
		m.measureBy(msg)
	case tea.BackgroundColorMsg:
		if dark := msg.IsDark(); dark != m.dark {
			m.dark = dark
			m.restyle()
			m.changed()
		}
	case snapshotMsg:
		return m.receive(msg)
	case slowMsg:
		m.slow = m.slow || msg.session == m.session && !m.doc.Complete
		m.dirty = true
	case openedMsg:
		return m.reopened(msg)
	case foundMsg:
		return m.find.receive(m, msg)
	case filteredMsg:
		return m.filtered(msg)
	case editMsg:
		return m.runEditor(msg)
	case editedMsg:
		m.outside.Store(false)
		m.tell(toldMsg(msg))
	case toldMsg:
		m.tell(msg)
	case hyphensMsg:
		m.hold()
		m.hyphenate(msg)
		m.divide()
	}
	return nil
}

// changed says that what is seen has to be arranged and drawn anew.
func (m *Model) changed() { m.stale, m.dirty = true, true }

// measureBy follows the renderer, which measures by graphemes once the
// terminal has said that it knows mode 2027.
func (m *Model) measureBy(msg tea.ModeReportMsg) {
	if msg.Mode != ansi.ModeUnicodeCore {
		return
	}
	switch msg.Value {
	case ansi.ModeReset, ansi.ModeSet, ansi.ModePermanentlySet:
		m.method = layout.GraphemeWidth
		m.divide()
	}
}

// resize takes the size of the window, in cells.
func (m *Model) resize(width, height int) {
	m.hold()
	m.screen.width, m.screen.height = width, height
	m.asked = ""
	m.divide()
}

// A fit is what the division of the window takes from the document.
type fit struct {
	gutter int  // columns
	notes  bool // there are notes to be shown
}

// fits returns what the document as it is known asks for.
func (m *Model) fits() fit {
	return fit{
		gutter: m.extent.gutter(),
		// The notes of a text may stand at its end: their place is kept until they come.
		notes: len(m.doc.Notes) > 0 || !m.doc.Complete && len(m.doc.Refs) > 0,
	}
}

// divide divides the window anew for the document as it is known.
func (m *Model) divide() {
	m.fit = m.fits()
	m.redivide()
}

// refit divides the window anew where what is on the screen has no room in its division,
// which was made when less of the document was known. What is read meanwhile moves nothing.
func (m *Model) refit() {
	if m.fits() != m.fit && m.lacks() {
		m.hold()
		m.divide()
	}
}

// lacks reports whether the window has no room for the label of a page that begins on the
// screen, or for a note that is called there.
func (m *Model) lacks() bool {
	if !m.fit.notes && (m.panel.focus || m.callsNote()) {
		return true
	}
	m.see()
	for _, l := range m.lines {
		if p := m.pageOn(l); p >= 0 && m.fit.gutter < min(max(m.method.Width(m.doc.Pages[p].Label)+1, gutterMin), gutterMax) {
			return true
		}
	}
	return false
}

// redivide divides the window and gives the flows their widths.
func (m *Model) redivide() {
	m.screen = divide(m.screen.width, m.screen.height, wishes{
		measure: m.measure,
		gutter:  m.fit.gutter,
		dock:    m.wantedDock(),
		notes:   m.fit.notes,
	})
	m.body = m.flow(document.Body)
	m.changed()
	m.keepNote()
}

func (m *Model) wantedDock() dock {
	if m.hidden {
		return dockPopup
	}
	return m.dock
}

// flow returns the body or a note as it is laid out at present.
func (m *Model) flow(note int) flow {
	f := flow{doc: m.doc, note: note, memo: m.memo, wide: m.screen.wide}
	f.cfg = layout.Config{
		Width: m.screen.body.w, Method: m.method, Justify: m.opt.Justify,
		Shift: m.shift, Hyphens: m.hyphens, ASCII: m.opt.ASCII, Deleted: m.opt.Deleted,
	}
	if note != document.Body {
		f.cfg.Width, f.wide = m.noteWidth(note), 0
		f.cfg.Justify, f.cfg.Shift = false, 0
		if note == m.panel.note {
			f.base = m.panel.base
		}
	}
	return f
}

// enter puts a mode in front, leave takes the foremost away.
func (m *Model) enter(x mode) {
	m.modes = append(m.modes, x)
	m.feed.Reset()
	m.changed()
}

func (m *Model) leave() {
	if len(m.modes) > 1 {
		m.modes = m.modes[:len(m.modes)-1]
	}
	m.feed.Reset()
	m.changed()
}
