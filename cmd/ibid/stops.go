package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"ibid/tui"
)

// maxStops bounds the documents whose place is kept; the one that was read longest ago goes first.
const maxStops = 1000

// A stop is a line of the file of places: where the reading of a document ended. Its files
// come first, so that a line is found by its beginning without all being understood.
type stop struct {
	Files []string `json:"files"` // by their whole names
	tui.Bookmark
}

// stops are the places at which reading ended, in a file, a document a line, the
// one that was read last at the end.
type stops struct{ name string }

// stateFile returns the file of places, "" where there is no home for it. XDG_STATE_HOME
// counts where it is absolute (XDG Base Directory Specification 0.8, "Environment variables").
func (c *console) stateFile() string {
	dir := c.getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(dir) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
		if runtime.GOOS == "windows" {
			if dir, err = os.UserCacheDir(); err != nil { // which holds what is of this machine alone
				return ""
			}
		}
	}
	return filepath.Join(dir, "ibid", "places")
}

// remembered returns the places at which reading ended and the whole names of the files read
// now, without any where they are not to be kept or what is read has no name.
func (c *console) remembered(cfg config, f readFlags, args []string) (stops, []string) {
	if !cfg.Remember && !f.flags.Remember || len(args) == 0 || slices.Contains(args, stdinArg) {
		return stops{}, nil
	}
	files := make([]string, len(args))
	for i, name := range args {
		var err error
		if files[i], err = filepath.Abs(name); err != nil {
			return stops{}, nil
		}
	}
	return stops{c.stateFile()}, files
}

// of returns where the reading of some files ended, nil where that is not known.
func (s stops) of(files []string) *tui.Bookmark {
	if s.name == "" || files == nil {
		return nil
	}
	for _, line := range s.lines() {
		var at stop
		if bytes.HasPrefix(line, lineOf(files)) && json.Unmarshal(line, &at) == nil {
			return &at.Bookmark
		}
	}
	return nil
}

// keep keeps where the reading of some files ended; at the beginning, where at is nil,
// nothing is kept.
func (s stops) keep(files []string, at *tui.Bookmark) error {
	if s.name == "" || files == nil {
		return nil
	}
	before := s.lines()
	lines := slices.DeleteFunc(slices.Clone(before), func(l []byte) bool { return bytes.HasPrefix(l, lineOf(files)) })
	switch {
	case at != nil:
		line, err := json.Marshal(stop{files, *at})
		if err != nil {
			return err
		}
		lines = append(lines[max(len(lines)-maxStops+1, 0):], line)
	case len(lines) == len(before):
		return nil
	}
	return s.write(lines)
}

// lines returns the lines of the file, none where it cannot be read.
func (s stops) lines() [][]byte {
	b, err := os.ReadFile(s.name)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(bytes.Split(b, []byte("\n")), func(l []byte) bool { return len(l) == 0 })
}

// write writes the file anew in one step, so that another session never reads half of it.
func (s stops) write(lines [][]byte) error {
	dir := filepath.Dir(s.name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "places-*") // which only its owner may read
	if err != nil {
		return err
	}
	_, err = f.Write(append(bytes.Join(lines, []byte("\n")), '\n'))
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), s.name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// lineOf returns the beginning of the line of some files.
func lineOf(files []string) []byte {
	b, err := json.Marshal(files)
	if err != nil {
		panic("ibid: " + err.Error()) // of strings it cannot be
	}
	return append([]byte(`{"files":`), append(b, ',')...)
}
