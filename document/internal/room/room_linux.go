package room

import (
	"syscall"
	"unsafe"
)

// hugePage is the size of a huge page on most systems, in bytes.
const hugePage = 2 << 20

// advise asks the system to give n bytes of memory from p on in huge pages.
func advise(p unsafe.Pointer, n int) {
	if n < 2*hugePage {
		return
	}
	b := unsafe.Slice((*byte)(p), n)
	at := uintptr(p)
	from := (hugePage - at%hugePage) % hugePage
	whole := b[from : from+(uintptr(n)-from)/hugePage*hugePage]
	_ = syscall.Madvise(whole, syscall.MADV_HUGEPAGE) // a system that has none such goes on as before
}
