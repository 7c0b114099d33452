package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// clean returns s as one line that is safe to draw: what is not printable is
// a space. What comes from documents is safe before it comes here; this holds for what
// is typed, pasted or said by the system.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

// maxLine bounds what can be typed, in bytes.
const maxLine = 4096

// An editor is a line that is being typed.
type editor struct {
	text string
	at   int // bytes before the cursor
}

func (e *editor) set(s string) { e.text, e.at = s, len(s) }

// insert puts text before the cursor.
func (e *editor) insert(s string) {
	if len(e.text)+len(s) <= maxLine {
		e.text = e.text[:e.at] + s + e.text[e.at:]
		e.at += len(s)
	}
}

// key takes a key that edits, in the manner of readline. It returns false for any other.
func (e *editor) key(name string) bool {
	switch name {
	case "left", "ctrl+b":
		e.at = e.before()
	case "right", "ctrl+f":
		e.at = e.after()
	case "home", "ctrl+a":
		e.at = 0
	case "end", "ctrl+e":
		e.at = len(e.text)
	case "backspace":
		e.cut(e.before(), e.at)
	case "delete", "ctrl+d":
		e.cut(e.at, e.after())
	case "ctrl+u":
		e.cut(0, e.at)
	case "ctrl+k":
		e.cut(e.at, len(e.text))
	case "ctrl+w", "alt+backspace":
		e.cut(e.word(), e.at)
	default:
		return false
	}
	return true
}

func (e *editor) cut(from, to int) {
	e.text, e.at = e.text[:from]+e.text[to:], from
}

// before and after return where the characters next to the cursor begin and end.
func (e *editor) before() int {
	last := 0
	for i := 0; i < e.at; {
		last = i
		i += firstOf(e.text[i:])
	}
	return last
}

func (e *editor) after() int {
	if e.at == len(e.text) {
		return e.at
	}
	return e.at + firstOf(e.text[e.at:])
}

// firstOf returns the bytes of the first character of a text.
func firstOf(s string) int {
	c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return max(len(c), 1)
}

// word returns where the word before the cursor begins.
func (e *editor) word() int {
	s := strings.TrimRight(e.text[:e.at], " ")
	return strings.LastIndexByte(s, ' ') + 1
}
