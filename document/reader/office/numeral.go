package office

import (
	"strconv"
	"strings"
)

// The formats of numbers that are made in one of a few ways, by their names in
// ST_NumberFormat (ECMA-376, part 1, section 17.18.59). A format that is not
// here, or a number that one has no form for, is written in digits.

// alphabets are the formats that count through a row of signs, and past its end
// with each sign doubled, then tripled, as Word does.
var alphabets = map[string][]rune{
	"lowerLetter":      []rune("abcdefghijklmnopqrstuvwxyz"),
	"upperLetter":      []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
	"chicago":          []rune("*†‡§"),
	"russianLower":     []rune("абвгдежзиклмнопрстуфхцчшщыэюя"),
	"russianUpper":     []rune("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
	"greekLower":       []rune("αβγδεζηθικλμνξοπρστυφχψω"),
	"greekUpper":       []rune("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),
	"hebrew2":          []rune("אבגדהוזחטיכלמנסעפצקרשת"),
	"arabicAlpha":      []rune("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
	"arabicAbjad":      []rune("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
	"thaiLetters":      []rune("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"),
	"hindiVowels":      []rune("अआइईउऊऋऌऍऎएऐऑऒओऔ"),
	"hindiConsonants":  []rune("कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"),
	"aiueoFullWidth":   []rune("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"),
	"aiueo":            []rune("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
	"irohaFullWidth":   []rune("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"),
	"iroha":            []rune("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"),
	"ganada":           []rune("가나다라마바사아자차카타파하"),
	"chosung":          []rune("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
	"ideographZodiac":  []rune("子丑寅卯辰巳午未申酉戌亥"),
	"heavenlyStems":    []rune("甲乙丙丁戊己庚辛壬癸"),
	"enclosedCircle":   []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
	"enclosedFullstop": []rune("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
	"enclosedParen":    []rune("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
	"ideographCircle":  []rune("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
}

// once are the formats that count through a row of signs and then go on in digits.
var once = map[string]string{
	"decimalEnclosedCircle":        "enclosedCircle",
	"decimalEnclosedCircleChinese": "enclosedCircle",
	"decimalEnclosedFullstop":      "enclosedFullstop",
	"decimalEnclosedParen":         "enclosedParen",
	"ideographEnclosedCircle":      "ideographCircle",
	"ideographTraditional":         "heavenlyStems",
	"ideographZodiac":              "ideographZodiac",
}

// digitSets are the formats that write each digit with a sign of its own.
var digitSets = map[string][]rune{
	"decimalFullWidth":           []rune("０１２３４５６７８９"),
	"decimalFullWidth2":          []rune("０１２３４５６７８９"),
	"hindiNumbers":               []rune("०१२३४५६७८९"),
	"thaiNumbers":                []rune("๐๑๒๓๔๕๖๗๘๙"),
	"ideographDigital":           []rune("〇一二三四五六七八九"),
	"japaneseDigitalTenThousand": []rune("〇一二三四五六七八九"),
	"taiwaneseDigital":           []rune("○一二三四五六七八九"),
	"koreanDigital":              []rune("영일이삼사오육칠팔구"),
	"koreanDigital2":             []rune("零一二三四五六七八九"),
}

// A counting is a way of writing numbers by digits and the names of powers of
// ten, 三百二十一.
type counting struct {
	digits []rune // of 0 to 9
	units  []rune // of 10, 100, 1000, 10000
	// bare says up to which unit a 1 before it is left out: 1 for 10, 2 for
	// 100, 3 for 1000. At the beginning of a number 10 to 19 nearly all do.
	bare int
	zero bool // a zero stands for units that are skipped: 一百零一
}

var (
	ideographs = []rune("〇一二三四五六七八九")
	countings  = map[string]counting{
		"japaneseCounting":          {ideographs, []rune("十百千万"), 3, false},
		"chineseCounting":           {ideographs, []rune("十百千万"), 1, true},
		"chineseCountingThousand":   {[]rune("○一二三四五六七八九"), []rune("十百千万"), 1, true},
		"taiwaneseCounting":         {[]rune("○一二三四五六七八九"), []rune("十百千萬"), 1, true},
		"taiwaneseCountingThousand": {[]rune("○一二三四五六七八九"), []rune("十百千萬"), 1, true},
		"koreanCounting":            {[]rune("영일이삼사오육칠팔구"), []rune("십백천만"), 3, false},
		"japaneseLegal":             {[]rune("零壱弐参四伍六七八九"), []rune("拾百阡萬"), 0, false},
		"chineseLegalSimplified":    {[]rune("零壹贰叁肆伍陆柒捌玖"), []rune("拾佰仟万"), 0, true},
		"ideographLegalTraditional": {[]rune("零壹貳參肆伍陸柒捌玖"), []rune("拾佰仟萬"), 0, true},
	}
)

// write writes n, from 1 to 99,999.
func (c *counting) write(n int) string {
	var b strings.Builder
	started, gap := false, false
	for at, power := len(c.units), 10_000; at >= 0; at, power = at-1, power/10 {
		d := n / power % 10
		if d == 0 {
			gap = started
			continue
		}
		if gap && c.zero {
			b.WriteRune(c.digits[0])
		}
		gap = false
		if d > 1 || at == 0 || at > c.bare || at == 1 && started && c.zero {
			b.WriteRune(c.digits[d])
		}
		if at > 0 {
			b.WriteRune(c.units[at-1])
		}
		started = true
	}
	return b.String()
}

// hebrew writes a number with the letters that stand for numbers (hebrew1). 15
// and 16 are written as 9 and 6 or 7, for the letters of 10 and 5 or 6 begin the Name.
func hebrew(n int) string {
	letters := [...]struct {
		value int
		sign  string
	}{
		{400, "ת"}, {300, "ש"}, {200, "ר"}, {100, "ק"}, {90, "צ"}, {80, "פ"}, {70, "ע"}, {60, "ס"}, {50, "נ"}, {40, "מ"}, {30, "ל"}, {20, "כ"},
		{16, "טז"}, {15, "טו"}, {10, "י"}, {9, "ט"}, {8, "ח"}, {7, "ז"}, {6, "ו"}, {5, "ה"}, {4, "ד"}, {3, "ג"}, {2, "ב"}, {1, "א"},
	}
	var b strings.Builder
	for _, l := range letters {
		for ; n >= l.value; n -= l.value {
			b.WriteString(l.sign)
		}
	}
	return b.String()
}

// The words of English numbers, cardinal and ordinal.
var (
	ones     = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens     = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	ordinals = map[string]string{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
)

// cardinal writes a number from 1 to 9,999 in words, as cardinalText does.
func cardinal(n int) string {
	var words []string
	if n >= 1000 {
		words = append(words, ones[n/1000], "thousand")
		n %= 1000
	}
	if n >= 100 {
		words = append(words, ones[n/100], "hundred")
		n %= 100
	}
	switch {
	case n >= 20 && n%10 > 0:
		words = append(words, tens[n/10]+"-"+ones[n%10])
	case n >= 20:
		words = append(words, tens[n/10])
	case n > 0:
		words = append(words, ones[n])
	}
	return strings.Join(words, " ")
}

// ordinalWords makes the last word of a cardinal number an ordinal.
func ordinalWords(s string) string {
	i := strings.LastIndexAny(s, " -") + 1
	last := s[i:]
	if o, ok := ordinals[last]; ok {
		return s[:i] + o
	}
	if stem, ok := strings.CutSuffix(last, "y"); ok {
		return s[:i] + stem + "ieth"
	}
	return s + "th"
}

// sexagenary writes the year n of the cycle of sixty, a stem and a branch.
func sexagenary(n int) string {
	stems, branches := alphabets["heavenlyStems"], alphabets["ideographZodiac"]
	return string(stems[(n-1)%len(stems)]) + string(branches[(n-1)%len(branches)])
}

// repeated counts with a row of signs, each doubled when they are used up.
func repeated(n int, signs []rune) string {
	if n > 10*len(signs) {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(signs[(n-1)%len(signs)]), (n-1)/len(signs)+1)
}
