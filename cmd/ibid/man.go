package main

import (
	"io"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"

	"ibid/keymap"
)

const (
	manFiles = `$XDG_CONFIG_HOME/ibid/config.toml, or the file that IBID_CONFIG names: style, measure, panel, mouse, ascii, justify, hyphenate, remember, and under [keys] the name of an action with its key or keys. $XDG_STATE_HOME/ibid/places: where documents were left, with --remember.`
	manEnv   = `IBID_CONFIG names the configuration file. GLAMOUR_STYLE names a style. NO_COLOR takes colours away. VISUAL or EDITOR, and BROWSER, are started when asked for.`
	manExit  = `0 where all is well. 1 where check found problems. 2 where a document could not be read or the command line is wrong.`
)

func (c *console) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Write the manual page",
		Example: "ibid man | man -l -",
		Args:    cobra.NoArgs,
		RunE: c.do(func(cmd *cobra.Command, _ []string) error {
			page, err := mango.NewManPage(1, cmd.Root())
			if err != nil {
				return err
			}
			page.WithSection("Keys", keymap.Default().Text()).
				WithSection("Files", manFiles).
				WithSection("Environment", manEnv).
				WithSection("Exit status", manExit)
			_, err = io.WriteString(c.out, page.Build(roff.NewDocument()))
			return c.written(err)
		}),
	}
}
