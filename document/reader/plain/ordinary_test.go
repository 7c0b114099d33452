package plain

import (
	"strings"
	"testing"

	"ibid/document"
	"ibid/document/source"
)

// TestOrdinaryText reads texts that nobody wrote notes to, full of what looks like
// signs and lists of notes.
func TestOrdinaryText(t *testing.T) {
	const prose = "The program reads the file and writes what it has read, line by line, until there is nothing left to read in it or the disk is full.\n\n"
	long := strings.Repeat(prose+"It needs bzip2 and python3, utf8 or latin1, and mpeg4 where films are shown; gtk2 is not enough.\n\n", 3)
	for _, test := range []struct{ name, text string }{
		{"copyrights for a machine", "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nSource: https://example.org\n\nFiles: aclocal.m4\nLicense: GPL2+ or lvm2\n\n  1. Redistributions of source code must retain the notice.\n  2. Redistributions in binary form must reproduce it.\n"},
		{"files", "License of tool\n\nThis covers aclocal.m4, zip.1~ and src_3.\n\n" + prose + "  1. Redistributions of source code must retain the notice.\n  2. Redistributions in binary form must reproduce it.\n  3. All advertising materials must say so.\n  4. No name may be used.\n\n" + prose},
		{"numbers of one name", "All parts:\n\n" + prose + "The parts are libgcc1, libgcc2 and libgcc4.\n\n  1. Redistributions of source code must retain the notice.\n  2. Redistributions in binary form must reproduce it.\n\n" + prose},
		{"programs", "Changes\n\n" + long + "  1. The first point of the list.\n  2. The second point of the list.\n\n" + prose},
		{"no list at all", "Bump soname libfluid2 to libsound3.\n\nDrop the python1 package, then python2 and python3.\n"},
		{"checksums", "Log\n\ncommit a08bbf0e20995d29cb1\n\ncommit d25806902ee6050ec2\n\n" + prose + "  1. It works.\n  2. It fails.\n\n" + prose},
		{"elements", "check contents of data[0]\n\ncheck contents of data[1]\n\ncheck contents of data[2]\n\ncheck contents of data[3]\n\ncheck contents of data[4]\n"},
		{"what a line is about", "Release 1\n\n[Qt] Fix a leak\n\n[Qt] Fix another leak[x]\n\n[Qt] Add a test\n"},
		{"pages of a manual", "Changes\n\n2. Changes to the library\n\nIt calls chown(2) on a new file, and then fnmatch(3).\n\n3. New features\n\nIt calls access(2) before it calls open(2).\n\n2. Changes to the library\n\nIt calls stat(2).\n\n3. New features\n\nNone.\n"},
		{"a page description", "%!PS-Adobe-3.0\n/fill [1] def\n/stroke [2] def\n\n[1] sc\n\n[2] sc\n"},
		{"far figures", "Changes\n\nNelson reports that the foad1 tests fail.\n\n" + strings.Repeat(prose, 200) + "This also pacifies the checker of wc2.\n\n" + strings.Repeat(prose, 200) + "1) It assumes that the set has one character.\n\n2) It attempts to expand sequences.\n\n" + prose},
		{"commands", "Changes\n\nIt reads what find(1) has written.\n\n" + prose + "It calls lseek(2) on the archive.\n\n" + prose + "The time is as strftime(3) writes it.\n\n" + prose + "The program is called in three cases:\n\n1) The option is used.\n\n2) The program was set.\n\n3) The name ends in a dot.\n\n" + prose},
		{"variables", "Changes\n\nThe zone was left open if time.tzname[1] was not set.\n\n" + prose + "Nobody holds what sys.exc_info()[2] has kept.\n\n" + prose + "1. The import works now.\n\n2. So does the other.\n\n" + prose},
		{"regular expressions", "How to edit\n\nTake s/^(.{9})(.{10})/\\2\\1/ for it, or Word(0-9){12}\" and $" + "{13}.\n\n" + strings.Repeat("See \\d{14} too.\n\n", 3)},
		{"points and patterns", "Version 2\n\n* Backends\n\n- Drop the Find* macro.\n\n" + strings.Repeat(prose, 4) + "- Add Simulate* methods.\n\n" + strings.Repeat(prose, 200) + "* Translations\n\n* New features\n\n" + prose},
		{"pages of points", strings.Repeat("* The arc systems are small,\nand the others are large.\n* Support for old aix4* systems.\n* More checks: fread and open, by him.\n* Better messages.\n\f\n", 6)},
		{"far labels in brackets", "Changes\n\n- better checks [1]\n\n- fewer mistakes [2]\n\n- new builds [3]\n\nSent in by: him [1], her [2] and me [3]\n\n" + strings.Repeat(prose, 1000) + "1. It builds.\n2. It runs somewhat faster.\n3. It stops.\n\n" + prose},
		{"elements that changed", "Changes\n\n* src/table.h ([192]): Remove.\n([193]): Remove.\n([194]): Remove.\n([195]): Add.\n"},
		{"releases", "Log\n\nUpdate the table to Unicode 12.1\n\nDistribute it in xz instead of bz2\n\n" + prose + " 1) It must be there. This\n    requires it.\n\n 2) It is random.\n\n" + prose},
		{"a path", "See http://www.example.org/Legal/2002/copyright for it.\n\nThe text:\n\n/2002/ is the year of the law.\n"},
	} {
		if d := readBytes(t, test.name, []byte(test.text)); len(d.Refs)+len(d.Notes)+len(d.Pages) > 0 {
			t.Errorf("%s: %d references, %d notes, %d pages: %+v", test.name, len(d.Refs), len(d.Notes), len(d.Pages), d.Refs)
		}
	}
}

