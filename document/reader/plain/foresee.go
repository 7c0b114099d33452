package plain

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strconv"

	"ibid/document"
	"ibid/document/internal/room"
)

// The notes of a long text may stand in one list at its end, far behind what is shown
// first. What the first references call is read from there before what lies between.
// The evidence is that the references count 1, 2, 3… from the first one on, that the list
// begins with the same labels, and that no line before it begins such a note: then there
// is no other list that could answer them. A text whose own first list has another form
// would mislead it; its references would have to count like that of the last one.

// A foresight is the beginning of the list at the end, once it was read.
type foresight struct {
	from, to int64 // bytes of the source with the notes that were read
	wanted   []noteParas
	early    chan int64 // says where the first line that begins a note is in the beginning of the text; nil where nobody looks
	alone    chan bool  // says of a long text whether the list is its only one; nil where that is known
	broken   string     // the panic of who was to say either, once it has spoken
	met      int        // notes that the reading has come to
	tried    bool
	fresh    bool // notes came that no snapshot has
}

const (
	// probeBytes is how much is read at a place to tell whether the list has begun there.
	probeBytes = 8 << 10
	// aheadBytes is how much of the list is read for the first references.
	aheadBytes = 32 << 10
	// aloneBytes is how much is searched for another list before anything is shown.
	aloneBytes = 8 << 20
)

// Where a search for the first line that begins a note ends without one: there is none, or
// that is not known.
const (
	noLine  = -1
	unknown = -2
)

// sweep begins to look for the first list of the text, which takes as long as it does to read
// the paragraphs that are shown first. Few texts ask for it in vain: those whose signs are
// glued to words and whose notes are not at the end.
func (r *reader) sweep(ctx context.Context) {
	if r.wrapped != nil || r.habit&glued == 0 || r.decoded || r.size <= wholeBytes {
		return
	}
	f := &r.ahead
	f.early = make(chan int64, 1)
	go func(said chan<- int64) {
		at := int64(unknown)
		defer func() {
			f.fails(recover())
			said <- at
		}()
		at = r.firstLine(ctx, 0, min(r.size, aloneBytes+lineBytes))
	}(f.early)
}

// fails keeps a panic for the reading, with where it was; the two goroutines that look for
// another list have come after one another.
func (f *foresight) fails(p any) {
	if p != nil {
		f.broken = fmt.Sprintf("%v\n\n%s", p, debug.Stack())
	}
}

// swept hands on what sweep will say, for which somebody else waits from then on.
func (f *foresight) swept() <-chan int64 {
	early := f.early
	f.early = nil
	return early
}

// foresee reads the notes of the references that have just been written. In a text that
// is long the search for another list goes on beside the reading, until ctx ends.
func (r *reader) foresee(ctx context.Context) {
	f := &r.ahead
	if f.tried || !r.peeked {
		return
	}
	f.tried = true
	n := counting(r.late[famList], r.w.b.Draft().Refs)
	if n == 0 || f.early == nil {
		return
	}
	at := r.listStart()
	if at < 0 || !r.firstNotes(at, n) {
		return
	}
	early := f.swept()
	if at <= aloneBytes {
		r.foreseen(<-early == at)
		return
	}
	r.alone(ctx, early, at)
}

// alone goes on to look for another list before byte at, where none was found early.
func (r *reader) alone(ctx context.Context, early <-chan int64, at int64) {
	f := &r.ahead
	f.alone = make(chan bool, 1)
	go func(said chan<- bool) {
		alone := false
		defer func() {
			f.fails(recover())
			said <- alone
		}()
		alone = <-early == noLine && r.firstLine(ctx, aloneBytes, at) == noLine
	}(f.alone)
}

// counting returns how many references count 1, 2, 3… from the first one on.
func counting(shown []late, refs []document.Ref) int {
	n := 0
	for n < len(shown) && refs[shown[n].ref].Label == strconv.Itoa(n+1) {
		n++
	}
	return n
}

// listStart returns where the line with the first note of the list at the end begins, or -1.
// The list has one beginning, before which stands text and after which stand notes, so that
// it is found by halves.
func (r *reader) listStart() int64 {
	hi, k := r.tail.at, r.tail.label
	buf := make([]byte, probeBytes)
	for lo := int64(0); k > 1; {
		mid := lo + (hi-lo)/2
		if hi-lo <= probeBytes {
			mid = lo
		}
		switch at, n := r.noteAfter(buf, mid); {
		case at >= 0 && at < hi && n < k:
			hi, k = at, n
		case mid == lo:
			return -1
		default:
			lo = mid
		}
	}
	if k != 1 {
		return -1
	}
	return hi
}

// noteAfter returns where the first line after byte off begins that begins a note, and the
// number of the note; -1 where there is none near.
func (r *reader) noteAfter(buf []byte, off int64) (int64, int) {
	n, _ := r.in.ReaderAt().ReadAt(buf, off)
	at, label := noteLine(buf[:n])
	number, err := strconv.Atoi(label)
	if at < 0 || err != nil {
		return -1, 0
	}
	return off + int64(at), number
}

