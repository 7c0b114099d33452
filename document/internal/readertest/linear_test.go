package readertest

import (
	"strings"
	"testing"
)

// A counter counts the errors of a test that is expected to fail.
type counter struct {
	testing.TB
	errors int
}

func (c *counter) Helper()               {}
func (c *counter) Errorf(string, ...any) { c.errors++ }

var kept []string

// TestLinear tells a reader that copies all it has read at each line from one that does not.
func TestLinear(t *testing.T) {
	for _, tt := range []struct {
		name   string
		read   func(text string)
		errors int
	}{
		{"linear", func(text string) { kept = append(kept[:0], strings.Split(strings.Clone(text), "\n")...) }, 0},
		{"square", func(text string) {
			whole := ""
			for line := range strings.Lines(text) {
				whole += line
			}
			kept = append(kept[:0], whole)
		}, 1},
	} {
		c := &counter{TB: t}
		Linear(c, "one line\n", tt.read)
		if c.errors != tt.errors {
			t.Errorf("%s: %d errors, want %d", tt.name, c.errors, tt.errors)
		}
	}
}
