// Package untmux keeps tmux from being asked for its colours before main begins.
//
// Lip Gloss makes a writer for standard output when its package is initialised, and for
// that, within tmux, runs "tmux info" and waits for it: longer than all else that is done
// before the first screen. Its writer is not used here: which colours there are is told
// from the environment, and what a terminal within tmux can show is tmux's to translate.
//
// Importing the package is enough to take TMUX out of the environment until [Restore]. It
// imports nothing that Lip Gloss's dependencies are not initialised after: packages whose
// imports are ready are initialised in the order of their paths (Go 1.21 release notes,
// "Changes to the language"), and ibid/cmd comes before os, which Lip Gloss needs.
package untmux

import "syscall"

const name = "TMUX"

var value, found = syscall.Getenv(name)

func init() {
	_ = syscall.Unsetenv(name) // nothing worse than a late start
}

// Restore puts TMUX back into the environment.
func Restore() {
	if found {
		_ = syscall.Setenv(name, value)
	}
}
