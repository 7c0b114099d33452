package tei

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/internal/made"
	"ibid/document/internal/truth"
	"ibid/document/source"

	"ibid/document/internal/readertest"
)

func read(name string, raw []byte, opt Options) (*document.Document, error) {
	b := document.NewBuilder()
	*b.Source() = document.Source{Name: name, Format: "tei", Bytes: int64(len(raw))}
	if err := Read(context.Background(), source.FromBytes(name, raw, source.DefaultLimits()), b, opt); err != nil {
		return nil, err
	}
	apparatus.Check(b)
	return b.Finish(), nil
}

func TestGolden(t *testing.T) {
	cases := "../../../testdata/tei/*.xml"
	readCase := func(_ *testing.T, name string) (*document.Document, error) {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return read(filepath.Base(name), raw, Options{})
	}
	readertest.Golden(t, cases, readCase)
	readertest.Marks(t, cases, readCase)
}

func TestIs(t *testing.T) {
	for in, want := range map[string]int{
		`<?xml version="1.0"?><!-- c --><TEI xmlns="http://www.tei-c.org/ns/1.0">`: 100,
		`<!DOCTYPE TEI.2 SYSTEM "x"><TEI.2>`:                                       100,
		`<t:teiCorpus xmlns:t="http://www.tei-c.org/ns/1.0">`:                      100,
		`<div xmlns="http://www.tei-c.org/ns/1.0">`:                                100,
		"\xff\xfe<\x00T\x00E\x00I\x00>\x00":                                        100,
		`<!DOCTYPE TEI.2 [ <!ENTITY a "b">`:                                        90,
		`<html><body>`:                                                             0,
		`Text <TEI>`:                                                               0,
		``:                                                                         0,
	} {
		if got := Is([]byte(in), ""); got != want {
			t.Errorf("Is(%q) = %d, want %d", in, got, want)
		}
	}
}

