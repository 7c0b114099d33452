package office

import (
	"strconv"
	"strings"

	"ibid/document/internal/label"
)

// format writes a number in one of the formats of ECMA-376, part 1, section
// 17.18.59 (ST_NumberFormat); OpenDocument's are mapped to the same names. A
// format that is not known is written in digits.
func format(n int, as string) string {
	if as == "none" {
		return ""
	}
	if n > 0 {
		if s := numeral(n, as); s != "" {
			return s
		}
	}
	digits := strconv.Itoa(n)
	switch as {
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + digits
		}
	case "ordinal":
		return digits + ordinal(n)
	case "numberInDash":
		return "- " + digits + " -"
	}
	return digits
}

// numeral writes a number above 0 with other signs than digits, "" where its
// format has none for it.
func numeral(n int, as string) string {
	if signs := alphabets[once[as]]; signs != nil {
		if n > len(signs) {
			return ""
		}
		return string(signs[n-1])
	}
	if signs := alphabets[as]; signs != nil {
		return repeated(n, signs)
	}
	if digits := digitSets[as]; digits != nil {
		return strings.Map(func(c rune) rune { return digits[c-'0'] }, strconv.Itoa(n))
	}
	if c, ok := countings[as]; ok && n < 100_000 {
		return c.write(n)
	}
	switch as {
	case "lowerRoman":
		return label.Roman(n)
	case "upperRoman":
		return strings.ToUpper(label.Roman(n))
	case "lowerLetter columns":
		return label.Letters(n)
	case "upperLetter columns":
		return strings.ToUpper(label.Letters(n))
	case "hebrew1":
		if n < 1000 {
			return hebrew(n)
		}
	case "ideographZodiacTraditional":
		return sexagenary(n)
	case "hex":
		return strings.ToUpper(strconv.FormatInt(int64(n), 16))
	case "cardinalText", "ordinalText":
		if n >= 10_000 {
			return ""
		}
		words := cardinal(n)
		if as == "ordinalText" {
			words = ordinalWords(words)
		}
		return strings.ToUpper(words[:1]) + words[1:]
	}
	return ""
}

func ordinal(n int) string {
	if n%100/10 == 1 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

// A counter numbers the items of one list, level by level.
type counter struct {
	level [maxLevels]int
	used  [maxLevels]bool
}

// maxLevels is how deep lists go: nine levels in Word, ten in OpenDocument.
const maxLevels = 10

// next counts an item of a level, whose numbers begin at start.
func (c *counter) next(level, start int) {
	if c.used[level] {
		c.level[level]++
	} else {
		c.level[level], c.used[level] = start, true
	}
}

// forget lets the levels from one on begin anew.
func (c *counter) forget(from int) {
	for i := from; i < maxLevels; i++ {
		c.used[i] = false
	}
}

// at returns the number of a level as it stands, its start where no item of
// that level has come yet.
func (c *counter) at(level, start int) int {
	if c.used[level] {
		return c.level[level]
	}
	return start
}

// bullet returns the sign of a bulleted item. Symbol fonts put their signs
// into the private use area, which no terminal shows.
func bullet(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 0xE000 && r <= 0xF8FF {
			return '•'
		}
		return r
	}, s)
	if strings.TrimSpace(s) == "" || s == "o" {
		return "•"
	}
	return s
}
