package plain

import (
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// explained reads text and returns what is said of each sign that is no reference, by the sign.
func explained(t *testing.T, text string, opt Options) map[string]document.Candidate {
	t.Helper()
	opt.Explain = true
	b := document.NewBuilder()
	if err := Read(t.Context(), source.FromBytes("x.txt", []byte(text), source.DefaultLimits()), b, opt); err != nil {
		t.Fatal(err)
	}
	found := make(map[string]document.Candidate)
	for _, c := range b.Finish().Candidates {
		if !strings.HasPrefix(text[c.Source:], c.Text) {
			t.Errorf("%q is said to stand before %.20q", c.Text, text[c.Source:])
		}
		if !c.Taken {
			found[c.Text] = c
		}
	}
	return found
}

// TestExplained holds what is said of everything that a reader might take for a reference.
func TestExplained(t *testing.T) {
	const list = "\n\n  1. Source: Files, Box 25, Job 80–B01285A.\n  2. See Document 52.\n"
	const text = "56. Letter From Saigon1\n\nOn October 16–23, 1972, at 8:00 the NIE 11–6–545 of Sept-21 came [Page 277] by the 19th—32 men, " +
		"1,000 more (1) and 37½ of 2.50 for $500, in B52 and 1984-06-30 to www.a1.org [one?] and {12} in [2] of §3*, ***** and 7° or 50%. " +
		"It was outlined2 and mentioned.3\n\n* He said so¹ in telegram 1506 of Mr. T–28's /4/ kind." + list
	said := explained(t, text, Options{})
	for sign, want := range map[string]string{
		"56": "the number that its line begins with", "16": "the days of a date", "23": "the days of a date", "1972": "the year of a date", "8:00": "a time of day",
		"545": "code", "21": "the day of a date", "[Page 277]": "a page mark", "19": "an ordinal number", "32": "a number by itself",
		"1,000": "thousands", "(1)": "a number in parentheses", "37": "a number with a fraction", "2": "a number with a point", "500": "a sum of money",
		"1984-06-30": "a date", "[one?]": "words in brackets", "12": "figures",
		"[2]": "a label in brackets; no list answers", "§": "the sign for a section", "*****": "a row of signs", "50": "a percentage",
		"3": "a number glued to punctuation; the list has no note with such a label", "*": "", "¹": "a superscript; no list answers",
		"1506": "a number after “telegram”", "28": "part of a code", "/4/": "a label between slashes; the habit frus calls no notes so", "25": "a number after “Box”",
		"80–B01285": "part of a code",
	} {
		if c, ok := said[sign]; !ok || !strings.Contains(c.Reason, want) {
			t.Errorf("%q: %q, want %q", sign, c.Reason, want)
		}
	}
}

// TestRefusedByNotes holds what is said of the notes that speak against a sign.
func TestRefusedByNotes(t *testing.T) {
	for _, tt := range []struct{ text, sign, want string }{
		{"The man1 was 25 then.2 He had 71 books.\n\n  1. A note.\n  2. Another.\n", "71", "note 1, for the last of its figures, is called by another sign, which fits better"},
		{"The man[1] was old.[2]\n\n[1] A note.\n\n[2] Another, which says[7] this.\n", "[7]", "a label in brackets"},
		{"The man[1] was old.[2] The wife[a] was not.\n\n[1] A note.\n\n[2] Another.\n", "[a]", "no notes with labels of its form were found"},
	} {
		if c := explained(t, tt.text, Options{})[tt.sign]; !strings.Contains(c.Reason, tt.want) {
			t.Errorf("%q in %q: %q, want %q", tt.sign, tt.text, c.Reason, tt.want)
		}
	}
}

// TestExplainedEverywhere reads one line in every dialect: each of its signs has a reason in
// all of them, or is a reference.
func TestExplainedEverywhere(t *testing.T) {
	signs := []string{"1", "[2]", "(3)", "/4/", "*", "⁵", "11–6–545"}
	text := "He said so1 and this[2] and that(3) and more/4/ and less* and all⁵ of it in NIE 11–6–545 here.\n"
	for _, dialect := range Dialects() {
		b := document.NewBuilder()
		if err := Read(t.Context(), source.FromBytes("x.txt", []byte(text), source.DefaultLimits()), b, Options{Dialect: dialect, Explain: true}); err != nil {
			t.Fatal(err)
		}
		seen := ""
		for _, c := range b.Finish().Candidates {
			seen += c.Text + " "
			if c.Reason == "" {
				t.Errorf("%s: nothing is said of %q", dialect, c.Text)
			}
		}
		for _, sign := range signs[:len(signs)-1] {
			if !strings.Contains(" "+seen, " "+sign+" ") {
				t.Errorf("%s: %q has no line: %s", dialect, sign, seen)
			}
		}
		if !strings.Contains(seen, "545") {
			t.Errorf("%s: the code has no line: %s", dialect, seen)
		}
	}
}
