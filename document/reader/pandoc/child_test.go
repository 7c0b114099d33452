package pandoc

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"ibid/document"
	"ibid/document/source"
)

// TestSandbox names another file in each way in which a format may take one in: pandoc reads none,
// and what it says of that is passed on.
func TestSandbox(t *testing.T) {
	if !Installed() {
		t.Skip("pandoc is not installed")
	}
	secret := filepath.Join(t.TempDir(), "secret.tex")
	if err := os.WriteFile(secret, []byte("canary\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	url := filepath.ToSlash(secret)
	entity := `<!DOCTYPE %[1]s [<!ENTITY x SYSTEM "file://` + url + `">]><%[1]s>%s &x;</%[1]s>`
	for _, tt := range []struct {
		format, text string
		warned       bool
	}{
		{"rst", ".. include:: " + url + "\n\nend\n", true},
		{"rst", ".. csv-table:: x\n   :file: " + url + "\n\nend\n", false},
		{"rst", ".. raw:: html\n   :file: " + url + "\n\nend\n", false},
		{"rst", ".. figure:: " + url + "\n\nend\n", false},
		{"latex", `\input{` + url + "}\n\nend", true},
		{"latex", `\include{` + strings.TrimSuffix(url, ".tex") + "}\n\nend", true},
		{"latex", `\lstinputlisting{` + url + "}\n\nend", true},
		{"latex", `\verbatiminput{` + url + "}\n\nend", false},
		{"latex", `\usepackage{` + url + `}\bibliography{` + url + "}\n\nend", false},
		{"latex", `\includegraphics{` + url + "}\n\nend", false},
		{"org", "#+INCLUDE: \"" + url + "\"\n\nend\n", true},
		{"org", "#+SETUPFILE: " + url + "\n\nend\n", false},
		{"man", ".so " + url + "\n.PP\nend\n", true},
		{"docbook", `<article xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="` + url + `" parse="text"/><para>end</para></article>`, false},
		{"docbook", fmt.Sprintf(entity, "article", "<para>end</para>"), false},
		{"jats", fmt.Sprintf(entity, "article", "<body><p>end</p></body>"), false},
		{"fb2", fmt.Sprintf(entity, "FictionBook", "<body><p>end</p></body>"), false},
		{"opml", fmt.Sprintf(entity, "opml", `<body><outline text="end"/></body>`), false},
		{"mediawiki", "{{" + url + "}} [[File:" + url + "]] end", false},
		{"textile", "!" + url + "! end", false},
		{"rtf", `{\rtf1 {\field{\*\fldinst INCLUDETEXT "` + url + `"}{\fldrslt end}} end}`, false},
	} {
		b := document.NewBuilder()
		err := Convert(t.Context(), source.FromBytes("x", []byte(tt.text), source.DefaultLimits()), b, tt.format)
		d := b.Finish()
		if all := fmt.Sprint(d.Blocks, d.Notes, d.Problems, d.Meta, err); strings.Contains(all, "canary") {
			t.Errorf("%s: %s reads another file: %s", tt.format, tt.text, all)
		}
		warned := false
		for _, p := range d.Problems {
			warned = warned || strings.Contains(p.Message, filepath.Base(strings.TrimSuffix(secret, ".tex")))
		}
		if err == nil && tt.warned && !warned {
			t.Errorf("%s: %s: problems %v", tt.format, tt.text, d.Problems)
		}
	}
}

// script makes a program that is a shell script.
func script(t *testing.T, text string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("a script is no program here")
	}
	name := filepath.Join(t.TempDir(), "pandoc")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestChildIsLimited starts a program in pandoc's place, which says what it was given: the sandbox, a
// bound on memory, nothing of our environment but where programs are.
func TestChildIsLimited(t *testing.T) {
	t.Setenv("IBID_SECRET", "canary")
	out, _, err := run(t.Context(), script(t, `echo "$@"; env; cat`), strings.NewReader("the document"), "org", 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"+RTS -M512M -RTS", "--sandbox", "--from=org --to=json", "the document"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not in %s", want, out)
		}
	}
	if strings.Contains(string(out), "canary") {
		t.Errorf("the environment is passed on: %s", out)
	}
}

// TestRunaway ends a child that does not end by itself, and one that says too much.
func TestRunaway(t *testing.T) {
	pid := filepath.Join(t.TempDir(), "pid")
	program := script(t, "echo $$ > "+pid+".part && mv "+pid+".part "+pid+"\nexec sleep 1000\n")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for ctx.Err() == nil {
			if _, err := os.Stat(pid); err == nil {
				cancel()
			}
			time.Sleep(time.Millisecond)
		}
	}()
	if _, _, err := run(ctx, program, strings.NewReader(""), "org", 1<<20); err == nil {
		t.Error("a child that was ended is no error")
	}
	raw, err := os.ReadFile(pid)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	child, err := os.FindProcess(n)
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Signal(syscall.Signal(0)); !errors.Is(err, os.ErrProcessDone) {
		t.Errorf("the child %d still runs: %v", n, err)
	}

	if _, _, err := run(t.Context(), script(t, "exec yes"), strings.NewReader(""), "org", 1<<16); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("a child that says too much: %v", err)
	}
}

// TestChildFails passes on what pandoc says, in one line.
func TestChildFails(t *testing.T) {
	_, _, err := run(t.Context(), script(t, "printf 'Error at (line 4):\\nunexpected \\033[31m' >&2; exit 64"), strings.NewReader(""), "org", 1<<16)
	if err == nil || err.Error() != "Error at (line 4): unexpected ␛[31m" {
		t.Errorf("error %q", err)
	}
	var exit *exec.ExitError
	_, _, err = run(t.Context(), script(t, "exit 3"), strings.NewReader(""), "org", 1<<16)
	if !errors.As(err, &exit) {
		t.Errorf("error %v", err)
	}
	b := document.NewBuilder()
	warn(b, "[WARNING] one\n[WARNING] two\n  goes on\n[WARNING] 3\n[WARNING] 4\n[WARNING] 5\n[WARNING] 6\n[WARNING] 7\n")
	if p := b.Finish().Problems; len(p) != 6 || p[1].Message != "pandoc warns: two goes on" || p[5].Message != "pandoc warns of 2 more" {
		t.Errorf("problems %v", p)
	}
}
