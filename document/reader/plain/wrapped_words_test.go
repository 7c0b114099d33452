package plain

import (
	"strings"
	"testing"

	"ibid/document/source"
)

func TestJoint(t *testing.T) {
	var v vocabulary
	v.add("the traveller met a well-known man\nwho was well-known to co-\noperate with long hair on a haired dog; re-enter and reenter")
	for _, tt := range []struct {
		before, after string
		want          joint
	}{
		{"the travel-", "ler came", jointWord},      // the text writes it without a hyphen
		{"a well-", "known inn", jointNone},         // the text writes it with one
		{"the long-", "haired man", jointNone},      // both halves are words of the text
		{"a con-", "tinued story", jointWord},       // neither is
		{"Anglo-", "Saxon", jointNone},              // a capital
		{"draft-ietf-", "notes", jointNone},         // one hyphen of several
		{"upper- and lower-", "case", jointWord},    // the last half
		{"two-", "and three-handed", jointSpace},    // a hanging hyphen
		{"the end--", "of it", jointNone},           // a dash
		{"the end --", "of it", jointSpace},         // a dash set apart
		{"the end—", "of it", jointNone},            // a real dash
		{"a sum of 5-", "6 pounds", jointNone},      // figures
		{"no hyphen", "here", jointSpace},           //
		{"alone -", "here", jointSpace},             // a sign
		{"to co-", "operate", jointWord},            // broken words are no evidence
		{"Travel-", "lers", jointWord},              //
		{"TRAVEL-", "LER", jointWord},               // whatever the case
		{"to the sub-", "committee-man", jointNone}, // a compound that goes on
		{"twenty-", "one years", jointNone},         // what English writes with a hyphen
		{"Twenty-", "first", jointNone},             //
		{"sixty-", "fold", jointWord},               //
		{"his self-", "control", jointNone},         //
		{"how self-", "ish", jointWord},             //
		{"a half-", "hour", jointNone},              //
		{"a half-", "penny", jointWord},             //
		{"well-", "dressed", jointNone},             //
		{"the ex-", "president", jointNone},         //
		{"an ex-", "ample", jointWord},              //
		{"a blue-", "eyed boy", jointNone},          //
		{"it hard-", "ened", jointWord},             //
		{"it low-", "ered", jointWord},              //
		{"see page 12-", "", jointNone},             // nothing follows
	} {
		if got := v.joint(tt.before, tt.after); got != tt.want {
			t.Errorf("joint(%q, %q) = %d, want %d", tt.before, tt.after, got, tt.want)
		}
	}
}

// What the text has written itself comes before what English writes.
func TestJointUsage(t *testing.T) {
	var v vocabulary
	v.add("a wellknown man")
	if got := v.joint("a well-", "known man"); got != jointWord {
		t.Errorf("joint is %d, want %d", got, jointWord)
	}
}

func TestMeasure(t *testing.T) {
	wrapped := bookText(8<<10, false)
	verse := "Shall I compare thee\nTo a summer's day\nThou art more lovely\nAnd more temperate\nRough winds do shake\nThe darling buds of May\n"
	long := "One line is a paragraph, and goes on for as long as the paragraph does, which may be several hundred characters or more, as here.\n\n"
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"wrapped", wrapped[300:], true},
		{"verse", verse, false},
		{"a paragraph a line", long + long + long, false},
		{"short lines", "a\nb\nc\n", false},
		{"empty", "", false},
	} {
		ls := splitLines(tt.text, 0, nil)
		m := measureLines(tt.text, ls, wrapLimit)
		if got := m.isWrapped(); got != tt.want {
			t.Errorf("%s: wrapped is %v: %+v", tt.name, got, m)
		}
	}
}

func TestSplitLines(t *testing.T) {
	ls := splitLines("a  \n\n\tb\n  é c\f\nd\n\f", 0, nil)
	want := []textLine{{width: 1}, {}, {indent: 8, width: 1}, {indent: 2, width: 3}, {feed: true}, {width: 1}, {feed: true}}
	if len(ls) != len(want) {
		t.Fatalf("%d lines: %+v", len(ls), ls)
	}
	for i, l := range ls {
		l.from, l.to = 0, 0
		if l != want[i] {
			t.Errorf("line %d is %+v, want %+v", i, l, want[i])
		}
	}
}

// TestPagesInWords joins the words that the marks of pages break.
func TestPagesInWords(t *testing.T) {
	text := strings.Repeat("The miller of the lower valley kept two books, one for the corn that came\nto him and one for the flour that left, together with a well-known letter.\n\n", 3) +
		"Nobody ever saw both of them to-[Pg 3]gether on the same day, and the bailiff,\nwho had asked for them, was sent away with a remark-[Pg 4] able letter from a\nwell-[Pg 5]known man; his two-[Pg 6] and three-year-old loaves he kept in a re-\n[Pg 7]markable cupboard, a thing that was remarkable.\n"
	d := readBytes(t, "pages.txt", []byte(text))
	const want = "Nobody ever saw both of them together on the same day, and the bailiff, who had asked for them, was sent away with a remarkable letter from a well-known man; his two- and three-year-old loaves he kept in a remarkable cupboard, a thing that was remarkable."
	b := d.Blocks[len(d.Blocks)-1]
	if b.Text != want {
		t.Errorf("got  %q\nwant %q", b.Text, want)
	}
	pages := []string{"to", "remark", "well-", "two- ", "re"}
	for i, p := range d.Pages[max(0, len(d.Pages)-len(pages)):] {
		if at := b.Text[:p.At.Offset]; !strings.HasSuffix(at, pages[i]) {
			t.Errorf("page %s turns after %q", p.Label, at)
		}
	}
	sameText(t, "pages", reassembled(d), sourceText(t, source.FromBytes("pages.txt", []byte(text), source.DefaultLimits())))
}
