package source

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A pairCharset is a charset in which characters of East Asian scripts take two bytes.
type pairCharset struct {
	enc  encoding.Encoding
	name string
	// kind tells what a byte beyond ASCII and the one after it are. The second is
	// of another character where the kind is single.
	kind func(a, b byte) pairKind
}

// A pairKind is what two bytes are in a charset.
type pairKind uint8

const (
	noPair pairKind = iota // they have no meaning
	single                 // the first is a character by itself
	rare                   // a character that running text seldom has
	level                  // one of the ideographs in daily use, which the standards list first
	sign                   // punctuation
	kana
	hangul
	pairKinds
)

// pairCharsets are tried in this order; a later one must explain more.
var pairCharsets = []pairCharset{
	{korean.EUCKR, "euc-kr", eucKR},
	{japanese.EUCJP, "euc-jp", eucJP},
	{simplifiedchinese.GB18030, "gb18030", gb18030},
	{traditionalchinese.Big5, "big5", big5},
	{japanese.ShiftJIS, "shift_jis", shiftJIS},
}

func between(c, first, last byte) bool { return first <= c && c <= last }

// eucKR knows KS X 1001 in two bytes from 0xA1, and the syllables that
// Windows-949 adds to it.
func eucKR(a, b byte) pairKind {
	switch {
	case between(a, 0xB0, 0xC8) && b >= 0xA1 && b != 0xFF:
		return hangul
	case between(a, 0x81, 0xC6) && (between(b, 'A', 'Z') || between(b, 'a', 'z') || between(b, 0x81, 0xFE)) && (a < 0xA1 || b < 0xA1):
		return rare
	case !between(a, 0xA1, 0xFE) || !between(b, 0xA1, 0xFE):
		return noPair
	case a == 0xA1:
		return sign
	}
	return rare
}

// eucJP knows JIS X 0208 in two bytes from 0xA1. Ideographs of level 1 stand in
// rows 16 to 47.
func eucJP(a, b byte) pairKind {
	switch {
	case a == 0x8E && between(b, 0xA1, 0xDF):
		return rare
	case a == 0x8F && between(b, 0xA1, 0xFE):
		return single // what follows is read as a pair
	case !between(a, 0xA1, 0xFE) || !between(b, 0xA1, 0xFE):
		return noPair
	case a == 0xA1 || a == 0xA3:
		return sign
	case a == 0xA4 || a == 0xA5:
		return kana
	case between(a, 0xB0, 0xCF):
		return level
	}
	return rare
}

// gb18030 knows GB 2312, whose ideographs of level 1 stand in rows 16 to 55, and
// what GBK and GB 18030 add to it.
func gb18030(a, b byte) pairKind {
	switch {
	case between(a, 0x81, 0xFE) && between(b, '0', '9'):
		return rare
	case !between(a, 0x81, 0xFE) || b < 0x40 || b == 0x7F || b == 0xFF:
		return noPair
	case b >= 0xA1 && (a == 0xA1 || a == 0xA3):
		return sign
	case b >= 0xA1 && between(a, 0xB0, 0xD7):
		return level
	}
	return rare
}

// big5 knows Big5, whose ideographs of level 1 stand from 0xA440 to 0xC67E.
func big5(a, b byte) pairKind {
	switch {
	case !between(a, 0x81, 0xFE) || !between(b, 0x40, 0x7E) && !between(b, 0xA1, 0xFE):
		return noPair
	case between(a, 0xA1, 0xA3):
		return sign
	case between(a, 0xA4, 0xC5) || a == 0xC6 && b <= 0x7E:
		return level
	}
	return rare
}

// shiftJIS knows JIS X 0208 as Shift JIS has it, two rows to a first byte.
func shiftJIS(a, b byte) pairKind {
	switch {
	case between(a, 0xA1, 0xDF):
		return single
	case !between(a, 0x81, 0x9F) && !between(a, 0xE0, 0xFC) || !between(b, 0x40, 0x7E) && !between(b, 0x80, 0xFC):
		return noPair
	case a == 0x81 || a == 0x82 && b < 0x9F:
		return sign
	case a == 0x82 || a == 0x83 && b <= 0x96:
		return kana
	case a == 0x88 && b >= 0x9F || between(a, 0x89, 0x97) || a == 0x98 && b <= 0x72:
		return level
	}
	return rare
}

const (
	// pairShare is how much of a text its charset must explain: nearly all
	// characters of running text are kana, syllables or ideographs in daily use.
	pairShare = 0.85
	// pairLead is how much more a later charset must explain.
	pairLead = 0.01
	// fewPairs are too few to tell anything by, somePairs so few that other text
	// may look like them by chance, unless its charset explains nearly all.
	fewPairs  = 4
	somePairs = 40
	someShare = 0.97
)

// pairsOf names the charset of an East Asian text, nil where none explains it,
// and how many characters of it tell so.
//
// The evidence is how many of its characters, read in each charset, are those that such
// texts are made of. Japanese without kana and Korean written in ideographs are not known.
func pairsOf(b []byte) (best *pairCharset, n int) {
	most := 0.0
	for i := range pairCharsets {
		c := &pairCharsets[i]
		share, all := c.share(b)
		least := pairShare
		if all < somePairs {
			least = someShare
		}
		if all >= fewPairs && share > max(least, most) {
			best, n, most = c, all, share+pairLead
		}
	}
	return best, n
}

// share returns which share of the characters beyond ASCII are such as running
// text has, and how many there are.
func (c *pairCharset) share(b []byte) (share float64, all int) {
	var n [pairKinds]int
	for i := 0; i+1 < len(b); i++ {
		if b[i] < utf8.RuneSelf {
			continue
		}
		k := c.kind(b[i], b[i+1])
		n[k]++
		if k > single {
			i++
		}
	}
	all = n[noPair]*2 + n[single] + n[rare] + n[level] + n[sign] + n[kana] + n[hangul]
	good := float64(n[level] + n[sign])
	switch c.enc {
	case korean.EUCKR:
		// Ideographs are rare in the standard's sense, but Korean has some.
		good = float64(n[hangul]+n[sign]) + float64(n[rare])/2
	case japanese.EUCJP, japanese.ShiftJIS:
		// Half as many ideographs again as kana are many.
		if n[kana] < n[level]/8 {
			return 0, all
		}
		good += float64(n[kana])
	}
	return good / float64(max(all, 1)), all
}
