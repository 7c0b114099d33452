package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"ibid/document/internal/label"
)

// signBytes is how long a link's text is looked at: no reference sign is longer.
const signBytes = 32

// bare strips a sign of the brackets and stops around it: "[12]" and "(12)." are 12.
func bare(s string) string {
	return strings.Trim(s, "[](){}⟨⟩<> \t\n\r.,:;\u00a0\u2009\u202f")
}

// longestRoman is how many letters the Roman number of a note has at most.
const longestRoman = 7

// isLabel reports whether s looks like the label of a note: up to three
// digits (not a year), perhaps with a letter, one or two letters, a small
// Roman number, signs, or the word note with one of these. The rules are those on which readers of
// e-books have agreed; an index that cites pages by number passes them, so more must speak for a note.
func isLabel(s string) bool {
	s = bare(s)
	if s == "" || utf8.RuneCountInString(s) > 10 {
		return false
	}
	low := strings.ToLower(s)
	for _, word := range []string{"footnote", "endnote", "note", "fn", "nb", "n"} {
		if rest, ok := strings.CutPrefix(low, word); ok && rest != "" {
			if low = strings.TrimLeft(rest, ". \u00a0"); low == "" {
				return false
			}
			break
		}
	}
	return isNumber(low, 3) || isLetters(low) || isSigns(low) || len(low) <= longestRoman && label.IsLowRoman(low)
}

// isNumber reports whether s is a number of at most so many digits, perhaps
// superscript, perhaps with one letter or more digits after a hyphen or stop.
func isNumber(s string, digits int) bool {
	n := 0
	for i, r := range s {
		switch {
		case unicode.IsDigit(r) || strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r):
			n++
		case n > 0 && unicode.IsLetter(r) && i+utf8.RuneLen(r) == len(s):
		case n > 0 && (r == '-' || r == '.'):
		default:
			return false
		}
	}
	return n > 0 && n <= digits
}

func isLetters(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
		n++
	}
	return n <= 2 && n > 0
}

func isSigns(s string) bool {
	n := 0
	for _, r := range s {
		if !strings.ContainsRune("*†‡§‖¶#∗⁎⁑※‣°¤", r) {
			return false
		}
		n++
	}
	return n > 0 && n <= 4
}

// arrows are what leads back from a note.
const arrows = "↩↑↵⏎←^↖⤴⮌⮐▲△⇑⇧↰⤶⬑"

// leadsBack reports whether a link's text says nothing but that it leads back.
func leadsBack(s string) bool {
	s = strings.ToLower(bare(s))
	if rest := strings.TrimLeft(s, arrows+"\ufe0e\ufe0f "); rest != s && isNumber(rest, 3) {
		return true // several references to one note: ↩2
	}
	if s == "" {
		return false
	}
	switch s {
	case "return", "back", "return to text", "back to text", "go back", "jump up", "up", "return to note reference", "zurück", "retour", "voltar", "volver":
		return true
	}
	for _, r := range s {
		if !strings.ContainsRune(arrows, r) && r != '\ufe0e' && r != '\ufe0f' && r != ' ' {
			return false
		}
	}
	return true
}

// raised reports whether a link, or what alone holds it, or what alone it
// holds, is set as a superscript.
func (p *page) raised(n int32) bool {
	for c := n; c < p.nodes[n].end; c++ {
		if p.nodes[c].tag == atom.Sup || p.raisedByClass(c) {
			return true
		}
	}
	for a := p.nodes[n].parent; a > 0 && !p.is(a, flagBlock); a = p.nodes[a].parent {
		if p.nodes[a].tag == atom.Sup || p.raisedByClass(a) {
			return true
		}
	}
	return false
}

// raisedByClass knows the names that publishers give to superscripts and
// reference signs, and inline style.
func (p *page) raisedByClass(n int32) bool {
	if !p.nodes[n].elem || p.nodes[n].nattr == 0 {
		return false
	}
	class := strings.ToLower(p.attr(n, attrClass))
	for _, c := range []string{"sup", "noteref", "fnref", "footref", "fnanchor", "footnoteref", "footnote-ref", "footnotereference", "superscript", "note-ref", "endnoteref", "footnote_ref", "notelink"} {
		if strings.Contains(class, c) {
			return true
		}
	}
	for _, c := range []string{"fn", "footnote", "tag", "note", "endnote", "ref", "reference", "anchor", "sdfootnoteanc", "sdendnoteanc"} {
		if hasToken(class, c) {
			return true
		}
	}
	style := p.attr(n, attrStyle)
	return strings.Contains(style, "vertical-align") && (strings.Contains(style, "super") || strings.Contains(style, "top")) || strings.Contains(style, "mso-footnote-id") || strings.Contains(style, "mso-endnote-id")
}

// hinted reports whether a name, of an element or in a link, speaks of notes.
func hinted(id string) bool {
	id = strings.ToLower(id)
	for _, s := range []string{"note", "fn", "ftn", "edn", "cite_", "foot", "nt", "n."} {
		if strings.Contains(id, s) {
			return true
		}
	}
	return len(id) > 1 && id[0] == 'n' && (id[1] >= '0' && id[1] <= '9' || id[1] == '-' || id[1] == '_')
}
