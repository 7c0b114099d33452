//go:build unix

package screen

import (
	"strings"
	"testing"
)

// TestKeyboardPanics gives the terminal back where what reads the keyboard fails.
func TestKeyboardPanics(t *testing.T) {
	var fault any
	k := newKeyboard(nil, "xterm", func() { fault = recover() })
	close(k.events)
	k.stream(strings.NewReader("q"))
	if fault == nil {
		t.Error("the panic was not met")
	}
}
