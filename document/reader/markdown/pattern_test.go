package markdown

import "testing"

// TestPatternsHoldTheirSigns shows each pattern what it is for: a sign that a
// match does not hold would keep the pattern from being tried.
func TestPatternsHoldTheirSigns(t *testing.T) {
	for i, head := range []string{
		"# Title\n\n", "~~~go\n", "[a](#b)", "**bold**", "|:---|\n", "> quoted\n\n", "---\ntitle: x\n", "::: {.note}",
	} {
		if !evidence[i].in([]byte(head)) {
			t.Errorf("%q is no evidence", head)
		}
	}
	if !evidence[1].in([]byte("```\n")) || !footnoteUse.in([]byte("word[^1]")) || !footnoteDef.in([]byte("[^1]: note")) {
		t.Error("a fence or a footnote is not found")
	}
}