// TestAmongNotes reads figures and labels that call nothing beside those that do.
func TestAmongNotes(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		refs       int
	}{
		{"a program that speaks", "According to the standards [1], programs should.\n\n[1] https://example.org\n\nThe build ends so:\n\ngmake[2]: *** [part] Error 1\n", 1},
		{"raised figures of the web", "The hardest part of the system ^[1] . Many forms of it are used, also over other nets (such as these, ^[2] etc.).\n\n----\n\n^[1] The system is a trademark.\n\n^[2] These are trademarks.\n", 2},
		{"an overstruck number", "1\b1.\b.1\b1. It begins.\n\nThe word1 is there.\n\n  1. A note.\n", 1},
	} {
		if d := readBytes(t, tt.name, []byte(tt.text)); len(d.Refs) != tt.refs || linked(d) != tt.refs {
			t.Errorf("%s: %d references, %d with a note, want %d: %+v", tt.name, len(d.Refs), linked(d), tt.refs, d.Refs)
		}
	}
}

// TestDoubtfulSigns holds the evidence of labels and figures that are likely part of a name.
func TestDoubtfulSigns(t *testing.T) {
	for _, tt := range []struct {
		text string
		most float32 // weight of the first sign
	}{
		{"a flaw of 1.5.1[2] that", indexWeight}, {"of 2.0 beta1[1] that", indexWeight}, {"(box[2],box[3])", indexWeight},
		{"table.h ([192]): Remove", indexWeight}, {"gmake[2]: *** Error", indexWeight}, {"sshd[123]: it ends", indexWeight},
		{"instead of bz2", 2.5}, {"Lynx 2.8.5pre.1 is here", -5},
		{"a word[2] that", 4}, {"the words[2]: that", 4}, {"in 1972[2] that", 4}, {"(Smith[2])", 4}, {"of the 19th.1", 5.5},
	} {
		p := para{text: tt.text, mem: new(memory)}
		p.scan(glued)
		if strings.Contains(tt.text, "[") {
			p.signs = p.signs[:0]
			p.scan(brackets)
		}
		got := float32(hopeless)
		for _, g := range p.signs {
			got = max(got, g.calls[len(g.calls)-1].Weight)
		}
		if got > tt.most || tt.most >= 4 && got != tt.most {
			t.Errorf("%q: weight %v, want %v", tt.text, got, tt.most)
		}
	}
}

func TestTags(t *testing.T) {
	for text, want := range map[string]bool{"[me] Fix a leak": true, "[me]: Fix another": true, "[me], and more": false, "[12] A note": false} {
		p := para{text: text, mem: new(memory)}
		p.scan(brackets)
		if got := p.signs[0].tags(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestSectionsOfManuals reads numbers in parentheses that call no notes, though points begin so.
func TestSectionsOfManuals(t *testing.T) {
	for _, text := range []string{
		"Use the READMASK ioctl(2) which returns it.\n\n(2) added support for more\n",
		"It reports stdin (0), stdout (1) or stderr (2) when it ends.\n\n(1) Normal text is written.\n",
	} {
		b := document.NewBuilder()
		if err := Read(t.Context(), source.FromBytes("x.txt", []byte(text), source.DefaultLimits()), b, Options{Dialect: "parentheses"}); err != nil {
			t.Fatal(err)
		}
		if d := b.Finish(); len(d.Notes) > 0 {
			t.Errorf("%q: a note of %q", text, d.Notes[0].Blocks[0].Text)
		}
	}
}
