//go:build !linux

package prefault

// Screen does nothing: only Linux is asked.
func Screen() {}
