package main

import (
	"cmp"
	"os"
	"path/filepath"
)

// hyphenDirs returns the directories in which hyphenation dictionaries are
// looked for: the reader's own, those of the system (XDG Base Directory
// Specification), and those of LibreOffice, which brings its own where
// the system has none.
func (c *console) hyphenDirs() []string {
	var dirs []string
	home := c.getenv("XDG_DATA_HOME")
	if h, err := os.UserHomeDir(); home == "" && err == nil {
		home = filepath.Join(h, ".local", "share")
	}
	if home != "" {
		dirs = append(dirs, filepath.Join(home, "ibid", "hyphen"))
	}
	for _, dir := range filepath.SplitList(cmp.Or(c.getenv("XDG_DATA_DIRS"), "/usr/local/share:/usr/share")) {
		dirs = append(dirs, filepath.Join(dir, "hyphen"))
	}
	for _, pattern := range []string{
		"/opt/homebrew/share/hyphen",
		"/usr/lib/libreoffice/share/extensions/dict-*",
		"/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
		filepath.Join(c.getenv("ProgramFiles"), "LibreOffice", "share", "extensions", "dict-*"),
	} {
		if filepath.IsAbs(pattern) { // those of another system are not
			found, _ := filepath.Glob(pattern)
			dirs = append(dirs, found...)
		}
	}
	return dirs
}
