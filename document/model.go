package document

import (
	"strconv"
	"sync"
)

// A Document is one snapshot of what has been read. Its slices must not be
// changed by those who receive it.
type Document struct {
	Source   Source
	Meta     Meta
	Blocks   []Block   // the body, in reading order
	Notes    []Note    // in order of appearance in the source
	Refs     []Ref     // those in the body are in order of place among themselves
	Calls    []int32   // the note that each of Refs calls: an index of Notes, or NoNote
	Pages    []Page    // those in the body are in order of place among themselves
	Sections []Section // the outline, in order of place; a parent comes before its children
	Links    []Link    // in the order they were met
	Dests    []Dest    // where each of Links leads; may end before they do, see [Document.Dest]
	Problems []Problem
	// Furniture is what the source holds beside the reading text: running
	// heads, page footers, licences. It is kept, and never shown as text.
	Furniture []Furniture
	// Candidates are what was weighed as a reference, taken or not, in the order
	// of the text. They are kept only where that was asked for.
	Candidates []Candidate

	// Generation counts the snapshots of one reading, from 1.
	Generation uint64
	// Complete is set on the last snapshot of a reading.
	Complete bool

	once  sync.Once
	index index
}

// Source says what a document was read from.
type Source struct {
	Name     string // safe to show
	Format   string // "plain", "markdown", "html", "epub", "tei", "docx", "odt", "pandoc", "volume"
	Dialect  string // the habit of the apparatus in plain text, "" for other formats
	Why      string // what speaks for Dialect; kept only where that was asked for
	Encoding string // IANA name of the charset the bytes were decoded from, "" for UTF-8
	Bytes    int64  // size of the source
}

// Meta is what a document says of itself.
type Meta struct {
	Title       string
	Creators    []string
	Date        string
	Language    string // BCP 47
	Identifiers []string
	Edition     string
	Publisher   string
}

// A Span is a range of bytes of the source, End exclusive. The zero Span says
// that the place in the source is not known.
type Span struct{ Start, End int64 }

// Kind is what a block is.
type Kind uint8

// The kinds of blocks, in the order of the JSON contract's names.
const (
	Paragraph Kind = iota
	Heading
	Item
	Quote
	Verse
	Code
	Table
	Figure
	Rule
)

var kindNames = [...]string{"paragraph", "heading", "item", "quote", "verse", "code", "table", "figure", "rule"}

// String returns the kind's name in the JSON export.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind " + strconv.Itoa(int(k))
}

// A Block is a paragraph, heading, list item or the like.
type Block struct {
	Kind Kind
	// Level is a heading's level, from 1, and for every other kind the depth
	// of lists and quotations around the block: 0 at the top, 1 for an item of
	// a top-level list.
	Level uint8
	// Head is the number of rows at the top of a table that are its head.
	Head uint16
	// Label is an item's marker as printed ("1.", "•"), the language of a
	// code block, the source of a figure.
	Label string
	// Text is the reading text: UTF-8, without reference signs, page marks,
	// markup or control characters. "\n" is a hard line break; a table's cells
	// are parted by "\t", its rows by "\n".
	Text string
	// Marks are what stands at places of Text, sorted by Offset.
	Marks []Mark
	// Source is the part of the source the block came from.
	Source Span
}

// MarkKind is what a mark is.
type MarkKind uint8

// The kinds of marks.
const (
	MarkRef   MarkKind = iota // Index is of Document.Refs
	MarkPage                  // Index is of Document.Pages
	MarkLink                  // Index is of Document.Links; covers Offset to End
	MarkStyle                 // Style holds from Offset to End
	MarkCut                   // source text left out of the reading text, nothing else
)

// Style is a set of ways in which a run of text is set apart.
type Style uint16

// The styles.
const (
	Italic Style = 1 << iota
	Bold
	SmallCaps
	Monospace
	Underline
	Strike
	Superscript
	Subscript
	Inserted // text supplied by an editor or added by a reviser
	Deleted  // text struck by an editor or a reviser, shown on request
	Unclear  // text an editor could not read with certainty
)

// A Mark is something that stands at a byte offset of a block's text.
type Mark struct {
	Kind   MarkKind
	Style  Style  // for MarkStyle; Deleted for a MarkCut of text that was struck or replaced
	Offset uint32 // bytes of Block.Text
	End    uint32 // bytes of Block.Text, exclusive; Offset for marks that cover nothing
	Index  int32  // of Refs, Pages or Links; -1 for the other kinds
	// Cut is the source's text, made safe, that was taken out of the reading
	// text at Offset: a reference sign, a page mark, a character of markup.
	// Where a reader keeps cuts, text and cuts together are the source but
	// for white space.
	Cut string
	// At is the source's byte offset of Cut, so that the text which follows
	// the mark begins at At+len(Cut) but for white space. -1 where not known.
	At int64
}

