package hugepage_test

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"ibid/internal/hugepage"
)

// asked reports whether huge pages were asked for at p: the flag "hg" of its mapping
// (Linux, Documentation/filesystems/proc.rst, "VmFlags").
func asked(t *testing.T, p unsafe.Pointer) bool {
	t.Helper()
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	at, within := uint64(uintptr(p)), false
	for lines := bufio.NewScanner(f); lines.Scan(); {
		first, rest, _ := strings.Cut(lines.Text(), " ")
		if first == "VmFlags:" && within {
			return strings.Contains(rest+" ", " hg ")
		}
		if low, high, ok := strings.Cut(first, "-"); ok {
			from, err1 := strconv.ParseUint(low, 16, 64)
			to, err2 := strconv.ParseUint(high, 16, 64)
			if err := errors.Join(err1, err2); err != nil {
				t.Fatal(err)
			}
			within = from <= at && at < to
		}
	}
	t.Fatalf("nothing is mapped at %#x", at)
	return false
}

// resident returns how much memory of the process is not the system's to give any more, in bytes.
func resident(t *testing.T) int {
	t.Helper()
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(b))[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}

// hasHugePages skips where nobody can ask for huge pages, and keeps the collector away.
func hasHugePages(t *testing.T) {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" && runtime.GOARCH != "arm64" {
		t.Skip("huge pages are not asked for on", runtime.GOOS, runtime.GOARCH)
	}
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); errors.Is(err, fs.ErrNotExist) {
		t.Skip("this system has no transparent huge pages")
	}
	runtime.GC()
	percent := debug.SetGCPercent(-1)
	t.Cleanup(func() { debug.SetGCPercent(percent) })
}

var kept []byte // is on the heap

func TestStart(t *testing.T) {
	hasHugePages(t)
	hugepage.Start()
	if kept = make([]byte, 64); !asked(t, unsafe.Pointer(&kept[0])) {
		t.Error("nothing was asked for at the start of the heap")
	}
}

// TestAhead makes the heap grow by more than it has free, takes half of that and finds that
// huge pages were asked for there, and that nothing was taken from the system before.
func TestAhead(t *testing.T) {
	hasHugePages(t)
	const ahead = 32 << 20
	before, running := resident(t), runtime.NumGoroutine()
	hugepage.Ahead()
	for runtime.NumGoroutine() > running { // what has grown is free when the goroutine has gone
		runtime.Gosched()
	}
	if more := resident(t) - before; more > ahead/4 {
		t.Errorf("%d bytes ahead took %d at once", ahead, more)
	}
	kept = make([]byte, ahead/2)
	if !asked(t, unsafe.Pointer(&kept[ahead/4])) {
		t.Errorf("nothing was asked for %d bytes ahead", ahead)
	}
	kept = nil
}

func TestCover(t *testing.T) {
	hasHugePages(t)
	hugepage.Cover(nil, 0)
	for range 3 {
		kept = make([]byte, 9<<20)
		hugepage.Cover(unsafe.Pointer(&kept[0]), len(kept))
		for _, i := range []int{0, len(kept) / 2, len(kept) - 1} {
			if !asked(t, unsafe.Pointer(&kept[i])) {
				t.Errorf("nothing was asked for at byte %d of %d", i, len(kept))
			}
		}
	}
	kept = nil
}

// TestAnywhere calls all that is advice, which must do no harm on any system.
func TestAnywhere(t *testing.T) {
	hugepage.Start()
	hugepage.Ahead()
	b := make([]byte, 1<<20)
	hugepage.Cover(unsafe.Pointer(&b[0]), len(b))
	for i := range b {
		if b[i] != 0 {
			t.Fatalf("byte %d is %d", i, b[i])
		}
		b[i] = 1
	}
}
