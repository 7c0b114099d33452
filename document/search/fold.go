package search

import (
	"bytes"
	"sort"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A folded is text in the form in which it is compared: decomposed, accents
// taken off, quotes, dashes and spaces plain, each run of white space one space,
// and small letters where case does not count. It knows where in the text each
// byte came from.
type folded struct {
	b    []byte
	segs []seg
}

// A seg is n bytes of the folded text, from byte f on, which came together from the
// bytes from s to end of the text. What follows up to the next seg came from the
// bytes after end one by one. So text that is folded byte for byte, and characters of
// other scripts that stay as long as they are, need none.
type seg struct{ f, n, s, end int32 }

// lower and plain map ASCII to its folded form without and with regard to case.
var lower, plain [utf8.RuneSelf]byte

func init() {
	for i := range lower {
		c := byte(i)
		if c == '\t' || c >= '\n' && c <= '\r' {
			c = ' '
		}
		if c == '`' {
			c = '\''
		}
		plain[i], lower[i] = c, c
		if c >= 'A' && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
}

func asciiTable(cased bool) *[utf8.RuneSelf]byte {
	if cased {
		return &plain
	}
	return &lower
}

func (f *folded) fold(text string, cased bool) {
	table := asciiTable(cased)
	f.b, f.segs = f.b[:0], append(f.segs[:0], seg{})
	for i := 0; i < len(text); {
		if text[i] >= utf8.RuneSelf {
			i = f.rune(text, i, cased)
		} else {
			i = f.run(text, i, table)
		}
	}
}

// run folds ASCII from i on and returns where it stopped: at other text or
// past white space that ends a run of several.
func (f *folded) run(text string, i int, table *[utf8.RuneSelf]byte) int {
	f.b = grow(f.b, len(text)-i)
	n := len(f.b)
	out := f.b[:cap(f.b)]
	prev := byte(0)
	if n > 0 {
		prev = out[n-1]
	}
	for ; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			break
		}
		x := table[c]
		if (x^' ')|(prev^' ') == 0 {
			f.b = out[:n]
			return f.widen(i + 1)
		}
		out[n] = x
		n++
		prev = x
	}
	f.b = out[:n]
	return i
}

// widen makes the space that was folded last stand for the white space up
// to end too, and returns end.
func (f *folded) widen(end int) int {
	last := len(f.b) - 1
	start := f.start(last)
	n := len(f.segs)
	for n > 0 && int(f.segs[n-1].f) >= last {
		n--
	}
	f.segs = append(f.segs[:n], seg{int32(last), 1, int32(start), int32(end)})
	return end
}

// rune folds the character at i and returns where the next begins.
func (f *folded) rune(text string, i int, cased bool) int {
	r, n := utf8.DecodeRuneInString(text[i:])
	at := len(f.b)
	x, several := foldTo(r, cased)
	switch {
	case x == ' ' && at > 0 && f.b[at-1] == ' ':
		return f.widen(i + n)
	case x > 0:
		f.b = utf8.AppendRune(f.b, x)
		if len(f.b)-at == n {
			return i + n
		}
	case x < 0:
		for _, y := range several {
			f.b = utf8.AppendRune(f.b, y)
		}
	}
	s := seg{int32(at), int32(len(f.b) - at), int32(i), int32(i + n)}
	if k := &f.segs[len(f.segs)-1]; int(k.f) == at { // of characters that were dropped
		if s.n == 0 {
			s.s = k.s
		}
		*k = s
	} else {
		f.segs = append(f.segs, s)
	}
	return i + n
}

// seg returns the segment that holds byte i of the folded text or comes last before it.
func (f *folded) seg(i int) seg {
	k := sort.Search(len(f.segs), func(k int) bool { return int(f.segs[k].f) > i })
	return f.segs[k-1]
}

// start returns where in the text the character of folded byte i begins.
func (f *folded) start(i int) int {
	k := f.seg(i)
	if i < int(k.f+k.n) {
		return int(k.s)
	}
	return int(k.end) + i - int(k.f+k.n)
}

// span returns the whole characters of text from which bytes i to j of the
// folded text came, with the accents that stand after the last.
func (f *folded) span(text string, i, j int) Span {
	k := f.seg(j - 1)
	end := int(k.end)
	if j > int(k.f+k.n) {
		end += j - int(k.f+k.n)
	}
	for end < len(text) && text[end] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isAccent(r) {
			break
		}
		end += n
	}
	return Span{f.start(i), end}
}

// tableEnd bounds the characters whose folding is kept in a table: nearly all that
// text is made of.
const tableEnd = 0x10000

// A foldGroup holds what foldRune makes of 64 characters that differ in their last
// byte only: one character, 0 for none, -1 for the several that are kept apart.
type foldGroup struct {
	one     [64]rune
	several [][]rune
	ascii   [2]uint64 // the set of the ASCII characters that any of them is folded to
}

// foldGroups are the groups below tableEnd, without and with regard to case, each
// made when first met: a text has the letters of few alphabets.
var foldGroups [2][tableEnd / 64]atomic.Pointer[foldGroup]

