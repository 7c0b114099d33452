//go:build !windows

package reader_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"ibid/document/internal/truth"
)

// exitUnreadable is the exit status of the program where it cannot read a document.
const exitUnreadable = 2

// memoryLimit is what one hostile document may cost, in bytes of resident memory.
const memoryLimit = 300 << 20

// hang is how much time of a processor a document may take before it counts as hung.
// The budget is 2 s; this is far more, and other processes do not count, so that a busy
// machine fails nothing.
const hang = 20 * time.Second

// stall is how long a document may take by the clock, for one that waits for ever.
const stall = 5 * time.Minute

// TestHostile gives the program documents made to break it, and holds it to
// the outcome that each must have: it opens, or it opens what can be read, or
// it refuses in one line; within bounded memory, and with no byte of the
// document that a terminal could obey.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	generator := filepath.Join(truth.Corpus(t, "hostile"), "generate.py")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("the hostile documents are made by a script: no python3")
	}
	dir := t.TempDir()
	if out, err := exec.Command(python, generator, dir).CombinedOutput(); err != nil {
		t.Fatalf("generate: %v\n%s", err, out)
	}
	bin := filepath.Join(t.TempDir(), "ibid")
	if out, err := exec.Command("go", "build", "-o", bin, "ibid/cmd/ibid").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	for name, c := range index(t, dir) {
		t.Run(name, func(t *testing.T) { hostile(t, bin, filepath.Join(dir, name), c.Expect) })
	}
}

type hostileCase struct {
	Expect string `json:"expect"`
}

func index(t *testing.T, dir string) map[string]hostileCase {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases map[string]hostileCase
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func hostile(t *testing.T, bin, name, expect string) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		files, err := os.ReadDir(name)
		if err != nil || len(files) == 0 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		for _, f := range files {
			hostile(t, bin, filepath.Join(name, f.Name()), expect)
		}
		return
	}
	ctx, cancel := context.WithTimeout(t.Context(), stall)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, "export", name, "--to", "json")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	took := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	t.Logf("%v, %d MiB", took.Round(time.Millisecond), resident(cmd)>>20)
	if ctx.Err() != nil || took > hang {
		t.Fatalf("hangs")
	}
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	}
	wantLine := code != 0
	switch {
	case expect == "open" && code != 0:
		t.Errorf("exit %d: %s", code, stderr.String())
	case expect == "refuse" && code != exitUnreadable, code != 0 && code != exitUnreadable:
		t.Errorf("exit %d, want %d: %s", code, exitUnreadable, stderr.String())
	case wantLine && strings.Count(strings.TrimSpace(stderr.String()), "\n") != 0:
		t.Errorf("more than one line of error: %s", stderr.String())
	case wantLine && !strings.Contains(stderr.String(), filepath.Base(name)):
		t.Errorf("the error does not name the file: %s", stderr.String())
	}
	if n := resident(cmd); n > memoryLimit {
		t.Errorf("%d MiB of memory", n>>20)
	}
	unsafe(t, "standard output", stdout.Bytes())
	unsafe(t, "standard error", stderr.Bytes())
}

// resident returns the most memory the finished command held, in bytes.
func resident(cmd *exec.Cmd) int64 {
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}
