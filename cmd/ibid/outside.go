package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"ibid/document"
)

// An editor opens the source of a document.
type editor struct {
	name   string // of the file
	getenv func(string) string

	mu   sync.Mutex
	book *book
}

// open tells which reading of the file is shown now.
func (e *editor) open(b *book) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.book = b
}

// command returns the command that opens the source at a place: VISUAL or
// EDITOR, whose words are the program and its arguments; no shell reads them. Where
// neither is set it is vi, if there is one, as in POSIX's more.
func (e *editor) command(at document.Loc) (*exec.Cmd, error) {
	words := wordsOf(cmp.Or(strings.TrimSpace(e.getenv("VISUAL")), e.getenv("EDITOR")))
	if len(words) == 0 {
		vi, err := exec.LookPath("vi")
		if err != nil {
			return nil, errors.New("EDITOR is not set, and there is no vi")
		}
		words = []string{vi}
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil, fmt.Errorf("the editor %s cannot be started; see VISUAL and EDITOR", words[0])
	}
	name, err := filepath.Abs(e.name) // so that it cannot be taken for a flag
	if err != nil {
		return nil, err
	}
	return exec.Command(words[0], append(words[1:], atLine(words[0], name, e.line(at))...)...), nil
}

// wordsOf returns the words of a command line. Quotes hold a word together, as a path
// with spaces needs; nothing else that a shell knows is known.
func wordsOf(line string) []string {
	var words []string
	var word strings.Builder
	var quote rune
	in := false
	for _, r := range line {
		switch {
		case r == quote && quote != 0:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, in = r, true
		case !unicode.IsSpace(r):
			word.WriteRune(r)
			in = true
		case in:
			words = append(words, word.String())
			word.Reset()
			in = false
		}
	}
	if in {
		words = append(words, word.String())
	}
	return words
}

// line returns the line of the source that a place stands on, 0 where it is not known.
func (e *editor) line(at document.Loc) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	d := e.book.Document()
	if at.Note >= len(d.Notes) {
		return 0 // a place of the reading before
	}
	blocks := d.BlocksOf(at.Note)
	if at.Block >= len(blocks) {
		return 0
	}
	return newLines(d, e.book.in).of(sourceOf(&blocks[at.Block], at.Offset))
}

// atLine returns the arguments with which an editor opens a file at a line.
// Those that are not known are given the file alone.
func atLine(program, name string, line int) []string {
	if line == 0 {
		return []string{name}
	}
	switch strings.TrimSuffix(filepath.Base(program), ".exe") {
	case "vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "kak", "micro", "mg", "joe", "ne", "mcedit", "ex", "nvi", "pico":
		return []string{"+" + strconv.Itoa(line), name}
	case "hx", "helix", "subl", "zed":
		return []string{name + ":" + strconv.Itoa(line)}
	case "code", "codium":
		return []string{"--goto", name + ":" + strconv.Itoa(line)}
	}
	return []string{name}
}

// schemes are those of the addresses that are opened.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true}

// browse opens an address in the program named by BROWSER, or the system's.
func (c *console) browse(address string) error {
	u, err := url.Parse(address)
	if err != nil || !schemes[strings.ToLower(u.Scheme)] {
		return fmt.Errorf("%s is not opened: it is no web or mail address", address)
	}
	words := browser(c.getenv("BROWSER"), u.String())
	cmd := exec.Command(words[0], words[1:]...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("the browser cannot be started: %w", err)
	}
	go cmd.Wait() // only so that it leaves no zombie
	return nil
}

// browser returns the command that opens an address: the first of those that
// BROWSER lists, in which "%s" stands for the address, or the system's own.
func browser(list, address string) []string {
	if runtime.GOOS != "windows" { // where a colon may be of a path
		list, _, _ = strings.Cut(list, ":")
	}
	words := strings.Fields(list)
	switch {
	case len(words) > 0:
	case runtime.GOOS == "windows":
		words = []string{"rundll32", "url.dll,FileProtocolHandler"}
	case runtime.GOOS == "darwin":
		words = []string{"open"}
	default:
		words = []string{"xdg-open"}
	}
	placed := false
	for i := 1; i < len(words); i++ {
		if words[i] == "%s" {
			words[i], placed = address, true
		}
	}
	if !placed {
		words = append(words, address)
	}
	return words
}
