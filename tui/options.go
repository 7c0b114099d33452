package tui

import (
	"context"
	"os"
	"os/exec"

	"ibid/document"
	"ibid/keymap"
	"ibid/tui/theme"
)

// A Reading is a document that may still be growing.
type Reading interface {
	// Document returns the newest snapshot, nil where there is none yet.
	Document() *document.Document
	// Next waits for a snapshot of a generation after gen. It returns io.EOF
	// when there will be none, or the error that ended the reading.
	Next(ctx context.Context, gen uint64) (*document.Document, error)
}

// Options say what is read and how. The zero value of each field but Reading is a default.
type Options struct {
	Reading Reading
	Keys    *keymap.Map // nil for the default bindings

	Style   string // a style of Glamour's by name or a path to one, "" to choose by the background
	Dark    bool   // the first guess at the background, until the terminal answers
	ASCII   bool   // nothing but ASCII is drawn, but for the text itself
	Justify bool
	Measure int    // columns of text, 0 for DefaultMeasure
	Panel   string // "", "right", "below", "popup" or "off"
	NoMouse bool
	Deleted bool // show text that an editor or reviser struck

	// Hyphenate divides words at the ends of lines, by the first dictionary for
	// the document's language that is in HyphenDirs.
	Hyphenate  bool
	HyphenDirs []string

	Notice string // what the reader is to be told first, in the status line

	// Where to open: a printed page, a note's label, a phrase, or where a session before ended.
	// The first that is set counts.
	Page, Note, Search string
	At                 *Bookmark

	// Painted is called once the first frame has been written, nil where that does not matter.
	Painted func()
	// Reopen reads the source again, nil where it cannot be.
	Reopen func(ctx context.Context) (Reading, error)
	// Edit returns the command that opens the source at a place, nil where there is no file.
	Edit func(at document.Loc) (*exec.Cmd, error)
	// Browse opens a URL outside, nil where that is not wanted. Its scheme is http, https or mailto.
	Browse func(url string) error

	Input   *os.File // nil for standard input, or the terminal where that is something else
	Output  *os.File // nil for standard output
	Environ []string // nil for the environment of the process
}

// CheckStyle returns an error where there is no such style, or its file cannot be used.
func CheckStyle(name string) error {
	_, err := theme.Load(name, true)
	return err
}

// A Result is how a session ended.
type Result struct {
	At *Bookmark // nil at the beginning of the document
}
