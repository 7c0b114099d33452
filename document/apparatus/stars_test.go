package apparatus

import "testing"

func TestStarPageAt(t *testing.T) {
	for _, tt := range []struct {
		text string
		at   int
		want string // of the text, "" for none
	}{
		{"river *584 that", 6, "*584"}, {"river [*584] that", 6, "[*584]"}, {"**210.", 0, "**210"}, {"(***5)", 1, "***5"},
		{"a*584", 1, ""}, {"2 *3x", 2, ""}, {"f(x)*2", 4, ""}, {"[*584", 0, ""}, {"*0", 0, ""}, {"****4", 0, ""}, {"* 5", 0, ""}, {"*5/2", 0, ""}, {"*584*", 0, ""}, {"*123456", 0, ""},
	} {
		p, n := StarPageAt(tt.text, tt.at)
		if got := tt.text[tt.at : tt.at+n]; got != tt.want || n > 0 && (p.Stars == "" || p.Label == "") {
			t.Errorf("%q at %d: %q, want %q", tt.text, tt.at, got, tt.want)
		}
	}
	for stars, want := range map[string]string{"*": "", "**": "parallel", "***": "third"} {
		if got := (StarPage{stars, "1"}).Series(); got != want {
			t.Errorf("the series of %s1 is %q, want %q", stars, got, want)
		}
	}
}

func TestStarPages(t *testing.T) {
	for _, tt := range []struct {
		marks []StarPage
		want  bool
	}{
		{nil, false},
		{[]StarPage{{"*", "583"}}, false},
		{[]StarPage{{"*", "583"}, {"*", "584"}}, true},
		{[]StarPage{{"*", "583"}, {"**", "12"}, {"*", "584"}}, true},
		{[]StarPage{{"*", "1"}, {"*", "2"}}, false},
		{[]StarPage{{"*", "1"}, {"*", "2"}, {"*", "3"}}, true},
		{[]StarPage{{"*", "1"}, {"*", "2"}, {"*", "3"}, {"*", "1"}}, false},
		{[]StarPage{{"*", "12"}, {"*", "14"}, {"*", "19"}}, false},
	} {
		var s StarPages
		for _, p := range tt.marks {
			s.Add(p)
		}
		if got := s.Any(); got != tt.want {
			t.Errorf("%v are pages: %v, want %v", tt.marks, got, tt.want)
		}
	}
}

// TestStarPagesHas tells the pages of two reports from a product and from the third report, which
// has too few.
func TestStarPagesHas(t *testing.T) {
	var s StarPages
	for _, p := range []StarPage{{"*", "3"}, {"*", "580"}, {"*", "583"}, {"**", "12"}, {"*", "584"}, {"*", "2"}, {"***", "7"}, {"**", "13"}} {
		s.Add(p)
	}
	for p, want := range map[StarPage]bool{{"*", "580"}: true, {"*", "583"}: true, {"*", "3"}: false, {"*", "600"}: true, {"*", "2"}: false, {"**", "13"}: true, {"***", "7"}: false, {"***", "8"}: false} {
		if got := s.Has(p); got != want {
			t.Errorf("%v is a page: %v, want %v", p, got, want)
		}
	}
}
