package pandoc

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ibid/document"
)

// printing are the formats that have no notes. Documents in them print theirs: "[1]" in the text,
// and a list of notes at the end. Pages of the manual that are made of DocBook do so by the thousand.
var printing = []string{"haddock", "ipynb", "jira", "man"}

// A printedNote is a note that stands in the list at the end.
type printedNote struct {
	label  string
	blocks []value
}

// sign finds the signs of printed notes in a word.
var sign = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[([1-9][0-9]{0,3})\]`) })

// takePrinted takes the list of notes out of a document's blocks. It is one if its numbers count
// 1, 2, 3, and if the text calls each of them, for the first time in that order. Otherwise the
// list stays what it is, and that is said.
func (r *reader) takePrinted(blocks []value) []value {
	blocks = uncelled(blocks)
	from, to, list := printedList(blocks)
	if len(list) == 0 {
		return blocks
	}
	rest := slices.Concat(blocks[:from], blocks[to:])
	if next := called(rest); next <= len(list) {
		r.problem(fmt.Sprintf("what is printed as %d notes at the end is shown as text: the text calls %d of them in their order", len(list), next-1))
		return blocks
	}
	r.printed = list
	return rest
}

// uncelled returns the blocks with those of a notebook's cells among them.
func uncelled(blocks []value) []value {
	if !slices.ContainsFunc(blocks, isCell) {
		return blocks
	}
	var all []value
	for _, b := range blocks {
		if isCell(b) && has(b.content().at(0), "markdown") {
			all = append(all, b.content().at(1).list...)
		} else {
			all = append(all, b)
		}
	}
	return all
}

func isCell(v value) bool { return v.tag() == "Div" && has(v.content().at(0), "cell") }

// printedList returns the notes that the last list of notes has, and the blocks that it takes.
func printedList(blocks []value) (from, to int, list []printedNote) {
	for from = len(blocks) - 1; from >= 0; from-- {
		b := blocks[from]
		switch words := strings.TrimSpace(plain(b)); {
		case b.tag() == "Header" && strings.EqualFold(words, "notes"):
			if to, list = underHeading(blocks, from+1); len(list) > 0 {
				return from, to, list
			}
		case b.tag() == "Para" && strings.HasPrefix(words, "[1] "):
			if to, list = inParagraphs(blocks, from); len(list) > 0 {
				return from, to, list
			}
		case anchorsNotes(b) && from+1 < len(blocks) && blocks[from+1].tag() == "OrderedList":
			for i, item := range blocks[from+1].content().at(1).list {
				list = append(list, printedNote{strconv.Itoa(i + 1), item.list})
			}
			return from, from + 2, list
		}
	}
	return 0, 0, nil
}

// anchorsNotes reports whether a block is the place that Haddock's signs lead to.
func anchorsNotes(b value) bool {
	span := lone(b.content(), "Span")
	return span.kind == array && span.at(0).at(0).text == haddockNotes
}

const haddockNotes = "notes"

// underHeading returns the notes that stand after their heading: the terms "1.", "2." of a list with
// what hangs under them, or headings "[1]", "[2]".
func underHeading(blocks []value, at int) (to int, list []printedNote) {
	if at < len(blocks) && blocks[at].tag() == "DefinitionList" {
		for i, item := range blocks[at].content().list {
			label := strconv.Itoa(i + 1)
			if strings.TrimSpace(plain(item.at(0))) != label+"." {
				return 0, nil
			}
			n := printedNote{label: label}
			for _, d := range item.at(1).list {
				n.blocks = append(n.blocks, d.list...)
			}
			list = append(list, n)
		}
		return at + 1, list
	}
	for to = at; to < len(blocks); to++ {
		b := blocks[to]
		if b.tag() != "Header" {
			if len(list) == 0 {
				return 0, nil
			}
			last := &list[len(list)-1]
			last.blocks = append(last.blocks, b)
			continue
		}
		label := strconv.Itoa(len(list) + 1)
		if plain(b.content().at(2)) != "["+label+"]" {
			break
		}
		list = append(list, printedNote{label: label})
	}
	return to, list
}

// inParagraphs returns the notes that paragraphs are which begin with "[1]", "[2]".
func inParagraphs(blocks []value, at int) (to int, list []printedNote) {
	for to = at; to < len(blocks); to++ {
		label := strconv.Itoa(len(list) + 1)
		words := blocks[to].content().list
		if blocks[to].tag() != "Para" || len(words) < 3 || words[0].content().text != "["+label+"]" || words[1].tag() != "Space" {
			break
		}
		note := blocks[to]
		note.list = []value{{kind: array, list: words[2:]}}
		list = append(list, printedNote{label, []value{note}})
	}
	return to, list
}

// called returns the number after the last of those that the text calls in their order from 1.
func called(blocks []value) int {
	next := 1
	stack := slices.Clone(blocks)
	slices.Reverse(stack)
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if v.tag() == "Str" {
			for _, m := range sign().FindAllStringSubmatch(v.content().text, -1) {
				if m[1] == strconv.Itoa(next) {
					next++
				}
			}
			continue
		}
		for i := len(v.list) - 1; i >= 0; i-- {
			stack = append(stack, v.list[i])
		}
	}
	return next
}

// word writes a word, the signs in it as references where notes are printed.
func (r *reader) word(s string) {
	for len(r.printed) > 0 {
		m := sign().FindStringSubmatchIndex(s)
		if m == nil {
			break
		}
		label := s[m[2]:m[3]]
		if n, _ := strconv.Atoi(label); n > len(r.printed) {
			break
		}
		r.w.Text(s[:m[0]])
		r.w.Ref(document.Ref{Label: label, Reason: "a number in brackets that the list of notes has", Confidence: 0.9}, printedKey+label)
		s = s[m[1]:]
	}
	r.w.Text(s)
}

const printedKey = "printed note "

// printedText writes a document that may have printed notes, and these.
func (r *reader) printedText() {
	r.each(block, r.takePrinted(r.waiting))
	r.run()
	list := r.printed
	r.waiting, r.printed = nil, nil
	for _, n := range list {
		r.w.CloseBlock()
		r.level, r.quotes, r.item = 0, nil, false
		r.w.BeginNote(document.Note{Label: n.label, Series: "footnote"}, printedKey+n.label)
		r.each(block, n.blocks)
		r.run()
		r.w.EndNote()
	}
}
