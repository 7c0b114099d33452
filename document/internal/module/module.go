// Package module tells tests where the files of the repository are.
package module

import (
	"os"
	"path/filepath"
	"testing"
)

// Root returns the directory that holds go.mod, which is above the working directory of
// every test.
func Root(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	tb.Fatal("no module above the working directory")
	return ""
}
