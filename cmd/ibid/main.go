// Command ibid reads documents that have an apparatus: notes, printed page
// numbers and cross references.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"charm.land/fang/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	_ "ibid/cmd/ibid/internal/headstart"
	"ibid/cmd/ibid/internal/untmux"
	"ibid/document/source"
)

// The exit statuses, beside 0 for all is well.
const (
	exitProblems   = 1 // check found something
	exitUnreadable = 2 // a document could not be read, or the command line was wrong
)

// version is set when a release is built.
var version = ""

func main() {
	untmux.Restore()
	os.Exit(run(context.Background(), os.Args[1:], standard()))
}

// A console is what the program talks to.
type console struct {
	in       io.Reader
	out, err io.Writer
	keyboard bool // in is a terminal
	screen   bool // out is a terminal that can be drawn on
	columns  int  // of out where it is a terminal, else 0
	getenv   func(string) string

	failed error // of the command that was run
	over   error // of the files of a volume that could not be read
}

// standard returns the console of the process.
func standard() *console {
	c := &console{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		keyboard: term.IsTerminal(os.Stdin.Fd()),
		screen:   term.IsTerminal(os.Stdout.Fd()),
		getenv:   os.Getenv,
	}
	if c.screen {
		c.columns, _, _ = term.GetSize(os.Stdout.Fd())
		c.screen = os.Getenv("TERM") != "dumb"
	}
	return c
}

// run runs the program and returns its exit status.
func run(ctx context.Context, args []string, c *console) int {
	root := c.root()
	root.SetArgs(append([]string{}, args...)) // of nil it would take os.Args
	err := fang.Execute(ctx, root, fang.WithVersion(versionString()), fang.WithoutManpage(), fang.WithErrorHandler(
		func(w io.Writer, _ fang.Styles, err error) { report(w, err) }))
	if err == nil && c.failed != nil {
		err = c.failed
		report(c.err, err)
	}
	var code interface{ ExitCode() int }
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return code.ExitCode()
	}
	return exitUnreadable
}

// do makes a command of f. Its error is kept from fang, which would ask the
// terminal for its colours before it reports it, and a terminal may take seconds to answer.
func (c *console) do(f func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		c.failed = f(cmd, args)
		return nil
	}
}

// A status ends the program without a word, for all has been said.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// ExitCode returns the exit status.
func (s status) ExitCode() int { return int(s) }

// report prints an error as one line.
func report(w io.Writer, err error) {
	var silent interface{ ExitCode() int }
	if !errors.As(err, &silent) {
		fmt.Fprintln(w, "ibid: "+source.Clean(err.Error()))
	}
}

func versionString() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
