package keymap

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxCount bounds a count: more digits than this are not typed on purpose.
const maxCount = 1_000_000_000

// A Command is an action with what was typed to it.
type Command struct {
	Action Action
	// Count is the number typed before the keys, 0 where none was. N gives it its default.
	Count int
	// Arg is the label that GotoNote and GotoPage want ("277", "xii"), the key
	// that SetMark and GotoMark want, "" where none was typed.
	Arg string
}

// N returns how many times the action is to be done.
func (c Command) N() int { return max(c.Count, 1) }

// A Parser holds the keys of a sequence until it is whole.
type Parser struct {
	m     *Map
	in    Context
	at    *node // nil at the beginning
	count int
	typed Sequence
	wants *row // an action that waits for one more key
	lost  Sequence
}

// NewParser returns a Parser of the bindings m.
func (m *Map) NewParser() *Parser { return &Parser{m: m} }

// Feed takes a key, as Bubble Tea's Key.String gives it, typed in a context. It
// returns the action of the sequence that the key completes, and whether a
// sequence is pending. Where neither is so the key means nothing, alone or after those
// before it, which are then forgotten; Esc gives up a pending sequence and does nothing else.
func (p *Parser) Feed(in Context, key string) (Command, bool) {
	if in != p.in {
		p.Reset()
		p.in = in
	}
	if key == "esc" && p.pending() {
		p.Reset()
		return Command{}, false
	}
	if p.at == nil && !typing.has(in) && isDigit(key) && (key != "0" || p.count > 0) {
		// The product is of an int, which may have 32 bits.
		p.count = min(min(p.count, maxCount/10)*10+int(key[0]-'0'), maxCount)
		p.typed = append(p.typed, key)
		return Command{}, true
	}
	return p.step(key)
}

func (p *Parser) step(key string) (Command, bool) {
	at := p.at
	if at == nil {
		at = &p.m.roots[p.in]
	}
	next := at.next[key]
	switch {
	case next == nil && p.wants != nil:
		return p.done(p.wants, key), false
	case next == nil:
		p.lost = append(append(p.lost[:0], p.typed...), key)
		p.Reset()
		return Command{}, false
	case next.row != nil && next.row.takes != takesKey:
		return p.done(next.row, ""), false
	}
	p.at, p.wants = next, next.row
	p.typed = append(p.typed, key)
	return Command{}, true
}

// done ends a sequence. A mark is named by one character, so that a key with
// a name ("up") names none.
func (p *Parser) done(r *row, key string) Command {
	c := Command{Action: r.action, Count: p.count, Arg: key}
	switch {
	case r.takes == takesKey && utf8.RuneCountInString(key) != 1:
		c = Command{}
	case r.takes == takesLabel && p.count > 0:
		c.Arg = strconv.Itoa(p.count)
	}
	p.Reset()
	return c
}

// Reset forgets what was typed.
func (p *Parser) Reset() {
	p.at, p.wants, p.count = nil, nil, 0
	p.typed = p.typed[:0]
}

// Pending returns what was typed of a sequence that is not whole, to be shown: "12g".
func (p *Parser) Pending() string { return p.typed.String() }

// Unbound returns the last sequence that meant nothing.
func (p *Parser) Unbound() Sequence { return slices.Clone(p.lost) }

func (p *Parser) pending() bool { return len(p.typed) > 0 }

// ParseLine reads a line of the command prompt without its colon: a page
// ("277"), a share of the document ("50%"), a short name ("n 12", "p xii", "q") or
// the name of an action with what it takes. It returns false where the line is none
// of these.
func ParseLine(line string) (Command, bool) {
	name, arg, _ := strings.Cut(strings.TrimSpace(line), " ")
	arg = strings.TrimSpace(arg)
	switch number, percent := strings.CutSuffix(name, "%"); {
	case number == "" || strings.Trim(number, "0123456789") != "" || arg != "":
	case percent:
		name, arg = string(Percent), number
	default:
		return Command{Action: GotoPage, Arg: name}, true
	}
	for r := range rows {
		if name == "" || name != r.line && name != string(r.action) {
			continue
		}
		c := Command{Action: r.action, Arg: arg}
		if n, err := strconv.Atoi(arg); err == nil && n > 0 {
			c.Count = min(n, maxCount)
		}
		return c, r.takes != takesKey || utf8.RuneCountInString(arg) == 1
	}
	return Command{}, false
}
