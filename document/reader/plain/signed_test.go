package plain

import "testing"

func TestSignedBy(t *testing.T) {
	for in, want := range map[string]string{
		"The inn is gone.--ED.":                 "editor",
		"So in the original.--_Trans._":         "translator",
		"See the map. [Tr.]":                    "translator",
		"A mistake (Transcriber)":               "transcriber",
		"He was well read, and signed it — Ed.": "editor",
		"Ed.":                              "",
		"He met Ed":                        "",
		"[Ed.]":                            "editor",
		"The pun is the same. TRANSLATOR.": "translator",
		"He met the EDITOR.":               "",
		"So it was. Editor.":               "",
		"So he said --and left":            "",
		"":                                 "",
	} {
		if got := signedBy(in); got != want {
			t.Errorf("signedBy(%q) = %q, want %q", in, got, want)
		}
	}
}
