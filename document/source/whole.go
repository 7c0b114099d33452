package source

import (
	"io"

	"ibid/document/internal/room"
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
	b := room.Bytes(int(min(max(size, 0), mostRoom)) + leastRead)
	n := 0
	for {
		if len(b)-n < leastRead {
			more := room.Bytes(2 * len(b))
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
	return room.String(b), err // nobody else has the bytes
}
