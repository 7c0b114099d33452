package plain

import "testing"

// TestSlab takes elements, fills them and takes as many again after all were taken back:
// they are zero, and no two slices share one.
func TestSlab(t *testing.T) {
	var s slab[int]
	for round := range 3 {
		var all [][]int
		for _, n := range []int{1, 3, 0, mostSlab + 1, 2, mostSlab, 200} {
			x := s.take(n)
			if len(x) != n || cap(x) != n {
				t.Fatalf("round %d: %d elements with room for %d, want %d", round, len(x), cap(x), n)
			}
			for i := range x {
				if x[i] != 0 {
					t.Fatalf("round %d: an element of %d is %d, which another has or had", round, n, x[i])
				}
				x[i] = len(all) + 1
			}
			all = append(all, x)
		}
		for k, x := range all {
			for i := range x {
				if x[i] != k+1 {
					t.Fatalf("round %d: slice %d was written over by slice %d", round, k, x[i]-1)
				}
			}
		}
		s.reset()
	}
}
