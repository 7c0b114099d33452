package apparatus

// A labelSet is a set of labels. The zero value is empty.
type labelSet struct {
	numbers [1000]bool // of up to three figures, as nearly all are: they need no hash
	others  map[string]bool
}

func (set *labelSet) add(label string) {
	if n, ok := shortNumber(label); ok {
		set.numbers[n] = true
		return
	}
	if set.others == nil {
		set.others = make(map[string]bool)
	}
	set.others[label] = true
}

func (set *labelSet) has(label string) bool {
	if n, ok := shortNumber(label); ok {
		return set.numbers[n]
	}
	return set.others[label]
}

// shortNumber returns the number that a label is, where it has at most three figures
// and no zero before them.
func shortNumber(label string) (int, bool) {
	if label == "" || len(label) > 3 || label[0] == '0' {
		return 0, false
	}
	n := 0
	for i := range len(label) {
		if label[i] < '0' || label[i] > '9' {
			return 0, false
		}
		n = 10*n + int(label[i]-'0')
	}
	return n, true
}
