package apparatus

import (
	"fmt"
	"strings"
	"testing"
)

// TestCrossRefs marks what is found in each text: the words, what kind of
// reference they are, and what they want.
func TestCrossRefs(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"See Document 52.", "Document 52=document:52"},
		{"Documents 130–133 and 135", "Documents 130=document:130"},
		{"See footnote 3, Document 235.", "footnote 3, Document 235=note:3, Document 235"},
		{"see footnotes 2 and 3, Document 117", "footnotes 2=note:2 | 3, Document 117=note:3, Document 117"},
		{"In the letter (see footnote 3 above)", "footnote 3=note:3"},
		{"See note 1 above, but note 4 says", "note 1=note:1"},
		{"footnote 2, supra", "footnote 2=note:2, Document supra"},
		{"Supra.", "Supra=document:supra"},
		{"See infra.", "infra=document:infra"},
		{"supranational bodies", ""},
		{"Ante, p. 583.", "p. 583=page:583"},
		{"Department of State Bulletin, July 30, 1956, p. 188.", ""},
		{"see Foreign Relations, 1952–1954, vol. I, Part 1, pp. 208 ff.", "Foreign Relations, 1952–1954, vol. I, Part 1=document:Foreign Relations, 1952–1954, vol. I, Part 1"},
		{"Foreign Relations, 1947, vol. vi, p. 376.", "Foreign Relations, 1947, vol. vi, p. 376=document:Foreign Relations, 1947, vol. vi, p. 376"},
		{"see vol. XIV, Document 49", "Document 49=document:vol. XIV, Document 49"},
		{"Country File, UK, Vol. 11", ""},
		{"(Ibid., 747C.00/3–2356)", ""},
		{"at https://history.state.gov/a_b?c=d (accessed).", "https://history.state.gov/a_b?c=d=url:https://history.state.gov/a_b?c=d"},
		{"xhttp://a.b", ""},
		{strings.Repeat("http://", 600), ""},
	} {
		var got []string
		for _, c := range CrossRefs(tt.text) {
			got = append(got, fmt.Sprintf("%s=%s:%s", tt.text[c.From:c.End], c.Kind, c.Wanted()))
		}
		if len(tt.text) > 4000 {
			continue // only that it ends
		}
		if s := strings.Join(got, " | "); s != tt.want {
			t.Errorf("%q\n got %q\nwant %q", tt.text, s, tt.want)
		}
	}
}
