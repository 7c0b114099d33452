package prefault

import (
	"syscall"
	"unsafe"
)

// Requests of madvise(2), since Linux 5.14.
const (
	populateRead  = 22
	populateWrite = 23
)

const (
	page = 4 << 10
	// chunk is the size of the pieces in which the Go heap grows, each aligned to
	// itself (runtime.pallocChunkBytes).
	chunk = 4 << 20
)

// What a start takes of the heap, in bytes: until all packages are initialised,
// and then for the first screen.
const (
	initBytes   = 1 << 20
	screenBytes = 1 << 20
)

// newest is an object near the end of what the heap has given out.
var newest *[page]byte

func init() {
	heap(initBytes)
	program()
}

// Screen makes the memory present that a first screen takes.
func Screen() { heap(screenBytes) }

// heap makes the next n bytes of the heap present, as far as the system has given
// them to the heap.
func heap(n uintptr) {
	newest = new([page]byte)
	at := uintptr(unsafe.Pointer(newest)) &^ (page - 1)
	advise(at, min(at+n, at&^(chunk-1)+chunk), populateWrite)
}

// program makes the code and the constants of the program present, which the file
// cache has if it was started lately.
func program() {
	f, err := syscall.Open("/proc/self/maps", syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return
	}
	var lines [256]byte
	n, _ := syscall.Read(f, lines[:])
	syscall.Close(f)
	from, to := constant(lines[:max(n, 0)])
	advise(from, to, populateRead)
}

// constant returns where the mappings that the lines of a maps file (proc(5))
// begin with are not written to: the program's, which has the lowest addresses.
func constant(lines []byte) (from, to uintptr) {
	for {
		a, rest := address(lines, '-')
		b, rest := address(rest, ' ')
		if len(rest) < len("rwxp") || rest[1] == 'w' || to != 0 && a != to {
			return from, to
		}
		if to == 0 {
			from = a
		}
		to = b
		for len(rest) > 0 && rest[0] != '\n' {
			rest = rest[1:]
		}
		if len(rest) == 0 {
			return from, to
		}
		lines = rest[1:]
	}
}

// address reads a hexadecimal number that ends with a sign, and returns what
// follows that, nil where there is no such number.
func address(s []byte, end byte) (uintptr, []byte) {
	var n uintptr
	for i, c := range s {
		switch {
		case '0' <= c && c <= '9':
			n = n<<4 | uintptr(c-'0')
		case 'a' <= c && c <= 'f':
			n = n<<4 | uintptr(c-'a'+10)
		case c == end:
			return n, s[i+1:]
		default:
			return 0, nil
		}
	}
	return 0, nil
}

// advise asks the system to do something about pages. That it cannot is no error.
func advise(from, to uintptr, what uintptr) {
	if from < to {
		syscall.Syscall(syscall.SYS_MADVISE, from, to-from, what)
	}
}
