package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// A Painter makes the bytes that bring a terminal from one view to the next. It is used by
// one goroutine at a time.
//
// Every row of a view's content begins and ends in the plain style, is laid
// out for the width of the window and holds no control sequences but SGR; others are not
// obeyed. Of the other fields it heeds the cursor, the mouse mode, bracketed
// paste, the window title and the progress bar.
type Painter struct {
	out           writer
	width, height int
	rows          []row // what is shown
	next          []row // the frame that is being painted
	content       string
	y             int  // row of the terminal's cursor, or -1 where it is not known
	noWrap        bool // automatic wrapping is off
	cursor        cursor
	wishes        [wishCount]wish
	synchronized  bool // the terminal knows mode 2026
}

// NewPainter returns a painter for a terminal that shows nothing that is known.
func NewPainter(width, height int, profile colorprofile.Profile) *Painter {
	p := &Painter{out: writer{profile: profile}}
	p.Resize(width, height)
	return p
}

// Resize says that the terminal has, or may have, another size, in cells, and
// that nothing is known of what it shows.
func (p *Painter) Resize(width, height int) {
	p.width, p.height = width, height
	p.rows = make([]row, height)
	p.next = make([]row, height)
	p.y = -1
}

// Synchronize says that the terminal shows what is sent between the sequences
// of mode 2026 at once.
func (p *Painter) Synchronize() { p.synchronized = true }

// Paint returns the bytes that bring the terminal to a view, nothing where it shows it
// already. They are valid until the next call.
func (p *Painter) Paint(v *tea.View) []byte {
	p.out.buf = p.out.buf[:0]
	if p.synchronized {
		p.send(ansi.SetModeSynchronizedOutput)
	}
	start := len(p.out.buf)
	painted := p.frame(v.Content)
	p.declare(v)
	p.place(v.Cursor, painted)
	if len(p.out.buf) == start {
		return nil
	}
	if p.synchronized {
		p.send(ansi.ResetModeSynchronizedOutput)
	}
	return p.out.buf
}

func (p *Painter) send(s string) { p.out.buf = append(p.out.buf, s...) }

// frame paints the rows that are not as they are shown, and reports whether there were any.
func (p *Painter) frame(content string) bool {
	if content == p.content && p.shown() {
		return false
	}
	p.content = content
	p.split(content)
	start := len(p.out.buf)
	p.scroll()
	for y := range p.next {
		if !p.next[y].same(&p.rows[y]) {
			if len(p.out.buf) == start {
				p.hide()
			}
			p.row(y)
		}
	}
	p.rows, p.next = p.next, p.rows
	if p.noWrap {
		p.noWrap = false
		p.send(ansi.SetModeAutoWrap)
	}
	return len(p.out.buf) > start
}

// shown reports whether all rows are known, as they are after a frame.
func (p *Painter) shown() bool { return p.height == 0 || p.rows[0].known }

// split cuts a frame into rows.
func (p *Painter) split(content string) {
	for y := range p.next {
		var text string
		if i := strings.IndexByte(content, '\n'); i >= 0 {
			text, content = content[:i], content[i+1:]
		} else {
			text, content = content, ""
		}
		if p.next[y] = p.rows[y]; !p.rows[y].known || p.rows[y].text != text {
			p.next[y] = newRow(text)
		}
	}
}

// row paints row y of the frame. A row on whose cells terminals may disagree
// is cleared first and cannot run over into the next.
func (p *Painter) row(y int) {
	r, shown := &p.next[y], &p.rows[y]
	if r.risky {
		if !p.noWrap {
			p.noWrap = true
			p.send(ansi.ResetModeAutoWrap)
		}
		p.move(0, y)
		p.send(ansi.EraseLineRight)
		p.out.row(r.text, len(r.text))
		return
	}
	c := part{to: len(r.text), last: true}
	if shown.known && !shown.risky {
		c = change(shown.text, r.text)
	}
	p.move(c.x, y)
	if n := p.out.row(r.text[c.from:c.to], p.width-c.x); c.last && c.x+n < p.width {
		p.send(ansi.EraseLineRight)
	}
}

// move moves the cursor to a cell.
func (p *Painter) move(x, y int) {
	if x == 0 && p.y >= 0 && y == p.y+1 {
		p.send("\r\n")
	} else {
		p.send(ansi.CursorPosition(x+1, y+1))
	}
	p.y = y
}

// Leave returns the bytes that revoke what the views wanted of the terminal. Nothing is
// known afterwards of what it shows.
func (p *Painter) Leave() []byte {
	p.out.buf = p.out.buf[:0]
	p.declare(&tea.View{DisableBracketedPasteMode: true})
	p.place(nil, false)
	p.Resize(p.width, p.height)
	return p.out.buf
}
