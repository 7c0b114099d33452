package markdown

import (
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// pairsKey finds the pairs of the block that is being parsed in its context.
var pairsKey = parser.NewContextKey()

// pairs are the brackets of one block of text, by their offsets in the piece:
// from each opening bracket to the one that closes it. Finding them all at
// once keeps nested and unclosed brackets from taking quadratic time.
type pairs struct {
	lines *text.Segments
	close map[int]int
}

// pairsOf returns the pairs of the block that node stands for.
func pairsOf(node ast.Node, source []byte, pc parser.Context) *pairs {
	lines := node.Lines()
	if p, ok := pc.Get(pairsKey).(*pairs); ok && p.lines == lines {
		return p
	}
	p := &pairs{lines: lines, close: map[int]int{}}
	p.match(source)
	pc.Set(pairsKey, p)
	return p
}

// match joins the brackets outside of code spans and not escaped.
func (p *pairs) match(source []byte) {
	var open []int
	codes := codeSpans(p.lines, source)
	for k := 0; k < p.lines.Len(); k++ {
		s := p.lines.At(k)
		for i := s.Start; i < s.Stop; i++ {
			switch source[i] {
			case '\\':
				i++
			case '`':
				if end := codes[i]; end > 0 {
					for k+1 < p.lines.Len() && end > s.Stop {
						k++
						s = p.lines.At(k)
					}
					i = end - 1
				}
			case '[':
				open = append(open, i)
			case ']':
				if n := len(open); n > 0 {
					p.close[open[n-1]] = i
					open = open[:n-1]
				}
			}
		}
	}
}

// codeSpans returns the end of each code span by its beginning. Runs of
// backticks pair with the next of the same length (CommonMark 0.31, section 6.1).
func codeSpans(lines *text.Segments, source []byte) map[int]int {
	var at, length []int
	for k := range lines.Len() {
		s := lines.At(k)
		for i := s.Start; i < s.Stop; i++ {
			switch source[i] {
			case '\\':
				if i+1 < s.Stop && source[i+1] != '`' {
					i++
				}
			case '`':
				n := run(source[i:s.Stop])
				at, length = append(at, i), append(length, n)
				i += n - 1
			}
		}
	}
	if len(at) < 2 {
		return nil
	}
	next := map[int]int{} // by length, the run met last from the end
	after := make([]int, len(at))
	for i := len(at) - 1; i >= 0; i-- {
		after[i] = next[length[i]]
		next[length[i]] = i
	}
	out := map[int]int{}
	for i := 0; i < len(at); i++ {
		if j := after[i]; j > i {
			out[at[i]] = at[j] + length[j]
			i = j
		}
	}
	return out
}

// between returns the text of a block from offset i to j, line by line.
func (p *pairs) between(source []byte, i, j int) []byte {
	var out []byte
	first := sort.Search(p.lines.Len(), func(k int) bool { s := p.lines.At(k); return s.Stop > i })
	for k := first; k < p.lines.Len(); k++ {
		s := p.lines.At(k)
		if s.Start >= j {
			break
		}
		if a, z := max(s.Start, i), min(s.Stop, j); a < z {
			out = append(out, source[a:z]...)
		}
	}
	return out
}

// advance moves a reader of the block to offset i, and reports whether it could.
func advance(block text.Reader, i int) bool {
	for {
		line, seg := block.PeekLine()
		if line == nil {
			return false
		}
		if i < seg.Stop || i == seg.Stop && line[len(line)-1] != '\n' {
			block.Advance(i - seg.Start + seg.Padding)
			return true
		}
		block.AdvanceLine()
	}
}
