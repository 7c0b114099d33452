package source

import (
	"os"
	"syscall"
	"unsafe"
)

// populateWrite is MADV_POPULATE_WRITE of madvise(2), since Linux 5.14.
const populateWrite = 23

// present asks the system for the pages of b. That it cannot is no error.
func present(b []byte) {
	page := uintptr(os.Getpagesize())
	from := (uintptr(unsafe.Pointer(unsafe.SliceData(b))) + page - 1) &^ (page - 1)
	to := (uintptr(unsafe.Pointer(unsafe.SliceData(b))) + uintptr(len(b))) &^ (page - 1)
	if from < to {
		syscall.Syscall(syscall.SYS_MADVISE, from, to-from, populateWrite)
	}
}
