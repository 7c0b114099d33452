package source

import (
	"io"
	"unsafe"
)

const (
	// leastRead is how much room there is for a read at least, in bytes.
	leastRead = 512
	// mostRoom bounds what is made room for by what a file says of its size.
	mostRoom = 1 << 30
)

// ReadAll reads r to its end, of which size bytes are expected, -1 where that is
// not known.
func ReadAll(r io.Reader, size int64) ([]byte, error) {
	b := room(int(min(max(size, 0), mostRoom)) + leastRead)
	n := 0
	for {
		if len(b)-n < leastRead {
			more := room(2 * len(b))
			copy(more, b[:n])
			b = more
		}
		k, err := r.Read(b[n:])
		n += k
		if err == io.EOF {
			return b[:n:n], nil
		}
		if err != nil {
			return b[:n:n], err
		}
	}
}

// ReadText is ReadAll for a text.
func ReadText(r io.Reader, size int64) (string, error) {
	b, err := ReadAll(r, size)
	return unsafe.String(unsafe.SliceData(b), len(b)), err // nobody else has the bytes
}

// roomy is how large a buffer must be for its pages to be asked for at once.
const roomy = 256 << 10

// room makes a buffer that will be filled from its beginning. The pages of a large
// one are not made present one by one, while it is filled: for a file in the
// system's cache that would take longer than reading it.
func room(n int) []byte {
	b := make([]byte, n)
	if n >= roomy {
		present(b)
	}
	return b
}
