package source

import (
	"syscall"
	"unsafe"
)

// hugePage is the size of a huge page on most systems, in bytes.
const hugePage = 2 << 20

// room returns a slice of n bytes, all 0. Where it is long the system is asked to give
// its memory in huge pages: one by one, the small ones of a file of megabytes take longer
// to be given than the file takes to be read, in a virtual machine above all. None is
// given before it is written to, whatever a file says of its size.
func room(n int) []byte {
	b := make([]byte, n)
	if n < 2*hugePage {
		return b
	}
	at := uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	from := (hugePage - at%hugePage) % hugePage
	whole := b[from : from+(uintptr(n)-from)/hugePage*hugePage]
	_ = syscall.Madvise(whole, syscall.MADV_HUGEPAGE) // advice; a system that has none such goes on as before
	return b
}
