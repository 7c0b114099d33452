package prefault

import "testing"

func TestConstant(t *testing.T) {
	for name, tt := range map[string]struct {
		maps     string
		from, to uintptr
	}{
		"program":    {"00400000-0081f000 r-xp 00000000 fe:00 12 /bin/x\n0081f000-00cf0000 r--p 0041f000 fe:00 12 /bin/x\n00cf0000-00e39000 rw-p 008f0000 fe:00 12", 0x400000, 0xcf0000},
		"cut":        {"00400000-0081f000 r-xp 00000000 fe:00 12 /bin/x\n0081f000-00c", 0x400000, 0x81f000},
		"gap":        {"400000-500000 r-xp 0 fe:00 12 /bin/x\n600000-700000 r--p 0 fe:00 12 /bin/x\n", 0x400000, 0x500000},
		"high":       {"555555554000-555555600000 r-xp 0 fe:00 1 /x\n", 0x555555554000, 0x555555600000},
		"written":    {"00400000-0081f000 rw-p 0 fe:00 12 /bin/x\n", 0, 0},
		"empty":      {"", 0, 0},
		"other form": {"no map\n", 0, 0},
	} {
		if from, to := constant([]byte(tt.maps)); from != tt.from || to != tt.to {
			t.Errorf("%s: %#x-%#x, want %#x-%#x", name, from, to, tt.from, tt.to)
		}
	}
}
