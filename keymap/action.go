package keymap

// An Action is what a key or a line of the command prompt asks for, by the
// name that the configuration file gives it.
type Action string

// None is the absence of an action: the keys typed mean nothing, or not yet.
const None Action = ""

// The actions. The table of defaults says what each does.
const (
	LineDown      Action = "line-down"
	LineUp        Action = "line-up"
	ScreenDown    Action = "screen-down"
	ScreenUp      Action = "screen-up"
	HalfDown      Action = "half-down"
	HalfUp        Action = "half-up"
	Top           Action = "top"
	Bottom        Action = "bottom"
	NextParagraph Action = "next-paragraph"
	PrevParagraph Action = "prev-paragraph"
	Percent       Action = "goto-percent"
	ScrollLeft    Action = "scroll-left"
	ScrollRight   Action = "scroll-right"

	NextRef  Action = "next-ref"
	PrevRef  Action = "prev-ref"
	Follow   Action = "follow"
	Hints    Action = "hints"
	Back     Action = "back"
	Forward  Action = "forward"
	GotoNote Action = "goto-note"
	NoteList Action = "note-list"

	NextPage     Action = "next-page"
	PrevPage     Action = "prev-page"
	GotoPage     Action = "goto-page"
	NextSection  Action = "next-section"
	PrevSection  Action = "prev-section"
	NextDocument Action = "next-document"
	PrevDocument Action = "prev-document"
	Outline      Action = "outline"

	Search   Action = "search"
	NextHit  Action = "next-hit"
	PrevHit  Action = "prev-hit"
	HitList  Action = "hit-list"
	SetMark  Action = "set-mark"
	GotoMark Action = "goto-mark"
	LastMark Action = "last-place"

	Narrower      Action = "narrower"
	Wider         Action = "wider"
	ResetMeasure  Action = "reset-measure"
	TogglePanel   Action = "toggle-panel"
	PanelPosition Action = "panel-position"
	ToggleMouse   Action = "toggle-mouse"

	Reload  Action = "reload"
	Edit    Action = "edit"
	Help    Action = "help"
	Line    Action = "command-line"
	Close   Action = "close"
	Quit    Action = "quit"
	Suspend Action = "suspend"
	Redraw  Action = "redraw"

	Choose Action = "choose"
	Filter Action = "filter"
	Fold   Action = "fold"
	Unfold Action = "unfold"
	Accept Action = "accept"
	Cancel Action = "cancel"
	Older  Action = "older"
	Newer  Action = "newer"
)

// A Context is where the keyboard is: what a key means there may differ.
type Context uint8

// The contexts.
const (
	InText    Context = iota // the body is read
	InNote                   // a note is focused
	InPrompt                 // a line is typed; keys that are not bound are its text
	InOutline                // the outline is open
	InList                   // a list of notes or of search hits is open
	InHelp                   // the help page is open
	InHints                  // the letters of a hint are typed
	numContexts
)

// contexts is a set of contexts.
type contexts uint8

const (
	text    contexts = 1 << InText
	note    contexts = 1 << InNote
	prompt  contexts = 1 << InPrompt
	outline contexts = 1 << InOutline
	list    contexts = 1 << InList
	help    contexts = 1 << InHelp
	hinting contexts = 1 << InHints

	reading  = text | note
	choosing = outline | list
	screens  = reading | choosing | help
	typing   = prompt | hinting
)

func (s contexts) has(c Context) bool { return s&(1<<c) != 0 }
