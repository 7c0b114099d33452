package source

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestPairKinds tells what two bytes are at the borders of what each standard has.
func TestPairKinds(t *testing.T) {
	for _, tt := range []struct {
		name  string
		kind  func(a, b byte) pairKind
		pairs string // each is two bytes
		want  pairKind
	}{
		{"euc-kr syllables", eucKR, "\xb0\xa1\xc8\xfe", hangul},
		{"euc-kr signs", eucKR, "\xa1\xa1\xa1\xfe", sign},
		{"euc-kr ideographs", eucKR, "\xca\xa1\xfd\xfe", rare},
		{"syllables of windows-949", eucKR, "\x81A\x81Z\x81a\x81z\x81\x81\xa0\xfe\xc6A\xc6\x81", rare},
		{"no euc-kr", eucKR, "\x80A\x81@\x81[\x81\x7f\x81\xff\xb0\xff\xc8A\xff\xa1", noPair},

		{"euc-jp signs", eucJP, "\xa1\xa1\xa3\xfe", sign},
		{"euc-jp kana", eucJP, "\xa4\xa1\xa5\xfe", kana},
		{"euc-jp level 1", eucJP, "\xb0\xa1\xcf\xfe", level},
		{"euc-jp level 2, narrow kana", eucJP, "\xd0\xa1\xa2\xa1\xf4\xfe\x8e\xa1\x8e\xdf", rare},
		{"euc-jp of three bytes", eucJP, "\x8f\xa1\x8f\xfe", single},
		{"no euc-jp", eucJP, "\x8e\xa0\x8e\xe0\x8f\xa0\x8fA\xa0\xa1\xff\xa1\xb0\xa0\xb0\xff", noPair},

		{"gb 18030 signs", gb18030, "\xa1\xa1\xa3\xfe", sign},
		{"gb 18030 level 1", gb18030, "\xb0\xa1\xd7\xfe", level},
		{"gb 18030 of four bytes, level 2, GBK", gb18030, "\x810\xfe9\xd8\xa1\xb0\xa0\xa1@\xa2\xa1\xaf\xa1\x81@", rare},
		{"no gb 18030", gb18030, "\x80@\xff@\x81:\x81\x3f\x81\x7f\x81\xff\x800", noPair},

		{"big5 signs", big5, "\xa1@\xa3\xfe", sign},
		{"big5 level 1", big5, "\xa4@\xc5\xfe\xc6@\xc6~", level},
		{"big5 level 2", big5, "\xc6\xa1\xc7@\xf9\xfe\x81@", rare},
		{"no big5", big5, "\x80@\xff@\xa4\x3f\xa4\x7f\xa4\xa0\xa4\xff", noPair},

		{"shift_jis narrow kana", shiftJIS, "\xa1A\xdfA", single},
		{"shift_jis signs", shiftJIS, "\x81@\x81\xfc\x82@\x82\x9e", sign},
		{"shift_jis kana", shiftJIS, "\x82\x9f\x82\xf1\x83@\x83\x96", kana},
		{"shift_jis level 1", shiftJIS, "\x88\x9f\x89@\x97\xfc\x98@\x98r", level},
		{"shift_jis level 2", shiftJIS, "\x83\x97\x84@\x88\x9e\x98s\x99@\xe0@\xfc\xfc", rare},
		{"no shift_jis", shiftJIS, "\x80@\xa0@\xfd@\xff@\x81\x3f\x81\x7f\x81\xfd", noPair},
	} {
		for i := 0; i < len(tt.pairs); i += 2 {
			if got := tt.kind(tt.pairs[i], tt.pairs[i+1]); got != tt.want {
				t.Errorf("%s: %q is %d, want %d", tt.name, tt.pairs[i:i+2], got, tt.want)
			}
		}
	}
}

