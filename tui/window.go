package tui

// Widths and heights, in cells.
const (
	DefaultMeasure = 72

	minMeasure = 20
	maxMeasure = 160

	besideWidth = 100 // a window at least so wide has the panel beside the body
	belowWidth  = 60  // one at least so wide has it below; in a narrower one it pops up
	belowHeight = 9   // a lower window has no room for a panel below

	panelMin  = 28 // the text beside the body gives way before the panel is narrower
	panelMax  = 56
	bodyGap   = 2  // between body and panel; a sign of a link stands there
	bareWidth = 24 // a narrower window has neither gutter nor edges
)

// A dock is where the notes are shown.
type dock uint8

const (
	dockAuto dock = iota // as the window is wide
	dockBeside
	dockBelow
	dockPopup
	dockOff
)

var dockNames = [...]string{"auto", "beside the text", "below the text", "over the text", "off"}

// docks are the names of Options.Panel.
var docks = map[string]dock{"": dockAuto, "auto": dockAuto, "right": dockBeside, "below": dockBelow, "popup": dockPopup, "off": dockOff}

// A box is a rectangle of the window.
type box struct{ x, y, w, h int }

func (b box) has(x, y int) bool {
	return x >= b.x && x < b.x+b.w && y >= b.y && y < b.y+b.h
}

// A window is how the cells of the terminal's window are divided.
type window struct {
	width, height int
	indent        int // free columns at the left
	gutter        int // columns of the gutter
	edge          int // columns of an edge: 1, or 0 in a window too narrow for any
	status        int // rows of the status line: 1, or 0 in a window of one row
	body          box // the text, without gutter and edges
	wide          int // columns that a table or code may take: those of the body and what is free beside it
	dock          dock
	panel         box // the notes, without the edge before or the rule above them
}

// wishes are what a window is divided by, beside its size.
type wishes struct {
	measure int
	gutter  int
	dock    dock
	notes   bool // there are notes to be shown
}

// divide divides a window.
func divide(width, height int, w wishes) window {
	s := window{width: max(width, 1), height: max(height, 1), edge: 1, gutter: w.gutter}
	if s.height > 1 {
		s.status = 1
	}
	if s.width < bareWidth {
		s.edge, s.gutter = 0, 0
	}
	s.dock = s.place(w)
	rows := s.height - s.status
	left := s.gutter + s.edge
	s.body = box{x: left, h: rows, w: min(w.measure, s.width-left)}
	used := left + s.body.w
	switch s.dock {
	case dockBeside:
		room := s.width - left - bodyGap - s.edge
		s.body.w = min(w.measure, room-panelMin)
		s.panel = box{x: left + s.body.w + bodyGap + s.edge, h: rows, w: min(room-s.body.w, panelMax)}
		used = s.panel.x + s.panel.w
	case dockBelow:
		// The rows are given out when it is known which notes are called.
		s.panel = box{x: left, w: s.body.w}
	case dockPopup:
		s.panel = box{x: left, w: s.body.w, h: max(rows*2/3, 1)}
	}
	s.indent = (s.width - used) / 2
	s.body.x += s.indent
	s.panel.x += s.indent
	if s.wide = s.body.w; s.dock != dockBeside {
		s.wide = s.width - s.body.x
	}
	return s
}

// place returns where the notes are to be shown: as wished where there is room.
func (s *window) place(w wishes) dock {
	beside := s.width-s.gutter-s.edge-bodyGap-s.edge-panelMin >= minMeasure
	below := s.height >= belowHeight && s.edge > 0
	switch {
	case !w.notes:
		return dockPopup
	case w.dock == dockAuto && s.width >= besideWidth, w.dock == dockBeside && beside:
		return dockBeside
	case below && (w.dock == dockAuto && s.width >= belowWidth || w.dock == dockBelow || w.dock == dockBeside):
		return dockBelow
	}
	return dockPopup
}
