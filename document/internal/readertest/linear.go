package readertest

import (
	"runtime"
	"strings"
	"testing"
)

// A text is repeated until it has linearFrom bytes, and linearTimes as often.
const (
	linearFrom  = 4 << 10
	linearTimes = 8
)

// Reading the longer text may take linearSlack times the bytes that are its share, for what grows by
// doubling, and linearFixed bytes that do not depend on it. What takes the square takes
// linearTimes times its share.
const (
	linearSlack = 3
	linearFixed = 1 << 20
)

// Linear fails where reading a text many times over takes more than its share of work. Work is the
// bytes that are allocated, which are the same on every machine however busy it is: so a reader that
// copies what it has read again and again is found, and one that only looks at it again and
// again is not; those the benchmarks of long documents show.
func Linear(tb testing.TB, text string, read func(text string)) {
	tb.Helper()
	if text == "" || len(text) > linearFrom {
		return
	}
	short := strings.Repeat(text, (linearFrom+len(text)-1)/len(text))
	long := strings.Repeat(short, linearTimes)
	read(short) // what is made once and kept is none of its work
	one, many := allocated(func() { read(short) }), allocated(func() { read(long) })
	if most := one*linearTimes*linearSlack + linearFixed; many > most {
		tb.Errorf("%d bytes take %d bytes of memory to read, and %d take %d, more than %d: %.200q", len(short), one, len(long), many, most, text)
	}
}

// allocated returns how many bytes are allocated while f runs.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
