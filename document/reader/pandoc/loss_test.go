package pandoc

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"ibid/document/internal/readertest"
)

// A grower makes random documents of pandoc's types (Text.Pandoc.Definition of
// pandoc-types 1.23), and counts the words that it puts in.
type grower struct {
	*rand.Rand
	words readertest.Census
	left  int // nodes that may still be made
}

func (g *grower) word() string {
	w := fmt.Sprintf("w%d", g.IntN(1000))
	g.words.Add(w)
	return `"` + w + `"`
}

func (g *grower) many(f func() string) string {
	var out []string
	for range 1 + g.IntN(3) {
		out = append(out, f())
	}
	return "[" + strings.Join(out, ",") + "]"
}

const attr = `["",[],[]]`

func (g *grower) inline() string {
	if g.left--; g.left < 0 {
		return `{"t":"Str","c":` + g.word() + `}`
	}
	inlines := func() string { return g.many(g.inline) }
	switch g.IntN(14) {
	case 0:
		return `{"t":"Space"}`
	case 1:
		return `{"t":"` + []string{"Emph", "Strong", "SmallCaps", "Strikeout", "Superscript", "Subscript", "Underline"}[g.IntN(7)] + `","c":` + inlines() + `}`
	case 2:
		return `{"t":"Quoted","c":[{"t":"DoubleQuote"},` + inlines() + `]}`
	case 3:
		return `{"t":"Cite","c":[[],` + inlines() + `]}`
	case 4:
		return `{"t":"Code","c":[` + attr + `,` + g.word() + `]}`
	case 5:
		return `{"t":"Math","c":[{"t":"InlineMath"},` + g.word() + `]}`
	case 6:
		return `{"t":"Link","c":[` + attr + `,` + inlines() + `,["#x",""]]}`
	case 7:
		return `{"t":"Image","c":[` + attr + `,` + inlines() + `,["x.png",""]]}`
	case 8:
		return `{"t":"Note","c":` + g.many(g.block) + `}`
	case 9:
		return `{"t":"Span","c":[` + attr + `,` + inlines() + `]}`
	case 10:
		return `{"t":"LineBreak"}`
	}
	return `{"t":"Str","c":` + g.word() + `}`
}

func (g *grower) block() string {
	if g.left--; g.left < 0 {
		return `{"t":"Plain","c":[` + g.inline() + `]}`
	}
	inlines, blocks := func() string { return g.many(g.inline) }, func() string { return g.many(g.block) }
	switch g.IntN(12) {
	case 0:
		return `{"t":"Header","c":[1,` + attr + `,` + inlines() + `]}`
	case 1:
		return `{"t":"BlockQuote","c":` + blocks() + `}`
	case 2:
		return `{"t":"OrderedList","c":[[1,{"t":"Decimal"},{"t":"Period"}],` + g.many(blocks) + `]}`
	case 3:
		return `{"t":"BulletList","c":` + g.many(blocks) + `}`
	case 4:
		return `{"t":"DefinitionList","c":` + g.many(func() string { return "[" + inlines() + "," + g.many(blocks) + "]" }) + `}`
	case 5:
		return `{"t":"LineBlock","c":` + g.many(inlines) + `}`
	case 6:
		return `{"t":"CodeBlock","c":[` + attr + `,` + g.word() + `]}`
	case 7:
		return `{"t":"Div","c":[` + attr + `,` + blocks() + `]}`
	case 8:
		return g.table(blocks)
	case 9:
		return `{"t":"Plain","c":` + inlines() + `}`
	}
	return `{"t":"Para","c":` + inlines() + `}`
}

func (g *grower) table(blocks func() string) string {
	row := func() string {
		return `[` + attr + `,` + g.many(func() string {
			return `[` + attr + `,{"t":"AlignDefault"},1,1,` + blocks() + `]`
		}) + `]`
	}
	return `{"t":"Table","c":[` + attr + `,[null,` + blocks() + `],[],[` + attr + `,` + g.many(row) + `],[[` + attr + `,0,[],` + g.many(row) + `]],[` + attr + `,` + g.many(row) + `]]}`
}

// TestNothingLost reads documents in which any node may stand in any other: what
// is read is sound, and holds every word.
func TestNothingLost(t *testing.T) {
	for seed := range uint64(3000) {
		g := &grower{Rand: rand.New(rand.NewPCG(seed, 0)), words: readertest.Census{}, left: 40}
		var blocks []string
		for range 3 {
			blocks = append(blocks, g.block())
		}
		text := wrap(strings.Join(blocks, ","))
		d, err := readText(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := readertest.Sound(d); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, text)
		}
		g.words.TakeAll(d)
		if err := g.words.Lost(); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, text)
		}
	}
}
