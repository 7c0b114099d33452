// Package room makes room for long texts. Most of the time that it takes to read one
// is the system's, which gives memory page by page when it is first written to, in a virtual
// machine above all; long runs of it are asked for in huge pages.
package room

import (
	"slices"
	"strings"
	"unsafe"

	"ibid/internal/hugepage"
)

// Bytes returns a slice of n bytes, all 0. None is given by the system before it is
// written to, so n may be a guess.
func Bytes(n int) []byte {
	b := make([]byte, n)
	hugepage.Cover(unsafe.Pointer(unsafe.SliceData(b)), n)
	return b
}

// Grow is slices.Grow for what may be long.
func Grow[T any](s []T, n int) []T {
	if cap(s)-len(s) >= n {
		return s
	}
	s = slices.Grow(s, n)
	hugepage.Cover(unsafe.Pointer(unsafe.SliceData(s)), cap(s)*int(unsafe.Sizeof(*new(T))))
	return s
}

// String returns b as a string that shares its bytes, which nobody may change from then on.
func String(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Texts holds many texts in few allocations, none of which goes before all texts
// in it have gone. The zero value is empty. It must not be copied once it holds any.
type Texts struct {
	b        strings.Builder // whose memory, unlike that of a slice, is not set to 0 first
	size     int             // bytes of the last allocation
	expected int             // bytes of texts that are still to come, as far as was told
}

// Sizes of allocations in bytes: the first is small, for there may be thousands of Texts.
const (
	least = 4 << 10
	most  = 256 << 10
	// Where a whole one of the longest is expected, they are from long to longest, an
	// eighth of it.
	long    = 4 << 20
	longest = 32 << 20
)

// Expect says that about n more bytes of texts will come.
func (t *Texts) Expect(n int) { t.expected = n }

// Keep returns a copy of s.
func (t *Texts) Keep(s string) string {
	if s == "" {
		return ""
	}
	if t.b.Cap()-t.b.Len() < len(s) {
		t.room(len(s))
	}
	at := t.b.Len()
	t.b.WriteString(s)
	if at == 0 {
		hugepage.Cover(unsafe.Pointer(unsafe.StringData(t.b.String())), t.b.Cap())
	}
	return t.b.String()[at:]
}

// KeepBytes is Keep for bytes.
func (t *Texts) KeepBytes(s []byte) string { return t.Keep(String(s)) }

// room makes room for n bytes or more.
func (t *Texts) room(n int) {
	t.size = min(max(2*t.size, least), most)
	if t.expected >= longest {
		t.size = min(max(t.expected/8, long), longest)
	}
	t.b.Reset()
	t.b.Grow(max(t.size, n))
	t.expected -= t.b.Cap()
}
