//go:build !linux || (!amd64 && !arm64)

package hugepage

import "unsafe"

// Start does nothing here.
func Start() {}

// Ahead does nothing here.
func Ahead() {}

// Cover does nothing here.
func Cover(unsafe.Pointer, int) {}
