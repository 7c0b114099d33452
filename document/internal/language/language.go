// Package language tells in which language a text is written that does not say so itself, and
// knows the habits of scripts.
package language

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// sampleBytes is how much of a text is looked at: some fifteen hundred words,
// far more than the words of grammar need to show.
const sampleBytes = 8 << 10

// A language is told where its words of grammar are at least this share of the
// words, this many, and lead those of any other language by this much. Running
// text has a third of its words from such a list, a list of names or a table
// few. Two related languages share some of them, never two thirds.
const (
	minShare = 0.12
	minWords = 12
	minLead  = 1.5
)

// grammar has the commonest articles, prepositions, conjunctions, pronouns and
// auxiliary verbs of each language (BCP 47), as any frequency list has them.
var grammar = map[string]string{
	"en": "the of and to in that is was he for it with as his on be at by had not are but from or have they which you were an",
	"de": "der die und das den nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach wie im für",
	"fr": "le la les de des et du que est une dans qui pour pas plus par sur au avec ce il ne se sont cette aux leur",
	"es": "el la los las de que y en un por con no una su para es al lo como más pero sus le ha del se",
	"it": "il la di che e un per una non è con si da come i le del della nel alla dei più lo gli ma delle",
	"pt": "o a os as de que e do da em um para com não uma por no se na dos mais como mas foi ao das",
	"nl": "de het een van en in dat is te op zijn met voor niet aan er om ook als dan maar bij ze hij uit door",
	"la": "et in est non ad cum quod ut qui sed ex si quae per enim aut ab hoc esse atque ac quam sunt etiam nec",
	"sv": "och att det som en på är av för med den till inte har de om ett var jag men sig så hade från vi",
	"da": "og at det som en på er af for med den til ikke har de om et var jeg men sig så havde fra vi der",
	"pl": "w i na z się nie do to że jest o jak od po przez ale za jego co był tego przy dla czy",
	"cs": "a v se na je že s z do o to i ve jako za ale po by jsou byl jeho které od nebo si tak",
	"ru": "и в не на что он с как его по но из за от так к то у же все была бы для только",
	"el": "και το να του η της με για που την από τα ο των στο είναι τον δεν οι τη σε θα",
}

// A lexicon has the languages of each word of grammar, as bits in the order of names.
type lexicon struct {
	words map[string]uint32
	names []string
}

var load = sync.OnceValue(func() *lexicon {
	l := &lexicon{words: make(map[string]uint32, 512), names: slices.Sorted(maps.Keys(grammar))}
	for i, name := range l.names {
		for w := range strings.FieldsSeq(grammar[name]) {
			l.words[w] |= 1 << i
		}
	}
	return l
})

// Guess returns the language (BCP 47) in which text is written, "" where its
// beginning does not show it.
func Guess(text string) string {
	l := load()
	counts := make([]int, len(l.names))
	total := 0
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }
	for w := range strings.FieldsFuncSeq(text[:min(len(text), sampleBytes)], notLetter) {
		total++
		for set := l.words[strings.ToLower(w)]; set != 0; set &= set - 1 {
			counts[bits.TrailingZeros32(set)]++
		}
	}
	best := slices.Index(counts, slices.Max(counts))
	n := float64(counts[best])
	counts[best] = 0
	second := slices.Max(counts)
	if n < minWords || n < minShare*float64(total) || n < minLead*float64(second) {
		return ""
	}
	return l.names[best]
}
