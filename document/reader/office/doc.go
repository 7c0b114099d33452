// Package office reads the documents of word processors: Office Open XML
// (DOCX: ECMA-376, part 1, section 17, WordprocessingML) and OpenDocument text (ODT and
// flat FODT: OASIS OpenDocument 1.3, part 3).
//
// Both keep notes as structure, so nothing is guessed: a reference is an
// element that names its note. What must be computed is what the programs
// themselves compute when they draw the page: the labels of notes (DOCX), the
// numbers of list items and of headings, and which style a paragraph inherits
// its outline level from.
package office
