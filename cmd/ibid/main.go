// Command ibid reads documents that have an apparatus: notes, printed page
// numbers and cross references.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

// exitUnreadable is the exit status where a document could not be read or the
// command line was wrong.
const exitUnreadable = 2

func main() {
	if err := root().ExecuteContext(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "ibid: "+err.Error())
		os.Exit(exitUnreadable)
	}
}

func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:           "ibid FILE…",
		Short:         "Read documents with notes and printed page numbers",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	cmd.AddCommand(exportCommand())
	return cmd
}
