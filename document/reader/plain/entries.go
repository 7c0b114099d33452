package plain

import (
	"strconv"

	"ibid/document"
)

// What begins a paragraph or a line may be the label of a note, or the marker of an
// item of a list, in one of a few forms.

// entryForm is how a label stands before a note.
type entryForm uint8

const (
	entryNone     entryForm = iota
	entryStop               // 1. …
	entryParen              // 1) …
	entryParens             // (1) …
	entryBrackets           // [1] …
	entrySlashes            // /1/ …
	entrySuper              // ¹ …
	entryBare               // 1 …
	entrySigns              // * …
	entryForms
)

// An entryMark is a label at the start of a paragraph.
type entryMark struct {
	form  entryForm
	label string
	n     int // bytes, with the white space after it
}

// entryAt reads the label at the start of s.
func entryAt(s string) entryMark {
	if s == "" || entryStart[s[0]] == 0 {
		return entryMark{}
	}
	m := entryMark{}
	switch c := s[0]; {
	case c >= '0' && c <= '9', letterByte(c):
		m = plainEntry(s)
	case c == '[' || c == '(' || c == '/' || c == '*' || c >= 0x80:
		n, label, fam := noteMark(s)
		m = entryMark{entryOf[fam], label, n}
	}
	if m.n >= len(s) {
		return entryMark{}
	}
	return m
}

// entryStart holds the bytes that may begin the label of a note.
var entryStart = setOf("0123456789abcdefghijklmnopqrstuvwxyz[(/*#\xc2\xe1\xe2\xca\xcb")

// entryOf gives the form of the marks of [noteMark].
var entryOf = [families]entryForm{
	famBracket: entryBrackets, famBracketLetter: entryBrackets, famBracketSign: entryBrackets, famSlash: entrySlashes,
	famParen: entryParens, famSuper: entrySuper, famSuperLetter: entrySuper, famSymbol: entrySigns,
}

// plainEntry reads "12. ", "12) ", "12 ", "a. " and "a) " at the start of s.
func plainEntry(s string) entryMark {
	i := 1
	if s[0] <= '9' {
		for i < len(s) && i < 5 && s[i] >= '0' && s[i] <= '9' {
			i++
		}
	}
	if i >= len(s) || i > 4 {
		return entryMark{}
	}
	form, end := entryBare, i
	switch s[i] {
	case '.':
		form, end = entryStop, i+1
	case ')':
		form, end = entryParen, i+1
	}
	if end >= len(s) || s[end] != ' ' && s[end] != '\t' || form == entryBare && s[0] > '9' {
		return entryMark{}
	}
	for end < len(s) && isSpace(s[end]) {
		end++
	}
	return entryMark{form, s[:i], end}
}

// entry returns the label that p begins with.
func (p *para) entry() entryMark {
	switch {
	case p.role != roleBody || p.number != "" || p.kind == document.Table || p.kind == document.Code || p.kind == document.Rule:
		return entryMark{}
	case p.lead != "":
		m := entryAt(p.lead + " .")
		m.n = 0
		return m
	}
	return entryAt(p.text)
}

// nextOf returns the label after another, of figures or letters.
func nextOf(label string) string {
	if len(label) == 1 && letterByte(label[0]) {
		return string(label[0] + 1)
	}
	return nextLabel(label)
}

// lineCountsOn reports whether a line begins with the label after the one that
// another begins with, in the same form: the two are items of a list.
func lineCountsOn(first, line string) bool {
	m := entryAt(line[indentation(line):])
	if m.form == entryNone {
		return false
	}
	before := entryAt(first[indentation(first):])
	if before.form != m.form || m.label != nextOf(before.label) {
		return false
	}
	_, err := strconv.Atoi(m.label)
	return err == nil || m.form != entryStop // "a. " may be an initial
}
