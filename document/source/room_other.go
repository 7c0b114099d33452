//go:build !linux

package source

// room returns a slice of n bytes, all 0.
func room(n int) []byte { return make([]byte, n) }
