//go:build amd64 || arm64

package hugepage

import (
	"sync/atomic"
	"syscall"
	"unsafe"
)

const (
	// size of a huge page in bytes, where a page has 4 KB. Where pages are larger so are the
	// huge ones, and the system gives none in runs of memory as short as these.
	size = 2 << 20
	// grown is what the heap grows by, a multiple of bytes at a multiple of bytes (Go's
	// runtime/mpagealloc.go, pallocChunkBytes).
	grown = 4 << 20
	// collapse makes a huge page of pages that are there (Linux 6.1, madvise(2), MADV_COLLAPSE).
	collapse = 25
)

// ahead is what the heap is made to grow by, in bytes: about what a document of a few megabytes
// takes until it is written out. It is the length of a stack, a power of two.
const ahead = 32 << 20

// Start asks for huge pages in the first few megabytes of the heap, some of which was given
// in small ones before the first package was initialised.
func Start() {
	var here byte // on the stack, which is in the heap too
	first := uintptr(unsafe.Pointer(&here)) &^ (grown - 1)
	madvise(first, grown, syscall.MADV_HUGEPAGE)
	for page := first; page < first+grown; page += size {
		madvise(page, size, collapse) // an error where none of it is there, which the advice is enough for
	}
}

// Ahead has the heap grow by 32 MB, in huge pages, before they are needed. Nothing is taken
// from the system until it is used.
//
// What the heap grows by has to be allocated and to go again. An object would stay until the
// collector runs; the stack of a goroutine goes when the goroutine ends (runtime/stack.go,
// stackfree), which here may be a moment after the return.
func Ahead() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		var top byte
		deepen(nil)
		end := uintptr(unsafe.Pointer(&top))
		from, to := (end-ahead)&^(size-1), (end|(grown-1))+1
		madvise(from, to-from, syscall.MADV_HUGEPAGE)
	}()
	<-done
}

// A run is three eighths of what the heap is made to grow by.
type run [ahead / 8 * 3]byte

// deepen would pass on what r points to. Its frame has room for that twice, once to take a
// copy of it and once to pass it, and is made, though not written to, where r is nil.
//
//go:noinline
func deepen(r *run) {
	if r != nil {
		take(*r)
	}
}

//go:noinline
func take(run) {}

// covered is the run of memory that huge pages were asked for in last.
var covered struct{ from, to atomic.Uintptr }

// Cover asks for huge pages in what the heap grew by when it gave the n bytes at p, the
// sooner after that the better: a huge page is given only where nothing was written to yet.
func Cover(p unsafe.Pointer, n int) {
	if n == 0 {
		return
	}
	from, to := uintptr(p)&^(grown-1), (uintptr(p)+uintptr(n-1)|(grown-1))+1
	if from >= covered.from.Load() && to <= covered.to.Load() {
		return
	}
	covered.from.Store(from) // between the two stores others may ask once more than they need
	covered.to.Store(to)
	madvise(from, to-from, syscall.MADV_HUGEPAGE)
}

// madvise tells the system how length bytes at address at will be used.
func madvise(at, length uintptr, advice int) {
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, at, length, uintptr(advice))
}
