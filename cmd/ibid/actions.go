package main

import (
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ibid/keymap"
)

func (c *console) actionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "actions",
		Short: "List what keys can be bound to, and their keys",
		Long:  "List the actions that keys can be bound to, with their keys as the configuration names them.",
		Args:  cobra.NoArgs,
		RunE: c.do(func(*cobra.Command, []string) error {
			cfg, errs := c.configure()
			for _, err := range errs {
				report(c.err, err)
			}
			w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
			for _, b := range cfg.keys.Actions() {
				fmt.Fprintf(w, "%s\t%s\t%s\n", b.Action, bracketed(b.Keys), keymap.Describe(b.Action))
			}
			return c.written(w.Flush())
		}),
	}
}

// bracketed returns keys as a list of the configuration.
func bracketed(keys []string) string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = strconv.Quote(k)
	}
	return "[" + strings.Join(all, ", ") + "]"
}
