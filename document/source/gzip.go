package source

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
)

// gzipMagic begins a gzip member (RFC 1952, section 2.3.1).
var gzipMagic = [2]byte{0x1f, 0x8b}

// errDamaged ends a stream whose compressed form is broken or has no end: what
// came before is read.
var errDamaged = errors.New("the compressed data is damaged, or grows beyond reason")

// bombBytes is how much compressed data may hold before the limit on its ratio counts.
const bombBytes = 1 << 20

// unzipped makes an Input of what a gzip file holds.
func unzipped(name string, f *os.File, lim Limits) (*Input, error) {
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, &Error{Name: name, What: "is no whole gzip file", Hint: "it may have been cut short: fetch it again", Err: err}
	}
	return FromStream(name, &unzip{z: z, f: f, ratio: lim.Ratio}, lim), nil
}

// An unzip reads compressed data as long as it holds to the ratio.
type unzip struct {
	z     *gzip.Reader
	f     *os.File
	ratio int64
	out   int64
}

func (u *unzip) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	u.out += int64(n)
	if err != nil && err != io.EOF {
		return n, errDamaged
	}
	if u.out > bombBytes {
		if in, serr := u.f.Seek(0, io.SeekCurrent); serr == nil && u.out > u.ratio*in {
			return n, errDamaged
		}
	}
	return n, err
}

func (u *unzip) Close() error { return u.f.Close() }