// group returns a group by its number.
func group(i int, cased bool) *foldGroup {
	p := &foldGroups[0][i]
	if cased {
		p = &foldGroups[1][i]
	}
	if g := p.Load(); g != nil {
		return g
	}
	g := newFoldGroup(rune(i)*64, cased)
	p.Store(g)
	return g
}

func newFoldGroup(first rune, cased bool) *foldGroup {
	g := new(foldGroup)
	for i := range rune(64) {
		x := foldRune(first+i, cased)
		for _, y := range x {
			if y < utf8.RuneSelf {
				g.ascii[y/64] |= 1 << (y % 64)
			}
		}
		switch len(x) {
		case 0:
		case 1:
			g.one[i] = x[0]
		default:
			g.one[i] = -1
			if g.several == nil {
				g.several = make([][]rune, 64)
			}
			g.several[i] = x
		}
	}
	return g
}

// foldTo returns the character that r is folded to, 0 for none, or -1 and
// the several.
func foldTo(r rune, cased bool) (rune, []rune) {
	switch {
	case isHan(r):
		return r, nil
	case r < tableEnd:
		g := group(int(r/64), cased)
		if x := g.one[r%64]; x >= 0 {
			return x, nil
		}
		return -1, g.several[r%64]
	}
	switch x := foldRune(r, cased); len(x) {
	case 0:
		return 0, nil
	case 1:
		return x[0], nil
	default:
		return -1, x
	}
}

// isHan reports whether r is an ideograph that is compared as it is.
func isHan(r rune) bool { return r >= 0x3400 && r < 0xA000 }

// foldRune returns the characters that r is compared as.
func foldRune(r rune, cased bool) []rune {
	var out []rune
	for _, x := range decompose(r) {
		s, ok := special(x)
		if !ok {
			s = string(x)
		}
		for _, y := range s {
			if !cased {
				y = unicode.ToLower(unicode.ToUpper(y))
			}
			if y < utf8.RuneSelf {
				y = rune(plain[y])
			}
			if !isAccent(y) {
				out = append(out, y)
			}
		}
	}
	return out
}

func decompose(r rune) string {
	s := string(r)
	if d := norm.NFD.PropertiesString(s).Decomposition(); d != nil {
		return string(d)
	}
	return s
}

// special returns what stands for a character whose decomposition does not
// say it: typography, ligatures, letters with a stroke, characters that do not show.
func special(r rune) (string, bool) {
	switch {
	case unicode.IsSpace(r):
		return " ", true
	case r >= 0xFF01 && r <= 0xFF5E: // fullwidth forms of ASCII
		return string(r - 0xFEE0), true
	case r == 0x00AD || r >= 0x200B && r <= 0x200F || r >= 0x2060 && r <= 0x2064 || r == 0xFEFF || r >= 0xFE00 && r <= 0xFE0F:
		return "", true
	}
	s, ok := specials[r]
	return s, ok
}

var specials = map[rune]string{
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", '‵': "'", 'ʼ': "'", 'ʻ': "'", '´': "'", '‹': "'", '›': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '‶': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '⁃': "-", '﹘': "-", '﹣': "-",
	'…': "...", '⁄': "/", '∕': "/",
	'ß': "ss", 'ẞ': "SS", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE", 'ĳ': "ij", 'Ĳ': "IJ", 'ſ': "s",
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
	'ø': "o", 'Ø': "O", 'đ': "d", 'Đ': "D", 'ð': "d", 'Ð': "D", 'ł': "l", 'Ł': "L", 'þ': "th", 'Þ': "Th", 'ħ': "h", 'Ħ': "H", 'ı': "i",
}

// isAccent reports whether r is a mark that is not compared: those of the
// alphabets, the points of Hebrew and the vowels of Arabic. The marks of other scripts
// are letters to their readers.
func isAccent(r rune) bool {
	switch {
	case r < 0x0300:
		return false
	case r <= 0x036F:
		return true
	case r < 0x0483 || r > 0xFE2F:
		return false
	}
	return r <= 0x0487 ||
		r >= 0x0591 && r <= 0x05BD || r == 0x05BF || r == 0x05C1 || r == 0x05C2 || r == 0x05C4 || r == 0x05C5 || r == 0x05C7 ||
		r >= 0x0610 && r <= 0x061A || r == 0x0640 || r >= 0x064B && r <= 0x065F || r == 0x0670 ||
		r >= 0x1AB0 && r <= 0x1AFF || r >= 0x1DC0 && r <= 0x1DFF || r >= 0x20D0 && r <= 0x20FF || r >= 0xFE20
}

// grow returns b with room for n more bytes.
func grow(b []byte, n int) []byte {
	if cap(b)-len(b) >= n {
		return b
	}
	return append(make([]byte, 0, 2*len(b)+n), b...)
}

func indexFrom(b, needle []byte, at int) int {
	i := bytes.Index(b[at:], needle)
	if i < 0 {
		return -1
	}
	return at + i
}
