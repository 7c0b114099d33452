package source

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A scriptCharset is a charset of one byte a character that was made for
// another script than Latin.
type scriptCharset struct {
	enc    *charmap.Charmap
	name   string
	script scriptLetters
}

// scriptLetters are the letters of a script's languages, the most frequent
// first, in small letters where there are such.
type scriptLetters string

const (
	cyrillicLetters scriptLetters = "оаеинтсрвлкмдпуяіызьгбчйјхжюшцўщїєъэфњљћџђґёѓќѕ"
	greekLetters    scriptLetters = "ατοιεσνηυρπκμςλίόάέδθγωήύχφβώξζψϊϋΐΰ"
	hebrewLetters   scriptLetters = "יולהמארתבשםנדקחעפכןטגסצזףץך"
	arabicLetters   scriptLetters = "اليمنرتوبةفعدسكهقحجأشطصخىضذثزإآءئظغؤپچژگًّـ،َُِْ؛؟ٌٍ"
	thaiLetters     scriptLetters = "ารนก้อเง่มยลวดีทั์สตะปิคหแจใพบ็ช์ขไถผำฟุโูืื๊ึซณษธศฐญฎฏฑฒฆฉฝภฬฮฤๆฯฺฦ๋ฃฅ๐๑๒๓๔๕๖๗๘๙"
)

// scriptCharsets are tried in this order: the first of those that explain a text
// equally well is the one it is read in.
var scriptCharsets = []scriptCharset{
	{charmap.Windows1251, "windows-1251", cyrillicLetters},
	{charmap.KOI8R, "koi8-r", cyrillicLetters},
	{charmap.KOI8U, "koi8-u", cyrillicLetters},
	{charmap.CodePage866, "ibm866", cyrillicLetters},
	{charmap.ISO8859_5, "iso-8859-5", cyrillicLetters},
	{charmap.MacintoshCyrillic, "x-mac-cyrillic", cyrillicLetters},
	{charmap.Windows1253, "windows-1253", greekLetters},
	{charmap.ISO8859_7, "iso-8859-7", greekLetters},
	{charmap.Windows1255, "windows-1255", hebrewLetters},
	{charmap.Windows1256, "windows-1256", arabicLetters},
	{charmap.ISO8859_6, "iso-8859-6", arabicLetters},
	{charmap.Windows874, "windows-874", thaiLetters},
}

const (
	// What a letter is worth falls from 1 for the most frequent by 1 in halfRank
	// ranks, as the logarithm of letters' frequencies does, to rareWorth. wrongWorth is that of
	// a letter of no language of the script, or out of place, and of a sign inside a word.
	halfRank   = 16
	rareWorth  = -0.5
	wrongWorth = -1.0
	noLetter   = -2.0
	// manyLetters is how many bytes of letters make a script in which each of
	// them is half as frequent.
	manyLetters = 150
	// capitalCost is taken off what a capital behind another is worth: a text all in
	// capitals is more likely another one whose charset has them in this place.
	capitalCost = 0.15
	// scriptLeast is what a byte must be worth on average, scriptSure what it is in
	// nearly all texts that have more than a few words.
	scriptLeast = 0.1
	scriptSure  = 0.3
	// scriptLead is how much more a later charset must explain, of all bytes together or
	// on average, whichever is less: two may differ in a letter or two only.
	scriptLead, scriptLeadAll = 0.01, 0.5
)

// scriptOf names the charset of a text whose letters are not Latin, nil where
// no charset explains it, and what a byte of the text is worth in it.
//
// The evidence is how often each charset makes of the bytes beyond ASCII the
// letters that are frequent in its languages, without capitals behind small letters, letters
// glued to Latin ones, or signs inside words. A few words of rare letters may be read wrongly.
func scriptOf(b []byte) (best *scriptCharset, worth float64) {
	worth = scriptLeast
	lead := min(scriptLead, scriptLeadAll/float64(max(beyond(b), 1)))
	for i := range scriptCharsets {
		c := &scriptCharsets[i]
		if w := c.worth(b); w > worth+lead || best == nil && w > worth {
			best, worth = c, w
		}
	}
	return best, worth
}

// beyond counts the bytes beyond ASCII.
func beyond(b []byte) int {
	n := 0
	for _, c := range b {
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// worth returns what a byte of b beyond ASCII is worth on average.
func (c *scriptCharset) worth(b []byte) float64 {
	var runes [256]rune
	var worth [256]float64
	for i := utf8.RuneSelf; i < len(runes); i++ {
		runes[i] = c.enc.DecodeByte(byte(i))
		worth[i] = c.script.worth(runes[i])
	}
	for i := range utf8.RuneSelf {
		runes[i] = rune(i)
	}
	sum, n := 0.0, 0
	for i, x := range b {
		if x < utf8.RuneSelf {
			continue
		}
		n++
		var prev, next rune
		if i > 0 {
			prev = runes[b[i-1]]
		}
		if i+1 < len(b) {
			next = runes[b[i+1]]
		}
		switch r := runes[x]; {
		case (r == '¶' || r == '’') && unicode.IsLetter(next) && !unicode.IsLetter(prev): // a capital of another charset
			sum += wrongWorth
		case worth[x] == noLetter && signFits(prev, r, next):
		case worth[x] == noLetter, letterASCII(prev), letterASCII(next), unicode.IsUpper(r) && unicode.IsLower(prev):
			sum += wrongWorth
		case unicode.IsUpper(r) && unicode.IsUpper(prev):
			sum += worth[x] - capitalCost
		default:
			sum += worth[x]
		}
	}
	return sum / float64(max(n, 1))
}

// worth returns what a letter is worth, noLetter for what is none.
func (s scriptLetters) worth(r rune) float64 {
	rank, half := 0, halfRank
	if len(s) > manyLetters {
		half = 2 * halfRank
	}
	low := unicode.ToLower(r)
	for _, l := range string(s) {
		if l == low {
			return max(1-float64(rank)/float64(half), rareWorth)
		}
		rank++
	}
	if unicode.IsLetter(r) {
		return wrongWorth
	}
	return noLetter
}

func letterASCII(r rune) bool { return r < utf8.RuneSelf && letter(byte(r)) }
