package hyphen

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// maxBytes is the longest dictionary that is read, in bytes. The longest that
// are installed, German and Hungarian, have about 1 MB.
const maxBytes = 8 << 20

// defaultMin is the least number of letters before and after a hyphen where a
// dictionary does not say, as in the Hyphen library.
const defaultMin = 2

// Load reads the dictionary for a language (BCP 47) from the first of the
// directories that has one: for its region, else for the language, else for
// any region. The error where there is none wraps [os.ErrNotExist].
func Load(language string, dirs []string) (*Patterns, error) {
	name, err := find(language, dirs)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p, err := Parse(io.LimitReader(f, maxBytes))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	primary, _ := subtags(language)
	p.Capitals = primary == "de" || primary == "lb" // nouns have capitals
	return p, nil
}

// find returns the name of a dictionary's file.
func find(language string, dirs []string) (string, error) {
	primary, region := subtags(language)
	if primary != "" {
		patterns := []string{"hyph_" + primary + ".dic", "hyph_" + primary + "_*.dic"}
		if region != "" {
			patterns = slices.Insert(patterns, 0, "hyph_"+primary+"_"+region+".dic")
		}
		for _, pattern := range patterns {
			for _, dir := range dirs {
				if names, _ := filepath.Glob(filepath.Join(dir, pattern)); len(names) > 0 {
					return names[0], nil // Glob sorts them
				}
			}
		}
	}
	return "", fmt.Errorf("no hyphenation dictionary for language %q: %w", language, os.ErrNotExist)
}

// subtags returns the language and the region of a BCP 47 tag, as they stand in
// the names of dictionaries, each "" where there is none.
func subtags(tag string) (primary, region string) {
	for i, s := range strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' }) {
		letters := strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz") == ""
		switch {
		case i == 0 && letters && (len(s) == 2 || len(s) == 3):
			primary = strings.ToLower(s)
		case i == 0:
			return "", ""
		case letters && len(s) == 2:
			return primary, strings.ToUpper(s)
		}
	}
	return primary, ""
}

// Parse reads a dictionary: the name of its charset, and then a pattern or a
// setting on each line. The format is told in README.hyphen and
// README.nonstandard of the Hyphen library.
func Parse(r io.Reader) (*Patterns, error) {
	in := bufio.NewReader(r)
	charset, err := in.ReadString('\n')
	if err != nil {
		return nil, errors.New("no hyphenation dictionary")
	}
	charset = strings.ToLower(strings.TrimSpace(charset))
	if cp, ok := strings.CutPrefix(charset, "microsoft-cp"); ok {
		charset = "windows-" + cp
	}
	encoding, err := htmlindex.Get(charset)
	if err != nil {
		return nil, fmt.Errorf("charset %q: %w", charset, err)
	}
	text, err := io.ReadAll(encoding.NewDecoder().Reader(in))
	if err != nil {
		return nil, err
	}
	p := &Patterns{minBefore: defaultMin, minAfter: defaultMin}
	for line := range bytes.Lines(text) {
		p.line(string(bytes.TrimSpace(line)))
	}
	return p, nil
}

// line reads a line of a dictionary. Settings have names in capitals, which no
// pattern has; those that are not known here are about programs that type.
func (p *Patterns) line(s string) {
	name, value, _ := strings.Cut(s, " ")
	switch {
	case s == "" || s[0] == '%' || s[0] == '#':
	case name == "LEFTHYPHENMIN":
		p.minBefore = least(value)
	case name == "RIGHTHYPHENMIN":
		p.minAfter = least(value)
	case name == "NEXTLEVEL":
		p.compounds, p.words = p.words, trie{}
	case 'A' <= s[0] && s[0] <= 'Z':
	default:
		p.add(s)
	}
}

func least(value string) int {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 1 {
		return defaultMin
	}
	return min(n, maxWord)
}

// add adds a pattern. What follows a slash says how the spelling changes where
// the word is divided; the reading text must not, so these divisions are
// forbidden: their values become the even ones above.
func (p *Patterns) add(s string) {
	s, _, changes := strings.Cut(s, "/")
	letters, values := make([]rune, 0, maxWord), append(make([]byte, 0, maxWord), 0)
	for _, r := range s {
		if '0' <= r && r <= '9' {
			v := byte(r - '0')
			if changes && v&1 == 1 {
				v++
			}
			values[len(values)-1] = v
			continue
		}
		letters, values = append(letters, r), append(values, 0)
	}
	if len(letters) > 0 && len(letters) <= maxWord+2 {
		p.words.add(letters, values)
	}
}
