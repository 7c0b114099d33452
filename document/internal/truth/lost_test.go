package truth

import (
	"testing"

	"ibid/document"
)

// TestLost compares documents of one paragraph with the pages that they were made of.
func TestLost(t *testing.T) {
	for _, tt := range []struct {
		page, text string
		want       string // the error, none where it is empty
	}{
		{"<p>Two words", "Two words", ""},
		{"<p>Two words", "Two word", "lost [s×1]"},
		{"<p>Two<!-- no --> words<script>no</script>", "Two words", ""},
		{"<head><title>Name</title></head><p>Two words", "Two words", ""},
		{"<p>a<title>b</title>c", "ac", "lost [b×1]"},
		{"<p>a<title>b<!-- no --><? no ><i title='>no'>c</i></ no><p>d", "abc", "lost [d×1]"},
		{"<p>a<title>b<i no", "ab", ""},
		{"<p>a <a href='#r'>↩</a>", "a", ""},
		{"<p>a <a href='#r'>b</a>", "a", "lost [b×1]"},
		{"<?xml version='1.0'?><html><p>a<p/>b</p></html>", "a", "lost [b×1]"},
	} {
		b := document.NewBuilder()
		b.AddBlock(document.Block{Text: tt.text})
		got := ""
		if err := Lost(b.Finish(), tt.page); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%q of %s: %q, want %q", tt.text, tt.page, got, tt.want)
		}
	}
}
