package readertest

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestDamage damages a text in many ways, and always in the same one for a seed.
func TestDamage(t *testing.T) {
	const text = "<a><b>one</b> two</a>"
	seen := map[string]bool{}
	for seed := range uint64(50) {
		got := Damage(rand.New(rand.NewPCG(seed, 0)), text)
		if again := Damage(rand.New(rand.NewPCG(seed, 0)), text); again != got {
			t.Errorf("seed %d: %q, then %q", seed, got, again)
		}
		seen[got] = true
	}
	if len(seen) < 20 {
		t.Errorf("%d texts of 50 seeds", len(seen))
	}
}

// TestShrink leaves what is wrong of a text.
func TestShrink(t *testing.T) {
	wrong := errors.New("an a in a b")
	got, err := Shrink("<x>1<b>2<a>3</a>4</b>5</x>", func(text string) error {
		if b := strings.Index(text, "<b>"); b >= 0 && strings.Contains(text[b:], "<a>") {
			return wrong
		}
		return nil
	})
	if got != "<b><a>" || err != wrong {
		t.Errorf("%q, %v", got, err)
	}
}
