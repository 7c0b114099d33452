package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// alphabets are the letters beyond ASCII that languages write in small
// letters, as their orthographies have them. Languages that texts mix are one:
// French, German, Spanish, Italian, Dutch and the Scandinavian ones. Those
// whose charsets share bytes with others stand alone, for they are told by
// which letters come together.
var alphabets = [...]struct {
	letters string
	group   latinGroup
}{
	{"àâäáåæçèéêëìíîïñòóôöøùúûüßœÿ", western},
	{"áâãàçéêíóôõúü", western}, // Portuguese
	{"áðéíóúýþæö", western},    // Icelandic
	{"äöõüšž", western},        // Estonian
	{"ąćęłńóśźż", central},
	{"áčďéěíňóřšťúůýžäĺľôŕ", central}, // Czech and Slovak
	{"áéíóöőúüű", central},            // Hungarian
	{"ăâîşţ", central},                // Romanian
	{"čćđšž", central},                // Croatian and Slovene
	{"çğıöşüâîû", turkish},
}

// A latinGroup is a set of languages that a charset was made for.
type latinGroup uint8

const (
	western latinGroup = iota
	central
	turkish
)

// latinCharsets are the charsets of Latin script, the first of those that
// explain a text equally well being the one it is read in.
var latinCharsets = []struct {
	enc   *charmap.Charmap
	name  string
	group latinGroup
}{
	{charmap.Windows1252, "windows-1252", western},
	{charmap.Windows1250, "windows-1250", central},
	{charmap.ISO8859_2, "iso-8859-2", central},
	{charmap.Windows1254, "windows-1254", turkish},
	{charmap.CodePage850, "cp850", western},
	{charmap.CodePage852, "cp852", central},
	{charmap.Macintosh, "macintosh", western},
}

// alphabetOf holds for each letter the alphabets that have it, as bits.
var alphabetOf = func() map[rune]uint32 {
	m := make(map[rune]uint32)
	for i, a := range alphabets {
		for _, r := range a.letters {
			m[r] |= 1 << i
		}
	}
	return m
}()

const (
	// latinShare is how much of what is not ASCII a charset must explain.
	latinShare = 0.9
	// latinSure is how much Windows-1252 must explain to need no other opinion.
	latinSure = 0.95
	// latinLead is how much more than Windows-1252 it must explain.
	latinLead = 0.04
)

// latinOf names the charset of Latin script that a text is in, nil where it is
// none or the bytes do not tell.
//
// The evidence is what each charset makes of the bytes beyond ASCII: letters
// of one language where letters can stand, or signs at the edges of words. A
// decoding that puts superscript figures, fractions and the like into words,
// or capitals behind small letters, explains less. Texts of a few accents that
// two charsets explain equally go to the more frequent one, and may be wrong.
func latinOf(b []byte) (encoding.Encoding, string) {
	if !mostlyLatin(b) {
		return nil, ""
	}
	best, most, west := 0, 0.0, 0.0
	for i, c := range latinCharsets {
		share := explained(b, c.enc, c.group)
		if i == 0 {
			west, most = share, max(share+latinLead, latinShare)
		} else if share >= most && (best == 0 || share > most) {
			best, most = i, share
		}
	}
	if best == 0 && west < latinSure {
		return nil, ""
	}
	return latinCharsets[best].enc, latinCharsets[best].name
}

// mostlyLatin reports whether the letters of a text are ASCII for the most
// part, and the other bytes stand by themselves or two together.
func mostlyLatin(b []byte) bool {
	low, high, run, long := 0, 0, 0, 0
	for _, c := range b {
		switch {
		case c >= utf8.RuneSelf:
			high++
			if run++; run == 3 {
				long++
			}
			continue
		case letter(c):
			low++
		}
		run = 0
	}
	return high > 0 && low >= high && long <= 1+high/10
}

// explained returns which share of the bytes beyond ASCII are a character in
// its place, by the language of the group that explains most.
func explained(b []byte, enc *charmap.Charmap, group latinGroup) float64 {
	var table [256]rune
	for c := range table {
		table[c] = enc.DecodeByte(byte(c))
	}
	var letters [len(alphabets)]int
	all, signs := 0, 0
	for i := 0; i < len(b); i++ {
		if b[i] < utf8.RuneSelf {
			continue
		}
		all++
		var prev, next rune
		if i > 0 {
			prev = table[b[i-1]]
		}
		if i+1 < len(b) {
			next = table[b[i+1]]
		}
		r := table[b[i]]
		if !unicode.IsLetter(r) || r == 'ª' || r == 'º' {
			if signFits(prev, r, next) {
				signs++
			}
			continue
		}
		if unicode.IsUpper(r) && unicode.IsLower(prev) {
			continue
		}
		low := unicode.ToLower(r)
		for k := range alphabets {
			if alphabetOf[low]>>k&1 != 0 {
				letters[k]++
			}
		}
	}
	most := 0
	for k, n := range letters {
		if alphabets[k].group == group {
			most = max(most, n)
		}
	}
	return float64(most+signs) / float64(max(all, 1))
}

// signFits reports whether a sign stands where such signs do: dashes,
// apostrophes and soft hyphens anywhere, superscripts and closing marks not
// before a letter, opening marks not after one, all others apart from letters.
func signFits(prev, r, next rune) bool {
	before, after := unicode.IsLetter(prev), unicode.IsLetter(next)
	switch {
	case r == utf8.RuneError || r < 0xA0:
		return false
	case strings.ContainsRune("’–—…·\u00a0\u00ad", r):
		return true
	case strings.ContainsRune("”»¹²³ªº°™®†‡", r):
		return !after || r == '»' && !before
	case strings.ContainsRune("“„‘‚«¡¿£€§©¶•", r):
		return !before || strings.ContainsRune("“‘«", r) && !after
	case 0x2500 <= r && r < 0x2600: // boxes and blocks
		return false
	}
	return !before && !after
}

// pagesNamed returns the code pages of DOS, which the Encoding Standard leaves out.
func pagesNamed(charset string) (encoding.Encoding, string) {
	number := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(charset), "ibm"), "cp")
	for _, c := range latinCharsets {
		if c.name == "cp"+number {
			return c.enc, c.name
		}
	}
	return nil, ""
}
