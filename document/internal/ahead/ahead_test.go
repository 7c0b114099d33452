package ahead

import (
	"context"
	"iter"
	"slices"
	"testing"
)

// upTo counts from 0 to n, and then panics where it is asked to. It says when it has ended.
func upTo(n int, panics bool, ended *bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { *ended = true }()
		for i := range n {
			if !yield(i) {
				return
			}
		}
		if panics {
			panic("broken")
		}
	}
}

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		name   string
		stop   int // after which the sequence is left
		panics bool
		want   []int
		broken any
	}{
		{"to the end", 9, false, []int{0, 1, 2, 3, 4}, nil},
		{"left early", 2, true, []int{0, 1, 2}, nil},
		{"a panic", 9, true, []int{0, 1, 2, 3, 4}, "broken"},
	} {
		var got []int
		var broken any
		ended := false
		func() {
			defer func() { broken = recover() }()
			for i := range Of(t.Context(), upTo(5, tt.panics, &ended)) {
				if got = append(got, i); i == tt.stop {
					break
				}
			}
		}()
		if !slices.Equal(got, tt.want) || broken != tt.broken || !ended {
			t.Errorf("%s: %v, panic %v, ended %v; want %v, %v", tt.name, got, broken, ended, tt.want, tt.broken)
		}
	}
}

// TestOfEnds makes no more when nobody wants any.
func TestOfEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended, n := false, 0
	for range Of(ctx, upTo(1_000_000_000, false, &ended)) {
		if n++; n == 3 {
			cancel()
		}
	}
	if !ended {
		t.Error("it goes on")
	}
}
