package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
	"ibid/tui/screen"
)

// long composes a document of so many paragraphs, each with a note, a page every third.
func long(paragraphs int) *document.Document {
	b := document.NewBuilder()
	w := compose.New(b, source.DefaultLimits())
	w.Outline = true
	for i := range paragraphs {
		if i%50 == 0 {
			w.OpenBlock(document.Heading, 1)
			w.Text(fmt.Sprintf("Chapter %d", i/50+1))
		}
		w.OpenBlock(document.Paragraph, 0)
		w.Text(strings.Repeat("The whole of the text is ‘as’ it was printed. ", 6))
		if i%3 == 0 {
			w.Page(fmt.Sprint(i/3+1), "")
		}
		w.Ref(document.Ref{Label: fmt.Sprint(i + 1)}, fmt.Sprint(i))
		w.Text("Then it goes on for a while.")
		w.BeginNote(document.Note{Label: fmt.Sprint(i + 1)}, fmt.Sprint(i))
		w.Text("See the papers of the time, and what was said of them afterwards.")
		w.EndNote()
	}
	w.Finish()
	return b.Finish()
}

// BenchmarkKey is a key and the view after it, at 120×40 in a document of 100,000 paragraphs.
func BenchmarkKey(b *testing.B) {
	d := long(100_000)
	for _, c := range []struct{ name, there, back string }{
		{"line", "j", "k"}, {"screen", "space", "b"}, {"ref", "tab", "shift+tab"}, {"note", "enter", "backspace"},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := open(b, d, 120, 40, Options{}).press("5", "0", "%")
			keys := [2]tea.Msg{keyPress(c.there), keyPress(c.back)}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				s.m.Update(keys[i&1])
				s.m.View()
				i++
			}
		})
	}
}

// BenchmarkScroll goes down the whole of a document, so that rows are laid out as they come.
func BenchmarkScroll(b *testing.B) {
	s := open(b, long(100_000), 120, 40, Options{})
	down := tea.Msg(keyPress("j"))
	b.ReportAllocs()
	for b.Loop() {
		s.m.Update(down)
		s.m.View()
	}
}

// BenchmarkMatches is a key while matches are lit.
func BenchmarkMatches(b *testing.B) {
	s := open(b, long(1000), 120, 40, Options{}).press("/", `"the`, "enter")
	keys := [2]tea.Msg{keyPress("j"), keyPress("k")}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.m.Update(keys[i&1])
		s.m.View()
		i++
	}
}

// BenchmarkFirstFrame is what lies between the first snapshot and the first frame.
func BenchmarkFirstFrame(b *testing.B) {
	d := long(1000)
	b.ReportAllocs()
	for b.Loop() {
		New(b.Context(), Options{Reading: whole{d}, Dark: true}, 120, 40).View()
	}
}

// BenchmarkLayout is a screen that is laid out anew, at the start of a document, in its
// middle and at its end.
func BenchmarkLayout(b *testing.B) {
	d := long(100_000)
	for _, c := range []struct{ name, keys string }{{"start", "gg"}, {"middle", "50%"}, {"end", "G"}} {
		b.Run(c.name, func(b *testing.B) {
			s := open(b, d, 120, 40, Options{})
			for _, k := range c.keys {
				s.press(string(k))
			}
			b.ReportAllocs()
			for b.Loop() {
				s.m.memo = newMemo()
				s.m.divide()
				s.m.View()
			}
		})
	}
}

// BenchmarkView is a frame that is drawn anew from rows that are laid out.
func BenchmarkView(b *testing.B) {
	s := open(b, long(1000), 120, 40, Options{})
	b.ReportAllocs()
	for b.Loop() {
		s.m.dirty = true
		s.m.View()
	}
}

// BenchmarkSearch is what lies between typing a word and the frame that shows its only
// match, at the end of 40 MB, and the message that there is none.
func BenchmarkSearch(b *testing.B) {
	d := long(100_000)
	last := &d.Blocks[len(d.Blocks)-1]
	last.Text += " zyxomorphic"
	for _, c := range []struct{ name, word string }{{"last", "zyxomorphic"}, {"none", "qqnomatchqq"}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s := open(b, d, 120, 40, Options{})
				s.m.View()
				b.StartTimer()
				s.press("/")
				var cmd tea.Cmd
				for _, r := range c.word {
					_, cmd = s.m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
				}
				s.m.Update(keyPress("enter"))
				s.run(cmd)
				if frame := s.m.View().Content; !strings.Contains(frame, c.word) {
					b.Fatal("not found")
				}
			}
		})
	}
}

// BenchmarkResize is a new width for a large document, and back.
func BenchmarkResize(b *testing.B) {
	s := open(b, long(100_000), 120, 40, Options{}).press("5", "0", "%")
	b.ReportAllocs()
	w := 0
	for b.Loop() {
		w++
		s.m.memo = newMemo()
		s.m.Update(tea.WindowSizeMsg{Width: 80 + w%40, Height: 40})
		s.m.View()
	}
}

// BenchmarkPaint is what lies between a view and the bytes for the terminal.
func BenchmarkPaint(b *testing.B) {
	d := long(1000)
	for _, key := range []string{"j", "space", "tab"} {
		b.Run(key, func(b *testing.B) {
			s := open(b, d, 120, 40, Options{}).press("5", "0", "%")
			p := screen.NewPainter(120, 40, colorprofile.TrueColor)
			var views [2]tea.View
			for i := range views {
				views[i] = s.press(key).m.View()
			}
			b.ReportAllocs()
			bytes, i := 0, 0
			for b.Loop() {
				bytes += len(p.Paint(&views[i&1]))
				i++
			}
			b.ReportMetric(float64(bytes)/float64(i), "bytes/op")
		})
	}
}
