package untmux_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	_ "charm.land/lipgloss/v2"

	"ibid/cmd/ibid/internal/untmux"
)

// tmuxEnv is the environment of a program on a terminal of tmux.
func tmuxEnv(path string) []string {
	return append(os.Environ(), "TTY_FORCE=1", "COLORTERM=", "TERM=tmux-256color", "TMUX=/tmp/tmux/default,1,0", "PATH="+path)
}

// TestNobodyAsks starts this test anew where tmux is a script that says that it was run.
func TestNobodyAsks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no tmux on Windows")
	}
	const again = "UNTMUX_TEST"
	if os.Getenv(again) != "" {
		if untmux.Restore(); os.Getenv("TMUX") == "" {
			t.Error("TMUX is not back in the environment")
		}
		return
	}
	dir := t.TempDir()
	asked := filepath.Join(dir, "asked")
	if err := os.WriteFile(filepath.Join(dir, "tmux"), []byte("#!/bin/sh\necho >"+asked+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestNobodyAsks$")
	cmd.Env = append(tmuxEnv(dir), again+"=1")
	if out, err := cmd.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("PASS")) {
		t.Errorf("%v: %s", err, out)
	}
	if _, err := os.Stat(asked); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("tmux was asked (%v)", err)
	}
}
