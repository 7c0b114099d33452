package plain

import "strings"

// words returns the set of the words of s.
func words(s string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

var (
	tens = words("twenty thirty forty fourty fifty sixty seventy eighty ninety")

	// exPersons follow "ex-" where it means former; most other words that begin
	// with these letters are written together.
	exPersons = words("president minister king queen emperor empress governor mayor senator wife husband soldier soldiers officer officers " +
		"officio convict convicts consul chancellor premier secretary director member members slave slaves sailor priest monk captain colonel " +
		"sheriff judge ambassador prisoner prisoners policeman student pupil official officials service servicemen champion chairman")

	// adjectives make compounds with words in -ed ("long-haired") and are no
	// syllables of longer words in -ed, but of verbs in -en and -ed, and a few more.
	adjectives = words("long short old new good bad ill high low broad dark fair grey gray red black white blue green brown yellow golden hard soft " +
		"sharp thick thin wide narrow deep cold warm hot light loud open left right single double one two three four five six seven eight " +
		"nine many quick slow strong weak large small heavy full bare bald clear true round straight rough smooth pale bright dull tight loose")

	// together holds the second halves that are written together with the word.
	together = map[string]map[string]bool{
		"well":  words("ington spring springs away ing ed"),
		"self":  words("ish ishly ishness less lessly lessness same hood"),
		"half":  words("penny pence pennies way back ling lings"),
		"light": words("houses"),
		"black": words("mailed balled listed guarded birded"),
		"white": words("washed"),
		"high":  words("lighted"),
		"short": words("listed"),
		"open":  words("handedness"),
	}
)

// compound reports whether English writes a hyphen between left and right,
// which are in small letters: after the tens, after "well", "self" and "half",
// after "ex" before a person, and between an adjective and a word in -ed.
// The words themselves are all its evidence, so that what the text has
// written before comes first.
func compound(left, right string) bool {
	switch {
	case tens[left]:
		return right != "fold" && right != "ish"
	case together[left][right]:
		return false
	case left == "well" || left == "self" || left == "half":
		return true
	case left == "ex":
		return exPersons[right]
	}
	return adjectives[left] && len(right) >= len("eyed") && strings.HasSuffix(right, "ed") &&
		!strings.HasSuffix(right, "ened") && right != "ered"
}
