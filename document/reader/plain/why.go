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
	case r.wrapped != nil && r.wrapped.book.is:
		return "Project Gutenberg's header or footer stands around it"
	}
	if r.wrapped != nil && r.wrapped.feet.on {
		return "form feeds end its pages, and lines at their feet begin with the labels of signs above them"
	}
	if r.numbered {
		return "its paragraphs are numbered in brackets, [1], [2], [3]"
	}
	e := look(head[:min(len(head), sampleBytes)])
	var found []string
	count := func(n int, one, many string) {
		switch {
		case n == 1:
			found = append(found, "1 "+one)
		case n > 1:
			found = append(found, fmt.Sprint(n, " ", many))
		}
	}
	count(e.lists, "entry of a list of notes that is set in", "entries of lists of notes that are set in")
	count(e.footnotes, "note that begins with [Footnote", "notes that begin with [Footnote")
	for f, shape := range shapes {
		if shape != "" && e.signs[f] > 0 {
			count(e.signs[f], "sign like "+shape+" after a word", "signs like "+shape+" after words")
			count(e.notes[f], "paragraph that begins so", "paragraphs that begin so")
		}
	}
	count(e.pages, "page mark in brackets", "page marks in brackets")
	count(e.braces, "page mark in braces", "page marks in braces")
	if len(found) == 0 {
		return "its beginning has no list of notes, no page mark and no sign that stands off its word"
	}
	return "its beginning has " + strings.Join(found, ", ")
}
