package markdown

import "testing"

// TestPatternsHoldTheirSigns shows each pattern what it is for: a sign that a
// match does not hold would keep the pattern from being tried.
func TestPatternsHoldTheirSigns(t *testing.T) {
	for i, head := range []string{
		"# Title\n\n", "~~~go\n", "[a](#b)", "**bold**", "|:---|\n", "> quoted\n\n", "---\ntitle: x\n", "::: {.note}", "so he said.[^12] And",
	} {
		if !evidence[i].in([]byte(head)) {
			t.Errorf("%q is no evidence", head)
		}
	}
	if !evidence[1].in([]byte("```\n")) || !footnoteUse.in([]byte("word[^1]")) || !footnoteDef.in([]byte("[^1]: note")) {
		t.Error("a fence or a footnote is not found")
	}
}

func TestDetect(t *testing.T) {
	for _, tt := range []struct {
		head, name string
		sure       bool
	}{
		{"Notes follow.[^1]\n\n[^1]: Here.\n", "", true},
		{"# Title\n\nIts notes stand[^1] far below.\n", "", true},
		{"# Title\n\nIts notes stand[^1] far below.\n", "a.txt", false},
		{"Its notes stand[^1] far below.\n", "", false},
		{"# Match\n\nAll but digits: x[^1]*\n", "", false},
		{"Words.\n", "a.md", true},
		{"Words\x00.\n", "a.md", false},
		{"<p>It is said.[^1]\n\n[^1]: Here.\n", "", false},
	} {
		if got := Detect([]byte(tt.head), tt.name); got > 0 != tt.sure {
			t.Errorf("Detect(%q, %q) = %d", tt.head, tt.name, got)
		}
	}
}
