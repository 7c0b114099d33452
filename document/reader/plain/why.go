package plain

import (
	"fmt"
	"strings"
)

// shapes show what the signs of a family look like.
var shapes = [families]string{
	famBracket: "[1]", famBracketLetter: "[a]", famBracketSign: "[*]", famSlash: "/1/", famParen: "(1)",
	famSuper: "¹", famSuperLetter: "ᵃ", famSymbol: "*",
}

// why says in a sentence, without a full stop, what of the beginning of the text
// speaks for the dialect that was taken.
func (r *reader) why(head string) string {
	switch {
	case r.opt.Dialect != "":
		return "it was asked for"
	case r.wrapped != nil && r.wrapped.memo:
		return "the text begins as an RFC or a draft of one does"
	case r.wrapped != nil && r.wrapped.feet.on:
		return "form feeds end its pages, and lines at their feet begin with the labels of signs above them"
	case noProse(head):
		return "it is no prose, but a program or a list for one"
	case r.numbered:
		return "its paragraphs are numbered in brackets, [1], [2], [3]"
	}
	e := look(head[:min(len(head), sampleBytes)])
	said := "its beginning has no list of notes, no page mark and no signs that notes answer"
	if found := e.found(r.habit); len(found) > 0 {
		said = "its beginning has " + strings.Join(found, ", ")
	}
	if r.wrapped != nil && r.wrapped.book.is {
		said = "Project Gutenberg's header or footer stands around it, and " + said
	}
	if e.lists == 0 && r.habit&glued != 0 {
		said += "; figures glued to words call notes only where a list answers them"
	}
	if left := e.left(r.habit); len(left) > 0 {
		said += "; too little to call notes: " + strings.Join(left, ", ")
	}
	return said
}

// found says what was counted that speaks for forms of signs and pages.
func (e *evidence) found(h habit) []string {
	var found []string
	if h&glued != 0 {
		found = counted(found, e.lists, "entry of a list of notes that is set in", "entries of lists of notes that are set in")
	}
	found = counted(found, e.footnotes, "note that begins with [Footnote", "notes that begin with [Footnote")
	for f, shape := range shapes {
		if shape != "" && h&formOf[f] != 0 {
			found = e.counted(found, family(f), shape)
		}
	}
	found = counted(found, e.pages, "page mark in brackets", "page marks in brackets")
	if h&braces != 0 {
		found = counted(found, e.braces, "page mark in braces", "page marks in braces")
	}
	return found
}

// left says what was counted of the other forms.
func (e *evidence) left(h habit) []string {
	var left []string
	for f, shape := range shapes {
		if shape != "" && h&formOf[f] == 0 {
			left = e.counted(left, family(f), shape)
		}
	}
	return left
}

// counted adds to said how many signs of a family there are, if any, and what answers them.
func (e *evidence) counted(said []string, f family, shape string) []string {
	if e.signs[f] == 0 {
		return said
	}
	said = counted(said, e.signs[f], "sign like "+shape+" after a word", "signs like "+shape+" after words")
	if e.notes[f] == 0 {
		return append(said, "no paragraph that begins so")
	}
	return counted(said, e.notes[f], "paragraph that begins so", "paragraphs that begin so")
}

func counted(said []string, n int, one, many string) []string {
	switch {
	case n == 1:
		return append(said, "1 "+one)
	case n > 1:
		return append(said, fmt.Sprint(n, " ", many))
	}
	return said
}
