package truth

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/internal/module"
)

// Corpus returns a folder of the corpus of real documents, which stands beside
// the repository and is not part of it. The test is skipped where it is absent.
func Corpus(tb testing.TB, folder string) string {
	tb.Helper()
	path := filepath.Join(filepath.Dir(module.Root(tb)), "shared", "corpus", filepath.FromSlash(folder))
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("the corpus is not here: no %s", path)
	}
	return path
}

// Run reads every document of a corpus folder that matches pattern and has its
// truth beside it, and adds up the scores, but those that are named to have none. A document
// that cannot be read fails the test.
func Run(tb testing.TB, folder, pattern string, opt Options, read func(name string) (*document.Document, error)) Score {
	tb.Helper()
	docs, err := filepath.Glob(filepath.Join(Corpus(tb, folder), filepath.FromSlash(pattern)))
	if err != nil {
		tb.Fatal(err)
	}
	var sum Score
	n := 0
	for _, name := range docs {
		t, ok := truthOf(tb, name, opt)
		if !ok || slices.Contains(opt.Without, filepath.Base(name)) {
			continue
		}
		d, err := read(name)
		if err != nil {
			tb.Errorf("%s: %v", filepath.Base(name), err)
			d = new(document.Document)
		}
		s := compare(t, d)
		for i := range s.Missed {
			s.Missed[i] = filepath.Base(name) + ": " + s.Missed[i]
		}
		for i := range s.Wrong {
			s.Wrong[i] = filepath.Base(name) + ": " + s.Wrong[i]
		}
		sum.add(s)
		n++
	}
	if n == 0 {
		tb.Skipf("no documents with their truth in %s/%s", folder, pattern)
	}
	return sum
}

// truthOf loads the truth of a document from where the corpus keeps it: under
// the same name, in the folder truth, or as the truth of the whole folder.
func truthOf(tb testing.TB, name string, opt Options) (*truth, bool) {
	tb.Helper()
	dir, base := filepath.Split(name)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	for _, c := range []string{
		filepath.Join(dir, stem+".json"), name + ".truth.json",
		filepath.Join(dir, "truth", base+".json"), filepath.Join(dir, "truth", stem+".json"),
		filepath.Join(dir, "truth.json"),
	} {
		if _, err := os.Stat(c); err != nil || c == name {
			continue
		}
		t, err := load(c, opt, opt.Errors[base])
		if err != nil {
			tb.Fatal(err)
		}
		return t, true
	}
	return nil, false
}
