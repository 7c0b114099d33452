package plain

import (
	"strings"
	"testing"
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
		{"a path", "See http://www.example.org/Legal/2002/copyright for it.\n\nThe text:\n\n/2002/ is the year of the law.\n"},
	} {
		if d := readBytes(t, test.name, []byte(test.text)); len(d.Refs)+len(d.Notes)+len(d.Pages) > 0 {
			t.Errorf("%s: %d references, %d notes, %d pages: %+v", test.name, len(d.Refs), len(d.Notes), len(d.Pages), d.Refs)
		}
	}
}
