package plain

import (
	"fmt"
	"slices"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// TestMail reads what mail quotes, and what only looks so.
func TestMail(t *testing.T) {
	const prose = "The tool reads its settings from the file that it is told of, and does what it\nis told to do there, unless the file is not to be found, in which case it stops\nand says so to whoever has called it, who may be another tool of the same kind.\n\n"
	for _, tt := range []struct {
		name, lines string
		want        []string
	}{
		{"a quotation", "> I think that the tool should say so in a louder voice than it does now, for\n> nobody hears it.\n>\n> And it is slow.\n",
			[]string{"1 I think that the tool should say so in a louder voice than it does now, for nobody hears it.", "1 And it is slow."}},
		{"a quotation in one", ">> I think that the tool should say so in a louder voice than it does now, for\n>> nobody hears it.\n> That may be so, but there are others who hear it too well, and do not like what\n> they hear.\nI hear it.\n",
			[]string{"2 I think that the tool should say so in a louder voice than it does now, for nobody hears it.", "1 That may be so, but there are others who hear it too well, and do not like what they hear."}},
		{"lines that end where they end", "> one\n> two\n> three\n", []string{"1 one\ntwo\nthree"}},
		{"a sign within prose", "Whatever the number of the files, it is so if the number of those that are read is\n> 3 and nobody has changed it.\n", nil},
		{"an operator", ">= 3 files\n>= 4 files\n", nil},
	} {
		text := prose + prose + tt.lines + "\n" + prose
		d := readBytes(t, tt.name, []byte(text))
		sameText(t, tt.name, reassembled(d), sourceText(t, source.FromBytes("x.txt", []byte(text), source.DefaultLimits())))
		var got []string
		for i := range d.Blocks {
			if b := &d.Blocks[i]; b.Kind == document.Quote {
				got = append(got, fmt.Sprint(b.Level, " ", b.Text))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q\n all %q", tt.name, got, tt.want, kindsOf(d))
		}
	}
}
