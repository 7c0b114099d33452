package plain

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// TestLists tells lists of notes from other lists by the signs that call them.
func TestLists(t *testing.T) {
	const list = "\n\n  1. Ann brings bread.\n  2. Bob brings wine.\n  3. Cy brings cheese."
	for _, tt := range []struct {
		name, text, dialect string
		refs, notes         int
	}{
		{"called", "We met here1 in town.2 All went home3." + list, "", 3, 3},
		{"called, but told not to look", "We met here1 in town.2 All went home3." + list, "plain", 0, 0},
		{"names of things", "We met in Room A1 about WW2 and the MiG21 that day." + list, "", 0, 0},
		{"numbers", "You need 12 eggs for it." + list, "", 0, 0},
		{"a list in the text, and notes", "They said:" + list + "\n\nAfter that1 we left.2" + "\n\n  1. In May.\n  2. At home.", "", 2, 2},
		{"emphasis", "You *may not* copy it. You *must* ask.\n\n* not for sale\n\n* not for hire", "", 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := document.NewBuilder()
			in := source.FromBytes("x.txt", []byte(tt.text), source.DefaultLimits())
			if err := Read(context.Background(), in, b, Options{Dialect: tt.dialect}); err != nil {
				t.Fatal(err)
			}
			d := b.Finish()
			if len(d.Refs) != tt.refs || len(d.Notes) != tt.notes {
				t.Errorf("%d references, %d notes, want %d and %d", len(d.Refs), len(d.Notes), tt.refs, tt.notes)
			}
			sameText(t, tt.name, reassembled(d), sourceText(t, source.FromBytes("x.txt", []byte(tt.text), source.DefaultLimits())))
		})
	}
}

// TestLongList reads a text whose notes, at its end, are too many to be paired
// at once, and of which every hundredth is called by nothing.
func TestLongList(t *testing.T) {
	const notes = 36_000
	var text, list strings.Builder
	for n := 1; n <= notes; n++ {
		sign := strconv.Itoa(n)
		if n%100 == 0 {
			sign = ""
		}
		text.WriteString("They met again in the morning and went over what had been said the day before, word by word, until there was nothing left to add to it. Then they wrote it down" + sign + " and all of them put their names to it, as the others had.\n\n")
		list.WriteString("  " + strconv.Itoa(n) + ". In the box.\n")
	}
	b := document.NewBuilder()
	in := source.FromBytes("x.txt", []byte(text.String()+list.String()), source.DefaultLimits())
	if err := Read(context.Background(), in, b, Options{}); err != nil {
		t.Fatal(err)
	}
	d := b.Finish()
	if len(d.Notes) != notes || len(d.Refs) != notes-notes/100 {
		t.Fatalf("%d notes, %d references, want %d and %d", len(d.Notes), len(d.Refs), notes, notes-notes/100)
	}
	for i, r := range d.Refs {
		if n := d.Called(i); n < 0 || d.Notes[n].Label != r.Label {
			t.Fatalf("reference %d, %q, calls note %d", i, r.Label, n)
		}
	}
}

// TestListsInLines reads lists that no blank line parts from the prose before them.
func TestListsInLines(t *testing.T) {
	const prose = "They preserved peace by a constant preparation for war; and while\njustice regulated their conduct, they announced to the nations on their\nconfines that they were as little disposed to endure as to offer an injury.\n\n"
	for _, test := range []struct {
		text string
		want []string
	}{
		{"They agreed in this instrument, which was drawn up in two copies, on the\nfollowing points:\na) that the goods be delivered within thirty days of the signature of\nthis instrument;\nb) that the price be paid.\n",
			[]string{"They agreed", "that the goods", "that the price"}},
		{"They agreed in this instrument on the following points, which were written\ndown at once:\n- the goods\n- the price,\n  in gold\n* the day\n",
			[]string{"They agreed", "the goods", "the price, in gold", "the day"}},
		{"They met on the first day of the month, and went over what had been said;\na) was the point on which they could not agree, whatever was tried, until\nthe last of them had left.\n",
			[]string{"They met"}},
	} {
		d := readBytes(t, "list.txt", []byte(strings.Repeat(prose, 6)+test.text))
		got := d.Blocks[6:]
		if len(got) != len(test.want) {
			t.Errorf("%q: %d blocks, want %d", test.text, len(got), len(test.want))
			continue
		}
		for i, want := range test.want {
			if !strings.HasPrefix(got[i].Text, want) {
				t.Errorf("%q: block %d is %q, want %q", test.text, i, got[i].Text, want)
			}
		}
	}
}

// TestShortLists reads lists of a text too short to be known for one in lines.
func TestShortLists(t *testing.T) {
	for _, test := range []struct {
		text string
		want int
	}{
		{"Things to do:\na) one thing\nb) another\nc) a third\n", 4},
		{"Things to do:\n- one thing\n- another\n", 3},
		{"He wrote to\na) nobody at all.\n", 1},
	} {
		if d := readBytes(t, "list.txt", []byte(test.text)); len(d.Blocks) != test.want {
			t.Errorf("%q: %d blocks, want %d: %+v", test.text, len(d.Blocks), test.want, d.Blocks)
		}
	}
}

// TestItems reads lists whose items have letters or roman numbers, alone and within
// one another, and what only looks like them.
func TestItems(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"It says:\n\na) one thing\n\nb) another\n\nThen it ends.", "|a)1 b)1|"},
		{"It says:\n\n(i) one thing\n\n(ii) another\n\n(iii) a third", "|(i)1 (ii)1 (iii)1"},
		{"It says:\n\n(a) these things\n\n(i) one\n\n(ii) another\n\n(b) and no more", "|(a)1 (i)2 (ii)2 (b)1"},
		{"It says:\n\nh. one thing\n\ni. another", "|||"},
		{"It says:\n\ng. it\n\na. one\n\nb. two\n\nc. three", "||a.1 b.1 c.1"},
		{"A. Smith came first.\n\nJ. Jones came last.", "||"},
		{"I. One\n\nB. Two", "||"},
	} {
		d := readBytes(t, "items.txt", []byte(test.text))
		got := ""
		for i, b := range d.Blocks {
			switch {
			case b.Kind != document.Item:
				got += "|"
			case i > 0 && d.Blocks[i-1].Kind == document.Item:
				got += " "
				fallthrough
			default:
				got += b.Label + strconv.Itoa(int(b.Level))
			}
		}
		if got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
	const text = "The treaty1 says:\n\n(a) that trade2 be free;\n\n(b) that ships be safe.3\n\n  1. Of 1781.\n  2. By land.\n  3. See art. 4.\n"
	d := readBytes(t, "items.txt", []byte(text))
	for i, want := range []string{"The treaty", "that trade", "that ships be safe."} {
		if r := d.Refs[i]; d.Called(i) != i || d.Blocks[r.At.Block].Text[:r.At.Offset] != want {
			t.Errorf("reference %d: %+v", i, r)
		}
	}
	sameText(t, "items.txt", reassembled(d), sourceText(t, source.FromBytes("items.txt", []byte(text), source.DefaultLimits())))
}
