package plain

import (
	"context"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

func TestWhy(t *testing.T) {
	for name, tt := range map[string]struct{ text, dialect, want string }{
		"frus":      {"Saigon1\n\nHe said [Page 277] this.2\n\n  1. Source: Files.\n  2. See Document 52.\n", "", "its beginning has 2 entries of lists of notes that are set in, 1 page mark in brackets"},
		"brackets":  {"One word.[1] Two words.[2]\n\n[1] A note.\n\n[2] Another.\n", "", "its beginning has 2 signs like [1] after words, 2 paragraphs that begin so"},
		"footnotes": {"One word.[1]\n\n[Footnote 1: A note.]\n", "", "its beginning has 1 note that begins with [Footnote, 1 sign like [1] after a word, 1 paragraph that begins so"},
		"none":      {"Words and nothing else.\n", "", "its beginning has no list of notes, no page mark and no signs that notes answer; figures glued to words call notes only where a list answers them"},
		"paths":     {"He said [Page 277] this of US/S/305 and US/S/306.\n", "", "its beginning has 1 page mark in brackets; figures glued to words call notes only where a list answers them; too little to call notes: 2 signs like /1/ after words, no paragraph that begins so"},
		"program":   {"%!PS-Adobe-3.0\n% a program [1]\n", "", "it is no prose, but a program or a list for one"},
		"asked":     {"Words.\n", "slash", "it was asked for"},
		"rfc":       {"Network Working Group                      A. Author\nRequest for Comments: 9999         March 1999\n\n                 A Title of a Memo\n\n   It says something, and\n   goes on.\n", "", "the text begins as an RFC or a draft of one does"},
	} {
		b := document.NewBuilder()
		if err := Read(context.Background(), source.FromBytes("x.txt", []byte(tt.text), source.DefaultLimits()), b, Options{Dialect: tt.dialect, Explain: true}); err != nil {
			t.Fatal(err)
		}
		if got := b.Source().Why; got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}
