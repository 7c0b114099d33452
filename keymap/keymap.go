package keymap

import (
	"fmt"
	"slices"
)

// A Binding is what a configuration file says of an action: the keys that
// replace its defaults, none to leave it without a key.
type Binding struct {
	Action Action
	Keys   []string // in the notation of ParseSequence
}

// A BindingError says why a binding, or one key of it, was not taken.
type BindingError struct {
	Action Action
	Key    string // "" where the whole binding is at fault
	Reason string
}

func (e *BindingError) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("%s: %s", e.Action, e.Reason)
	}
	return fmt.Sprintf("%s = %q: %s", e.Action, e.Key, e.Reason)
}

// A Map is a set of bindings. It does not change.
type Map struct {
	keys  map[Action][]Sequence
	roots [numContexts]node
}

// Default returns the default bindings.
func Default() *Map {
	m, _ := New(nil)
	return m
}

// New returns the default bindings with those of the reader in their place.
// A key that the reader gives to one action is taken from the others that had it
// by default, and so are the sequences it begins, which could not be typed any
// more. What cannot be bound is left out and told.
func New(user []Binding) (*Map, []*BindingError) {
	m := &Map{keys: make(map[Action][]Sequence)}
	var errs []*BindingError
	bound := make(map[Action]bool)
	for _, b := range user {
		r := rowOf(b.Action)
		switch {
		case r == nil:
			errs = append(errs, &BindingError{Action: b.Action, Reason: "there is no such action"})
			continue
		case bound[b.Action]:
			errs = append(errs, &BindingError{Action: b.Action, Reason: "is bound twice"})
			continue
		}
		bound[b.Action] = true
		for _, k := range b.Keys {
			if err := m.bind(rowWith(r, k), k); err != nil {
				errs = append(errs, &BindingError{b.Action, k, err.Error()})
			}
		}
	}
	for r := range rows {
		if bound[r.action] {
			continue
		}
		for _, k := range r.keys {
			m.bindDefault(r, k)
		}
	}
	return m, errs
}

// rowWith returns the row that gives the action of r a key by default, and with it the
// contexts in which it does, else r.
func rowWith(r *row, key string) *row {
	for own := range rows {
		if own.action == r.action && slices.Contains(own.keys, key) {
			return own
		}
	}
	return r
}

// bind gives a key of the reader's own to an action, in all the contexts of its row or in none.
func (m *Map) bind(r *row, key string) error {
	seq, err := ParseSequence(key)
	if err != nil {
		return err
	}
	if isDigit(seq[0]) && r.in&^typing != 0 {
		return fmt.Errorf("a sequence cannot begin with a digit, which is a count")
	}
	for c := range numContexts {
		if !r.in.has(c) {
			continue
		}
		if other := m.roots[c].clash(seq, r); other != nil {
			return fmt.Errorf("the key is taken by %s", other.action)
		}
	}
	m.add(r, seq, r.in)
	return nil
}

// bindDefault gives an action a default key in those of its contexts where
// nothing else has it.
func (m *Map) bindDefault(r *row, key string) {
	seq, err := ParseSequence(key)
	if err != nil {
		panic("keymap: default of " + string(r.action) + ": " + err.Error())
	}
	free := r.in
	for c := range numContexts {
		if r.in.has(c) && m.roots[c].clash(seq, r) != nil {
			free &^= 1 << c
		}
	}
	if free != 0 {
		m.add(r, seq, free)
	}
}

func (m *Map) add(r *row, seq Sequence, in contexts) {
	for c := range numContexts {
		if in.has(c) {
			m.roots[c].insert(seq, r)
		}
	}
	m.keys[r.action] = append(m.keys[r.action], seq)
}

// Keys returns the sequences of an action, the first to be shown first.
func (m *Map) Keys(a Action) []Sequence { return slices.Clone(m.keys[a]) }

// A node is a place in the tree of the sequences of a context.
type node struct {
	row  *row // set where a sequence ends
	next map[string]*node
}

func (n *node) insert(seq Sequence, r *row) {
	for _, k := range seq {
		child := n.next[k]
		if child == nil {
			child = new(node)
			if n.next == nil {
				n.next = make(map[string]*node)
			}
			n.next[k] = child
		}
		n = child
	}
	n.row = r
}

// clash returns an action that keeps seq from being typed for r or would be
// kept from being typed by it: one whose sequence is seq, begins with it or is its
// beginning. It returns nil where there is none. An action that takes a key of its
// own may be the beginning of others: "'" with a letter, and "”".
func (n *node) clash(seq Sequence, r *row) *row {
	for i, k := range seq {
		if n = n.next[k]; n == nil {
			return nil
		}
		if n.row != nil && (i == len(seq)-1 || n.row.takes != takesKey) {
			return n.row
		}
	}
	if r.takes == takesKey {
		return nil
	}
	return n.any()
}

// any returns some action below n, the first by key so that messages are stable.
func (n *node) any() *row {
	for n.row == nil {
		first := ""
		for k := range n.next {
			if first == "" || k < first {
				first = k
			}
		}
		n = n.next[first]
	}
	return n.row
}

func isDigit(key string) bool { return len(key) == 1 && key[0] >= '0' && key[0] <= '9' }
