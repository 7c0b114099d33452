package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/reader"
)

// exporters are the forms in which a document can be written.
var exporters = map[string]func(io.Writer, *document.Document, export.TextOptions) error{
	"html":     markup(export.HTML),
	"json":     markup(export.JSON),
	"markdown": markup(export.Markdown),
	"tei":      markup(export.TEI),
	"text":     export.Text,
}

// markup makes an exporter of one that lines of text have no width for.
func markup(write func(io.Writer, *document.Document) error) func(io.Writer, *document.Document, export.TextOptions) error {
	return func(w io.Writer, d *document.Document, _ export.TextOptions) error { return write(w, d) }
}

func (c *console) exportCommand() *cobra.Command {
	var to string
	var opt reader.Options
	var text export.TextOptions
	forms := strings.Join(slices.Sorted(maps.Keys(exporters)), ", ")
	cmd := &cobra.Command{
		Use:     "export FILE",
		Short:   "Write a document in another form",
		Example: "ibid export book.epub --to text",
		Args:    cobra.ArbitraryArgs,
		RunE: c.do(func(cmd *cobra.Command, args []string) error {
			write, ok := exporters[to]
			if !ok {
				return fmt.Errorf("--to %s: no such form; there are %s", to, forms)
			}
			d, err := c.whole(cmd, args, opt, c.open)
			if err != nil {
				return err
			}
			text.Deleted = opt.All
			return c.written(write(c.out, d, text))
		}),
	}
	cmd.Flags().StringVar(&to, "to", "json", "FORM to write: "+forms)
	offer(cmd, "to", slices.Sorted(maps.Keys(exporters)))
	cmd.Flags().Var((*columns)(&text.Width), "width", "COLUMNS of a line of text; 0 for a line a paragraph")
	formatFlags(cmd, &opt)
	return cmd
}

func (c *console) notesCommand() *cobra.Command {
	var opt reader.Options
	var text export.TextOptions
	cmd := &cobra.Command{
		Use:   "notes FILE",
		Short: "List the notes and the sentences that call them",
		Long:  "List the notes, each with the sentence that calls it and its page.",
		Args:  cobra.ArbitraryArgs,
		RunE: c.do(func(cmd *cobra.Command, args []string) error {
			d, err := c.whole(cmd, args, opt, c.openFull)
			if err != nil {
				return err
			}
			text.Deleted = opt.All
			if !cmd.Flags().Changed("width") {
				text.Width = c.columns
			}
			return c.written(export.Notes(c.out, d, text))
		}),
	}
	cmd.Flags().Var((*columns)(&text.Width), "width", "COLUMNS of a line, those of the terminal where it is\none; 0 for a line a paragraph")
	formatFlags(cmd, &opt)
	return cmd
}

// written takes the error of writing to standard output. Who reads it may have
// had enough (head), which is no error. What could not be written is one.
func (c *console) written(err error) error {
	if err == nil || errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return c.over
	}
	return fmt.Errorf("standard output: %w", err)
}
