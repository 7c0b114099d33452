package search

import (
	"strings"
	"testing"

	"ibid/document"
)

// A panic in a goroutine that nobody waits for would leave a terminal as it is.
func TestRunPanicsInItsCaller(t *testing.T) {
	d := &document.Document{Blocks: []document.Block{{Text: "some words"}}}
	q, err := Compile("words", Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := NewResults(q, NewOrder(d), document.Loc{Note: document.Body}, nil)
	r.q = nil
	defer func() {
		if p := recover(); p == nil || !strings.Contains(p.(string), "goroutine") {
			t.Errorf("panic %v, want one with the stack of the search", p)
		}
	}()
	r.Run(t.Context())
	t.Error("no panic")
}
