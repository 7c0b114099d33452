package layout

import (
	"strings"
	"testing"

	"ibid/document"
)

// prose is a paragraph of some 600 bytes, as they come in the documents that
// this program is for: typographic quotes and dashes among ASCII.
const prose = "Tohak 89/WHS 2289. Despite my call to Dobrynin early this morning to warn him of your delay in Saigon, Vorontsov called me to ask for a meeting at 8:00 p.m. He was most anxious to get the attached message to you, which contains a response from Brezhnev to the President’s letter – the tone is “reasonable” but guarded. I pointed out the problems associated with the points you outlined and mentioned specifically the problems associated with the replacement of matériel, and told him that the President is determined to continue the progress made thus far and to arrive at a settlement that both sides can accept."

func paragraph(text string) (*document.Document, *document.Block) {
	d := &document.Document{Refs: []document.Ref{{Label: "1"}, {Label: "12"}}}
	return d, &document.Block{Text: text, Marks: []document.Mark{
		mark(document.MarkRef, 17, 0), mark(document.MarkPage, 230, 0), mark(document.MarkRef, 400, 1),
	}}
}

func BenchmarkParagraph(b *testing.B) {
	for _, x := range []struct {
		name string
		cfg  Config
	}{
		{"plain", Config{Width: 72}},
		{"graphemes", Config{Width: 72, Method: GraphemeWidth}},
		{"justified", Config{Width: 72, Justify: true}},
		{"hyphenated", Config{Width: 72, Justify: true, Hyphens: syllables}},
	} {
		b.Run(x.name, func(b *testing.B) {
			d, p := paragraph(prose)
			b.ReportAllocs()
			b.SetBytes(int64(len(prose)))
			for b.Loop() {
				Block(d, p, x.cfg)
			}
		})
	}
}

// A block can be as long as the limit of a reader, and costs so much by the
// byte as a short one.
func BenchmarkLong(b *testing.B) {
	const n = 256 << 10
	for _, x := range []struct {
		name, unit string
		kind       document.Kind
	}{
		{"prose", prose + " ", document.Paragraph},
		{"letters", "a", document.Paragraph},
		{"hyphens", "a-", document.Paragraph},
		{"brackets", ") ", document.Paragraph},
		{"ideographs", "本国民、", document.Paragraph},
		{"combining", "\u0301", document.Paragraph},
		{"emoji", "👩‍👩‍👧", document.Paragraph},
		{"joined", "👩\u200d", document.Paragraph},
		{"lines", "a\n", document.Verse},
		{"code", "x", document.Code},
		{"cells", "a\t", document.Table},
		{"rows", "a\tb\n", document.Table},
		{"cell", "word ", document.Table},
	} {
		b.Run(x.name, func(b *testing.B) {
			d, p := paragraph(strings.Repeat(x.unit, n/len(x.unit)))
			p.Kind = x.kind
			b.SetBytes(n)
			for b.Loop() {
				Block(d, p, Config{Width: 72, Method: GraphemeWidth})
			}
		})
	}
}

func BenchmarkMarks(b *testing.B) {
	text := strings.Repeat(prose+" ", 400)
	d, p := paragraph(text)
	for i := range len(text) / 8 {
		m := mark(document.MarkKind(i%4), i*8, int32(i%2))
		m.Style, m.End = document.Italic<<(i%3), uint32(i*8+30)
		p.Marks = append(p.Marks, m)
	}
	p.Marks = p.Marks[3:]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Block(d, p, Config{Width: 72})
	}
}
