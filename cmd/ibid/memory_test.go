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
	for range 1000 { // what runs after a collection does so at its own time
		if debug.SetMemoryLimit(-1) == math.MaxInt64 {
			break
		}
		runtime.GC()
	}
	if got := debug.SetMemoryLimit(-1); got != math.MaxInt64 {
		t.Fatalf("the limit stays at %d bytes", got)
	}
	runtime.KeepAlive(kept)
	if got := debug.SetGCPercent(100); got != gcPercent {
		t.Errorf("the collector's percentage is %d, want %d", got, gcPercent)
	}
}
