package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"

	"ibid/document/reader"
	"ibid/keymap"
)

var update = flag.Bool("update", false, "write the golden files")

const seed = "../../testdata/frus/frus1969-76v09-d56.txt"

// ran is what a run of the program left behind.
type ran struct {
	status   int
	out, err string
}

// ibid runs the program with in as its standard input, none of its streams a terminal.
func ibid(t *testing.T, in io.Reader, args ...string) ran {
	t.Helper()
	var out, err bytes.Buffer
	c := &console{in: in, out: &out, err: &err, getenv: func(string) string { return "" }}
	code := run(t.Context(), args, c)
	return ran{code, out.String(), err.String()}
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestGolden(t *testing.T) {
	for name, args := range map[string][]string{
		"text":          {seed},
		"text-72":       {seed, "--width", "72"},
		"notes":         {"notes", seed, "--width", "72"},
		"check-explain": {"check", "--explain", "testdata/problems.md"},
		"check-signs":   {"check", "--explain", "testdata/signs.txt"},
		"check-json":    {"check", "--json", "testdata/problems.md"},
		"check":         {"check", "testdata/problems.md"},
	} {
		t.Run(name, func(t *testing.T) {
			got, want := ibid(t, nil, args...), 0
			if args[0] == "check" {
				want = exitProblems
			}
			if got.status != want {
				t.Errorf("status %d, want %d: %s", got.status, want, got.err)
			}
			plain(t, got.out)
			golden(t, filepath.Join("testdata", name+".golden"), got.out)
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s", name, got)
	}
}

// plain reports anything that a terminal could obey.
func plain(t *testing.T, s string) {
	t.Helper()
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			t.Fatalf("%U in %q", r, s)
		}
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	empty := file(t, "empty", "")
	binary := file(t, "binary", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00")
	text := file(t, "text.txt", "Some text.\n")
	for _, tt := range []struct {
		args []string
		want string // a part of the message
	}{
		{[]string{"none.txt"}, "none.txt: no such file; check the name"},
		{[]string{"a\x1b[31mb"}, "a␛[31mb: no such file"},
		{[]string{"https://example.org/a"}, "https://example.org/a: is an address, which is not fetched; curl -s https://example.org/a | ibid reads it"},
		{[]string{dir}, dir + ": holds no documents"},
		{[]string{empty}, empty + ": is empty"},
		{[]string{binary}, binary + ": is not text"},
		{[]string{"export", binary}, binary + ": is not text"},
		{[]string{"notes", "none.txt"}, "none.txt: no such file"},
		{[]string{"check", text, "none.txt"}, "none.txt: no such file"},
		{[]string{"export", text, "none.txt"}, "none.txt: no such file"},
		{[]string{"notes", text, "none.txt"}, "none.txt: no such file"},
		{[]string{text, "--encoding", "klingon"}, `cannot be read as "klingon"; name a charset`},
		{[]string{text, "--format", "papyrus"}, "papyrus"},
		{[]string{text, "--dialect", "doric"}, "doric"},
		{[]string{"export", text, "--to", "papyrus"}, "--to papyrus: no such form; there are html, json, markdown, tei, text"},
		{[]string{text, "--panel", "left"}, "--panel left: there is no such place; notes stand right, below, popup, off"},
		{[]string{text, "--width", "-3"}, "--width -3: give a number of columns"},
		{[]string{text, "--width", "abc"}, "--width abc: give a number of columns"},
		{[]string{text, "--ascii=perhaps"}, "--ascii perhaps: it is either given or not"},
		{[]string{text, "--style", "nope"}, `--style: style "nope" is not known`},
		{[]string{text, "--style", "none.json"}, `--style: style "none.json": no such file`},
		{[]string{text, "--page", "999"}, "text.txt: has no page 999; it has no printed pages"},
		{[]string{seed, "--page", "999"}, "has no page 999; its pages go from 276 to 278"},
		{[]string{seed, "--note", "999"}, "has no note 999"},
		{[]string{seed, "--search", "zyxomorphic"}, "does not hold zyxomorphic"},
		{[]string{seed, "--search", "re:("}, "--search re:(: "},
		{[]string{"exprot", text}, "exprot: no such file or command; did you mean ibid export?"},
		{[]string{text, "none.txt"}, "none.txt: no such file; check the name"},
		{[]string{"check", empty}, "empty: is empty; there is nothing to read"},
		{[]string{"notes", empty}, "empty: is empty; there is nothing to read"},
		{[]string{filepath.Dir(file(t, "only-empty.txt", ""))}, "only-empty.txt: holds no words; there is nothing to read"},
		{[]string{"check"}, "standard input: is empty"},
		{[]string{file(t, "blank", " \n\n\t\n")}, "blank: holds no words; there is nothing to read"},
		{[]string{"--pgae", "3", text}, "unknown flag: --pgae; did you mean --page?"},
		{[]string{file(t, "a.pdf", "%PDF-1.4\n")}, "a.pdf: is not text: it is a PDF; make a text of it first, as pdftotext does"},
		{[]string{"--bogus"}, "unknown flag: --bogus; see ibid --help"},
		{[]string{"check", text, "--bogus"}, "unknown flag: --bogus; see ibid check --help"},
		{[]string{text, "--page"}, "flag needs an argument: --page; see ibid --help"},
		{[]string{"-"}, "standard input: is empty"},
		{nil, "standard input: is empty"},
	} {
		t.Run(fmt.Sprint(tt.args), func(t *testing.T) {
			got := ibid(t, strings.NewReader(""), tt.args...)
			if got.status != exitUnreadable || got.out != "" {
				t.Errorf("status %d, output %q", got.status, got.out)
			}
			if !strings.HasPrefix(got.err, "ibid: ") || !strings.Contains(got.err, tt.want) || strings.Count(got.err, "\n") != 1 {
				t.Errorf("error %q, want one line with %q", got.err, tt.want)
			}
			plain(t, got.err)
		})
	}
}

func TestLinkToNowhere(t *testing.T) {
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink("nowhere", link); err != nil {
		t.Skip(err) // Windows lets not everybody make one
	}
	want := "ibid: " + link + ": is a link to nowhere, which is not there; name the file itself\n"
	for _, args := range [][]string{{link}, {"check", link}, {"export", link}, {"notes", link}} {
		if got := ibid(t, nil, args...); got.status != exitUnreadable || got.err != want {
			t.Errorf("%q: status %d, error %q, want %q", args, got.status, got.err, want)
		}
	}
}

func TestEmptyFileExports(t *testing.T) {
	got := ibid(t, nil, "export", file(t, "empty", ""))
	var model struct{ Blocks []any }
	if err := json.Unmarshal([]byte(got.out), &model); got.status != 0 || err != nil || len(model.Blocks) != 0 {
		t.Errorf("status %d, %v: %s%s", got.status, err, got.out, got.err)
	}
}

func TestNoDocument(t *testing.T) {
	var out, err bytes.Buffer
	code := run(t.Context(), nil, &console{out: &out, err: &err, keyboard: true, getenv: os.Getenv})
	if code != exitUnreadable || err.String() != "ibid: no document is named; try ibid FILE, or ibid --help\n" {
		t.Errorf("status %d: %s", code, err.String())
	}
}

func TestStatusOfCheck(t *testing.T) {
	for _, tt := range []struct {
		args []string
		want int
	}{
		{[]string{"check", seed}, 0},
		{[]string{"check", seed, "testdata/problems.md"}, exitProblems},
		{[]string{"check", "none", "testdata/problems.md"}, exitUnreadable},
		{[]string{"check", "--json", "none"}, exitUnreadable},
	} {
		if got := ibid(t, nil, tt.args...); got.status != tt.want {
			t.Errorf("%v: status %d, want %d\n%s%s", tt.args, got.status, tt.want, got.out, got.err)
		}
	}
}

// TestStandardInput reads a document from a pipe and finds what the file gives.
func TestStandardInput(t *testing.T) {
	b, err := os.ReadFile(seed)
	if err != nil {
		t.Fatal(err)
	}
	want := ibid(t, nil, seed).out
	for _, args := range [][]string{nil, {"-"}} {
		if got := ibid(t, bytes.NewReader(b), args...); got.out != want || got.status != 0 {
			t.Errorf("%v: status %d, %d bytes of %d\n%s", args, got.status, len(got.out), len(want), got.err)
		}
	}
}

func TestBigStandardInput(t *testing.T) {
	const paragraphs = 80_000
	para := strings.Repeat("What comes through a pipe is spooled. ", 3)
	r, w := io.Pipe()
	go func() {
		for i := range paragraphs {
			fmt.Fprintf(w, "%s%c.\n\n", para, 'a'+i%26)
		}
		w.Close()
	}()
	got := ibid(t, r)
	last := fmt.Sprintf("%s%c.", para, 'a'+(paragraphs-1)%26)
	if got.status != 0 || !strings.HasSuffix(strings.TrimSpace(got.out), last) || strings.Count(got.out, "spooled") != 3*paragraphs {
		t.Errorf("status %d, %d bytes: %s", got.status, len(got.out), got.err)
	}
}

// TestOutputThatCloses writes to a reader that has had enough.
func TestOutputThatCloses(t *testing.T) {
	r, w := io.Pipe()
	r.Close()
	var err bytes.Buffer
	c := &console{out: w, err: &err, getenv: os.Getenv}
	if code := run(t.Context(), []string{seed}, c); code != 0 || err.Len() > 0 {
		t.Errorf("status %d: %s", code, err.String())
	}
}

func TestOutputThatFails(t *testing.T) {
	var err bytes.Buffer
	c := &console{out: full{}, err: &err, getenv: os.Getenv}
	if code := run(t.Context(), []string{seed}, c); code != exitUnreadable || !strings.Contains(err.String(), "standard output: no space") {
		t.Errorf("status %d: %s", code, err.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space") }

func TestHelpAndVersion(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"help", "check"}, {"--version"}, {"completion", "bash"}, {"man"}} {
		if got := ibid(t, nil, args...); got.status != 0 || got.out == "" || got.err != "" {
			t.Errorf("%v: status %d, %d bytes, %s", args, got.status, len(got.out), got.err)
		}
	}
}

// TestActions lists the actions with a reader's own keys, though the configuration
// is wrong elsewhere.
func TestActions(t *testing.T) {
	name := file(t, "config.toml", "measures = 60\n[keys]\nquit = [\"x\", \"ctrl+q\"]\n")
	var out, err bytes.Buffer
	c := &console{out: &out, err: &err, getenv: func(key string) string {
		if key == "IBID_CONFIG" {
			return name
		}
		return ""
	}}
	code := run(t.Context(), []string{"actions"}, c)
	if want := name + `:1:1: there is no setting "measures"`; code != 0 || !strings.Contains(err.String(), want) {
		t.Errorf("status %d, %q; want %q", code, err.String(), want)
	}
	for line := range strings.Lines(out.String()) {
		if keys, is := strings.CutPrefix(line, "quit "); is {
			if !strings.HasPrefix(strings.TrimSpace(keys), `["x", "ctrl+q"] `) {
				t.Errorf("quit has the keys %q", keys)
			}
			return
		}
	}
	t.Errorf("quit is missing from\n%s", out.String())
}

func TestCompletion(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"export --to t", "html\njson\nmarkdown\ntei\ntext\n"},
		{"--panel p", "right\nbelow\npopup\noff\n"},
		{"che", "check\tFind problems in notes and page numbers\n"},
	} {
		got := ibid(t, nil, append([]string{"__complete"}, strings.Fields(tt.line)...)...)
		if list, _, _ := strings.Cut(got.out, ":"); list != tt.want {
			t.Errorf("%s: %q, want %q", tt.line, list, tt.want)
		}
	}
}

// TestSilentStream opens a stream that says nothing for a while.
func TestSilentStream(t *testing.T) {
	r, w := io.Pipe()
	go func() {
		io.WriteString(w, "The first words.\n\n")
		time.Sleep(300 * time.Millisecond)
		io.WriteString(w, "The last.\n")
		w.Close()
	}()
	if got := ibid(t, r); got.out != "The first words.\n\nThe last.\n" || got.status != 0 {
		t.Errorf("status %d: %q %s", got.status, got.out, got.err)
	}
}

// TestTextFromAPlace begins with the paragraph that holds a place, and leaves
// out the notes that are called before it.
func TestTextFromAPlace(t *testing.T) {
	for _, args := range [][]string{{"--page", "277"}, {"--note", "2"}, {"--search", "told Dobrynin that Brezhnev"}, {"--search", "See Document 52"}} {
		got := ibid(t, nil, append([]string{seed}, args...)...)
		if got.status != 0 || !strings.HasPrefix(got.out, "He did arrive") || !strings.HasSuffix(got.out, "\n\n[2] See Document 52.\n") || strings.Contains(got.out, "[1]") {
			t.Errorf("%v: status %d, %.60q\n%s", args, got.status, got.out, got.err)
		}
	}
	if got := ibid(t, nil, seed, "--page", "276"); got.out != ibid(t, nil, seed).out {
		t.Errorf("from the first page: %.60q", got.out)
	}
}

// TestTerminalColumns writes the lines that a terminal has room for: the text on one
// that cannot be drawn on, the notes on any.
func TestTerminalColumns(t *testing.T) {
	for _, x := range []struct{ args, want []string }{
		{[]string{seed}, []string{seed, "--width", "72"}},
		{[]string{"notes", seed}, []string{"notes", seed, "--width", "72"}},
		{[]string{"notes", seed, "--width", "0"}, []string{"notes", seed}},
	} {
		var out, err bytes.Buffer
		c := &console{out: &out, err: &err, columns: 72, getenv: os.Getenv}
		if code := run(t.Context(), x.args, c); code != 0 || out.String() != ibid(t, nil, x.want...).out {
			t.Errorf("%v: status %d: %s%s", x.args, code, out.String(), err.String())
		}
	}
}

func TestHelpNamesValues(t *testing.T) {
	got := ibid(t, nil, "--help").out
	for _, want := range []string{"frus, slash", "docx, epub", "right, below, popup, off", "Label of the printed page", "tokyo-night", "man  "} {
		if !strings.Contains(got, want) {
			t.Errorf("--help does not say %q", want)
		}
	}
	if got := ibid(t, nil, "export", "--help").out; !strings.Contains(got, "html, json, markdown, tei, text") {
		t.Errorf("export --help does not name the forms:\n%s", got)
	}
}

// TestManual finds all keys in the manual page, and nothing that roff or package fmt would take
// for an order.
func TestManual(t *testing.T) {
	got := ibid(t, nil, "man").out
	roff := strings.NewReplacer(`\`, `\e`, ".", `\&.`)
	for _, g := range keymap.Default().Groups() {
		for _, e := range g.Entries {
			want := "\n\\fB" + roff.Replace(strings.Join(e.Keys, " ")) + "\\fP\n" + roff.Replace(e.Help) + "\n"
			if !strings.Contains(got, want) {
				t.Errorf("the manual lacks %q", want)
			}
		}
	}
	known := regexp.MustCompile(`^\.(TH|SH|PP|TP|RS|RE|IP)\b`)
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, "'") || line[0] == '.' && !known.MatchString(line) || strings.Contains(line, "%!") {
			t.Errorf("the manual has the line %q", line)
		}
	}
}

// TestHelpFits holds the tables of --help to a terminal of 80 columns: fang, which wraps all
// other text, leaves them to the terminal, which breaks them within words.
func TestHelpFits(t *testing.T) {
	for _, args := range [][]string{{}, {"export"}, {"check"}, {"notes"}, {"completion"}, {"exprot"}} {
		table := false
		for line := range strings.Lines(ibid(t, nil, append([]string{"help"}, args...)...).out) {
			line = strings.TrimRight(line, " \n")
			switch {
			case line == "  COMMANDS", line == "  FLAGS":
				table = true
			case table && displaywidth.String(line) > 80:
				t.Errorf("help %v: too long: %s", args, line)
			}
		}
		if !table {
			t.Errorf("help %v has no table", args)
		}
	}
}

// TestLongTextIsWrittenAsItIsRead reads the first lines of a document that has
// no end yet.
func TestLongTextIsWrittenAsItIsRead(t *testing.T) {
	from, in := io.Pipe()
	out, to := io.Pipe()
	ended := make(chan ran)
	go func() {
		var err bytes.Buffer
		c := &console{in: from, out: to, err: &err, getenv: func(string) string { return "" }}
		code := run(t.Context(), nil, c)
		ended <- ran{status: code, err: err.String()}
	}()
	stop := make(chan struct{})
	go func() {
		para := strings.Repeat("Words that go on and on. ", 20) + "\n\n"
		for {
			select {
			case <-stop:
				in.Close()
				return
			default:
				io.WriteString(in, para)
			}
		}
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "Words that go on") {
		t.Errorf("%q, %v", line, err)
	}
	out.Close() // as head does
	if got := <-ended; got.status != 0 || got.err != "" {
		t.Errorf("status %d: %s", got.status, got.err)
	}
	close(stop)
}

// TestSettle gives memory back after a long document and leaves a short one alone.
func TestSettle(t *testing.T) {
	for n, want := range map[int64]bool{1: false, settleBytes + 1: true} {
		text := strings.Repeat(strings.Repeat("Some words of it. ", 50)+"\n\n", int(n/900)+1)
		b, err := (&console{getenv: os.Getenv}).open(t.Context(), []string{file(t, "long.txt", text)}, reader.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := settle(t.Context(), b); got != want {
			t.Errorf("%d bytes: %v", len(text), got)
		}
		b.Close()
	}
}
