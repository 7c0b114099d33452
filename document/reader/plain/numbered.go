package plain

import "strings"

// The paragraphs of judgments are numbered in brackets, as neutral citation has
// it, and cited so: "at [45]", "for the reasons in [7] to [9] below". Such a text
// would be read as one of references and notes.

// leastNumbered is how many paragraphs must be numbered one after the other.
const leastNumbered = 4

// inNumbers reports whether the paragraphs of a text are numbered in brackets:
// they count on, half of those between are numbered at least, and half of the
// numbers at most were named before their paragraph. In a list of notes nearly all
// were. Notes that stand at the beginning of a text, before what calls them, would
// mislead it.
func inNumbers(text string) bool {
	seen := make(map[string]bool) // labels in brackets within paragraphs
	last, run, named, others, between := "", 0, 0, 0, 0
	fresh := true // a paragraph begins
	for len(text) > 0 {
		end := lineEnd(text)
		line := strings.TrimLeft(text[:end], " \t")
		text = text[min(end+1, len(text)):]
		if blank(line) {
			fresh = true
			continue
		}
		n, label := bracketed(line)
		switch {
		case !fresh:
		case n > 0 && (run == 0 || label == nextLabel(last)):
			last, run, others, between = label, run+1, others+between, 0
			if seen[label] {
				named++
			}
		case n > 0:
			return false
		case run > 0:
			between++
		}
		fresh = false
		for i := strings.IndexByte(line[n:], '['); i >= 0; i = strings.IndexByte(line[n:], '[') {
			n += i + 1
			if _, label := bracketed(line[n-1:]); label != "" {
				seen[label] = true
			}
		}
	}
	return run >= leastNumbered && 2*named <= run && others <= run
}

// bracketed returns the length of a number in brackets at the start of s, and the number.
func bracketed(s string) (int, string) {
	in := enclosed(s, '[', ']', len("[12345]"))
	if in == "" || strings.Trim(in, "0123456789") != "" {
		return 0, ""
	}
	return len(in) + 2, in
}
