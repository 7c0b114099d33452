package pandoc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"ibid/document"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// Formats are those that pandoc can read for us, by pandoc's own names. Those
// that this program reads itself are not among them.
var Formats = []string{
	"asciidoc", "commonmark_x", "creole", "djot", "docbook", "dokuwiki", "fb2", "haddock", "ipynb", "jats", "jira",
	"latex", "man", "mediawiki", "muse", "opml", "org", "rst", "rtf", "t2t", "textile", "tikiwiki", "twiki", "typst", "vimwiki",
}

// Installed reports whether there is a pandoc to read through.
func Installed() bool {
	_, err := exec.LookPath("pandoc")
	return err == nil
}

// What a conversion may cost. Pandoc has no limits of its own.
const (
	convertTime   = 60 * time.Second
	convertMemory = "-M512M" // of its heap, a flag of its runtime
	convertBytes  = 256 << 20
	stderrBytes   = 4 << 10
)

// Convert reads a document of one of Formats through pandoc: a child process
// that may read no file, write none and reach no network (--sandbox), that
// gets the document on its standard input, and no shell.
func Convert(ctx context.Context, in *source.Input, b *document.Builder, format string) error {
	if !slices.Contains(Formats, format) {
		return &source.Error{Name: in.Name, What: "pandoc is not asked to read " + format}
	}
	program, err := exec.LookPath("pandoc")
	if err != nil {
		return &source.Error{Name: in.Name, What: "reading " + format + " needs pandoc, which is not installed", Hint: "install pandoc, or convert the document to HTML", Err: err}
	}
	text, err := prepared(in, format)
	if err != nil {
		return err
	}
	marks := notes{mark: noteMarks[format]}
	limited, cancel := context.WithTimeout(ctx, convertTime)
	defer cancel()
	src, told, err := run(limited, program, io.TeeReader(text, &marks), format, convertBytes)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return &source.Error{Name: in.Name, What: fmt.Sprintf("pandoc did not read it within %v", convertTime)}
	case err != nil:
		return &source.Error{Name: in.Name, What: "pandoc cannot read it as " + format, Hint: err.Error(), Err: err}
	}
	if err := read(ctx, in.Name, src, b, in.Limits, slices.Contains(printing, format)); err != nil {
		return err
	}
	warn(b, told)
	if have := len(b.Draft().Notes); have < marks.n {
		b.Report(document.Shortened, fmt.Sprintf("pandoc made notes of %d of the %d that the source marks as such", have, marks.n))
	}
	return nil
}

// prepared returns the text of a document, its notes and works as pandoc knows them.
func prepared(in *source.Input, format string) (io.Reader, error) {
	if format == "jats" {
		src, _, err := xmlscan.Read(in, "")
		return strings.NewReader(known(src, in.Limits)), err
	}
	text, _, err := in.Text("")
	if err == nil && format == "rtf" {
		return plainRTF(text)
	}
	return text, err
}

// extensions are what pandoc must be told to read of a format. Without it a note in a notebook
// is a link that leads to the note's first words.
var extensions = map[string]string{"ipynb": "+footnotes"}

// run returns what pandoc makes of a document, at most so many bytes, and what it says of it.
func run(ctx context.Context, program string, in io.Reader, format string, most int) (made []byte, told string, err error) {
	cmd := exec.CommandContext(ctx, program, "+RTS", convertMemory, "-RTS", "--sandbox", "--from="+format+extensions[format], "--to=json")
	cmd.Stdin = in
	cmd.Env = []string{"LANG=C.UTF-8", "PATH=" + os.Getenv("PATH")}
	cmd.Dir = os.TempDir()
	cmd.WaitDelay = time.Second
	out := &bounded{limit: most}
	complaint := &bounded{limit: stderrBytes, quiet: true}
	cmd.Stdout, cmd.Stderr = out, complaint
	err = cmd.Run()
	told = complaint.b.String()
	switch {
	case out.full:
		return nil, told, errors.New("what it makes of the document is too large")
	case err != nil && strings.TrimSpace(told) != "":
		return nil, told, errors.New(oneLine(told))
	}
	return out.b.Bytes(), told, err
}

// longestTold is how many bytes of what pandoc says are passed on.
const longestTold = 200

// oneLine returns the beginning of what pandoc says, in one line.
func oneLine(told string) string {
	told = source.Clean(told)
	if len(told) > longestTold {
		told = strings.ToValidUTF8(told[:longestTold], "") + "…"
	}
	return told
}

// mostWarnings is how many of pandoc's warnings are passed on.
const mostWarnings = 5

// warn reports what pandoc says that it left out: files that a document names, which it may
// not read, and what it does not know.
func warn(b *document.Builder, told string) {
	all := strings.Split(told, "[WARNING] ")[1:]
	for i, w := range all {
		if i == mostWarnings {
			b.Report(document.Shortened, fmt.Sprintf("pandoc warns of %d more", len(all)-i))
			return
		}
		b.Report(document.Shortened, "pandoc warns: "+oneLine(w))
	}
}

// A bounded buffer takes no more than its limit. What comes after is an error,
// or left out where it is quiet.
type bounded struct {
	b     bytes.Buffer
	limit int
	quiet bool
	full  bool
}

func (w *bounded) Write(p []byte) (int, error) {
	n := min(len(p), w.limit-w.b.Len())
	w.b.Write(p[:n])
	if n < len(p) && !w.quiet {
		w.full = true
		return n, io.ErrShortBuffer
	}
	return len(p), nil
}
