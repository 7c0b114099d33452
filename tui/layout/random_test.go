package layout

import (
	"math/rand/v2"
	"strings"
	"testing"

	"ibid/document"
)

// tokens are what random blocks are made of: one of each kind of character that
// layout treats apart.
var tokens = strings.Split("a|word|longerword|I|1972|16–23|x—y|—|-|well-known|and/or| | | | |  |\n|\t|.|,|(|)|[|]|“|”|’|!|?|…|\u00a0|日|本国民|、|。|「|」|ー|（|한국어|e\u0301|\u0301|👩‍👩‍👧|🇩🇪|☎️|\u200d|\u3000|ﷺ|नि|\xff|\x1b|\u0085|\u0600", "|")

func randomBlock(r *rand.Rand) *document.Block {
	var s strings.Builder
	for range r.IntN(60) {
		s.WriteString(tokens[r.IntN(len(tokens))])
		if r.IntN(3) == 0 {
			s.WriteByte(' ')
		}
	}
	b := &document.Block{Kind: document.Kind(r.IntN(9)), Level: uint8(r.IntN(4)), Head: uint16(r.IntN(2)), Text: s.String(), Label: tokens[r.IntN(len(tokens))]}
	for range r.IntN(6) {
		at := uint32(r.IntN(len(b.Text) + 1))
		b.Marks = append(b.Marks, document.Mark{Kind: document.MarkKind(r.IntN(5)), Style: document.Style(1) << r.IntN(11), Offset: at, End: at + uint32(r.IntN(20)), Index: int32(r.IntN(7)) - 1})
	}
	return b
}

func TestRandomBlocks(t *testing.T) {
	d := &document.Document{Meta: document.Meta{Language: "en"}, Refs: []document.Ref{{Label: "1"}, {Label: "12"}, {Label: ""}, {Label: "*"}, {Label: "RFC2119"}}}
	n := 5000
	if testing.Short() {
		n = 1000
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 0))
		b := randomBlock(r)
		flags := r.IntN(64)
		cfg := Config{Width: 1 + r.IntN(1<<r.IntN(8)), Method: Method(flags & 1), Justify: flags&2 != 0, ASCII: flags&4 != 0, Deleted: flags&8 != 0}
		if flags&16 != 0 {
			cfg.Hyphens = syllables
		}
		if flags&32 != 0 {
			cfg.Shift = r.IntN(60)
		}
		// A layouter in use has slices with room from blocks before; a new one grows its own.
		rows, _ := new(layouter).layout(d, b, cfg)
		func() {
			defer func() {
				if t.Failed() || recover() != nil {
					t.Logf("seed %d: %v %q %+v\n%+v", seed, b.Kind, b.Text, b.Marks, cfg)
				}
			}()
			check(t, d, b, cfg, rows)
			checkSigns(t, b, cfg, rows)
		}()
	}
}

// checkSigns reports references and pages that are not drawn, or parted from
// the word they follow.
func checkSigns(t testing.TB, b *document.Block, cfg Config, rows []Row) {
	t.Helper()
	if b.Kind == document.Code || b.Kind == document.Table {
		return
	}
	for _, m := range b.Marks {
		kind := RefSign
		if m.Kind == document.MarkPage {
			kind = PageMark
		} else if m.Kind != document.MarkRef {
			continue
		}
		i := Find(rows, kind, int(m.Index))
		if i < 0 {
			t.Fatalf("the sign of mark %+v is not drawn", m)
		}
	}
	for i, r := range rows[1:] {
		prev := rows[i]
		if len(r.Spans) == 0 || r.Spans[0].Kind != RefSign || r.Spans[0].Start == 0 || r.Spans[0].Width > cfg.Width/2 {
			continue
		}
		if n := len(prev.Spans); n > 0 && prev.Spans[n-1].Kind == RefSign {
			continue // signs in a row, wider together than a row
		}
		if c := b.Text[r.Spans[0].Start-1]; wordByte[c] && cfg.Width > 30 && !struck(b, cfg, r.Spans[0].Start-1) {
			t.Fatalf("row %d begins with the sign of a word of the row before", i+1)
		}
	}
}
