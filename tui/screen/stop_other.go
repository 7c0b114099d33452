//go:build unix && !linux

package screen

import "os"

// A stopSignal is SIGTSTP, which is not caught: there would be no way back to its default, by which
// alone a program stops as it was told to. One that others stopped notices when it goes on.
type stopSignal struct{ caught chan os.Signal }

func newStopSignal() stopSignal { return stopSignal{} }

func (*stopSignal) catch() {}

func (*stopSignal) leave() {}