// noteLine returns where the first line after the first one of b begins that begins a note
// of a list, and its label; -1 where there is none.
func noteLine(b []byte) (int, string) {
	for from := 0; ; {
		i := bytes.Index(b[from:], []byte("\n "))
		if i < 0 {
			return -1, ""
		}
		from += i + 1
		line := room.String(b[from:min(from+lineBytes, len(b))])
		if indent := indentation(line); indent <= mostIndent {
			if n, label := listLabel(line[indent:]); n > 0 {
				return from, label
			}
		}
	}
}

// lineBytes is how much of a line tells whether it begins a note of a list.
const lineBytes = 16

// firstLine returns where the first line after byte from of the source begins that begins a
// note of a list and ends before byte end.
func (r *reader) firstLine(ctx context.Context, from, end int64) int64 {
	buf := make([]byte, min(end-from, 32<<10)) // little memory that is new
	for off := from; off < end; off += int64(len(buf) - lineBytes) {
		b := buf[:min(int64(len(buf)), end-off)]
		if n, err := r.in.ReaderAt().ReadAt(b, off); ctx.Err() != nil || err != nil && err != io.EOF || n < len(b) {
			return unknown
		}
		if at, _ := noteLine(b); at >= 0 {
			return off + int64(at)
		}
		if len(b) < len(buf) || len(buf) <= lineBytes {
			break
		}
	}
	return noLine
}

// firstNotes reads the first n notes of the list that begins at byte at, or as many of them
// as stand there one after the other. It returns false where there are none.
func (r *reader) firstNotes(at int64, n int) bool {
	b := make([]byte, min(aheadBytes, r.size-at))
	got, _ := r.in.ReaderAt().ReadAt(b, at)
	c := &chunk{base: at, mem: new(memory)}
	c.set(room.String(b[:got]))
	f := &r.ahead
	over := false
	newLines(c.text).paragraphs(c, func(p *para) {
		switch last := len(f.wanted) - 1; {
		case over:
		case p.role == roleNote && len(f.wanted) <= n && p.label == strconv.Itoa(len(f.wanted)+1):
			f.wanted = append(f.wanted, newNote(p))
		case last >= 0 && (p.role == roleMore || p.role == roleBody && p.indent >= moreIndent):
			p.role = roleMore
			f.wanted[last].paras = append(f.wanted[last].paras, p)
		default:
			over = true
		}
	})
	// The last one may go on behind what was read.
	if len(f.wanted) < 2 {
		return false
	}
	last := len(f.wanted) - 1
	f.from, f.to = f.wanted[0].at, f.wanted[last].at
	f.wanted = f.wanted[:last]
	return true
}

// foreseen adds the notes that were read ahead, if their list is the only one.
func (r *reader) foreseen(alone bool) {
	f := &r.ahead
	if f.alone = nil; f.broken != "" {
		panic(f.broken)
	}
	shown, refs := r.late[famList], r.w.b.Draft().Refs
	if !alone || len(r.w.b.Draft().Notes) > 0 || counting(shown, refs) < len(f.wanted) {
		*f = foresight{tried: true}
		return
	}
	for i := range f.wanted {
		n := &f.wanted[i]
		for _, p := range n.paras {
			if !p.scanned {
				p.scanPages()
			}
			r.read += int64(len(p.text))
		}
		n.index = r.w.b.AddNote(document.Note{})
		r.w.note(*n)
		r.w.b.SetRefNote(int(shown[i].ref), n.index)
		n.free()
	}
	f.fresh = true
}

// await takes what is known of the list at the end. It waits for that where the reading
// comes to the list or to a note before it, so that a text is always read in one way.
func (r *reader) await(wait bool) {
	if r.ahead.alone == nil {
		return
	}
	if wait {
		r.foreseen(<-r.ahead.alone)
		return
	}
	select {
	case alone := <-r.ahead.alone:
		r.foreseen(alone)
	default:
	}
}

// letGo ends the search for another list, which reads the source.
func (r *reader) letGo(cancel context.CancelFunc) {
	cancel()
	if r.ahead.early != nil {
		<-r.ahead.swept()
	}
	if r.ahead.alone != nil {
		<-r.ahead.alone
	}
}

// passed reports whether p was read ahead, as a note or a part of one. The note takes its
// place in the list, by which the others are paired.
func (r *reader) passed(p *para) bool {
	at := p.span.Start
	if r.ahead.alone != nil && at >= r.ahead.from {
		r.await(true)
	}
	if at < r.ahead.from || at >= r.ahead.to {
		return false
	}
	if p.role == roleNote {
		r.state = noteState{inNote: true}
		s := &r.scope
		s.list, s.sure, s.noted = true, true, true
		n := newNote(p)
		n.paras, n.index = nil, r.ahead.met
		n.label = r.w.b.Draft().Notes[n.index].Label
		s.notes = append(s.notes, n)
		r.ahead.met++
	}
	p.memory().free(p)
	return true
}
