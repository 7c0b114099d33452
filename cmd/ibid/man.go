package main

import (
	"io"
	"strings"

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
		RunE: c.do(func(*cobra.Command, []string) error {
			page, err := mango.NewManPage(1, c.root()) // to the one that is run cobra has added what only that has
			if err != nil {
				return err
			}
			m := manual{roff.NewDocument()}
			page.Build(m)
			m.keys(keymap.Default())
			m.section("Files", manFiles)
			m.section("Environment", manEnv)
			m.section("Exit status", manExit)
			_, err = io.WriteString(c.out, m.String())
			return c.written(err)
		}),
	}
}

// A manual is a manual page that is being written.
type manual struct{ *roff.Document }

// percent escapes what roff.Document takes for verbs of fmt.
var percent = strings.NewReplacer("%", "%%")

// Text writes text.
func (m manual) Text(s string) { m.Document.Text(percent.Replace(s)) }

// TextBold writes text in bold.
func (m manual) TextBold(s string) { m.Document.TextBold(percent.Replace(s)) }

func (m manual) section(title, text string) {
	m.Section(title)
	m.Text(text)
	m.EndSection()
}

// keyColumns is the column of a terminal at which the manual says what a key does.
const keyColumns = 22

func (m manual) keys(keys *keymap.Map) {
	m.Section("Keys")
	for _, g := range keys.Groups() {
		m.Paragraph()
		m.TextBold(g.Title)
		m.EndSection()
		for _, e := range g.Entries {
			m.TaggedParagraph(keyColumns)
			m.TextBold(strings.Join(e.Keys, " ")) // which keeps roff from taking "'x" for a request
			m.EndSection()
			m.Text(e.Help)
			m.EndSection()
		}
	}
}
