package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// gcPercent makes a long document cost less memory for a little more time: most
// of what is allocated while it is read stays, and at Go's 100 as much again
// would be kept free. A document under longBytes is read before that matters. One
// that is written as it is read, and soon over, may be up to dumpBytes long.
const (
	gcPercent = 30
	goPercent = 100 // Go's own
	longBytes = 4 << 20
	dumpBytes = 64 << 20
)

// startPercent keeps the collector from running before there is something to be seen: by
// then less has been allocated than a collection would be worth.
const startPercent = 400

// hasten puts the collector off until thrifty is called.
func (c *console) hasten() {
	if c.getenv("GOGC") == "" {
		debug.SetGCPercent(startPercent)
	}
}

// thrifty makes the collector run more often for a document of size bytes, -1
// where that is not known. On a screen that is done when there is something to be
// seen, for the collector would run several times before.
func (c *console) thrifty(size int64) {
	least := int64(dumpBytes)
	if c.screen {
		least = longBytes
	}
	if c.getenv("GOGC") != "" {
		return
	}
	percent := goPercent
	if size < 0 || size > least {
		percent = gcPercent
	}
	debug.SetGCPercent(percent)
}

// plainMemory is what the heap may take while a long plain text is read, beside
// half as much again as the text has.
const plainMemory = 50_000_000

// bound makes the collector run more often towards the end of a long plain text:
// what gcPercent leaves free then is as much as all that is kept beside the
// text. Of other formats it is not known how much they take.
func (c *console) bound(format string, size int64) {
	if format == "plain" && size > longBytes && c.getenv("GOMEMLIMIT") == "" && c.getenv("GOGC") == "" {
		limit := size + size/2 + plainMemory
		debug.SetMemoryLimit(limit)
		liftAbove(limit / 64 * 63)
	}
}

// liftAbove puts gcPercent in the place of the memory limit when more than so many
// bytes of the heap are live. A text of a million short notes takes many times its size, and a
// collector that cannot get under its limit does nothing but run.
func liftAbove(live int64) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var watch func(struct{})
	watch = func(struct{}) { // runs after each collection
		if metrics.Read(sample); int64(sample[0].Value.Uint64()) > live {
			debug.SetGCPercent(gcPercent)
			debug.SetMemoryLimit(math.MaxInt64)
			return
		}
		runtime.AddCleanup(new(cycle), watch, struct{}{})
	}
	watch(struct{}{})
}

// A cycle is an object that the next collection takes.
type cycle struct{ _ *byte }
