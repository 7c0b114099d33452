package tui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// styles are the only escape sequences that a frame may hold.
var styles = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// check fails where the view has too many rows or one that is too wide, or
// where it holds an escape sequence that is not a style.
func (s *session) check(what string) {
	s.Helper()
	rows := strings.Split(s.m.View().Content, "\n")
	if len(rows) > s.m.screen.height {
		s.Fatalf("%s: %d rows in a window of %d", what, len(rows), s.m.screen.height)
	}
	width := ansi.StringWidthWc
	if s.m.method != 0 {
		width = ansi.StringWidth
	}
	for y, row := range rows {
		if n := width(row); n > s.m.screen.width {
			s.Fatalf("%s: row %d of %d×%d is %d cells wide: %q", what, y, s.m.screen.width, s.m.screen.height, n, row)
		}
		if plain := styles.ReplaceAllString(row, ""); strings.ContainsFunc(plain, func(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 }) {
			s.Fatalf("%s: row %d holds a control character: %q", what, y, row)
		}
	}
}

// motley composes a document that has something of everything.
func motley(t testing.TB) *document.Document {
	t.Helper()
	b := document.NewBuilder()
	b.Source().Name = "motley"
	w := compose.New(b, source.DefaultLimits())
	w.Outline = true
	for part := range 6 {
		w.OpenBlock(document.Heading, uint8(1+part%3))
		w.Text(fmt.Sprintf("Part %d 漢字の見出し", part+1))
		for i := range 4 {
			w.OpenBlock(document.Paragraph, 0)
			w.Text(strings.Repeat("Wörter, words and слова 漢字 ", 3+7*i))
			w.Page(fmt.Sprint(10*part+i), "")
			w.Text("see")
			key := fmt.Sprintf("n%d.%d", part, i)
			w.Ref(document.Ref{Label: []string{"1", "*", "ab", "[x]"}[i]}, key)
			w.Ref(document.Ref{Label: "2"}, "missing")
			w.PushLink(document.LinkURL, "https://example.org/a/long/path", "")
			w.Text("the address")
			w.PopLink()
			w.BeginNote(document.Note{Label: fmt.Sprint(part*4 + i + 1)}, key)
			for range 1 + i*part {
				w.Text(strings.Repeat("A note says 脚注 ", 1+i*4))
				w.PushLink(document.LinkNote, "1", "n0.0")
				w.Text("note 1")
				w.PopLink()
				w.Ref(document.Ref{Label: "3"}, "n0.1")
				w.CloseBlock()
			}
			w.EndNote()
		}
		for _, kind := range []document.Kind{document.Item, document.Item, document.Quote, document.Verse, document.Rule} {
			w.OpenBlock(kind, 1)
			w.SetLabel("•")
			w.Text("one line of this kind")
			w.Break()
			w.Text("and another, e\u0301 combined, 👩‍👩‍👧 joined")
		}
		w.OpenBlock(document.Code, 0)
		w.Text("func main() {\n\t" + strings.Repeat("wide ", 40) + "\n}")
		w.OpenBlock(document.Table, 0)
		w.SetHead(1)
		w.Text("left")
		w.Cell()
		w.Text("a column of a table that is wide")
		w.Row()
		w.Text("1")
		w.Cell()
		w.Text(strings.Repeat("cell ", 30))
	}
	w.BeginNote(document.Note{Label: "uncalled"}, "")
	w.Text("Nobody calls this note.")
	w.EndNote()
	w.Finish()
	return b.Finish()
}

var empty = document.NewBuilder().Finish()

func TestEveryWindow(t *testing.T) {
	docs := map[string]*document.Document{"seed": seed(t), "motley": motley(t), "empty": empty}
	for name, d := range docs {
		for w := 1; w <= 12; w++ {
			for h := 1; h <= 12; h++ {
				s := open(t, d, w, h, Options{ASCII: (w+h)%2 == 0})
				for _, keys := range []string{"", "tab", "enter", "tab", "t", "esc", "L", "esc", "?", "esc", "/", `"told`, "enter", ":", "esc", "F", "f", "w", "G"} {
					if keys == "?" && h%5 != 0 {
						continue // the page is the same at every height, and slow to render
					}
					if keys != "" {
						s.press(keys)
					}
					s.check(fmt.Sprintf("%s at %d×%d after %q", name, w, h, keys))
				}
			}
		}
	}
}

// TestAmbiguousWide tries all that where characters of ambiguous width, borders among
// them, take two cells. That is decided when a program starts.
func TestAmbiguousWide(t *testing.T) {
	c := exec.Command(os.Args[0], "-test.run=^TestRandomKeys$")
	c.Env = append(os.Environ(), "RUNEWIDTH_EASTASIAN=1")
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// someKeys are pressed at random. Quitting, suspending and the editor are not among them.
var someKeys = strings.Fields(`j k space b d u gg G { } tab shift+tab ]n [n enter backspace ctrl+o alt+left alt+right
 1 2 gn gp ]p [p ]] [[ ]d [d / n N esc t L - + = \ w < > M ? : % F & h l up down left right home end
 "told "words "note "漢 "n2 "12`)

func TestRandomKeys(t *testing.T) {
	docs := []*document.Document{seed(t), motley(t), empty}
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 45 {
		s := open(t, docs[round%len(docs)], 1+r.IntN(140), 1+r.IntN(50), Options{ASCII: round%4 == 0, Justify: round%3 == 0})
		var log []string
		for range 80 {
			what := someKeys[r.IntN(len(someKeys))]
			switch r.IntN(12) {
			case 0:
				w, h := 1+r.IntN(140), 1+r.IntN(50)
				what = fmt.Sprintf("%d×%d", w, h)
				s.resize(w, h)
			case 1:
				what = "click"
				s.send(tea.MouseClickMsg{X: r.IntN(140), Y: r.IntN(50), Button: tea.MouseLeft})
			case 2:
				what = "wheel"
				s.send(tea.MouseWheelMsg{X: r.IntN(140), Y: r.IntN(50), Button: tea.MouseWheelDown})
			case 3:
				what = "2027"
				s.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
			default:
				if len(what) > 1 && keyCodes[what] == 0 && !strings.Contains(what, "+") && what[0] != '"' {
					what = `"` + what
				}
				s.press(what)
			}
			log = append(log, what)
			s.check(fmt.Sprintf("round %d after %q", round, log))
		}
	}
}
