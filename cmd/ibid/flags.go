package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

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

// flagError puts what is wrong with a flag in the words of the command line, and
// says what would help.
func flagError(cmd *cobra.Command, err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	}
	cause := errors.Unwrap(bad)
	if bad.GetFlag().Value.Type() == "bool" {
		cause = errors.New("it is either given or not, or is true or false")
	}
	return fmt.Errorf("--%s %s: %w", bad.GetFlag().Name, bad.GetValue(), cause)
}
