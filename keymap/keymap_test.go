package keymap

import (
	"slices"
	"strings"
	"testing"
)

// feed types keys, parted by spaces, and returns what the last gives.
func feed(p *Parser, in Context, keys string) (Command, bool) {
	var c Command
	var pending bool
	for _, k := range strings.Fields(keys) {
		c, pending = p.Feed(in, k)
	}
	return c, pending
}

func TestFeed(t *testing.T) {
	for _, tt := range []struct {
		in      Context
		keys    string
		want    Command
		pending bool
	}{
		{InText, "j", Command{Action: LineDown}, false},
		{InText, "1 2 j", Command{Action: LineDown, Count: 12}, false},
		{InText, "g", Command{}, true},
		{InText, "g g", Command{Action: Top}, false},
		{InText, "g x", Command{}, false},
		{InText, "g x j", Command{Action: LineDown}, false},
		{InText, "1 2 g n", Command{Action: GotoNote, Count: 12, Arg: "12"}, false},
		{InText, "g n", Command{Action: GotoNote}, false},
		{InText, "2 7 7 g p", Command{Action: GotoPage, Count: 277, Arg: "277"}, false},
		{InText, "1 0 ] n", Command{Action: NextRef, Count: 10}, false},
		{InText, "0", Command{}, false},
		{InText, "5 esc", Command{}, false},
		{InText, "5 esc j", Command{Action: LineDown}, false},
		{InText, "esc", Command{Action: Close}, false},
		{InText, "Z Z", Command{Action: Quit}, false},
		{InText, "q", Command{Action: Quit}, false},
		{InOutline, "q", Command{Action: Close}, false},
		{InHelp, "ctrl+c", Command{Action: Quit}, false},
		{InText, "m", Command{}, true},
		{InText, "m a", Command{Action: SetMark, Arg: "a"}, false},
		{InText, "m up", Command{}, false},
		{InText, "3 m 5", Command{Action: SetMark, Count: 3, Arg: "5"}, false},
		{InText, "' é", Command{Action: GotoMark, Arg: "é"}, false},
		{InText, "' '", Command{Action: LastMark}, false},
		{InText, "enter", Command{Action: Follow}, false},
		{InNote, "enter", Command{Action: Follow}, false},
		{InList, "enter", Command{Action: Choose}, false},
		{InPrompt, "enter", Command{Action: Accept}, false},
		{InPrompt, "j", Command{}, false},
		{InPrompt, "1 enter", Command{Action: Accept}, false},
		{InPrompt, "ctrl+c", Command{Action: Cancel}, false},
		{InOutline, "tab", Command{}, false},
		{InText, "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 j", Command{Action: LineDown, Count: maxCount}, false},
	} {
		got, pending := feed(Default().NewParser(), tt.in, tt.keys)
		if got != tt.want || pending != tt.pending {
			t.Errorf("%q in %d: %+v, %v; want %+v, %v", tt.keys, tt.in, got, pending, tt.want, tt.pending)
		}
	}
}

// TestTimes does once what no number was typed for.
func TestTimes(t *testing.T) {
	for count, want := range map[int]int{0: 1, 1: 1, 12: 12} {
		if got := (Command{Count: count}).N(); got != want {
			t.Errorf("with the number %d: %d times, want %d", count, got, want)
		}
	}
}

func TestFeedForgetsAtChangeOfContext(t *testing.T) {
	p := Default().NewParser()
	p.Feed(InText, "2")
	p.Feed(InText, "g")
	if got := p.Pending(); got != "2g" {
		t.Errorf("pending %q, want 2g", got)
	}
	if c, _ := p.Feed(InOutline, "g"); c.Action != None {
		t.Errorf("g in the outline after 2g in the text gave %v", c)
	}
	if c, _ := p.Feed(InOutline, "g"); c != (Command{Action: Top}) {
		t.Errorf("gg in the outline gave %v", c)
	}
}

