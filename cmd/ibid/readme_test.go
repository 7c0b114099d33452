package main

import (
	"os"
	"strings"
	"testing"

	"ibid/keymap"
)

const (
	readme  = "../../README.md"
	opening = "../../testdata/screens/tab-tab-120x40.txt"
)

// TestReadme holds the README to the program: its table of keys is that of the
// keymap, its screen is one that the program has drawn, and its commands are
// those that are run here and in the project's checks.
func TestReadme(t *testing.T) {
	b, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	screen, err := os.ReadFile(opening)
	if err != nil {
		t.Fatal(err)
	}
	want := section(t, string(b), "keys", keymap.Default().Markdown())
	want = section(t, want, "screen", "```text\n"+excerpt(string(screen))+"```\n")
	if *update {
		if err := os.WriteFile(readme, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(b) != want {
		t.Error("the README's keys or screen are not the program's: run this test with -update")
	}
	checks, err := os.ReadFile("../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"\n    go test ./...\n", "\n    go run ./cmd/ibid testdata/frus/frus1969-76v09-d56.txt\n"} {
		if !strings.Contains(want, command) {
			t.Errorf("the README does not say %q", command)
		}
	}
	if !strings.Contains(string(checks), "\ngo test ./...\n") {
		t.Error("the checks do not run the README's test command")
	}
}

// TestSettingsAreTold holds the README's configuration to what is taken, and both it and the
// manual page to all settings that there are.
func TestSettingsAreTold(t *testing.T) {
	b, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(b), "\n```toml\n")
	example, _, ok := strings.Cut(after, "```\n")
	if !ok {
		t.Fatal("the README has no configuration")
	}
	if _, errs := parseConfig([]byte(example)); len(errs) > 0 {
		t.Errorf("the README's configuration is not taken: %v", errs)
	}
	for name := range settings {
		if !strings.Contains("\n"+example, "\n"+name+" = ") {
			t.Errorf("the README does not tell of the setting %s", name)
		}
		if !strings.Contains(manFiles, " "+name+",") {
			t.Errorf("the manual page does not tell of the setting %s", name)
		}
	}
}

// section replaces what stands between the two markers of a name.
func section(t *testing.T, s, name, text string) string {
	t.Helper()
	before, rest, ok := strings.Cut(s, "<!-- "+name+" -->\n")
	_, after, ok2 := strings.Cut(rest, "<!-- /"+name+" -->\n")
	if !ok || !ok2 {
		t.Fatalf("the README has no section %s", name)
	}
	return before + "<!-- " + name + " -->\n" + text + "<!-- /" + name + " -->\n" + after
}

// excerpt returns the rows of a screen that show most in little room: the
// first, those where a page turns, and the status line.
func excerpt(screen string) string {
	cells, _, _ := strings.Cut(screen, "\n===") // below it stand the styles
	rows := strings.SplitAfter(cells+"\n", "\n")
	rows = rows[:len(rows)-1]
	turn := 0
	for i, r := range rows {
		if strings.HasPrefix(r, "  277 ") {
			turn = i
		}
	}
	out := strings.Join(rows[:15], "") + "      …\n" + strings.Join(rows[turn-2:turn+3], "") + rows[len(rows)-1]
	lines := strings.SplitAfter(out, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \n") + "\n"
	}
	return strings.Join(lines[:len(lines)-1], "")
}
