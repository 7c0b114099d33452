package reader

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

func readNamed(t *testing.T, name, text string) (*document.Document, error) {
	t.Helper()
	r, err := Read(t.Context(), source.FromBytes(name, []byte(text), source.DefaultLimits()), Options{})
	if err != nil {
		return nil, err
	}
	return r.Wait(t.Context())
}

const (
	restructured = "A title\n=======\n\nSome words [1]_ here.\n\n.. [1] The note.\n"
	richText     = `{\rtf1\ansi Some words{\super\chftn}{\footnote\pard\plain \chftn The note.} here.\par}`
)

func TestConverted(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("pandoc is not installed")
	}
	for name, text := range map[string]string{
		"a.rst":     restructured,
		"a.org":     "Some words[fn:1] here.\n\n[fn:1] The note.\n",
		"a.tex":     "\\documentclass{article}\\begin{document}Some words\\footnote{The note.} here.\\end{document}\n",
		"noname":    richText,
		"starred":   strings.Replace(richText, `{\footnote`, `{\*\footnote`, 1),
		"a.fb2":     `<?xml version="1.0"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><book-title>T</book-title></title-info></description><body><section><p>Some words<a l:href="#n1" type="note">1</a> here.</p></section></body><body name="notes"><section id="n1"><p>The note.</p></section></body></FictionBook>`,
		"a.xml":     `<article dtd-version="1.2"><body><p>Some words<xref ref-type="fn" rid="n">1</xref> here.</p></body><back><fn-group><fn id="n"><label>1</label><p>The note.</p></fn></fn-group></back></article>`,
		"a.docbook": "<article><para>Some words<footnote><para>The note.</para></footnote> here.</para></article>",
	} {
		d, err := readNamed(t, name, text)
		if err != nil {
			t.Error(name, err)
			continue
		}
		if len(d.Notes) != 1 || len(d.Refs) != 1 || d.Called(0) != 0 || d.Notes[0].Blocks[0].Text != "The note." {
			t.Errorf("%s: notes %+v, refs %+v", name, d.Notes, d.Refs)
		}
	}
	if d, err := readNamed(t, "a.org", "<!DOCTYPE html><html><p>A page saved from example.org</p></html>"); err != nil || d.Source.Format != "html" {
		t.Errorf("a web page is read as %+v, %v", d, err)
	}
}

// TestNotConverted reads where there is no pandoc, and where it fails.
func TestNotConverted(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	for _, broken := range []bool{false, true} {
		if broken && runtime.GOOS == "windows" {
			return // where a script is no program
		}
		if broken {
			if err := os.WriteFile(filepath.Join(bin, "pandoc"), []byte("#!/bin/sh\nexit 1\n"), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		d, err := readNamed(t, "a.rst", restructured)
		if err != nil || d.Source.Format != "plain" || len(d.Blocks) == 0 {
			t.Fatalf("broken %v: %+v, %v", broken, d, err)
		}
		told := false
		for _, p := range d.Problems {
			told = told || strings.Contains(p.Message, "pandoc")
		}
		if !told {
			t.Errorf("broken %v: problems %+v", broken, d.Problems)
		}
		if _, err := readNamed(t, "letter.rtf", richText); err == nil || !strings.Contains(err.Error(), "letter.rtf") || !strings.Contains(err.Error(), "pandoc") || strings.Contains(err.Error(), "\n") {
			t.Errorf("broken %v: error %v", broken, err)
		}
	}
}
