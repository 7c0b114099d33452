package reader

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ibid/document/source"
)

// A listing finds the files of a volume.
type listing struct {
	v       *volume
	left    int // files that may still be added; -1 once there were more
	outside int // symbolic links that lead out of their directory
	folders int // folders that were not looked into: too deep, or not to be read
}

// maxFolders is how deep folders are followed into one another.
const maxFolders = 8

// documents are the endings of names that documents have. Folders hold images,
// style sheets and data beside them.
var documents = []string{
	".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".xml", ".tei", ".epub", ".docx", ".odt", ".fodt", ".gz",
	".rtf", ".rst", ".org", ".fb2", ".docbook", ".dbk", ".jats", // through pandoc
}

// add adds a file as it is, or the documents of a directory.
func (l *listing) add(name string) error {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		// What cannot be opened is reported like all that cannot be read.
		l.file(name, name, address(name))
		return nil
	}
	root, err := filepath.EvalSymlinks(name)
	if err != nil {
		return &source.Error{Name: name, What: "cannot be opened", Err: err}
	}
	l.v.roots = append(l.v.roots, address(name))
	type folder struct {
		path  string // without symbolic links
		below string // under the root, for names
		depth int
	}
	for stack := []folder{{path: root}}; len(stack) > 0 && l.left >= 0; {
		f := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		entries, err := os.ReadDir(f.path)
		if err != nil {
			if f.depth == 0 {
				return &source.Error{Name: name, What: "may not be read", Hint: "check its permissions", Err: err}
			}
			l.folders++
			continue
		}
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return natural(a.Name(), b.Name()) })
		var folders []folder
		for _, e := range entries {
			path, below := filepath.Join(f.path, e.Name()), filepath.Join(f.below, e.Name())
			if strings.HasPrefix(e.Name(), ".") {
				continue
			}
			path, isDir, ok := l.follow(root, path, e)
			switch {
			case !ok:
			case isDir && strings.HasPrefix(f.path+string(filepath.Separator), path+string(filepath.Separator)): // a link back
			case isDir && f.depth == maxFolders:
				l.folders++
			case isDir:
				folders = append(folders, folder{path, below, f.depth + 1})
			case slices.Contains(documents, strings.ToLower(filepath.Ext(e.Name()))):
				shown := filepath.Join(name, below)
				l.file(path, shown, address(shown))
			}
		}
		slices.Reverse(folders)
		stack = append(stack, folders...)
	}
	return nil
}

// address returns the name of a file as links from other files are resolved against it.
func address(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	return filepath.ToSlash(name)
}

// follow returns where an entry of a directory leads, and whether it is a file
// or folder within the root.
func (l *listing) follow(root, path string, e fs.DirEntry) (to string, isDir, ok bool) {
	if e.Type()&fs.ModeSymlink == 0 {
		return path, e.IsDir(), e.IsDir() || e.Type().IsRegular()
	}
	to, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", false, false
	}
	if rel, err := filepath.Rel(root, to); err != nil || !filepath.IsLocal(rel) {
		l.outside++
		return "", false, false
	}
	info, err := os.Stat(to)
	if err != nil {
		return "", false, false
	}
	return to, info.IsDir(), info.IsDir() || info.Mode().IsRegular()
}

func (l *listing) file(path, name, links string) {
	if l.left <= 0 {
		l.left = -1
		return
	}
	l.left--
	l.v.files = append(l.v.files, file{path, name, links})
}

// natural orders names as people do: without regard to case, numbers by what
// they count, d2 before d10.
func natural(a, b string) int {
	x, y := strings.ToLower(a), strings.ToLower(b)
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m > 0 && n > 0 {
			s, t := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
			if c := cmp.Or(cmp.Compare(len(s), len(t)), cmp.Compare(s, t)); c != 0 {
				return c
			}
			x, y = x[m:], y[n:]
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// digits returns how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
