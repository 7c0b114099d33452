package readertest

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
)

// Tree makes a random tree of elements and words. attrs, if not nil, gives the attributes of each element.
func Tree(r *rand.Rand, names []string, attrs func(r *rand.Rand) string) string {
	var b strings.Builder
	var open []string
	for range 5 + r.IntN(60) {
		switch n := r.IntN(10); {
		case n < 4:
			name := names[r.IntN(len(names))]
			b.WriteString("<" + name)
			if attrs != nil {
				b.WriteString(attrs(r))
			}
			b.WriteString(">")
			open = append(open, name)
		case n < 7:
			fmt.Fprintf(&b, " w%d ", r.IntN(1000))
		case len(open) > 0:
			fmt.Fprintf(&b, "</%s>", open[len(open)-1])
			open = open[:len(open)-1]
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "</%s>", open[i])
	}
	return b.String()
}

var token = regexp.MustCompile(`<[^>]*>|[^<]+`)

// Damage returns a text with markup in which up to four things went wrong: tags are missing, doubled,
// exchanged, or not those that were meant, and the end is not there.
func Damage(r *rand.Rand, text string) string {
	t := token.FindAllString(text, -1)
	for range 1 + r.IntN(4) {
		at, other := r.IntN(len(t)), r.IntN(len(t))
		switch r.IntN(5) {
		case 0:
			t[at] = ""
		case 1:
			t[at] = t[other]
		case 2:
			t[at], t[other] = t[other], t[at]
		case 3:
			if s := t[at]; s != "" {
				k := r.IntN(len(s))
				t[at] = s[:k] + string("<>/&;\"'= a0:\x00\xff"[r.IntN(14)]) + s[k+r.IntN(2):]
			}
		case 4:
			t = t[:max(1, len(t)-r.IntN(5))]
		}
	}
	return strings.Join(t, "")
}

// Shrink takes as many tags and runs of text off a text as it can while wrong still
// reports an error, and returns what is left with that error.
func Shrink(text string, wrong func(text string) error) (string, error) {
	err := wrong(text)
	t := token.FindAllString(text, -1)
	for again := err != nil; again; {
		again = false
		for k := 0; k < len(t); k++ {
			s := t[k]
			if s == "" {
				continue
			}
			t[k] = ""
			if e := wrong(strings.Join(t, "")); e != nil {
				err, again = e, true
			} else {
				t[k] = s
			}
		}
	}
	return strings.Join(t, ""), err
}
