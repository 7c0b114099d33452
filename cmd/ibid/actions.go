package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func (c *console) actionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "actions",
		Short: "List the actions that keys can be bound to, with their keys",
		Args:  cobra.NoArgs,
		RunE: c.do(func(*cobra.Command, []string) error {
			cfg, errs := c.configure()
			for _, err := range errs {
				report(c.err, err)
			}
			w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
			for _, e := range cfg.keys.Entries() {
				fmt.Fprintf(w, "%s\t%s\t%s\n", e.Action, strings.Join(e.Keys, " "), e.Help)
			}
			return c.written(w.Flush())
		}),
	}
}
