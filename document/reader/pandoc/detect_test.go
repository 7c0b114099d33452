package pandoc

import (
	"strings"
	"testing"
)

func TestNamed(t *testing.T) {
	for _, tt := range []struct{ head, name, want string }{
		{`{\rtf1\ansi`, "x", "rtf"},
		{`<?xml version="1.0"?><article xmlns="http://docbook.org/ns/docbook">`, "a.xml", "docbook"},
		{`<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd"><book>`, "a.xml", "docbook"},
		{`<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.2 20190208//EN" "x.dtd"><article>`, "a.xml", "jats"},
		{`<article dtd-version="1.1" article-type="other"><front>`, "a", "jats"},
		{`<?xml version="1.0"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">`, "a", "fb2"},
		{`<opml version="2.0">`, "a", "opml"},
		{`<article><p>A part of a web page</p>`, "a", ""},
		{`<!-- made from DTD DocBook --><html><body>`, "a.html", ""},
		{`<TEI xmlns="http://www.tei-c.org/ns/1.0">`, "a.xml", ""},
		{"An <article dtd-version='1'> in words.", "a.txt", ""},
		{"Words.", "a.adoc", "asciidoc"},
		{"{}", "a.ipynb", "ipynb"},
		{".\\\" by hand\n.TH A 1\n.SH NAME\n", "a.1", "man"},
		{"Words.\n.TH A 1\n", "a.1x", "man"},
		{"Words of chapter 1.", "a.1", ""},
		{".TH A 1\n", "a.txt", ""},
		{"Words.\x00", "a.org", ""},
		{"Words.", "a.rtf", ""},
	} {
		if got, _ := Named([]byte(tt.head), tt.name); got != tt.want {
			t.Errorf("%q of %s is %q, want %q", tt.head, tt.name, got, tt.want)
		}
	}
	if got, _ := Named(utf16(`<?xml version="1.0" encoding="utf-16"?><FictionBook>`), "a"); got != "fb2" {
		t.Errorf("UTF-16 is %q", got)
	}
}

// utf16 returns s, which is in ASCII, in UTF-16.
func utf16(s string) []byte {
	return []byte("\xff\xfe" + strings.Join(strings.Split(s, ""), "\x00") + "\x00")
}
