package plain

// A sectionNo is the number of a section, "3.1.2" or "A.1": a letter counts from 1.
type sectionNo struct {
	part  [sectionParts]int
	depth int // of the parts, 0 where there is no number
	n     int // length of the number with the white space after it
}

// sectionParts is how many parts the number of a section has at most.
const sectionParts = 6

// sectionNoOf reads the number of a section at the start of a heading that goes on after
// it. One part alone is a figure with a stop behind it, for a sentence may begin with a
// figure and a name with a letter.
func sectionNoOf(s string) (no sectionNo) {
	i := 0
	for i < len(s) && no.depth < sectionParts {
		from, n := i, 0
		for i < len(s) && i-from < 4 && s[i] >= '0' && s[i] <= '9' {
			n = 10*n + int(s[i]-'0')
			i++
		}
		if i == from && no.depth == 0 && s[i] >= 'A' && s[i] <= 'Z' && i+1 < len(s) && s[i+1] == '.' {
			n = int(s[i]-'A') + 1
			i++
		}
		if i == from {
			break
		}
		no.part[no.depth], no.depth = n, no.depth+1
		if i == len(s) || s[i] != '.' {
			break
		}
		i++
	}
	for no.n = i; no.n < len(s) && (s[no.n] == ' ' || s[no.n] == '\t'); no.n++ {
	}
	if i == 0 || no.n == i || no.n == len(s) || no.depth == 1 && (s[i-1] != '.' || letterByte(s[0])) {
		return sectionNo{}
	}
	return no
}

// countsOn reports whether a section with number no may follow the one with number last:
// the first of those below it, or one of the next on its level or on one above, with the
// first of those below that. Some may be missing between them, and the numbers may begin
// again, as they do after a list of contents.
func (no sectionNo) countsOn(last sectionNo) bool {
	if no.first(0) || last.depth == 0 {
		return no.first(1)
	}
	i := 0
	for i < no.depth && i < last.depth && no.part[i] == last.part[i] {
		i++
	}
	switch {
	case i == no.depth:
		return false
	case i < last.depth:
		if step := no.part[i] - last.part[i]; step < 0 || step > mostMissing {
			return false
		}
		i++
	}
	return no.first(i)
}

// first reports whether the parts of a number from i on are those of the first section.
func (no sectionNo) first(i int) bool {
	for ; i < no.depth; i++ {
		if no.part[i] > 1 {
			return false
		}
	}
	return true
}

// mostMissing is by how much the numbers of two headings that follow each other differ at most.
const mostMissing = 9

// beforeProse reports whether a paragraph follows that stands no further in than the lines.
func (w *wrapped) beforeProse(text string, ls []textLine, sp spacing) bool {
	next := sp.next[min(sp.after, len(sp.next)):]
	n := 0
	for n < len(next) && !next[n].blank() && next[n].role == lineText {
		n++
	}
	return n > 1 && next[0].indent <= ls[0].indent && next[1].indent <= ls[0].indent && !gapped(text, next[:n]) && w.isProse(text, next[:n])
}

// counted reports whether lines are a heading by their number alone: it has several parts,
// or one and the section before had more, or it numbers a title above a paragraph; it counts on from that one; and what stands
// after it is no sentence. Points of a list that are numbered so too would mislead it.
func (w *wrapped) counted(text string, ls []textLine, sp spacing) bool {
	first := text[ls[0].from:ls[0].to]
	no := sectionNoOf(first)
	if no.depth == 0 || len(ls) > 2 || sp.before == 0 || !no.countsOn(w.section) || gappedLine(first[no.n:]) {
		return false
	}
	if len(ls) == 2 && sectionNoOf(text[ls[1].from:ls[1].to]).depth > 0 {
		return false // the list of contents
	}
	switch last := text[ls[len(ls)-1].to-1]; last {
	case ',', ';', ':', '-':
		return false
	case '.':
		if len(ls) > 1 || ls[0].width > w.m.width/2 {
			return false
		}
	}
	return no.depth > 1 || w.section.depth > 1 || titleLines(text, ls) && w.beforeProse(text, ls, sp)
}

// numberedLevel returns the level of a heading with the number of a section, and whether
// it has one of several parts, or one part where sections with more have been met.
func (w *wrapped) numberedLevel(first string) (uint8, bool) {
	no := sectionNoOf(first)
	if no.depth == 0 {
		return 0, false
	}
	if no.depth > 1 && no.part[no.depth-1] == 0 {
		no.depth-- // "3.0" heads what 3.1 is part of
	}
	return min(w.levels.of(rankSection)+uint8(no.depth)-1, deepest), true
}

// deepest is the level of headings below which none is told from the next.
const deepest = 6

// follow takes up the number of a heading. Those of sections begin again with a chapter.
func (w *wrapped) follow(title string) {
	if no := sectionNoOf(title); no.depth > 0 {
		w.section = no
	} else if rank := headingRank(title); rank > 0 && rank < rankSection {
		w.section = sectionNo{}
	}
}
