package apparatus

import "ibid/document/internal/label"

// A labelSet is a set of labels. The zero value is empty.
type labelSet struct {
	numbers [label.MostShort]bool // of up to three figures, as nearly all are: they need no hash
	others  map[string]bool
}

func (set *labelSet) add(name string) {
	if n, ok := label.Short(name); ok {
		set.numbers[n] = true
		return
	}
	if set.others == nil {
		set.others = make(map[string]bool)
	}
	set.others[name] = true
}

func (set *labelSet) has(name string) bool {
	if n, ok := label.Short(name); ok {
		return set.numbers[n]
	}
	return set.others[name]
}
