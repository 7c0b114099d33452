package main

import (
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

func TestWhere(t *testing.T) {
	for _, tt := range []struct {
		line int
		page string
		want string
	}{{3, "xii", ":3"}, {0, "xii", ", p. xii"}, {0, "", ""}} {
		if got := where(tt.line, tt.page); got != tt.want {
			t.Errorf("line %d, page %q: %q, want %q", tt.line, tt.page, got, tt.want)
		}
	}
}

// TestLines counts the lines of a source that is longer than what is read at once.
func TestLines(t *testing.T) {
	text := strings.Repeat("a line\n", 2*stride/7)
	in := source.FromBytes("x.txt", []byte(text), source.DefaultLimits())
	d := &document.Document{Source: document.Source{Format: "plain"}}
	l := newLines(d, in)
	for off, want := range map[int64]int{-1: 0, 0: 1, 6: 1, 7: 2, stride: stride/7 + 1, stride + 7: stride/7 + 2, int64(len(text)) - 1: 2 * stride / 7, 4 * stride: 0} {
		if got := l.of(off); got != want {
			t.Errorf("byte %d is on line %d, want %d", off, got, want)
		}
	}
	d.Source = document.Source{Format: "epub"}
	if newLines(d, in) != nil || newLines(&document.Document{Source: document.Source{Format: "plain"}}, nil) != nil {
		t.Error("there are lines where none are known")
	}
}

// TestLineEnds counts lines that end in each of the three ways, also where two reads part
// "\r\n", and those of a text that was decoded, whose offsets are those of its UTF-8 form.
func TestLineEnds(t *testing.T) {
	d := &document.Document{Source: document.Source{Format: "plain"}}
	for _, end := range []string{"\n", "\r\n", "\r"} {
		first := strings.Repeat("a", stride-1)
		in := source.FromBytes("x.txt", []byte(first+end+"b"+end+"c"), source.DefaultLimits())
		l := newLines(d, in)
		at := int64(stride - 1 + len(end))
		for off, want := range map[int64]int{stride - 2: 1, at: 2, at + 1 + int64(len(end)): 3} {
			if got := l.of(off); got != want {
				t.Errorf("%q: byte %d is on line %d, want %d", end, off, got, want)
			}
		}
	}
	for _, end := range []string{"\n", "\r\n", "\r"} {
		d.Source.Encoding = "windows-1252"
		in := source.FromBytes("x.txt", []byte("\xe9\xe9"+end+"b"+end+"c"), source.DefaultLimits())
		l := newLines(d, in)
		for off, want := range map[int64]int{3: 1, 4 + int64(len(end)): 2, 5 + 2*int64(len(end)): 3} {
			if got := l.of(off); got != want {
				t.Errorf("decoded, %q: byte %d is on line %d, want %d", end, off, got, want)
			}
		}
	}
}
