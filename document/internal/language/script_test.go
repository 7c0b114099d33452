package language

import "testing"

func TestUnspaced(t *testing.T) {
	for c, want := range map[rune]bool{
		'漢': true, 'か': true, 'カ': true, '。': true, '（': true, '、': true, '\u3000': true,
		'a': false, ' ': false, '“': false, '한': false, 'é': false, 'ㄅ': false, 'ｱ': true, '🚀': false,
	} {
		if got := Unspaced(c); got != want {
			t.Errorf("%q: %v, want %v", c, got, want)
		}
	}
}
