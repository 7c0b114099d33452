package layout

import (
	"os"
	"os/exec"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// The short cuts must measure as the renderer does, by either method.
func TestWidth(t *testing.T) {
	texts := []string{
		"", "plain", "naïve “quotes” – dash…", "世界", "e\u0301", "👩‍👩‍👧", "🇩🇪x", "☎️ ☎", "한국어", "नि", "1️⃣", "\u200d", "a\u00adb", "ﷺ", "©️®", "‼️x", "\u0600a",
	}
	for r := rune(' '); r < 0x30000; r++ {
		if r >= 0x7f && r < 0xa0 || r >= 0xd800 && r < 0xe000 {
			continue
		}
		texts = append(texts, string(r))
		if r < 0x3200 || r%16 == 0 && r < 0xA000 {
			texts = append(texts, "本"+string(r)+"の")
			texts = append(texts, "a"+string(r)+"b")
		}
	}
	for _, s := range texts {
		for _, m := range []Method{WcWidth, GraphemeWidth} {
			if got, want := m.Width(s), reference(m, s); got != want {
				t.Errorf("method %d: %q takes %d cells, the renderer says %d", m, s, got, want)
			}
		}
	}
}

// Unless characters of ambiguous width are wide, those that are taken for
// narrow without looking are.
func TestNarrow(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		if narrow(r) && (ansi.StringWidth(string(r)) != 1 || ansi.StringWidthWc(string(r)) != 1) {
			t.Errorf("%U is taken for narrow", r)
		}
	}
	for r := rune(0x3000); r < 0x10000; r++ {
		if full(r) && (ansi.StringWidth(string(r)) != 2 || ansi.StringWidthWc(string(r)) != 2) {
			t.Errorf("%U is taken for two cells", r)
		}
	}
}

// Where characters of ambiguous width take two cells, borders and signs must
// still take one. That is decided when a program starts.
func TestAmbiguousWide(t *testing.T) {
	if wide {
		t.Skip("characters of ambiguous width are wide in this run")
	}
	c := exec.Command(os.Args[0], "-test.run=^(TestRandomBlocks|TestWidth|FuzzBlock)$", "-test.short")
	c.Env = append(os.Environ(), "RUNEWIDTH_EASTASIAN=1")
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// narrowOnly skips a test whose expectations count cells by hand.
func narrowOnly(t *testing.T) {
	if wide {
		t.Skip("characters of ambiguous width are wide in this run")
	}
}

func BenchmarkWidth(b *testing.B) {
	for b.Loop() {
		GraphemeWidth.Width(prose)
	}
	b.SetBytes(int64(len(prose)))
}
