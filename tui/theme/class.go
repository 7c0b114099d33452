package theme

import "ibid/document"

// Class is what a piece of the screen is, apart from the style of its words.
type Class uint8

// The classes.
const (
	Body Class = iota
	Heading1
	Heading2
	Heading3
	Heading4
	Heading5
	Heading6
	Quote
	Verse
	CodeText
	TableText
	TableBorder
	ItemMarker
	LinkText
	RefText
	RefActive // the sign of the reference at hand
	NoteLabel
	NoteText
	NoteActive // the label of the note at hand
	PageMarkText
	Gutter
	GutterInferred
	Border
	Status
	StatusKey
	Prompt
	Error
	Match
	MatchCurrent
	Dim
	Title
	Hint // the letters on what can be followed
	Key  // a key on the page of keys
	classes
)

// Heading returns the class of a heading by its level, from 1.
func Heading(level int) Class {
	return Heading1 + Class(min(max(level, 1), 6)-1)
}

// Of returns the class of a block's reading text.
func Of(b *document.Block) Class {
	switch b.Kind {
	case document.Heading:
		return Heading(int(b.Level))
	case document.Quote:
		return Quote
	case document.Verse:
		return Verse
	case document.Code:
		return CodeText
	case document.Table:
		return TableText
	}
	return Body
}

// primitives gathers what a class takes from a style, later ones over earlier.
func primitives(c *style, class Class) []primitive {
	body := []primitive{c.Document, c.Paragraph, c.Text}
	with := func(p ...primitive) []primitive { return append(body, p...) }
	switch class {
	case Heading1, Heading2, Heading3, Heading4, Heading5, Heading6:
		h := [...]primitive{c.H1, c.H2, c.H3, c.H4, c.H5, c.H6}[class-Heading1]
		return with(c.Heading, level(h))
	case Quote:
		return with(c.BlockQuote)
	case CodeText:
		return with(c.CodeBlock)
	case TableText:
		return with(c.Table)
	case TableBorder, Border, PageMarkText:
		return with(c.HorizontalRule)
	case ItemMarker:
		return with(c.Item, c.Enumeration)
	case LinkText:
		return with(c.Link)
	case RefText, NoteLabel, Prompt:
		return with(hue(c.Link), bold)
	case RefActive, NoteActive, MatchCurrent:
		return with(hue(c.Link), bold, reverse)
	case Gutter:
		return with(hue(c.Heading))
	case GutterInferred, Dim:
		return with(faint)
	case Status:
		return with(ground(c))
	case StatusKey:
		return with(ground(c), bold)
	case Error:
		return with(ground(c), alarm(c), bold)
	case Match:
		return with(hue(c.Heading), shade(c), underline)
	case Hint:
		return with(hue(c.Heading), bold, reverse)
	case Title:
		return with(hue(c.Heading), bold)
	case Key:
		return []primitive{c.Document, c.Paragraph, c.Code, bold} // code is no text to a style
	}
	return body
}

var (
	yes       = true
	bold      = primitive{Bold: &yes}
	faint     = primitive{Faint: &yes}
	reverse   = primitive{Inverse: &yes}
	underline = primitive{Underline: &yes}
)

// level takes away the ground that some styles put behind headings: under
// several rows of text, each of its own length, it would be a ragged block. The
// colour that was chosen for that ground goes with it, for it may be that of the
// terminal's: the pale yellow of Glamour's light style cannot be read on white.
func level(p primitive) primitive {
	if p.BackgroundColor != nil {
		p.Color, p.BackgroundColor = nil, nil
	}
	return p
}

// hue takes the colour of p alone.
func hue(p primitive) primitive { return primitive{Color: p.Color} }

// shade is the ground that a style puts behind words of code, which lets text
// of any of its colours be read.
func shade(c *style) primitive {
	return primitive{BackgroundColor: c.Code.BackgroundColor}
}

// ground is what the status line stands on: the style's shade under its own
// text colour, so that the line can be read on any terminal, or, where the
// style lacks one of them, reverse video.
func ground(c *style) primitive {
	if c.Code.BackgroundColor == nil || c.text == nil {
		return reverse
	}
	return primitive{Color: c.text, BackgroundColor: c.Code.BackgroundColor}
}

// alarm is the terminal's own red, or a line where the style has no colours.
func alarm(c *style) primitive {
	if c.Heading.Color == nil && c.Link.Color == nil {
		return underline
	}
	red := "9"
	return primitive{Color: &red}
}
