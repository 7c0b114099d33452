package document

import "testing"

func TestKindNames(t *testing.T) {
	for _, tt := range []struct {
		got  interface{ String() string }
		want string
	}{
		{Paragraph, "paragraph"}, {Rule, "rule"}, {Rule + 1, "kind 9"},
		{LinkNote, "note"}, {LinkURL, "url"}, {LinkURL + 1, "link kind 5"},
	} {
		if got := tt.got.String(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
