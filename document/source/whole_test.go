package source

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"
)

func TestReadAll(t *testing.T) {
	for _, n := range []int{0, 1, leastRead, 4096, 1 << 18, 3<<18 + 7} {
		want := make([]byte, n)
		for i := range want {
			want[i] = byte(rand.Uint32())
		}
		for _, size := range []int64{-1, 0, int64(n), int64(n) / 2, 2 * int64(n)} {
			for name, r := range map[string]io.Reader{
				"whole":  bytes.NewReader(want),
				"halves": iotest.HalfReader(bytes.NewReader(want)),
				"end":    iotest.DataErrReader(bytes.NewReader(want)),
			} {
				got, err := ReadText(r, size)
				if err != nil || got != string(want) {
					t.Errorf("%s: %d bytes, %d expected: read %d, %v", name, n, size, len(got), err)
				}
			}
		}
	}
	wrong := errors.New("wrong")
	got, err := ReadAll(io.MultiReader(bytes.NewReader([]byte("abc")), iotest.ErrReader(wrong)), 10)
	if string(got) != "abc" || err != wrong {
		t.Errorf("read %q, %v", got, err)
	}
}