// TestAll shows what the reading text leaves out.
func TestAll(t *testing.T) {
	d, err := read("x", []byte(`<TEI><p>a <choice><sic>bda</sic><corr>bad</corr></choice> <del>day</del> night</p></TEI>`), Options{All: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Blocks[0].Text; got != "a bad bda day night" {
		t.Errorf("text %q", got)
	}
	n := 0
	for _, m := range d.Blocks[0].Marks {
		if m.Style&document.Deleted != 0 {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d runs are marked as deleted, want 2", n)
	}
}

// floors are what the real documents of the corpus reach. The truth of one of
// them, which is DocBook, knows 26 notes of another kind.
var floors = map[string]float64{"refs": 0.995, "linked": 0.995, "notes": 0.995, "pages": 0.998, "heads": 0.98}

func TestCorpus(t *testing.T) {
	s := truth.Run(t, "tei", "*.xml", truth.Options{}, func(name string) (*document.Document, error) {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return read(name, raw, Options{})
	})
	t.Log(s)
	for kind, floor := range floors {
		if got := row(s, kind).F1(); got < floor {
			t.Errorf("%s: F1 %.4f, want %.3f", kind, got, floor)
		}
	}
}

func row(s truth.Score, kind string) truth.Row {
	switch kind {
	case "refs":
		return s.Refs
	case "linked":
		return s.Linked
	case "notes":
		return s.Notes
	case "pages":
		return s.Pages
	}
	return s.Heads
}

// TestVolumes opens whole volumes: each document is a section with its
// number, each note is called once, and cross references lead there.
func TestVolumes(t *testing.T) {
	volumes, err := filepath.Glob(filepath.Join(truth.Corpus(t, "frus/tei"), "*.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range volumes {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := read(filepath.Base(name), raw, Options{})
		if err != nil {
			t.Fatal(err)
		}
		documents := 0
		for _, s := range d.Sections {
			if !s.Document {
				continue
			}
			documents++
			if s.Number == "" || !strings.HasPrefix(s.Title, s.Number+".") && !strings.HasPrefix(s.Title, "["+s.Number) {
				t.Logf("%s: document %q is called %q", d.Source.Name, s.Number, s.Title)
			}
		}
		if want := bytes.Count(raw, []byte(`type="document"`)); documents != want {
			t.Errorf("%s: %d documents, want %d", d.Source.Name, documents, want)
		}
		if want := bytes.Count(raw, []byte("<note")); len(d.Notes) != want || len(d.Refs) != want {
			t.Errorf("%s: %d notes and %d references, want %d", d.Source.Name, len(d.Notes), len(d.Refs), want)
		}
		if want := bytes.Count(raw, []byte("<pb")); len(d.Pages) != want {
			t.Errorf("%s: %d pages, want %d", d.Source.Name, len(d.Pages), want)
		}
	}
}

// TestLemmas reads entries that stand apart from the text: what their notes begin with, and in
// which order they are called.
func TestLemmas(t *testing.T) {
	for body, want := range map[string]string{
		`<p xml:id="a">one</p><p xml:id="a">two</p><p xml:id="b">three</p><app from="#a" to="#b"><rdg>x</rdg></app>`:                                        "onetwothree] x", // an id that stands twice is the first one's
		`<p xml:id="a">one</p><app from="#a"><rdg>x</rdg></app>`:                                                                                            "one] x",
		`<app from="#a"><rdg>x</rdg></app><p xml:id="a">one</p>`:                                                                                            "one] x",
		`<lg n="A"><l n="1">one</l></lg><listApp><app loc="1"><rdg>x</rdg></app><app loc="A 1"><rdg>y</rdg></app><app loc="1"><rdg>z</rdg></app></listApp>`: "1 x|A 1 y|1 z",
		`<lg n="A"><lg n="B"><lg n="C"><lg n="D"><l n="1">one</l></lg></lg></lg></lg><listApp><app loc="B C D 1"><rdg>x</rdg></app></listApp>`:              "B C D 1 x",
	} {
		for range 8 { // the order is that of no map
			d, err := read("x", []byte("<TEI><text><body>"+body+"</body></text></TEI>"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, n := range d.Calls {
				got = append(got, strings.TrimSpace(d.Notes[n].Blocks[0].Text))
			}
			if s := strings.Join(got, "|"); s != want {
				t.Errorf("%s: %q, want %q", body, s, want)
			}
		}
	}
}

// TestManyOfAKind reads documents of a megabyte or so that would take minutes
// if anything were looked for among all that came before.
func TestManyOfAKind(t *testing.T) {
	for name, s := range map[string][2]string{
		"notes":   {`a<note n="1">b</note> `, ""},
		"entries": {`a<app><lem>x</lem><rdg wit="#A">y</rdg></app> `, ""},
		"pages":   {`<pb n="1" xml:id="p"/>`, ""},
		"links":   {`<anchor xml:id="a"/><ref target="#a">b</ref>`, ""},
		"calls":   {`<anchor xml:id="a"/><note target="#a">x</note>`, ""},
		"lines":   {`<l>a</l>`, ""},
		"cells":   {`<row><cell>a</cell><cell cols="90">b</cell></row>`, ""},
		"parts":   {`<note xml:id="a" next="#b">x</note><note xml:id="b" prev="#a" next="#a">y</note>`, ""},
		"nested":  {`<note><app><lem>a</lem><rdg>`, "</rdg></app></note>"},
		"styles":  {`<hi><choice><sic>`, `</sic></choice></hi>`},
		"lists":   {`<list><label>x</label><item>a`, `</item></list>`},
		"numbers": {`<listApp><app loc="1"/></listApp><div n="1">`, `</div>`},
		"lemmas":  {`<app from="#a" to="#b"/><p xml:id="a">x</p>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			n := 1 << 20 / len(s[0]+s[1])
			raw := "<TEI><text><body><div>" + strings.Repeat(s[0], n) + "x" + strings.Repeat(s[1], n) + "</div></body></text></TEI>"
			if _, err := read(name, []byte(raw), Options{}); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestSnapshots checks that what a snapshot holds is in every later one.
func TestSnapshots(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(truth.Corpus(t, "frus/tei"), "frus1955-57v02.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var shots []*document.Document
	b := document.NewBuilder()
	b.OnPublish = func(d *document.Document) { shots = append(shots, d) }
	if err := Read(t.Context(), source.FromBytes("x", raw, source.DefaultLimits()), b, Options{}); err != nil {
		t.Fatal(err)
	}
	last := b.Finish()
	if len(shots) < 4 || len(shots[0].Blocks) == 0 {
		t.Fatalf("%d snapshots", len(shots))
	}
	for _, d := range shots {
		begins(t, "blocks", d.Blocks, last.Blocks)
		begins(t, "notes", d.Notes, last.Notes)
		begins(t, "sections", d.Sections, last.Sections)
		begins(t, "pages", d.Pages, last.Pages)
	}
}

func begins[T any](t *testing.T, what string, early, late []T) {
	t.Helper()
	for i := range early {
		if !reflect.DeepEqual(early[i], late[i]) {
			t.Errorf("%s: %+v became %+v", what, early[i], late[i])
		}
	}
}

// TestNothingIsLost compares all letters and digits of the source's text with
// those of the document.
func TestNothingIsLost(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/tei/*.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := kept(raw); err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
	}
}

// BenchmarkFirstSnapshot reads until there is something to show.
func BenchmarkFirstSnapshot(b *testing.B) {
	raw, _ := made.Text(b, "tei", 4<<20)
	for b.Loop() {
		ctx, cancel := context.WithCancel(context.Background())
		d := document.NewBuilder()
		d.OnPublish = func(*document.Document) { cancel() }
		err := Read(ctx, source.FromBytes("x", raw, source.DefaultLimits()), d, Options{})
		if err != context.Canceled {
			b.Fatal(fmt.Errorf("no snapshot before the end: %w", err))
		}
	}
}
