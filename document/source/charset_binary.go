package source

import "bytes"

// signatures are the first bytes of common files that are not text, and what
// they are. Texts of any charset do not begin in this way.
var signatures = []struct{ magic, what string }{
	{"\x7fELF", "a program"},
	{"\xcf\xfa\xed\xfe", "a program"},
	{"\xca\xfe\xba\xbe", "a program"},
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"\x1f\x8b\x08", "gzip-compressed data"},
	{"BZh91AY&SY", "bzip2-compressed data"},
	{"\xfd7zXZ\x00", "xz-compressed data"},
	{"\x28\xb5\x2f\xfd", "zstd-compressed data"},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"PK\x03\x04", "a ZIP archive"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"},
	{"%PDF-", "a PDF"},
	{"SQLite format 3\x00", "a database"},
	{"OggS\x00", "sound or video"},
	{"ID3\x03", "sound"},
	{"ID3\x04", "sound"},
}

// conversions say what makes a text of such a file.
var conversions = map[string]string{
	"a PDF":                  "make a text of it first, as pdftotext does",
	"an old Office document": "save it as DOCX or ODT first",
	"a ZIP archive":          unpack,
	"a TAR archive":          unpack,
	"a 7-Zip archive":        unpack,
	"a RAR archive":          unpack,
}

const unpack = "unpack it: a directory of documents is read as a volume"

// A TAR archive begins with the name of a file, and tells itself after the fields of its first header
// (POSIX.1-2017, pax, "ustar Interchange Format"), of which the last ends with NUL but for a link of 100 bytes.
const tarMagic, tarMagicAt = "\x00ustar", 256

// notText says what head is where it is certainly no text, else "".
//
// Where no signature tells, the controls do: no charset's text holds C0
// controls other than white space, bell, backspace, escape and shifts in more than
// one byte of fifty, and none is NUL for the most part. A text with some NULs
// in it stays readable and is not refused.
func notText(head []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.what
		}
	}
	if len(head) > tarMagicAt && bytes.HasPrefix(head[tarMagicAt:], []byte(tarMagic)) {
		return "a TAR archive"
	}
	nul, control := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			nul++
		case c >= ' ' || c >= '\a' && c <= '\x0f' || c == '\x1b' || c == '\x1a':
		default:
			control++
		}
	}
	if control > 8 && control > len(head)/50 || nul > 8 && nul > len(head)/2 {
		return "binary data"
	}
	return ""
}