// Body is the Note of a [Loc] in the body.
const Body = -1

// A Loc is a point of a document.
type Loc struct {
	Note   int // index of Notes, or Body
	Block  int // index of the blocks of that place
	Offset int // bytes of that block's text
}

// Before reports whether l comes before m. The body comes before the notes.
func (l Loc) Before(m Loc) bool {
	if l.Note != m.Note {
		return l.Note < m.Note
	}
	if l.Block != m.Block {
		return l.Block < m.Block
	}
	return l.Offset < m.Offset
}

// A Note is what a reference calls.
type Note struct {
	Label string // as the note itself prints it: "1" for "1." or "[Footnote 1:", "" where none is
	// Series tells notes of different origin or numbering apart:
	// "footnote", "endnote", "margin", "source", "editor", "comment"…
	Series string
	Blocks []Block
	Source Span
}

// NoNote stands for the note of a [Ref] for which none was found.
const NoNote = -1

// A Ref is the place in the text that calls a note, which [Document.Called] returns.
type Ref struct {
	Label      string // as printed, without brackets; "" where none is
	At         Loc
	Reason     string  // why this was taken for a reference
	Confidence float32 // 0 to 1
}

// A Candidate is a place of the text that may call a note, with the verdict.
type Candidate struct {
	At         Loc
	Text       string // what stands there in the source
	Source     int64  // the byte of the source with which it begins, -1 where that is not known
	Taken      bool
	Reason     string
	Confidence float32 // in the verdict, 0 to 1; 0 for what only looks like a sign and was not weighed
}

// A Page is the place where a printed page of the edition behind the
// document begins.
type Page struct {
	Label    string // as printed, without the word: "277", "xii", "12r"
	Series   string // "" for the main numbering, "facsimile" for [Facsimile Page 2]
	At       Loc
	Inferred bool // not stated by the source
}

// A Section is an entry of the outline.
type Section struct {
	Title  string
	Level  int // from 1
	Block  int // index of Blocks where it begins
	Parent int // index of Sections, or -1
	// Document is set where the section is a document of a volume, with
	// Number as printed ("52"), "" where it has none.
	Document bool
	Number   string
}

// LinkKind is what a link leads to.
type LinkKind uint8

// The kinds of links, in the order of the JSON contract's names.
const (
	LinkNote LinkKind = iota
	LinkPage
	LinkSection
	LinkDocument
	LinkURL
)

var linkNames = [...]string{"note", "page", "section", "document", "url"}

// String returns the kind's name in the JSON export.
func (k LinkKind) String() string {
	if int(k) < len(linkNames) {
		return linkNames[k]
	}
	return "link kind " + strconv.Itoa(int(k))
}

// A Link is a cross reference.
type Link struct {
	Kind   LinkKind
	Target string // what is wanted, as printed: the label of a note or page, the number of a document, a URL
	At     Loc
	End    int // bytes of the block's text, exclusive
}

// A Dest is where a [Link] leads.
type Dest struct {
	To int // index of Notes, Pages or Sections, as the link's kind says, or -1 where it was not resolved; always -1 for a URL
	At Loc // the place, where To is not -1
}

// A ProblemKind names a finding; the values are those of the JSON contract.
type ProblemKind string

// The kinds of problems.
const (
	RefWithoutNote    ProblemKind = "ref-without-note"
	NoteWithoutRef    ProblemKind = "note-without-ref"
	LabelRepeated     ProblemKind = "label-repeated"
	LabelGap          ProblemKind = "label-gap"
	PageOrder         ProblemKind = "page-order"
	LinkWithoutTarget ProblemKind = "link-without-target"
	// Shortened is that not all of the source is shown, or not as it stands
	// there: a limit bit, or a part is damaged, encrypted, missing, or of a kind that
	// is not read. The contract calls all of these by the name of the first.
	Shortened   ProblemKind = "limit"
	BadEncoding ProblemKind = "encoding"
	UnsafeText  ProblemKind = "unsafe-text"
)

// A Problem is a finding about the apparatus.
type Problem struct {
	Kind    ProblemKind
	At      Loc
	Message string // one sentence, lower case, without a full stop
	Err     error  // why a file of a volume could not be read; nil for all else
}

// Furniture is a piece of the source beside the reading text.
type Furniture struct {
	Text   string
	Source Span
}
