package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

// TestPercent says when the collector is put off, hurried, and left alone.
func TestPercent(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(goPercent))
	for _, tt := range []struct {
		name   string
		screen bool
		size   int64
		gogc   string
		before int // while there is nothing to be seen
		after  int
	}{
		{"a short document on a screen", true, longBytes, "", startPercent, goPercent},
		{"a long one", true, longBytes + 1, "", startPercent, gcPercent},
		{"a stream", true, -1, "", startPercent, gcPercent},
		{"one that is written", false, longBytes + 1, "", startPercent, goPercent},
		{"a long one that is written", false, dumpBytes + 1, "", startPercent, gcPercent},
		{"what the user says", true, longBytes + 1, "50", goPercent, goPercent},
	} {
		debug.SetGCPercent(goPercent)
		c := &console{screen: tt.screen, getenv: func(string) string { return tt.gogc }}
		c.hasten()
		if got := debug.SetGCPercent(tt.before); got != tt.before {
			t.Errorf("%s: the percentage is %d at first, want %d", tt.name, got, tt.before)
		}
		c.thrifty(tt.size)
		if got := debug.SetGCPercent(tt.after); got != tt.after {
			t.Errorf("%s: the percentage is %d, want %d", tt.name, got, tt.after)
		}
	}
}

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
