package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

// A limit under which the heap cannot get is taken away, after a collection has found so.
func TestLiftAbove(t *testing.T) {
	limit, percent := debug.SetMemoryLimit(-1), debug.SetGCPercent(100)
	defer func() { debug.SetMemoryLimit(limit); debug.SetGCPercent(percent) }()
	kept := make([]byte, 8<<20)
	debug.SetMemoryLimit(1 << 40)
	liftAbove(4 << 20)
	for debug.SetMemoryLimit(-1) != math.MaxInt64 {
		runtime.GC() // the test times out where the limit stays
	}
	runtime.KeepAlive(kept)
	if got := debug.SetGCPercent(100); got != gcPercent {
		t.Errorf("the collector's percentage is %d, want %d", got, gcPercent)
	}
}
