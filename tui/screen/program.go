//go:build unix

package screen

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"reflect"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Program returns a program that runs a model on the screen. The options must not set a renderer,
// an input, an output or a filter, and what the model executes must have files of its own. Of
// what a command can ask of the terminal the background colour, the clipboard and raw
// sequences are heeded.
func (s *Screen) Program(m tea.Model, options ...tea.ProgramOption) *tea.Program {
	d := &driver{screen: s, model: m, resumed: make(chan os.Signal, 1)}
	d.program = tea.NewProgram(d, append(options,
		tea.WithoutRenderer(), tea.WithFPS(1), tea.WithFilter(d.filter),
		tea.WithInput(strings.NewReader("")), tea.WithOutput(io.Discard))...)
	return d.program
}

// A driver stands between Bubble Tea and a model: it gives the model what the terminal
// sends, and the terminal the model's views. Its fields belong to the goroutine of the event loop.
type driver struct {
	screen  *Screen
	program *tea.Program
	model   tea.Model
	due     bool           // a frame was put off, and frameDue will come
	resumed chan os.Signal // by others, while the terminal is held
}

// Messages of the driver to itself.
type (
	events   []uv.Event // what the terminal has sent, all that waited
	resized  struct{}   // the window has another size
	frameDue struct{}   // a frame was put off long enough
	halt     struct{}   // others stop the program
	goesOn   struct{}   // the program was stopped by others, and goes on
	fault    string     // there was a panic in a command
)

// Init starts to listen to the terminal.
func (d *driver) Init() tea.Cmd {
	defer d.screen.rescue()
	d.still()
	d.screen.keys.start()
	size := make(chan os.Signal, 1)
	signal.Notify(size, syscall.SIGWINCH)
	d.attend()
	go d.listen(size, d.screen.outgrown())
	return d.guard(d.model.Init())
}

// still stops the ticker of Bubble Tea, which wakes an idle program for nothing. It
// goes with the terminal that Bubble Tea takes itself to hold.
func (d *driver) still() { d.program.ReleaseTerminal() }

// listen sends what happens to the terminal, until the screen is closed. It does not
// touch the terminal itself, which may be gone from the process before it has noticed.
func (d *driver) listen(size chan os.Signal, outgrown bool) {
	defer signal.Stop(size)
	defer signal.Stop(d.resumed)
	if outgrown {
		d.program.Send(resized{})
	}
	keys := d.screen.keys.events
	for {
		select {
		case <-d.screen.ended:
			return
		case <-size:
			d.program.Send(resized{})
		case <-d.screen.stop.caught:
			d.program.Send(halt{})
		case <-d.resumed:
			d.program.Send(goesOn{})
		case e := <-keys:
			all := events{e}
			for range len(keys) {
				all = append(all, <-keys)
			}
			d.program.Send(all)
		}
	}
}

// attend waits for a SIGCONT that follows no suspension of the program's own: it was stopped
// by others while it held the terminal, without a word of it, as SIGSTOP does. The terminal is
// as the shell left it.
func (d *driver) attend() { signal.Notify(d.resumed, syscall.SIGCONT) }

// Update gives the model a message.
func (d *driver) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer d.screen.rescue()
	switch msg := msg.(type) {
	case events:
		return d, d.take(msg)
	case resized:
		return d, d.resize()
	case frameDue:
		d.due = false
		return d, nil
	case goesOn:
		d.screen.release() // which says what the terminal was before the program
		return d, d.regain()
	case fault:
		panic(string(msg))
	case tea.WindowSizeMsg:
		return d, nil // Bubble Tea, which does not know the terminal, says 0×0
	}
	if _, resumed := msg.(tea.ResumeMsg); resumed || handsOver(msg) {
		return d, tea.Batch(d.regain(), d.pass(msg))
	}
	return d, d.pass(msg)
}

// pass gives the model a message and returns its command.
func (d *driver) pass(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	return d.guard(cmd)
}

// take gives the model what the terminal has sent. While it takes long, frames are painted between.
func (d *driver) take(all events) tea.Cmd {
	var cmds []tea.Cmd
	for i, e := range all {
		if i > 0 && time.Since(d.screen.painted()) >= frameTime {
			d.screen.Paint(d.model.View())
		}
		msg := translate(e)
		switch m := msg.(type) {
		case tea.ModeReportMsg:
			d.screen.heard()
			d.screen.learn(m)
		case tea.BackgroundColorMsg:
			d.screen.heard()
		}
		if cmd := d.pass(msg); cmd != nil {
			cmds = append(cmds, cmd)
		}
	}
	return tea.Batch(cmds...)
}

func (d *driver) resize() tea.Cmd {
	w, h := d.screen.resize()
	return d.pass(tea.WindowSizeMsg{Width: w, Height: h})
}

