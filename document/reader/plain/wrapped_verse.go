package plain

import "strings"

// What tells verse from the prose and the lists that are set as verse is: the lines of a
// stanza begin with capitals, and end where they please; those of set-in prose begin with
// whatever word came next; the entries of an index end in pages, and those of a list in
// full stops, each of them.

// deeper is how much further in, in columns, what goes on with a line of verse stands
// than the line, where it had no room.
const deeper = 4

// mayBeVerse reports whether verse may stand where the text is read: not in an index, and
// not among what is written about programs, whose short lines are commands and terms.
func (w *wrapped) mayBeVerse() bool {
	return !w.memo && w.manual == "" && !w.index && !w.program
}

// aboutPrograms reports whether a text is about programs: one line in fifty or more has
// what is written in no other prose, such as a path, an option or a call. A poem in it is
// taken for lines that are kept.
func aboutPrograms(text string, ls []textLine) bool {
	lines, signs := 0, 0
	for i := range ls {
		if l := &ls[i]; !l.blank() {
			lines++
			if programSigns(text[l.from:l.to]) {
				signs++
			}
		}
	}
	return signs >= leastProgram && signs*50 >= lines
}

// leastProgram is how many lines show at least that a text is about programs.
const leastProgram = 4

// programSigns reports whether a line has a path, an option, a variable, a call, a name
// with an underscore, or an expression.
func programSigns(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		switch c, next := s[i], s[i+1]; c {
		case '_':
			if i > 0 && nameByte(s[i-1]) && nameByte(next) {
				return true
			}
		case '$', '%', '\\':
			if letterByte(next) || next == '{' || next == '(' {
				return true
			}
		case '/':
			if letterByte(next) && (i == 0 || s[i-1] == ' ' || s[i-1] == '"' || s[i-1] == '`') && strings.IndexByte(s[i+1:], '/') >= 0 {
				return true
			}
		case '-':
			if (i == 0 || s[i-1] == ' ') && next == '-' && i+2 < len(s) && letterByte(s[i+2]) {
				return true
			}
		case '(':
			if next == ')' && i > 0 && nameByte(s[i-1]) {
				return true
			}
		case '=':
			if i > 0 && (next == '=' || nameByte(s[i-1]) && (nameByte(next) || next == '"')) && strings.Trim(s, "= ") != "" {
				return true
			}
		case '{', '}', ';':
			if next == ' ' && i == 0 || next == '}' {
				return true
			}
		}
	}
	return false
}

func nameByte(c byte) bool { return letterByte(c) || c >= '0' && c <= '9' }

// versified reports whether lines begin as those of a stanza do: each with a capital, but
// for what goes on with the line above it. Where there are only three, most lines must end
// in a pause too, for prose has capitals by chance.
func versified(text string, ls []textLine) bool {
	least := ls[0].indent
	for i := range ls {
		least = min(least, ls[i].indent)
	}
	big, paused := 0, 0
	for i := range ls {
		l := &ls[i]
		s := text[l.from:l.to]
		if endsPhrase(s) {
			paused++
		}
		if !beginsVerse(s) {
			if i == 0 || l.indent < least+deeper || !startsLower(s) {
				return false
			}
			continue
		}
		big++
	}
	return big > 3 || big > 1 && paused*2 > len(ls)
}

// isStanza reports whether lines that are set in are a stanza by how they begin.
func (w *wrapped) isStanza(text string, ls []textLine) bool {
	return len(ls) > 2 && ls[0].indent > w.m.margin && versified(text, ls)
}

// listed reports whether lines that look like verse are those of a list: one or two, the
// last of which hangs far under the first or stands at the right margin, as who wrote it
// does under a title; or several, each of which is a sentence.
func (w *wrapped) listed(text string, ls []textLine) bool {
	last := len(ls) - 1
	if in := ls[last].indent - ls[0].indent; len(ls) == 2 && in >= hangsFar {
		return strings.IndexByte(",;", text[ls[0].to-1]) < 0
	}
	if len(ls) < 3 {
		return false
	}
	for i := range ls {
		if text[ls[i].to-1] != '.' {
			return false
		}
	}
	return true
}

// hangsFar is how much further in the second of two lines stands that is no verse. Verse
// whose second line stands so has a pause at the end of the first.
const hangsFar = 8

// endInFigures reports whether most lines end in a figure, as the entries of an index do,
// whatever follows it: a stop, or "n" for a note, or "f" for what follows.
func endInFigures(text string, ls []textLine) bool {
	n := 0
	for i := range ls {
		s := strings.TrimRight(text[ls[i].from:ls[i].to], ".,;)]fn ")
		if s == "" {
			continue
		}
		if c := s[len(s)-1]; c >= '0' && c <= '9' {
			n++
		}
	}
	return 2*n > len(ls)
}

// isIndex reports whether a heading is that of an index, which goes on to the next heading
// that is no letter of it.
func isIndex(title string) bool {
	key := titleKey(title)
	return strings.HasPrefix(key, "index") || strings.HasSuffix(key, "index") || key == "register"
}