// TestSignFits tells signs that stand where such do from letters of another charset.
func TestSignFits(t *testing.T) {
	for s, want := range map[string]bool{
		"a’b": true, "a–b": true, "a\u00adb": true, "a·b": true,
		"a²b": false, "a² ": true, " ²b": false, "a”b": false, "a” ": true, "a»b": false, " »b": true, "a™ ": true,
		"a«b": false, "a« ": true, " «b": true, "a¿b": false, "a¿ ": false, " ¿b": true, "a“ ": true, "a§ ": false, " §b": true,
		"a×b": false, " ×b": false, "a× ": false, " × ": true,
		" ─ ": false, " ▓ ": false, " ╿ ": false, " ☺ ": true,
		" \ufffd ": false, " \u0081 ": false, " \u00a0 ": true,
	} {
		r := []rune(s)
		if got := signFits(r[0], r[1], r[2]); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}

// TestMostlyLatin tells texts with accents in them from those of other scripts.
func TestMostlyLatin(t *testing.T) {
	for in, want := range map[string]bool{
		"":                                  false,
		"plain":                             false,
		"\xe9":                              false,
		"a\xe9":                             true,
		"a\xe9\xe9":                         false,
		"abc \xe9\xe9\xe9":                  true, // one long run is none
		"abcdef \xe9\xe9\xe9 \xe9\xe9\xe9":  false,
		"abcdef \xe9\xe9 \xe9\xe9 \xe9\xe9": true,
		"123 \xe9":                          false,
		"Aa \xe9\xc9":                       true,
	} {
		if got := mostlyLatin([]byte(in)); got != want {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}

// TestFewPairs leaves texts alone in which too little tells.
func TestFewPairs(t *testing.T) {
	for _, tt := range []struct {
		text string
		want string
	}{
		{"\xb0\xa1\xb0\xa2\xb0\xa3", ""},                                                     // three syllables
		{"\xb0\xa1\xb0\xa2\xb0\xa3\xb0\xa4", "euc-kr"},                                       // four
		{strings.Repeat("\xb0\xa1", 19) + "\xa2 ", ""},                                       // one in twenty has no meaning
		{strings.Repeat("\xb0\xa1", 38) + "\xa2 " + strings.Repeat("\xb0\xa1", 2), "euc-kr"}, // few of many
	} {
		name := ""
		if c, _ := pairsOf([]byte(tt.text)); c != nil {
			name = c.name
		}
		if name != tt.want {
			t.Errorf("%q is %q, want %q", tt.text, name, tt.want)
		}
	}
}

// TestLateFailure reads what comes before a failure, wherever the text is decided.
func TestLateFailure(t *testing.T) {
	broken := errors.New("broken")
	for _, text := range []string{"plain", "caf\xe9 and more", strings.Repeat("plain ", 100) + "caf\xe9"} {
		src := io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))
		l := &lateReader{src: src, size: func(n int64) int64 { return n }, end: func() int64 { return int64(len(text)) }}
		got, err := io.ReadAll(l)
		if want := strings.ReplaceAll(text, "\xe9", "é"); string(got) != want || !errors.Is(err, broken) {
			t.Errorf("%q is read as %q, error %v", text, got, err)
		}
		if n, err := l.Read(nil); n != 0 || err != nil && !errors.Is(err, broken) {
			t.Errorf("%d bytes into nothing, error %v", n, err)
		}
	}
	// More than what is looked at follows.
	long := "\xe9" + strings.Repeat(" plain words", headBytes/4)
	size := func() int64 { return int64(len(long)) }
	l := &lateReader{src: strings.NewReader(long), size: func(int64) int64 { return size() }, end: size}
	if got, err := io.ReadAll(l); err != nil || len(got) != len(long)+1 {
		t.Errorf("%d bytes of %d, error %v", len(got), len(long)+1, err)
	}
}

// TestCutUTF8 takes a text for UTF-8 whose last character is cut off, unless it ends so and has no other.
func TestCutUTF8(t *testing.T) {
	for _, tt := range []struct {
		text string
		ends bool
		want bool
	}{
		{"caf\xc3", true, false}, {"caf\xc3", false, true}, {"été caf\xc3", true, true}, {"café", true, true}, {"caf\xe9 x", false, false},
	} {
		if got := validUTF8([]byte(tt.text), tt.ends); got != tt.want {
			t.Errorf("%q, ends %v: %v, want %v", tt.text, tt.ends, got, tt.want)
		}
	}
}

// TestControls tells binary data from text with some controls in it.
func TestControls(t *testing.T) {
	text := func(controls, length int) []byte {
		return append(bytes.Repeat([]byte{1}, controls), bytes.Repeat([]byte{'a'}, length-controls)...)
	}
	zeros := func(n, length int) []byte {
		return append(make([]byte, n), bytes.Repeat([]byte{'a'}, length-n)...)
	}
	for _, tt := range []struct {
		name string
		head []byte
		want bool
	}{
		{"few controls in a short text", text(8, 20), false},
		{"nine", text(9, 20), true},
		{"one in fifty", text(20, 1000), false},
		{"more than one in fifty", text(21, 1000), true},
		{"few zeros", zeros(8, 9), false},
		{"half zeros", zeros(50, 100), false},
		{"more than half zeros", zeros(51, 100), true},
		{"bells, tabs, shifts, escapes and ends of DOS files", bytes.Repeat([]byte("\a\b\t\n\v\f\r\x0e\x0f\x1a\x1b"), 10), false},
		{"control before the bell", bytes.Repeat([]byte{6}, 10), true},
		{"control after the shifts", bytes.Repeat([]byte{0x10}, 10), true},
	} {
		if got := notText(tt.head); (got != "") != tt.want {
			t.Errorf("%s: %q, want binary %v", tt.name, got, tt.want)
		}
	}
}
