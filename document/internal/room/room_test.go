package room

import (
	"strings"
	"testing"
)

// TestBytes asks for room of every make: short, and not of whole pages of any size.
func TestBytes(t *testing.T) {
	for _, n := range []int{0, 1, 4 << 20, 4<<20 + 1, 7<<20 - 3} {
		b := Bytes(n)
		if len(b) != n {
			t.Errorf("%d bytes, want %d", len(b), n)
		}
		for i := range b {
			if b[i] != 0 {
				t.Fatalf("byte %d of %d is not 0", i, n)
			}
			b[i] = 1
		}
	}
}

// TestTexts keeps texts over many allocations and finds each as it was.
func TestTexts(t *testing.T) {
	var texts Texts
	var want, got []string
	keep := func(n int) {
		s := strings.Repeat(string(rune('a'+len(want)%26)), n)
		want, got = append(want, s), append(got, texts.Keep(s))
	}
	for n := range 600 {
		keep(n)
	}
	texts.Expect(5 << 20)
	keep(most + 1)
	for n := range 3000 {
		keep(n)
	}
	scratch := []byte("one")
	want, got = append(want, "one"), append(got, texts.KeepBytes(scratch))
	copy(scratch, "two")
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("text %d, of %d bytes, is %.20q…", i, len(want[i]), got[i])
		}
	}
}

// TestExpected counts what a few short texts cost, and a long one that was expected.
func TestExpected(t *testing.T) {
	var short, expected Texts
	short.Keep("a few words")
	if n := short.b.Cap(); n > least {
		t.Errorf("a few words take %d bytes", n)
	}
	expected.Expect(2 * longest)
	line := strings.Repeat("a line of a long text", 10)
	n := testing.AllocsPerRun(1, func() {
		for range 1 << 14 {
			expected.Keep(line)
		}
	})
	if n > 3 {
		t.Errorf("%.0f allocations for %d bytes that were expected", n, len(line)<<14)
	}
	expected.Expect(longest - 1)
	for end := expected.b.Cap(); expected.b.Cap() == end; {
		expected.Keep(line)
	}
	if n := expected.b.Cap(); n > most {
		t.Errorf("%d bytes of room are made where less is expected", n)
	}
}