func TestParseSequence(t *testing.T) {
	for _, tt := range []struct {
		in, shown string
		want      Sequence
		bad       bool
	}{
		{in: "gg", want: Sequence{"g", "g"}, shown: "gg"},
		{in: "]n", want: Sequence{"]", "n"}, shown: "]n"},
		{in: "ctrl+f", want: Sequence{"ctrl+f"}, shown: "^F"},
		{in: "shift+tab", want: Sequence{"shift+tab"}, shown: "S-Tab"},
		{in: "g space", want: Sequence{"g", "space"}, shown: "g Space"},
		{in: "ctrl+x ctrl+c", want: Sequence{"ctrl+x", "ctrl+c"}, shown: "^X ^C"},
		{in: "up", want: Sequence{"up"}, shown: "↑"},
		{in: "u p", want: Sequence{"u", "p"}, shown: "up"},
		{in: "+", want: Sequence{"+"}, shown: "+"},
		{in: "alt++", want: Sequence{"alt++"}, shown: "Alt-+"},
		{in: "é", want: Sequence{"é"}, shown: "é"},
		{in: "ctrl+alt+left", want: Sequence{"ctrl+alt+left"}, shown: "Ctrl-Alt-←"},
		{in: "ctrl+i", bad: true},
		{in: "ctrl+foo", bad: true},
		{in: " ", bad: true},
		{in: "a\u200e", bad: true},
	} {
		got, err := ParseSequence(tt.in)
		if !slices.Equal(got, tt.want) || (err != nil) != tt.bad {
			t.Errorf("ParseSequence(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
		}
		if got := got.String(); got != tt.shown {
			t.Errorf("%q is shown as %q, want %q", tt.in, got, tt.shown)
		}
	}
}

func TestUserBindings(t *testing.T) {
	m, errs := New([]Binding{
		{NextRef, []string{"g", "ctrl+i"}},
		{Quit, []string{"x"}},
		{Help, nil},
		{"no-such", []string{"z"}},
		{Search, []string{"x", "gs", "7"}},
	})
	var got []string
	for _, err := range errs {
		got = append(got, err.Error())
	}
	want := []string{
		`next-ref = "ctrl+i": most terminals cannot tell "ctrl+i" from "tab"`,
		`no-such: there is no such action`,
		`search = "x": the key is taken by quit`,
		`search = "gs": the key is taken by next-ref`,
		`search = "7": a sequence cannot begin with a digit, which is a count`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("errors %q, want %q", got, want)
	}
	for keys, want := range map[string]Action{
		"g": NextRef, "tab": None, "x": Quit, "q": None, "?": None, "/": None, "home": Top,
	} {
		if c, pending := feed(m.NewParser(), InText, keys); c.Action != want || pending {
			t.Errorf("%q gave %v, %v; want %v", keys, c, pending, want)
		}
	}
	if c, _ := feed(m.NewParser(), InOutline, "g g"); c.Action != Top {
		t.Errorf("gg in the outline, where next-ref has no key, gave %v", c)
	}
}

// TestUserMark binds a sequence below an action that takes a key of its own.
func TestUserMark(t *testing.T) {
	m, errs := New([]Binding{{LastMark, []string{"''"}}})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if c, _ := feed(m.NewParser(), InText, "' a"); c.Action != GotoMark {
		t.Errorf("'a gave %v", c)
	}
}

func TestParseLine(t *testing.T) {
	for _, tt := range []struct {
		line string
		want Command
		ok   bool
	}{
		{"277", Command{Action: GotoPage, Arg: "277"}, true},
		{"50%", Command{Action: Percent, Arg: "50", Count: 50}, true},
		{"%", Command{}, false},
		{" p xii ", Command{Action: GotoPage, Arg: "xii"}, true},
		{"p 277", Command{Action: GotoPage, Arg: "277", Count: 277}, true},
		{"n 12", Command{Action: GotoNote, Arg: "12", Count: 12}, true},
		{"n -3", Command{Action: GotoNote, Arg: "-3"}, true},
		{"n 99999999999999999999", Command{Action: GotoNote, Arg: "99999999999999999999"}, true},
		{"n 2000000000", Command{Action: GotoNote, Arg: "2000000000", Count: maxCount}, true},
		{"n *", Command{Action: GotoNote, Arg: "*"}, true},
		{"q", Command{Action: Quit}, true},
		{"next-ref", Command{Action: NextRef}, true},
		{"set-mark", Command{Action: SetMark}, false},
		{"", Command{}, false},
		{"no-such", Command{}, false},
	} {
		got, ok := ParseLine(tt.line)
		if got != tt.want || ok != tt.ok {
			t.Errorf("ParseLine(%q) = %+v, %v; want %+v, %v", tt.line, got, ok, tt.want, tt.ok)
		}
	}
}

// TestTable checks that every default can be typed and means one thing, and
// that every action says what it does.
func TestTable(t *testing.T) {
	m := Default()
	for r := range rows {
		if r.help == "" && rowOf(r.action) == r {
			t.Errorf("%s has no help", r.action)
		}
		for _, k := range r.keys {
			seq, err := ParseSequence(k)
			if err != nil {
				t.Errorf("%s: %v", r.action, err)
			}
			for c := range numContexts {
				if !r.in.has(c) {
					continue
				}
				p := m.NewParser()
				var got Command
				var pending bool
				for _, k := range seq {
					got, pending = p.Feed(c, k)
				}
				if r.takes == takesKey {
					got, pending = p.Feed(c, "a")
				}
				if got.Action != r.action || pending {
					t.Errorf("%q in context %d gives %v, want %s", k, c, got, r.action)
				}
			}
		}
	}
}

func TestHelpNamesEveryKey(t *testing.T) {
	m := Default()
	md := m.Markdown()
	for r := range rows {
		for _, k := range m.names(*r) {
			if !strings.Contains(md, "`"+k+"`") {
				t.Errorf("%q of %s is missing", k, r.action)
			}
		}
	}
}

// TestActionsCanBeBound binds every action as Actions tells it, which changes nothing.
func TestActionsCanBeBound(t *testing.T) {
	m := Default()
	all := m.Actions()
	for _, b := range all {
		again, errs := New([]Binding{b})
		for _, err := range errs {
			t.Error(err)
		}
		if got := again.Actions(); !slices.EqualFunc(got, all, func(x, y Binding) bool { return x.Action == y.Action && slices.Equal(x.Keys, y.Keys) }) {
			t.Errorf("%v changes the bindings to\n%v", b, got)
		}
	}
}

func TestNotation(t *testing.T) {
	for _, tt := range []struct {
		seq  Sequence
		want string
	}{
		{Sequence{"g", "g"}, "gg"}, {Sequence{"]", "n"}, "]n"}, {Sequence{"ctrl+f"}, "ctrl+f"}, {Sequence{"g", "space"}, "g space"},
		{Sequence{"u", "p"}, "u p"}, {Sequence{"up"}, "up"}, {Sequence{"ctrl+x", "ctrl+c"}, "ctrl+x ctrl+c"}, {Sequence{"alt++"}, "alt++"}, {Sequence{"é"}, "é"},
	} {
		got := tt.seq.Notation()
		if seq, err := ParseSequence(got); got != tt.want || err != nil || !slices.Equal(seq, tt.seq) {
			t.Errorf("%q: %q, want %q; it reads as %q, %v", tt.seq, got, tt.want, seq, err)
		}
	}
}

func FuzzFeed(f *testing.F) {
	f.Add("12gn]]mx''Z", uint8(0))
	f.Fuzz(func(t *testing.T, keys string, in uint8) {
		p := Default().NewParser()
		for _, r := range keys {
			c, pending := p.Feed(Context(in)%numContexts, string(r))
			if pending && c.Action != None {
				t.Fatalf("%q: an action while a sequence is pending", keys)
			}
			if pending != (p.Pending() != "") {
				t.Fatalf("%q: pending %v but %q", keys, pending, p.Pending())
			}
		}
	})
}
