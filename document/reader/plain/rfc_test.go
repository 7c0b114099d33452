package plain

import "testing"

func TestCiteKey(t *testing.T) {
	for in, want := range map[string]string{
		"RFC2119": "RFC2119", "RFC 2119": "RFC2119", "RFC2616, Section 4.2": "RFC2616", "7": "7", "I-D.nobody-notes": "I-D.nobody-notes",
		"one?": "", "a list of words": "", "": "", "x=1": "", "1*DIGIT": "",
	} {
		if got := citeKey(in); got != want {
			t.Errorf("citeKey(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSectionNumber(t *testing.T) {
	for in, want := range map[string]int{
		"1.  Introduction": 1, "4.2.  Format": 2, "4.2 Format": 2, "Appendix A.  More": 1, "A.1.  More": 2,
		"A word": 0, "1st": 0, "1.5 is a number": 2, "": 0,
	} {
		if got, _ := sectionNumber(in + " "); in != "" && got != want {
			t.Errorf("sectionNumber(%q) = %d, want %d", in, got, want)
		}
	}
}

func TestSheet(t *testing.T) {
	page := func(n string) string {
		return "text of a page\n\nNobody                     Standards Track                    [Page " + n + "]\n\fRFC 9990                  Footnotes                  March 2004\n\n\nmore text\n"
	}
	text := page("1") + page("2") + page("3")
	ls := splitLines(text, 0, nil)
	s := newSheet(text, ls)
	if !s.on || s.first != "1" || len(s.foot) != 1 || len(s.head) != 1 {
		t.Fatalf("sheet is %+v", s)
	}
	s.mark(text, ls)
	heads, feet := 0, 0
	for i := range ls {
		switch ls[i].role {
		case linePage:
			if want := []string{"2", "3", "4"}[feet]; s.nextPage(text, ls, i) != want {
				t.Errorf("the page after footer %d is %s", feet, s.nextPage(text, ls, i))
			}
			feet++
		case lineHead:
			heads++
		case lineText:
			if !ls[i].blank() && text[ls[i].from] != 't' && text[ls[i].from] != 'm' {
				t.Errorf("taken for text: %q", text[ls[i].from:ls[i].to])
			}
		}
	}
	if heads != 3 || feet != 3 {
		t.Errorf("%d heads, %d footers", heads, feet)
	}
	for in, want := range map[string]string{"A      [Page 7]": "7", "August 13, 1982      - ii -      RFC #822": "ii", "Title     12": "12", "no number": ""} {
		if got := footerLabel(in); got != want {
			t.Errorf("footerLabel(%q) = %q, want %q", in, got, want)
		}
	}
}
