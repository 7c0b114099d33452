package room

import (
	"syscall"
	"unsafe"
)

// hugePage is the size of a huge page on most systems, in bytes.
const hugePage = 2 << 20

// advise asks the system to give the memory of b in huge pages.
func advise(b []byte) {
	if len(b) < 2*hugePage {
		return
	}
	at := uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	from := (hugePage - at%hugePage) % hugePage
	whole := b[from : from+(uintptr(len(b))-from)/hugePage*hugePage]
	_ = syscall.Madvise(whole, syscall.MADV_HUGEPAGE) // a system that has none such goes on as before
}