// View paints the model's view, unless more input waits and there was a frame just now.
// What it returns is not used.
func (d *driver) View() tea.View {
	defer d.screen.rescue()
	if wait := frameTime - time.Since(d.screen.painted()); wait > 0 && len(d.screen.keys.events) > 0 {
		if !d.due {
			d.due = true
			time.AfterFunc(wait, func() { d.program.Send(frameDue{}) })
		}
		return tea.View{}
	}
	v := d.model.View()
	d.screen.Paint(v)
	return v
}

// filter sees a message before Bubble Tea heeds it. The terminal is handed over here, and
// here is written what is no view, which Bubble Tea would keep for its ticker.
func (d *driver) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if handsOver(msg) {
		signal.Stop(d.resumed)
		d.screen.keys.stop()
		d.screen.release()
		switch msg.(type) {
		case tea.SuspendMsg:
			suspend(0)
			return tea.ResumeMsg{}
		case halt:
			suspend(os.Getpid())
			return tea.ResumeMsg{}
		}
		return msg
	}
	sequence, questions := "", 0
	switch m := msg.(type) {
	case tea.RawMsg:
		sequence = fmt.Sprint(m.Msg)
	default:
		switch reflect.TypeOf(msg) {
		case background:
			sequence, questions = ansi.RequestBackgroundColor, 1
		case clipboard:
			sequence = ansi.SetSystemClipboard(reflect.ValueOf(msg).String())
		case primary:
			sequence = ansi.SetPrimaryClipboard(reflect.ValueOf(msg).String())
		case clearing:
			d.screen.resize()
			return frameDue{}
		default:
			return msg
		}
	}
	d.screen.write(sequence, questions)
	return nil
}

// The types of messages that Bubble Tea does not export.
var (
	background = reflect.TypeOf(tea.RequestBackgroundColor())
	clipboard  = reflect.TypeOf(tea.SetClipboard("")())
	primary    = reflect.TypeOf(tea.SetPrimaryClipboard("")())
	clearing   = reflect.TypeOf(tea.ClearScreen())
	execute    = reflect.TypeOf(tea.Exec(nil, nil)())
)

// handsOver reports whether another program has the terminal on a message, between the filter and
// Update: the shell, or an editor that Bubble Tea executes.
func handsOver(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.SuspendMsg, halt:
		return true
	}
	return reflect.TypeOf(msg) == execute
}

// unheeded is how long the system may take to stop the program. It does not where nobody
// could let it go on: its process group is orphaned (POSIX, 2.4.4), as where a terminal runs it in a shell's stead.
const unheeded = 200 * time.Millisecond

// suspend stops a process, 0 for the group as ^Z does that the terminal heeds, until the shell
// lets it go on.
func suspend(process int) {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	defer signal.Stop(resumed)
	syscall.Kill(process, syscall.SIGTSTP)
	select {
	case <-resumed:
	case <-time.After(unheeded):
	}
}

// regain takes the terminal back, the size of which may be another by now.
func (d *driver) regain() tea.Cmd {
	d.still()
	d.screen.regain()
	d.screen.keys.start()
	d.attend()
	return d.resize()
}

// guard returns a command that gives the terminal back where there is a panic in it. The
// panic goes on in the event loop, so that the program does not end before Bubble Tea has told of it.
func (d *driver) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				d.screen.Close()
				msg = fault(fmt.Sprintf("%v\n\n%s", r, debug.Stack()))
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, cmd := range batch {
				batch[i] = d.guard(cmd)
			}
		}
		return msg
	}
}

// rescue, deferred, gives the terminal back where there is a panic, which goes on.
func (s *Screen) rescue() {
	if r := recover(); r != nil {
		s.Close()
		panic(r)
	}
}

// translate returns the message of Bubble Tea for what a terminal sent.
func translate(e uv.Event) tea.Msg {
	switch e := e.(type) {
	case uv.KeyPressEvent:
		return tea.KeyPressMsg(e)
	case uv.KeyReleaseEvent:
		return tea.KeyReleaseMsg(e)
	case uv.MouseClickEvent:
		return tea.MouseClickMsg(e)
	case uv.MouseReleaseEvent:
		return tea.MouseReleaseMsg(e)
	case uv.MouseWheelEvent:
		return tea.MouseWheelMsg(e)
	case uv.MouseMotionEvent:
		return tea.MouseMotionMsg(e)
	case uv.PasteEvent:
		return tea.PasteMsg(e)
	case uv.BackgroundColorEvent:
		return tea.BackgroundColorMsg(e)
	case uv.ModeReportEvent:
		return tea.ModeReportMsg(e)
	}
	return e
}
