package keymap

// takes is what an action wants to know beside its name.
type takes uint8

const (
	takesCount takes = iota // a number of times, 1 where none is typed
	takesLabel              // the label of a note or page: the count typed, or a word on the command line
	takesKey                // one more key, which names a mark
)

// A row is an action with its defaults. An action may have a second row, without
// help, for keys that it has in fewer contexts.
type row struct {
	action Action
	in     contexts
	keys   []string // in the notation of ParseSequence
	takes  takes
	line   string // its name on the command line where it has a short one
	help   string
}

// A group is a part of the help page.
type group struct {
	title string
	rows  []row
}

// table holds every action: the one place that says which keys there are.
var table = []group{
	{"Notes and the way back", []row{
		{action: NextRef, in: reading, keys: []string{"tab", "]n"}, help: "the next reference, wherever it is; in a note its links come first"},
		{action: PrevRef, in: reading, keys: []string{"shift+tab", "[n"}, help: "the reference before"},
		{action: Follow, in: reading, keys: []string{"enter"}, help: "from a reference to its note, from a note back; along a link that is lit"},
		{action: Hints, in: reading, keys: []string{"F"}, help: "a letter on each reference, link and note; type it to go there"},
		{action: Back, in: reading, keys: []string{"backspace", "ctrl+o", "alt+left"}, help: "back along the jumps made"},
		{action: Forward, in: reading, keys: []string{"alt+right"}, help: "forward along them"},
		{action: GotoNote, in: reading, keys: []string{"gn"}, takes: takesLabel, line: "n", help: "a note by its number (12gn, :n 12)"},
		{action: NoteList, in: reading, keys: []string{"L"}, help: "all notes as a list"},
	}},
	{"Pages and sections", []row{
		{action: NextPage, in: reading, keys: []string{"]p"}, help: "the next printed page"},
		{action: PrevPage, in: reading, keys: []string{"[p"}, help: "the printed page before"},
		{action: GotoPage, in: reading, keys: []string{"gp"}, takes: takesLabel, line: "p", help: "a printed page (277gp, :277, :p xii)"},
		{action: NextSection, in: reading, keys: []string{"]]"}, help: "the next section"},
		{action: PrevSection, in: reading, keys: []string{"[["}, help: "the section before"},
		{action: NextDocument, in: reading, keys: []string{"]d"}, help: "the next document of a volume"},
		{action: PrevDocument, in: reading, keys: []string{"[d"}, help: "the document before"},
		{action: Outline, in: reading, keys: []string{"t"}, help: "the outline"},
	}},
	{"Searching and marking", []row{
		{action: Search, in: reading, keys: []string{"/"}, help: "search as you type"},
		{action: NextHit, in: reading, keys: []string{"n"}, help: "the next match"},
		{action: PrevHit, in: reading, keys: []string{"N"}, help: "the match before"},
		{action: HitList, in: reading, keys: []string{"&"}, help: "all matches as a list"},
		{action: SetMark, in: reading, keys: []string{"m"}, takes: takesKey, help: "mark this place with a letter"},
		{action: GotoMark, in: reading, keys: []string{"'"}, takes: takesKey, help: "the place marked with a letter"},
		{action: LastMark, in: reading, keys: []string{"''"}, help: "the place before the last jump"},
	}},
	{"Moving", []row{
		{action: LineDown, in: screens, keys: []string{"j", "down"}, help: "a line down"},
		{action: LineUp, in: screens, keys: []string{"k", "up"}, help: "a line up"},
		{action: ScreenDown, in: screens, keys: []string{"space", "pgdown", "ctrl+f", "f"}, help: "a screen down"},
		{action: ScreenUp, in: screens, keys: []string{"b", "pgup", "ctrl+b", "shift+space"}, help: "a screen up"},
		{action: HalfDown, in: screens, keys: []string{"d", "ctrl+d"}, help: "half a screen down"},
		{action: HalfUp, in: screens, keys: []string{"u", "ctrl+u"}, help: "half a screen up"},
		{action: Top, in: screens, keys: []string{"gg", "home"}, help: "the beginning"},
		{action: Bottom, in: screens, keys: []string{"G", "end"}, help: "the end"},
		{action: PrevParagraph, in: reading, keys: []string{"{"}, help: "the paragraph before"},
		{action: NextParagraph, in: reading, keys: []string{"}"}, help: "the next paragraph"},
		{action: Percent, in: reading, keys: []string{"%"}, help: "so many per cent into the document (50%)"},
		{action: ScrollLeft, in: reading, keys: []string{"<", "left"}, help: "a wide table or code block to the left"},
		{action: ScrollRight, in: reading, keys: []string{">", "right"}, help: "a wide table or code block to the right"},
	}},
	{"The screen", []row{
		{action: Narrower, in: reading, keys: []string{"-"}, help: "a narrower measure"},
		{action: Wider, in: reading, keys: []string{"+"}, help: "a wider measure"},
		{action: ResetMeasure, in: reading, keys: []string{"="}, help: "the measure as it was"},
		{action: TogglePanel, in: reading, keys: []string{`\`}, help: "the notes panel on or off"},
		{action: PanelPosition, in: reading, keys: []string{"w"}, help: "the notes panel beside, below or over the text"},
		{action: ToggleMouse, in: reading, keys: []string{"M"}, help: "the mouse on or off (off, the terminal selects text)"},
	}},
	{"Lists and prompts", []row{
		{action: Choose, in: choosing, keys: []string{"enter"}, help: "go to the entry"},
		{action: Filter, in: choosing | help, keys: []string{"/"}, help: "narrow the list, or the keys, as you type"},
		{action: Fold, in: outline, keys: []string{"h", "left"}, help: "fold an entry of the outline"},
		{action: Unfold, in: outline, keys: []string{"l", "right"}, help: "unfold it"},
		{action: Accept, in: prompt, keys: []string{"enter"}, help: "accept the line"},
		{action: Cancel, in: typing, keys: []string{"esc", "ctrl+c"}, help: "leave the prompt, back to where it was opened"},
		{action: Older, in: prompt, keys: []string{"up", "ctrl+p"}, help: "the line typed before"},
		{action: Newer, in: prompt, keys: []string{"down", "ctrl+n"}, help: "the line typed after"},
	}},
	{"The program", []row{
		{action: Reload, in: reading, keys: []string{"R"}, help: "read the file again"},
		{action: Edit, in: reading, keys: []string{"e"}, help: "open the source in $EDITOR at this place"},
		{action: Help, in: reading | choosing, keys: []string{"?"}, line: "h", help: "all keys"},
		{action: Line, in: reading, keys: []string{":"}, help: "the command line"},
		{action: Close, in: screens, keys: []string{"esc"}, help: "close what is open; hide the matches"},
		{action: Close, in: choosing | help, keys: []string{"q"}},
		{action: Quit, in: screens, keys: []string{"ctrl+c", "ZZ"}, line: "q", help: "quit (q closes a list or the keys first)"},
		{action: Quit, in: reading, keys: []string{"q"}},
		{action: Suspend, in: screens | typing, keys: []string{"ctrl+z"}, help: "suspend"},
		{action: Redraw, in: screens, keys: []string{"ctrl+l"}, help: "draw the screen anew, where something wrote over it"},
	}},
}

// rows yields the actions in the order of the table.
func rows(yield func(*row) bool) {
	for i := range table {
		for j := range table[i].rows {
			if !yield(&table[i].rows[j]) {
				return
			}
		}
	}
}

// rowOf returns the first row of an action, nil where there is no such action.
func rowOf(a Action) *row {
	for r := range rows {
		if r.action == a {
			return r
		}
	}
	return nil
}
