//go:build unix

package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
)

// A bad input is what no command can read.
type bad struct {
	name  string // what the command line says, in the directory of the test
	want  string // the message after the name
	empty bool   // export takes it, for there is nothing wrong with an empty document
}

var badInputs = []bad{
	{"missing.txt", "no such file; check the name", false},
	{"a\x1b[31mred\x07.txt", "no such file; check the name", false},
	{"dead", "is a link to nowhere, which is not there; name the file itself", false},
	{"loop", "is a link that leads back to itself; name the file itself", false},
	{"text/below", "no such file: not a directory; check the name", false},
	{strings.Repeat("long", 100), "no such file: file name too long; check the name", false},
	{"none", "holds no documents; name files, or a directory of text, Markdown, HTML, TEI, EPUB, DOCX or ODT", false},
	{"pictures", "holds no documents; name files, or a directory of text, Markdown, HTML, TEI, EPUB, DOCX or ODT", false},
	{"programs", "none of its 2 files can be read; programs/a.txt: is not text: it is a program; name a text, or its charset with --encoding", false},
	{"program", "is not text: it is a program; name a text, or its charset with --encoding", false},
	{"torn.epub", "is no whole zip archive; it may have been cut short: fetch it again", false},
	{"closed", "may not be read; check its permissions", false},
	{"shut", "may not be read; check its permissions", false},
	{"fifo", "is a pipe into which nothing is written; start the program that writes into it first", false},
	{"socket", "has nothing behind it that can be read: no such device or address; name a file", false},
	{"/dev/zero", "is not text: it is binary data; name a text, or its charset with --encoding", false},
	{"/dev/null", "is empty; there is nothing to read", true},
	{"empty", "is empty; there is nothing to read", true},
	{"em\x1bpty", "is empty; there is nothing to read", true},
	{"blank", "holds no words; there is nothing to read", true},
}

// makeBad makes the bad inputs in the directory of the test, and goes there.
func makeBad(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	const program = "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00"
	for name, text := range map[string]string{
		"text": "Some text.\n", "program": program, "programs/a.txt": program, "programs/b.txt": program,
		"torn.epub": "PK\x03\x04torn", "closed": "Some text.\n", "pictures/a.png": "\x89PNG\r\n\x1a\n",
		"empty": "", "em\x1bpty": "", "blank": " \n\n\t\n",
	} {
		os.MkdirAll(filepath.Dir(name), 0o700)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	socket, err := net.Listen("unix", "socket")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	for _, err := range []error{
		os.Mkdir("none", 0o700), os.Mkdir("shut", 0), os.Chmod("closed", 0), syscall.Mkfifo("fifo", 0o600),
		os.Symlink("nowhere", "dead"), os.Symlink("pool", "loop"), os.Symlink("loop", "pool"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestBadInput gives every command everything that cannot be read, with a screen and without
// one: each says so in one line, and writes and draws nothing.
func TestBadInput(t *testing.T) {
	makeBad(t)
	master, slave, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminal is to be had: ", err)
	}
	defer master.Close()
	defer slave.Close()
	inputs := append(badInputs[:len(badInputs):len(badInputs)],
		bad{slave.Name(), "is a terminal; name a file, or send a text through a pipe", false})
	for _, in := range inputs {
		if (in.name == "closed" || in.name == "shut") && os.Geteuid() == 0 {
			continue // who may read everything
		}
		if in.name == "fifo" && testing.Short() {
			continue // each waits for a writer
		}
		for _, command := range []string{"", "screen", "check", "notes", "export"} {
			if in.empty && command == "export" {
				continue
			}
			args := []string{in.name}
			if command != "" && command != "screen" {
				args = []string{command, in.name}
			}
			var out, stderr bytes.Buffer
			c := &console{out: &out, err: &stderr, screen: command == "screen", getenv: func(string) string { return "" }}
			status := run(t.Context(), args, c)
			name := strings.NewReplacer("\x1b", "␛", "\x07", "␇").Replace(in.name)
			if want := "ibid: " + name + ": " + in.want + "\n"; stderr.String() != want {
				t.Errorf("%q: %q, want %q", args, stderr.String(), want)
			}
			if status != exitUnreadable || out.Len() > 0 {
				t.Errorf("%q: status %d, %d bytes on standard output", args, status, out.Len())
			}
		}
	}
}

// A pipe into which something is written, sooner or later, is a document.
func TestPipe(t *testing.T) {
	makeBad(t)
	w, err := os.OpenFile("fifo", os.O_RDWR, 0) // which does not wait for a reader
	if err != nil {
		t.Fatal(err)
	}
	const words = 30_000 // more than a pipe holds: it is closed when they are read
	go func() {
		w.WriteString(strings.Repeat("Words. ", words))
		w.Close()
	}()
	if got := ibid(t, nil, "fifo"); got.status != 0 || strings.Count(got.out, "Words.") != words {
		t.Errorf("status %d: %d bytes, %s", got.status, len(got.out), got.err)
	}
}

// A file of a volume that could not be read is an error to every command, though the others are.
func TestVolumeWithBadInput(t *testing.T) {
	makeBad(t)
	const want = "ibid: program: is not text: it is a program; name a text, or its charset with --encoding; it was passed over\n"
	for _, args := range [][]string{{"text", "program"}, {"notes", "text", "program"}, {"export", "text", "program"}} {
		if got := ibid(t, nil, args...); got.status != exitUnreadable || got.err != want {
			t.Errorf("%q: status %d: %q", args, got.status, got.err)
		}
	}
	os.Mkdir("volume", 0o700)
	os.Rename("text", "volume/a.txt")
	os.Rename("program", "volume/b.txt")
	if got := ibid(t, nil, "check", "volume"); got.status != exitUnreadable || !strings.Contains(got.err, "volume/b.txt: is not text") {
		t.Errorf("check: status %d: %q", got.status, got.err)
	}
}
