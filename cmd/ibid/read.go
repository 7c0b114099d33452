package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ibid/document/reader"
	"ibid/document/source"
	"ibid/tui"
)

// readFlags are what the command line says of how to read.
type readFlags struct {
	reader.Options
	page, note, search string
	flags              config // what of the configuration the command line says
	noMouse            bool
}

const long = "Read a document that has an apparatus: notes, printed page numbers, cross references. " +
	"The note stands beside the line that calls it, the number of the printed page in the margin, " +
	"and search finds words though a note or a page stands between them.\n\n" +
	"On the screen Tab goes to the next reference, Enter to its note and Backspace back, / searches, " +
	"? shows all keys and q quits.\n\n" +
	"Where standard output is no terminal the document is written as plain text with its notes at the end; " +
	"where a place to open at is named, from the paragraph that holds it. " +
	"A file that has the name of a command is read with ./NAME."

// styles are Glamour's, by name.
var styles = []string{"auto", "dark", "light", "dracula", "tokyo-night", "pink", "ascii"}

// offer names the values of a flag that a shell completes; without any it
// offers nothing, not even files.
func offer(cmd *cobra.Command, flag string, values []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic("ibid: " + err.Error()) // there is no such flag
	}
}

func (c *console) root() *cobra.Command {
	var f readFlags
	cmd := &cobra.Command{
		Use:     "ibid [FILE…]",
		Short:   "Read documents with notes and printed page numbers",
		Long:    long,
		Example: "ibid book.epub\nibid memo.txt --page 277\nibid letter.md --search Brezhnev\nibid volume/\ncurl -s https://example.org/paper.html | ibid",
		Args:    cobra.ArbitraryArgs,
		RunE:    c.do(func(cmd *cobra.Command, args []string) error { return c.read(cmd, args, f) }),
	}
	cmd.SetIn(c.in)
	cmd.SetOut(c.out)
	cmd.SetErr(c.err)
	formatFlags(cmd, &f.Options)
	s := cmd.Flags()
	s.StringVar(&f.page, "page", "", "LABEL of the printed page to open at: 277, xii")
	s.StringVar(&f.note, "note", "", "LABEL of the note to open at: 2, *, a")
	s.StringVar(&f.search, "search", "", "WORDS to open at; w:WORD finds a whole word,\nre:PATTERN or /PATTERN/ a regular expression")
	s.StringVar(&f.flags.Style, "style", "", "NAME or FILE of a Glamour style for the colours:\n"+listed(styles))
	s.Var((*columns)(&f.flags.Measure), "width", "COLUMNS of text")
	s.StringVar(&f.flags.Panel, "panel", "", "PLACE of the notes: "+strings.Join(panels, ", "))
	s.BoolVar(&f.flags.Justify, "justify", false, "justify the text")
	s.BoolVar(&f.flags.Hyphenate, "hyphenate", false, "divide words at the ends of lines")
	s.BoolVar(&f.flags.Remember, "remember", false, "keep where the document is left, and begin there")
	s.BoolVar(&f.flags.ASCII, "ascii", false, "draw borders and signs with ASCII only")
	s.BoolVar(&f.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	offer(cmd, "style", styles)
	offer(cmd, "panel", panels)
	for _, name := range []string{"page", "note", "search", "width"} {
		offer(cmd, name, nil)
	}
	cmd.SetFlagErrorFunc(c.misused)
	cmd.AddCommand(c.exportCommand(), c.checkCommand(), c.notesCommand(), c.actionsCommand(), c.manCommand())
	cmd.InitDefaultCompletionCmd()
	if completion, _, err := cmd.Find([]string{"completion"}); err == nil {
		completion.Short = "Write a completion script for a shell" // cobra's own is too long to stand in a table
	}
	return cmd
}

// read shows a document on the screen, or writes it where there is none.
func (c *console) read(cmd *cobra.Command, args []string, f readFlags) error {
	ctx, cancel := context.WithCancel(cmd.Context())
	defer cancel()
	if err := f.check(); err != nil {
		return err
	}
	if err := missing(cmd, args); err != nil {
		return err
	}
	f.Comments = c.screen || f.All
	seen := make(chan struct{})
	if c.screen {
		f.Await = seen
		c.hasten()
	}
	b, err := c.openFull(ctx, args, f.Options)
	if err != nil {
		return err
	}
	defer b.Close()
	if c.screen {
		return c.show(ctx, b, args, f, seen)
	}
	c.thrifty(b.size())
	if err := c.writeText(ctx, b, f); err != nil {
		return err
	}
	c.passedOver(b.Document())
	return c.over
}

// check finds what on the command line cannot be.
func (f *readFlags) check() error {
	if !slices.Contains(panels, cmp.Or(f.flags.Panel, panels[0])) {
		return fmt.Errorf("--panel %s: there is no such place; notes stand %s", f.flags.Panel, strings.Join(panels, ", "))
	}
	if f.flags.Style != "" {
		if err := tui.CheckStyle(f.flags.Style); err != nil {
			return fmt.Errorf("--style: %w", err)
		}
	}
	if f.search != "" {
		if _, err := f.query(); err != nil {
			return fmt.Errorf("--search %s: %w", f.search, err)
		}
	}
	return nil
}

// missing refuses the names of files that are not there, for one that is
// misspelt, or the name of a command, would be left out of a volume silently.
func missing(cmd *cobra.Command, args []string) error {
	for i, name := range args {
		if name == stdinArg {
			continue
		}
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		err := source.Missing(name)
		cmd.SuggestionsMinimumDistance = 2 // letters that differ
		if like := cmd.SuggestionsFor(name); i == 0 && name != "" && len(like) > 0 {
			err.What, err.Hint = "no such file or command", "did you mean ibid "+like[0]+"?"
		}
		return err
	}
	return nil
}
