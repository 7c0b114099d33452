package screen

import (
	"os"
	"os/signal"
	"syscall"
	"unsafe"
)

// A stopSignal is SIGTSTP, which stops a program. It is caught while the terminal is held, so
// that the terminal can be given back first, and does what it did before while it is not.
type stopSignal struct {
	caught chan os.Signal
	usual  *disposition // nil while it is not caught
}

func newStopSignal() stopSignal { return stopSignal{caught: make(chan os.Signal, 1)} }

// catch begins to catch the signal. One that came before stopped the program, or did nothing.
func (s *stopSignal) catch() {
	if s.usual != nil {
		return
	}
	var usual disposition
	if exchange(syscall.SIGTSTP, nil, &usual) != nil {
		return // there is no other way back to it
	}
	select {
	case <-s.caught:
	default:
	}
	s.usual = &usual
	signal.Ignore(syscall.SIGTSTP) // else, the second time, Notify takes it for caught
	signal.Notify(s.caught, syscall.SIGTSTP)
}

// leave leaves the signal to the system. os/signal cannot: Stop and Reset bring back no
// default of a signal that the runtime did not handle from the start.
func (s *stopSignal) leave() {
	if s.usual == nil {
		return
	}
	signal.Stop(s.caught)
	exchange(syscall.SIGTSTP, s.usual, nil)
	s.usual = nil
}

// A disposition is what happens on a signal: the struct sigaction of the kernel, which is
// smaller and which only the kernel understands.
type disposition [8]uint64

// signalSet is the size of a set of signals, in bytes. It is another on MIPS, where the kernel
// refuses this one.
const signalSet = 8

// exchange sets the disposition of a signal to what now says and puts into before what it
// was, each where it is not nil (rt_sigaction(2)).
func exchange(sig syscall.Signal, now, before *disposition) error {
	_, _, errno := syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(sig),
		uintptr(unsafe.Pointer(now)), uintptr(unsafe.Pointer(before)), signalSet, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
