package source

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// alphabets are the letters beyond ASCII that languages write in small letters, as their
// orthographies have them. The first stands for texts that mix languages, as those about
// history do: it has the letters of French, German, Spanish, Italian, Dutch and the
// Scandinavian languages, those of which that are frequent in none being rare.
var alphabets = [...]struct {
	letters, rare string
	group         latinGroup
}{
	{"àâäáåæçèéêëíîñóôöøúüß", "ìïòùûœÿãšž", western},
	{"àâçèéêëîïôùûœ", "ÿæü", western}, // French
	{"áâãàçéêíóôõú", "ü", western},    // Portuguese
	{"àèéìòù", "îóí", western},        // Italian
	{"áðéíóúýþæö", "", western},       // Icelandic
	{"äöõü", "šž", western},           // Estonian
	{"àçèéíòóúïü", "ñ", western},      // Catalan
	{"ąćęłńóśźż", "", central},
	{"áčďéěíňóřšťúůýž", "ö", central},   // Czech
	{"áäčďéíľňóôšťúýž", "ĺŕě", central}, // Slovak
	{"áéíóöőúüű", "", central},          // Hungarian
	{"ăâîşţ", "", central},              // Romanian
	{"čćđšž", "", central},              // Croatian and Slovene
	{"çğıöşü", "âîû", turkish},
}

// A latinGroup is a set of languages that a charset was made for.
type latinGroup uint8

const (
	western latinGroup = iota
	central
	turkish
)

// What speaks against a charset is counted in letters that are out of place: a text that is
// not in it soon has some, however few they are beside those that two charsets share.
const (
	rareCost  = 0.7 // a letter that is rare in the language
	alienCost = 4   // a letter of another language, or a sign inside a word
	placeCost = 2.5 // a letter where the language does not write it
)

// latinCharsets are the charsets of Latin script. The cost is that of taking a text to be in
// one that few texts are in: so much must speak against the others.
var latinCharsets = []struct {
	enc   *charmap.Charmap
	name  string
	group latinGroup
	cost  float64
}{
	{charmap.Windows1252, "windows-1252", western, 0},
	{charmap.ISO8859_15, "iso-8859-15", western, 1.5},
	{charmap.Windows1250, "windows-1250", central, 1},
	{charmap.ISO8859_2, "iso-8859-2", central, 1.5},
	{charmap.Windows1254, "windows-1254", turkish, 1},
	{charmap.CodePage850, "cp850", western, 3},
	{charmap.CodePage852, "cp852", central, 3.5},
	{charmap.Macintosh, "macintosh", western, 4},
}

// alphabetOf holds for each letter the alphabets that have it, and those in which it is
// rare, as bits.
var alphabetOf, rareIn = func() (map[rune]uint32, map[rune]uint32) {
	has, rare := make(map[rune]uint32), make(map[rune]uint32)
	for i, a := range alphabets {
		for _, r := range a.letters + a.rare {
			has[r] |= 1 << i
		}
		for _, r := range a.rare {
			rare[r] |= 1 << i
		}
	}
	return has, rare
}()

// latinMost is what may speak against a charset for each byte beyond ASCII.
const latinMost = 0.5

// latinOf names the charset of Latin script that a text is in, nil where it is
// none or the bytes do not tell.
//
// The evidence is what each charset makes of the bytes beyond ASCII: letters
// of one language where letters can stand, or signs at the edges of words. A
// decoding that puts superscript figures, fractions and the like into words,
// or capitals behind small letters, has more against it. Texts of a few accents that
// two charsets explain equally go to the more frequent one, and may be wrong.
func latinOf(b []byte) (encoding.Encoding, string) {
	if !mostlyLatin(b) {
		return nil, ""
	}
	best, least := -1, 0.0
	for i, c := range latinCharsets {
		cost, n := against(b, c.enc, c.group)
		if cost > latinMost*float64(n)+1 {
			continue
		}
		if cost += c.cost; best < 0 || cost < least {
			best, least = i, cost
		}
	}
	if best < 0 {
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

// against returns what speaks against a charset, by the language of the group against which
// least does, and how many bytes beyond ASCII there are.
func against(b []byte, enc *charmap.Charmap, group latinGroup) (least float64, n int) {
	var table [256]rune
	for c := range table {
		table[c] = enc.DecodeByte(byte(c))
	}
	var cost [len(alphabets)]float64
	all := 0.0
	for i, c := range b {
		if c < utf8.RuneSelf {
			continue
		}
		n++
		var prev, next rune
		if i > 0 {
			prev = table[b[i-1]]
		}
		if i+1 < len(b) {
			next = table[b[i+1]]
		}
		r := table[c]
		if !unicode.IsLetter(r) || r == 'ª' || r == 'º' {
			if !signFits(prev, r, next) {
				all += alienCost
			}
			continue
		}
		if unicode.IsUpper(r) && unicode.IsLower(prev) {
			all += alienCost
			continue
		}
		low := unicode.ToLower(r)
		if group != turkish && i > 1 && b[i-1] >= utf8.RuneSelf && b[i-2] >= utf8.RuneSelf && unicode.IsLetter(prev) && unicode.IsLetter(table[b[i-2]]) {
			all += alienCost // of these languages Turkish alone has three in a row
		}
		if misplaced(prev, low, next) || strings.ContainsRune("ŠŽŚŹŤ", r) && !unicode.IsLetter(prev) && next == ' ' {
			all += placeCost
		}
		for k := range alphabets {
			switch {
			case alphabetOf[low]>>k&1 == 0:
				cost[k] += alienCost
			case rareIn[low]>>k&1 != 0:
				cost[k] += rareCost
			}
		}
	}
	least = math.Inf(1)
	for k := range alphabets {
		if alphabets[k].group == group {
			least = min(least, cost[k])
		}
	}
	return least + all, n
}

// misplaced reports whether a letter stands where no language writes it: "è" stands before
// consonants or at the end, "ì" and "ù" hardly but at the end, and "þ" and "ð" on one side of a word.
func misplaced(prev, r, next rune) bool {
	switch r {
	case 'è':
		return strings.ContainsRune("aeiouyáéíóúìòùšž", unicode.ToLower(next))
	case 'ì', 'ù':
		return unicode.IsLetter(next)
	case 'ð':
		return !unicode.IsLetter(prev)
	case 'þ':
		return unicode.IsLetter(prev) && !unicode.IsLetter(next)
	}
	return false
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
		return !after || (r == '»' || r == '”') && !before // which Finnish and Swedish open with too
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
