package plain

import "strings"

// Manuals' pages and lists of options set what explains a term below it, further in,
// and no blank line parts the two; so do they set the text below its heading. The lines
// of such a paragraph would be joined with the term or the heading.

// outdented reports whether a line stands further out than the lines of the text do.
func (w *wrapped) outdented(l *textLine) bool { return l.indent+leastHang <= w.m.margin }

// hanging reports whether line n of a group begins what hangs under the lines before it:
// it is set in from them, they end though its first word would have fitted, and they are
// a heading out of the margin, options, or terms that prose explains. Verse whose second
// lines are set in has punctuation at their ends and no lines broken to fit.
func (w *wrapped) hanging(text string, ls []textLine, n int) bool {
	last, l := &ls[n-1], &ls[n]
	if !hangs(last, l) || last.right()+1+firstWord(text[l.from:l.to]) > w.m.width-leastHang {
		return false
	}
	for i := range n {
		if ls[i].indent != last.indent {
			return false
		}
	}
	end := n + 1
	for end < len(ls) && ls[end].indent >= l.indent {
		end++
	}
	term := text[last.from:last.to]
	if n == 1 && w.outdented(last) && (titleLines(text, ls[:1]) || strings.ToUpper(term) == term) || option(text, ls[:n]) {
		return true
	}
	return end-n > 1 && w.isProse(text, ls[n:end]) && strings.IndexByte(".,;:!?-", term[len(term)-1]) < 0
}

// option reports whether all lines begin as options of commands do.
func option(text string, ls []textLine) bool {
	for i := range ls {
		if s := text[ls[i].from:ls[i].to]; len(s) < 2 || s[0] != '-' || s[1] == ' ' || s[1] == '-' && (len(s) == 2 || s[2] == '-') {
			return false
		}
	}
	return true
}

// returns reports whether line n of a group is the next term after what hung under the
// one before: it is set out from lines that have one indentation, the last of which ends
// early. The first line of a paragraph alone is set in further than the others, and is full.
func (w *wrapped) returns(text string, ls []textLine, n int) bool {
	l, last := &ls[n], &ls[n-1]
	if !hangs(l, last) || last.right()+1+firstWord(text[l.from:l.to]) > w.m.width {
		return false
	}
	for i := range n {
		if ls[i].indent != last.indent {
			return false
		}
	}
	return true
}

// manualLine takes up the head of a manual's page, which has the name and section of what
// it is about at both its ends ("LS(1)   User Commands   LS(1)"), and its foot, which has
// them at its right end.
func (w *wrapped) manualLine(c *chunk, ls []textLine) bool {
	s := c.text[ls[0].from:ls[0].to]
	if len(ls) > 1 || s[len(s)-1] != ')' || w.memo || w.book.is {
		return false
	}
	name := s[strings.LastIndexByte(s, ' ')+1:]
	switch {
	case w.manual == "" && !w.started:
		if len(name) == len(s) || !strings.HasPrefix(s, name) || !manualName(name) {
			return false
		}
		w.manual, w.title = strings.Clone(name), strings.Clone(name)
	case name != w.manual || !ls[0].wide:
		return false
	}
	w.close()
	w.furniture(c, ls)
	return true
}

// manualName reports whether s is the name of a manual's page with its section: "ls(1)", "Git(3pm)".
func manualName(s string) bool {
	i := strings.IndexByte(s, '(')
	return i > 0 && i+2 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' && strings.IndexByte(s[i+1:], '(') < 0
}
