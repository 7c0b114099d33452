package main

import (
	"io"
	"os"
	"testing"
)

// BenchmarkRun is what the program does between its start and its end for a
// small document, without the time the system and package inits take.
func BenchmarkRun(b *testing.B) {
	for b.Loop() {
		c := &console{in: nil, out: io.Discard, err: os.Stderr, getenv: os.Getenv}
		if code := run(b.Context(), []string{seed}, c); code != 0 {
			b.Fatal(code)
		}
	}
}
