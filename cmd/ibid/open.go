package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"ibid/document"
	"ibid/document/reader"
	"ibid/document/source"
	"ibid/internal/hugepage"
)

// Standard input, on the command line and in messages.
const (
	stdinArg  = "-"
	stdinName = "standard input"
)

// formatFlags adds the flags that say how a document is read.
func formatFlags(cmd *cobra.Command, opt *reader.Options) {
	f := cmd.Flags()
	own, converted := reader.Formats()
	f.StringVar(&opt.Format, "format", "", "NAME of the format, where detection is wrong:\n"+listed(slices.Concat(own, []string{"and through pandoc rst", "org", "latex and others"})))
	f.StringVar(&opt.Dialect, "dialect", "", "NAME of the habit of notes and pages in\nplain text, where detection is wrong:\n"+listed(reader.Dialects()))
	f.StringVar(&opt.Charset, "encoding", "", "CHARSET, where detection is wrong:\nutf-8, windows-1252, shift_jis")
	f.BoolVar(&opt.All, "all", false, "show all: menus of a web page, comments of\nreviewers, deletions")
	offer(cmd, "format", slices.Concat(own, converted))
	offer(cmd, "dialect", reader.Dialects())
	offer(cmd, "encoding", nil)
}

// A book is a document or volume that is open.
type book struct {
	*reader.Reading
	in *source.Input // nil for a volume
}

// size returns how many bytes are read, -1 where that is not known.
func (b *book) size() int64 {
	if b.in == nil {
		return -1
	}
	return b.in.Size()
}

// Close releases the file that a document is read from.
func (b *book) Close() error {
	if b.in == nil {
		return nil
	}
	return b.in.Close()
}

// volume reports whether the arguments name several documents: more than one
// file, or a directory.
func volume(args []string) bool {
	if len(args) != 1 || args[0] == stdinArg {
		return len(args) > 1
	}
	info, err := os.Stat(args[0])
	return err == nil && info.IsDir()
}

func (c *console) openVolume(ctx context.Context, args []string, opt reader.Options) (*book, error) {
	r, err := reader.ReadVolume(ctx, args, source.DefaultLimits(), opt)
	if err != nil {
		return nil, err
	}
	return &book{r, nil}, nil
}

// open begins to read what the arguments name.
func (c *console) open(ctx context.Context, args []string, opt reader.Options) (*book, error) {
	if volume(args) {
		return c.openVolume(ctx, args, opt)
	}
	in, err := c.input(args)
	if err != nil {
		return nil, err
	}
	return c.begin(ctx, in, opt)
}

// openFull is open for who wants to read: it refuses a document in which there
// is nothing to be read.
func (c *console) openFull(ctx context.Context, args []string, opt reader.Options) (*book, error) {
	if volume(args) {
		return c.openVolume(ctx, args, opt)
	}
	in, err := c.input(args)
	if err != nil {
		return nil, err
	}
	if err := nonempty(in); err != nil {
		in.Close()
		return nil, err
	}
	b, err := c.begin(ctx, in, opt)
	if err != nil {
		return nil, err
	}
	if d := b.Document(); d.Complete && len(d.Blocks) == 0 && len(d.Notes) == 0 {
		b.Close()
		return nil, &source.Error{Name: in.Name, What: "holds no words", Hint: "there is nothing to read"}
	}
	return b, nil
}

// aheadBytes is how long a document must be for the memory it is written out from to be worth
// making ready before. On a screen the first words come before much of it is used, and
// each huge page that is begun delays them where the host of a virtual machine has to find it first.
const aheadBytes = 1 << 20

func (c *console) begin(ctx context.Context, in *source.Input, opt reader.Options) (*book, error) {
	if n := in.Size(); !c.screen && (n < 0 || n >= aheadBytes) {
		hugepage.Ahead()
	}
	r, err := reader.Read(ctx, in, opt)
	if err != nil {
		in.Close()
		return nil, err
	}
	c.bound(r.Document().Source.Format, in.Size())
	return &book{r, in}, nil
}

// input finds the bytes of what the arguments name: a file, or standard input.
func (c *console) input(args []string) (*source.Input, error) {
	switch {
	case len(args) == 1 && args[0] != stdinArg:
		return open(args[0])
	case c.keyboard:
		return nil, errors.New("no document is named; try ibid FILE, or ibid --help")
	}
	// The file must not be closed with the input, for the process owns it.
	return source.FromStream(stdinName, struct{ io.Reader }{c.in}, source.DefaultLimits()), nil
}

// open opens what a file name names, once: a device may mind being opened. The keys typed at a
// terminal are not a document.
func open(name string) (*source.Input, error) {
	if info, err := os.Stat(name); err != nil || info.Mode()&fs.ModeCharDevice == 0 {
		return source.Open(name, source.DefaultLimits())
	}
	f, err := os.Open(name)
	switch {
	case err != nil: // which Open puts into words
		return source.Open(name, source.DefaultLimits())
	case terminal(f):
		f.Close()
		return nil, &source.Error{Name: name, What: "is a terminal", Hint: "name a file, or send a text through a pipe"}
	}
	return source.FromStream(name, f, source.DefaultLimits()), nil
}

// terminal reports whether a file is one. It leaves the file as it was opened, which Fd does not.
func terminal(f *os.File) (is bool) {
	if c, err := f.SyscallConn(); err == nil {
		c.Control(func(fd uintptr) { is = term.IsTerminal(fd) })
	}
	return is
}

// An opener begins to read what the arguments name: console.open or console.openFull.
type opener func(ctx context.Context, args []string, opt reader.Options) (*book, error)

// whole reads a document to its end. The comments of reviewers are not of the
// document, and are read only where all is asked for.
func (c *console) whole(cmd *cobra.Command, args []string, opt reader.Options, open opener) (*document.Document, error) {
	ctx := cmd.Context()
	if err := missing(cmd, args); err != nil {
		return nil, err
	}
	opt.Comments, opt.Whole = opt.All, true
	b, err := open(ctx, args, opt)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	c.thrifty(b.size())
	d, err := b.Wait(ctx)
	if err == nil {
		c.passedOver(d)
	}
	return d, err
}

// passedOver names the files of a volume that could not be read, which is an error
// once the others have been written.
func (c *console) passedOver(d *document.Document) {
	for _, p := range d.Problems {
		if p.Err != nil {
			report(c.err, errors.New(p.Message))
			c.over = status(exitUnreadable)
		}
	}
}

// nonempty refuses a source in which there is nothing to read.
func nonempty(in *source.Input) error {
	head, err := in.Head(1)
	if err == nil && len(head) == 0 {
		err = &source.Error{Name: in.Name, What: "is empty", Hint: "there is nothing to read"}
	}
	return err
}
