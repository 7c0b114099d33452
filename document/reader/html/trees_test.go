package html

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ibid/document/internal/readertest"
	"ibid/document/internal/truth"
)

// A treeCase is a page of html5lib's tests of tree construction.
type treeCase struct{ where, page string }

// treeCases returns the pages of html5lib's tests: what stands between the lines #data and
// #errors of each. Parts of pages, which are parsed within an element, are left out.
func treeCases(t *testing.T) []treeCase {
	t.Helper()
	dir := filepath.Join(truth.Corpus(t, "hostile"), "public", "html5lib", "tree-construction-from-xnet")
	names, err := filepath.Glob(filepath.Join(dir, "*.dat"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []treeCase
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range strings.Split("\n"+string(text), "\n#data\n")[1:] {
			page, rest, _ := strings.Cut(test, "\n#errors")
			if page != "" && !strings.Contains(rest, "\n#document-fragment\n") {
				cases = append(cases, treeCase{filepath.Base(name), page})
			}
		}
	}
	return cases
}

// TestTrees reads pages whose markup is broken in every way that HTML has a rule for:
// what is read of them is sound, and holds all the words that they show.
func TestTrees(t *testing.T) {
	cases := treeCases(t)
	if len(cases) < 1000 {
		t.Fatalf("%d cases", len(cases))
	}
	for _, c := range cases {
		d, err := read(t, "case.html", []byte(c.page), Options{Charset: "utf-8", All: true})
		if err != nil {
			t.Errorf("%s: %v\n%s", c.where, err, c.page)
			continue
		}
		if err := readertest.Sound(d); err != nil {
			t.Errorf("%s: %v\n%s", c.where, err, c.page)
		}
		if err := truth.Lost(d, strings.ToValidUTF8(c.page, "?")); err != nil {
			t.Errorf("%s: %v\n%q", c.where, err, c.page)
		}
	}
}

// TestMarkup reads text that stands where there is no markup, or after markup that does not end.
func TestMarkup(t *testing.T) {
	for src, want := range map[string]string{
		"<p>a<plaintext>b<p>c</plaintext>":                   "a|b<p>c</plaintext>",
		"<svg><![CDATA[a<p>b]]></svg>c":                      "a<p>bc",
		"<svg><desc>a</desc><text>b<p>c</p>":                 "a b|c",
		"<p>a<math alttext=x><mi>b<p>c":                      "ax",
		"<p>a<math alttext=x><mrow><p>c":                     "ax|c",
		"<template><table></template><body><p>a":             "a",
		"<p>a<svg><foreignObject><p>b</foreignObject></svg>": "a|b",
	} {
		d, err := read(t, "case.html", []byte(src), Options{Charset: "utf-8", All: true})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range d.Blocks {
			got = append(got, b.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: %q, want %q", src, s, want)
		}
	}
}
