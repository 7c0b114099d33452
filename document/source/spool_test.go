package source

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestStreamIsReadWhileItIsWritten(t *testing.T) {
	r, w := io.Pipe()
	in := FromStream("-", r, DefaultLimits())
	defer in.Close()
	go w.Write([]byte("one "))
	head, err := in.Head(100)
	if string(head) != "one " || err != nil {
		t.Fatalf("head %q, %v", head, err)
	}
	if in.Size() != -1 {
		t.Errorf("size %d while the stream goes on", in.Size())
	}
	text := in.NewReader()
	buf := make([]byte, 100)
	if n, err := text.Read(buf); string(buf[:n]) != "one " || err != nil {
		t.Fatalf("read %q, %v", buf[:n], err)
	}
	if !in.Idle(time.Millisecond) {
		t.Error("not idle though nothing is left to read")
	}
	go func() {
		w.Write([]byte("two"))
		w.Close()
	}()
	if rest, err := io.ReadAll(text); string(rest) != "two" || err != nil {
		t.Errorf("rest %q, %v", rest, err)
	}
	if n, err := in.Whole(); n != 7 || err != nil || in.Size() != 7 || in.Idle(time.Hour) {
		t.Errorf("whole %d, %v; size %d", n, err, in.Size())
	}
	if b, err := in.Bytes(); string(b) != "one two" || err != nil {
		t.Errorf("again %q, %v", b, err)
	}
}

// TestLongStream goes past what is kept in memory.
func TestLongStream(t *testing.T) {
	want := bytes.Repeat([]byte("0123456789abcdef"), spoolMemory/16+5000)
	in := FromStream("-", iotest.OneByteReader(bytes.NewReader(want[:100])), DefaultLimits())
	if b, err := in.Bytes(); !bytes.Equal(b, want[:100]) || err != nil {
		t.Errorf("short: %d bytes, %v", len(b), err)
	}
	in = FromStream("-", bytes.NewReader(want), DefaultLimits())
	if b, err := io.ReadAll(in.NewReader()); !bytes.Equal(b, want) || err != nil {
		t.Fatalf("%d bytes of %d, %v", len(b), len(want), err)
	}
	part := make([]byte, 20)
	if n, err := in.ReaderAt().ReadAt(part, spoolMemory-10); n != 20 || err != nil || !bytes.Equal(part, want[spoolMemory-10:][:20]) {
		t.Errorf("in the middle: %q, %v", part[:n], err)
	}
	if n, err := in.ReaderAt().ReadAt(part, int64(len(want)-5)); n != 5 || err != io.EOF {
		t.Errorf("past the end: %d, %v", n, err)
	}
	if err := in.Close(); err != nil {
		t.Error(err)
	}
}

func TestStreamThatFails(t *testing.T) {
	broken := errors.New("broken")
	in := FromStream("a\x1bb", io.MultiReader(strings.NewReader("text"), iotest.ErrReader(broken)), DefaultLimits())
	b, err := in.Bytes()
	if string(b) != "text" || !errors.Is(err, broken) || err.Error() != "a␛b: cannot be read: broken; see whether other programs can read it" {
		t.Errorf("%q, %v", b, err)
	}
	// One that fails before its first byte is not empty.
	if head, err := FromStream("-", iotest.ErrReader(broken), DefaultLimits()).Head(1); len(head) > 0 || !errors.Is(err, broken) {
		t.Errorf("the first byte: %q, %v", head, err)
	}
}

func TestStreamPastItsLimit(t *testing.T) {
	lim := DefaultLimits()
	lim.Stream = 10
	in := FromStream("-", strings.NewReader("0123456789a"), lim)
	if b, err := in.Bytes(); string(b) != "0123456789" || err != nil || in.Cut() == "" {
		t.Errorf("%q, %v, cut %q", b, err, in.Cut())
	}
	in = FromStream("-", strings.NewReader("0123456789"), lim)
	if b, err := in.Bytes(); string(b) != "0123456789" || err != nil || in.Cut() != "" {
		t.Errorf("%q, %v, cut %q", b, err, in.Cut())
	}
}

// TestStreamThatCannotBeKept reports that, though the stream is also too long.
func TestStreamThatCannotBeKept(t *testing.T) {
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, filepath.Join(t.TempDir(), "none"))
	}
	lim := DefaultLimits()
	lim.Stream = spoolMemory + 10
	if _, err := FromStream("-", bytes.NewReader(make([]byte, spoolMemory+20)), lim).Whole(); err == nil {
		t.Error("no error")
	}
}

// TestStreamThatIsClosed ends the wait of a reader for a stream that says nothing more, and
// keeps no temporary file for what such a stream still says.
func TestStreamThatIsClosed(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	r, w := io.Pipe()
	in := FromStream("-", struct{ io.Reader }{r}, DefaultLimits())
	done := make(chan error)
	go func() {
		_, err := in.Bytes()
		done <- err
	}()
	if err := in.Close(); err != nil {
		t.Error(err)
	}
	if err := <-done; !errors.Is(err, os.ErrClosed) {
		t.Errorf("reading what was closed ends with %v", err)
	}
	w.Write(make([]byte, 1))
	if err := in.spool.write(make([]byte, spoolMemory+1)); !errors.Is(err, os.ErrClosed) || in.spool.file != nil {
		t.Errorf("a closed stream is kept in a file, %v", err)
	}
}

// TestFilePastItsLimit reads as much of a file as the limit says, and tells.
func TestFilePastItsLimit(t *testing.T) {
	name := filepath.Join(t.TempDir(), "long")
	if err := os.WriteFile(name, []byte("0123456789a"), 0o600); err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int64]string{10: "0123456789", 11: "0123456789a"} {
		lim := DefaultLimits()
		lim.Input = limit
		in, err := Open(name, lim)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		if in.Cut() != "" {
			t.Error("an input that was not read is cut")
		}
		r, _, err := in.Text("")
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if string(got) != want || err != nil || (in.Cut() != "") != (limit == 10) {
			t.Errorf("%q, %v, cut %q", got, err, in.Cut())
		}
	}
}

func zip(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.Bytes()
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, b []byte) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	whole := zip("some text")
	bomb := zip(strings.Repeat("\x00", 16<<20))
	for _, tt := range []struct {
		name, want, err string
		bytes           []byte
		size            int
		cut             bool
	}{
		{name: "plain", bytes: []byte("text"), want: "text", size: 4},
		{name: "empty"},
		{name: "text.gz", bytes: whole, want: "some text", size: 9},
		{name: "cut.gz", bytes: whole[:len(whole)-6], want: "some text", size: 9, cut: true},
		{name: "broken.gz", bytes: whole[:5], err: "is no whole gzip file; it may have been cut short: fetch it again"},
		{name: "bomb.gz", bytes: bomb, size: -1, cut: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := write(tt.name, tt.bytes)
			in, err := Open(name, DefaultLimits())
			if tt.err != "" {
				if err == nil || err.Error() != Clean(name)+": "+tt.err {
					t.Errorf("error %v, want %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			n, err := in.Whole()
			if err != nil || tt.size >= 0 && n != int64(tt.size) || n > 8<<20 {
				t.Errorf("%d bytes, %v", n, err)
			}
			if b, err := in.Bytes(); tt.size >= 0 && string(b) != tt.want || err != nil {
				t.Errorf("%q, %v", b, err)
			}
			if (in.Cut() != "") != tt.cut {
				t.Errorf("cut: %q", in.Cut())
			}
		})
	}
	if _, err := Open(dir, DefaultLimits()); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("a directory: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "none"), DefaultLimits()); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("no file: %v", err)
	}
}
