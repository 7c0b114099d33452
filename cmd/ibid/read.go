package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ibid/document/export"
	"ibid/document/reader"
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
	"Where standard output is no terminal the document is written as plain text with its notes at the end. " +
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
	formatFlags(cmd, &f.Options)
	s := cmd.Flags()
	s.StringVar(&f.page, "page", "", "open at a printed page")
	s.StringVar(&f.note, "note", "", "open at a note, by its label")
	s.StringVar(&f.search, "search", "", "open at the first match")
	s.StringVar(&f.flags.Style, "style", "", "colours: "+strings.Join(styles, ", ")+", or a Glamour style file")
	s.IntVar(&f.flags.Measure, "width", 0, "columns of text")
	s.StringVar(&f.flags.Panel, "panel", "", "where notes stand: "+strings.Join(panels, ", "))
	s.BoolVar(&f.flags.Justify, "justify", false, "justify the text")
	s.BoolVar(&f.flags.Hyphenate, "hyphenate", false, "hyphenate English text")
	s.BoolVar(&f.flags.ASCII, "ascii", false, "draw with ASCII only")
	s.BoolVar(&f.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	offer(cmd, "style", styles)
	offer(cmd, "panel", panels)
	for _, name := range []string{"page", "note", "search", "width"} {
		offer(cmd, name, nil)
	}
	cmd.AddCommand(c.exportCommand(), c.checkCommand(), c.notesCommand(), c.actionsCommand(), c.manCommand())
	return cmd
}

// read shows a document on the screen, or writes it where there is none.
func (c *console) read(cmd *cobra.Command, args []string, f readFlags) error {
	ctx, cancel := context.WithCancel(cmd.Context())
	defer cancel()
	if !slices.Contains(panels, cmp.Or(f.flags.Panel, panels[0])) {
		return fmt.Errorf("--panel %s: notes stand %s", f.flags.Panel, strings.Join(panels, ", "))
	}
	if f.flags.Measure < 0 {
		return fmt.Errorf("--width %d: a line cannot be shorter than nothing", f.flags.Measure)
	}
	f.Comments = c.screen || f.All
	b, err := c.openFull(ctx, args, f.Options)
	if err != nil {
		return err
	}
	defer b.Close()
	if c.screen {
		return c.show(ctx, b, args, f)
	}
	d, err := b.Wait(ctx)
	if err != nil {
		return err
	}
	return c.written(export.Text(c.out, d, export.TextOptions{Width: f.flags.Measure}))
}
