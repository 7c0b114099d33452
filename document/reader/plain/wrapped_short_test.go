package plain

import (
	"context"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

const (
	shortTale = "The king heard the tale of the merchant[FN#1] and was pleased with it, and\nhe bade the wazir bring the youth before him in the morning[FN#2] so that the\nstory might be told again.\n\n" +
		"[FN#1] That is, the merchant of Cairo, of whom more is told in the\nnext night.\n\n[FN#2] Arab. \"subh.\"\n"
	shortPoem = "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\nRough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;\n\n" +
		"Sometime too hot the eye of heaven shines,\nAnd often is his gold complexion dimmed;\nAnd every fair from fair sometime declines,\nBy chance or nature's changing course untrimmed;[1]\n\n[1] Bare of ornament.\n"
	shortMemo = "Network Working Group                                            J. Doe\nRequest for Comments: 9999                                     Example\n                                                              May 1999\n\n" +
		"                       A Short Memo\n\n1.  Introduction\n\n   This memo says very little [RFC2119].\n\nDoe                          Informational                      [Page 1]\n\f\n" +
		"RFC 9999                    A Short Memo                        May 1999\n\n2.  References\n\n   [RFC2119]  Bradner, S., \"Key words\", March 1997.\n\nDoe                          Informational                      [Page 2]\n"
	shortDespatch = "1. Telegram From the Embassy\n\nSaigon, May 1, 1961.\n\nThe President agreed1 to it.\n\n  1. Source: a file.\n"
	shortList     = "SUBJECT\nThe meeting of ministers\nPARTICIPANTS\nThe Secretary\nMr. Bundy\nMr. Rusk\nThe Ambassador\nMr. Hall\nMr. King\n"
)

func TestWrappedShort(t *testing.T) {
	for _, tt := range []struct {
		name, text, dialect string
		want                bool
	}{
		{"tale", shortTale, "", true},
		{"poem", shortPoem, "", true},
		{"memo", shortMemo, "", true},
		{"despatch", shortDespatch, "", false},
		{"list", shortList, "", false},
		{"empty", "", "", false},
		{"forced", shortDespatch, "rfc", true},
		{"forced book", "One line.", "gutenberg", true},
		{"forced lines", shortPoem, "frus", false},
		{"empty, forced", "", "rfc", true},
	} {
		if got := wrappedText(tt.text, tt.dialect); got != tt.want {
			t.Errorf("%s: wrapped is %v", tt.name, got)
		}
		b := document.NewBuilder()
		in := source.FromBytes("x.txt", []byte(tt.text), source.DefaultLimits())
		if err := Read(context.Background(), in, b, Options{Dialect: tt.dialect}); err != nil {
			t.Fatal(err)
		}
		sameText(t, tt.name, reassembled(b.Finish()), sourceText(t, source.FromBytes("x.txt", []byte(tt.text), source.DefaultLimits())))
	}
}

func TestReadShort(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		kind       document.Kind
		first      string // begins the first block of that kind
		linked     int
	}{
		{"tale", shortTale, document.Paragraph, "The king heard the tale of the merchant and was pleased with it, and he bade", 2},
		{"poem", shortPoem, document.Verse, "Shall I compare thee to a summer's day?\nThou art", 1},
		{"memo", shortMemo, document.Paragraph, "This memo says very little", 1},
	} {
		d := readBytes(t, tt.name, []byte(tt.text))
		first := ""
		for i := range d.Blocks {
			if d.Blocks[i].Kind == tt.kind && first == "" {
				first = d.Blocks[i].Text
			}
		}
		if !strings.HasPrefix(first, tt.first) || linked(d) != tt.linked {
			t.Errorf("%s: %q, %d references with a note", tt.name, first, linked(d))
		}
	}
}
