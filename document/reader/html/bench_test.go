package html

import (
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// book makes a page with paragraphs that call notes, and the list of them at its end.
func book(paragraphs int) string {
	var b, notes strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>A page</title></head><body><h1>One</h1>\n")
	for i := range paragraphs {
		n := numeral(i+1, "1")
		b.WriteString("<p>I told <i>Dobrynin</i> that Brezhnev should be assured that the President is determined to continue<sup id=\"r" + n + "\"><a href=\"#n" + n + "\">" + n +
			"</a></sup> on the course &amp; that “nothing” would be allowed to stand in the way of it, whatever the newspapers <b>might</b> say in the days to come.</p>\n")
		notes.WriteString("<li id=\"n" + n + "\"><p>See Document 52, and the editors' remarks there. <a href=\"#r" + n + "\">↩</a></p></li>\n")
	}
	return b.String() + "<ol>" + notes.String() + "</ol></body></html>"
}

func BenchmarkRead(b *testing.B) {
	src := book(3000)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		bk := NewBook(source.DefaultLimits())
		bk.add("", Parse(src, bk.lim, false), 0)
		w := compose.New(document.NewBuilder(), bk.lim)
		bk.Emit(w, "")
		w.Finish()
		if n := len(w.Builder().Draft().Notes); n != 3000 {
			b.Fatal(n)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := book(3000)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(src, source.DefaultLimits(), false)
	}
}
