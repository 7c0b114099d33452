//go:build unix

package tui

import (
	"os"

	"github.com/charmbracelet/colorprofile"

	"ibid/tui/screen"
)

// openDisplay takes the terminal. What is painted there is painted at once.
func openDisplay(in, out *os.File, environ []string, profile colorprofile.Profile) (display, error) {
	return screen.Open(in, out, environ, profile)
}
