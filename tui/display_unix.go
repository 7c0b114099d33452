//go:build unix

package tui

import (
	"os"

	"github.com/charmbracelet/colorprofile"

	paint "ibid/tui/screen"
)

// openDisplay takes the terminal. What is painted there is painted at once.
func openDisplay(in, out *os.File, environ []string, profile colorprofile.Profile) (display, error) {
	return paint.Open(in, out, environ, profile)
}
