package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/reader"
	"ibid/document/source"
)

var exporters = map[string]func(io.Writer, *document.Document) error{
	"json": export.JSON,
}

func exportCommand() *cobra.Command {
	var to string
	var opt reader.Options
	cmd := &cobra.Command{
		Use:   "export FILE",
		Short: "Write a document in another form",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := exporters[to]
			if !ok {
				return fmt.Errorf("cannot export to %q", source.Clean(to))
			}
			d, err := read(cmd.Context(), args[0], opt)
			if err != nil {
				return err
			}
			return write(cmd.OutOrStdout(), d)
		},
	}
	cmd.Flags().StringVar(&to, "to", "json", "the form: json")
	return cmd
}

// read opens a document and reads it to its end.
func read(ctx context.Context, name string, opt reader.Options) (*document.Document, error) {
	in, err := source.Open(name, source.DefaultLimits())
	if err != nil {
		return nil, err
	}
	defer in.Close()
	r, err := reader.Read(ctx, in, opt)
	if err != nil {
		return nil, err
	}
	return r.Wait(ctx)
}
