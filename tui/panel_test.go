package tui

import (
	"math/rand/v2"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

func TestPack(t *testing.T) {
	for _, c := range []struct {
		name   string
		rows   int
		kept   int
		slots  []slot // want, full and keep
		shown  []slot // y and h
		unseen int
	}{
		{"at the height of its reference", 20, -1,
			[]slot{{want: 3, full: 2, keep: 2}, {want: 10, full: 5, keep: 3}},
			[]slot{{y: 3, h: 2}, {y: 10, h: 5}}, 0},
		{"whole where the next can give way", 20, -1,
			[]slot{{want: 0, full: 12, keep: 3}, {want: 6, full: 2, keep: 2}},
			[]slot{{y: 0, h: 12}, {y: 13, h: 2}}, 0},
		{"the last give way no farther than needed", 20, -1,
			[]slot{{want: 0, full: 8, keep: 3}, {want: 6, full: 2, keep: 2}, {want: 15, full: 2, keep: 2}},
			[]slot{{y: 0, h: 8}, {y: 9, h: 2}, {y: 15, h: 2}}, 0},
		{"folded alike where all is full", 20, -1,
			[]slot{{want: 0, full: 30, keep: 3}, {want: 2, full: 40, keep: 3}, {want: 19, full: 2, keep: 2}},
			[]slot{{y: 0, h: 8}, {y: 9, h: 8}, {y: 18, h: 2}}, 0},
		{"whole where it just fits", 20, -1,
			[]slot{{want: 0, full: 6, keep: 3}, {want: 6, full: 2, keep: 2}},
			[]slot{{y: 0, h: 6}, {y: 6, h: 2}}, 0},
		{"moved down where they crowd", 20, -1,
			[]slot{{want: 4, full: 3, keep: 3}, {want: 4, full: 3, keep: 3}, {want: 5, full: 1, keep: 1}},
			[]slot{{y: 4, h: 3}, {y: 8, h: 3}, {y: 12, h: 1}}, 0},
		{"moved up at the foot", 10, -1,
			[]slot{{want: 8, full: 4, keep: 3}, {want: 9, full: 2, keep: 2}},
			[]slot{{y: 4, h: 4}, {y: 8, h: 2}}, 0},
		{"whole rather than apart", 7, -1,
			[]slot{{want: 0, full: 2, keep: 2}, {want: 0, full: 5, keep: 3}},
			[]slot{{y: 0, h: 2}, {y: 2, h: 5}}, 0},
		{"apart where there is room", 8, -1,
			[]slot{{want: 0, full: 2, keep: 2}, {want: 0, full: 5, keep: 3}},
			[]slot{{y: 0, h: 2}, {y: 3, h: 5}}, 0},
		{"whole notes folded only for others' folds", 5, -1,
			[]slot{{want: 0, full: 2, keep: 2}, {want: 0, full: 3, keep: 3}},
			[]slot{{y: 0, h: 2}, {y: 2, h: 3}}, 0},
		{"a row each where there is no more", 4, -1,
			[]slot{{full: 5, keep: 3}, {full: 5, keep: 3}, {full: 5, keep: 3}, {full: 5, keep: 3}},
			[]slot{{y: 0, h: 1}, {y: 1, h: 1}, {y: 2, h: 1}, {y: 3, h: 1}}, 0},
		{"the kept one is shown", 2, 3,
			[]slot{{full: 5, keep: 3}, {full: 5, keep: 3}, {full: 5, keep: 3}, {full: 2, keep: 2}},
			[]slot{{y: 0, h: 2}}, 3},
		{"no rows at all", 0, -1, []slot{{full: 5, keep: 1}}, nil, 1},
	} {
		slots, unseen := pack(c.slots, c.rows, c.kept)
		if unseen != c.unseen || len(slots) != len(c.shown) {
			t.Errorf("%s: %d shown and %d not, want %d and %d", c.name, len(slots), unseen, len(c.shown), c.unseen)
			continue
		}
		for i, s := range slots {
			if s.y != c.shown[i].y || s.h != c.shown[i].h {
				t.Errorf("%s: slot %d has row %d and %d rows, want %d and %d", c.name, i, s.y, s.h, c.shown[i].y, c.shown[i].h)
			}
		}
	}
}

// TestPackHolds packs at random: none overlap, all are within the panel, in order, and the
// kept one is among them.
func TestPackHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		rows := 1 + r.IntN(30)
		slots := make([]slot, r.IntN(12))
		want := 0
		for i := range slots {
			want += r.IntN(6)
			full := 1 + r.IntN(15)
			slots[i] = slot{note: i, want: want, full: full, keep: min(full, leastRows, rows)}
		}
		kept := r.IntN(len(slots)+1) - 1
		if kept >= 0 {
			slots[kept].keep = min(slots[kept].full, rows)
		}
		n := len(slots)
		out, unseen := pack(slots, rows, kept)
		if len(out)+unseen != n {
			t.Fatalf("%d of %d slots are shown and %d are not", len(out), n, unseen)
		}
		end, found := 0, kept < 0
		for i, s := range out {
			if s.y < end || s.h < 1 || s.h > s.full || s.y+s.h > rows {
				t.Fatalf("%+v overlaps row %d or leaves %d rows: %+v", s, end, rows, out)
			}
			if wasted(out, i, rows) {
				t.Fatalf("%+v is folded where a row is free: %+v", s, out)
			}
			end = s.y + s.h
			found = found || s.note == kept
		}
		if !found {
			t.Fatalf("slot %d is not among %+v", kept, out)
		}
	}
}

// wasted reports whether a slot that is folded could have a row more: one that parts it from a
// whole note though it does not stand at the height of its reference, or one below the last.
func wasted(slots []slot, i, rows int) bool {
	s, last := slots[i], slots[len(slots)-1]
	if s.h == s.full {
		return false
	}
	parted := i > 0 && slots[i-1].h == slots[i-1].full && s.y > max(s.want, slots[i-1].y+slots[i-1].h)
	return parted || last.y+last.h < rows
}

// TestLongNote reads a note of a thousand rows to its end, wherever it is shown.
func TestLongNote(t *testing.T) {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.Text("A word")
	w.Ref(document.Ref{Label: "1"}, "1")
	w.BeginNote(document.Note{Label: "1"}, "1")
	for range 600 {
		w.OpenBlock(document.Paragraph, 0)
		w.Text("A paragraph of the note.")
	}
	w.OpenBlock(document.Paragraph, 0)
	w.Text("The end of the note.")
	w.EndNote()
	w.Finish()
	d := b.Finish()
	for _, size := range sizes {
		s := open(t, d, size.w, size.h, Options{}).press("enter")
		for range 400 {
			s.press("space")
		}
		s.check("at the end")
		if !strings.Contains(s.screen(), "The end of the note.") {
			t.Errorf("%v: the end is not reached:\n%s", size, s.screen())
		}
		if s.press("backspace"); s.m.panel.focus || !strings.Contains(s.screen(), "A word¹") {
			t.Errorf("%v: not back:\n%s", size, s.screen())
		}
	}
}
