package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// listed joins names in lines that stand beside the names of flags in 80 columns.
func listed(names []string) string {
	const columns = 50
	var b strings.Builder
	at := 0
	for i, name := range names {
		if i > 0 {
			b.WriteByte(',')
			if at += len(", "); at+len(name) < columns {
				b.WriteByte(' ')
			} else {
				b.WriteByte('\n')
				at = 0
			}
		}
		b.WriteString(name)
		at += len(name)
	}
	return b.String()
}

// columns is the value of a flag that counts the columns of a line.
type columns int

func (c *columns) String() string { return strconv.Itoa(int(*c)) }

// Type names the value in messages and completions.
func (*columns) Type() string { return "columns" }

// Set takes a number that is not below 0.
func (c *columns) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return errors.New("give a number of columns")
	}
	*c = columns(n)
	return nil
}

// misused keeps what is wrong with a flag from fang, as do keeps the errors of commands.
func (c *console) misused(cmd *cobra.Command, err error) error {
	c.failed = flagError(cmd, err)
	return nil
}

// flagError puts what is wrong with a flag in the words of the command line, and
// says what would help.
func flagError(cmd *cobra.Command, err error) error {
	var bad *pflag.InvalidValueError
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		if like := likeFlag(cmd, unknown.GetSpecifiedName()); like != "" {
			return fmt.Errorf("%w; did you mean --%s?", err, like)
		}
	}
	if !errors.As(err, &bad) {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	}
	cause := errors.Unwrap(bad)
	if bad.GetFlag().Value.Type() == "bool" {
		cause = errors.New("it is either given or not, or is true or false")
	}
	return fmt.Errorf("--%s %s: %w", bad.GetFlag().Name, bad.GetValue(), cause)
}

// likeFlag returns the flag of a command whose name is like one that is none, "" where
// there is none or several. Cobra knows what is alike for the names of commands only.
func likeFlag(cmd *cobra.Command, name string) string {
	names := &cobra.Command{SuggestionsMinimumDistance: 2} // letters that differ
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
		}
	})
	if like := names.SuggestionsFor(name); len(name) > 1 && len(like) == 1 {
		return like[0]
	}
	return ""
}
