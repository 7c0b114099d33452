package office

import (
	"strconv"
	"strings"
)

// format writes a number in one of the formats of ECMA-376, part 1, section
// 17.18.59 (ST_NumberFormat); OpenDocument's are mapped to the same names. A
// format that is not known is written in digits.
func format(n int, as string) string {
	switch as {
	case "none":
		return ""
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "lowerLetter":
		return letters(n, 'a')
	case "upperLetter":
		return letters(n, 'A')
	case "chicago":
		return chicago(n)
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "ordinal":
		return strconv.Itoa(n) + ordinal(n)
	case "decimalEnclosedCircle":
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n <= 0 || n > 5000 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}

// letters counts a … z, aa … zz, aaa …: past the alphabet the letter is
// repeated, as Word does.
func letters(n int, first rune) string {
	if n <= 0 || n > 26*10 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

// chicago counts with signs, which double when they are used up.
func chicago(n int) string {
	signs := [...]string{"*", "†", "‡", "§"}
	if n <= 0 || n > len(signs)*10 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(signs[(n-1)%len(signs)], (n-1)/len(signs)+1)
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

// next counts an item of a level, whose numbers begin at start, and forgets
// the numbers of deeper levels.
func (c *counter) next(level, start int) {
	if c.used[level] {
		c.level[level]++
	} else {
		c.level[level], c.used[level] = start, true
	}
	for i := level + 1; i < maxLevels; i++ {
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
