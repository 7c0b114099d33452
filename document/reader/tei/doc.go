// Package tei reads editions encoded by the guidelines of the Text Encoding
// Initiative, P4 and P5: notes of every place and kind, printed pages, the
// structure of books, plays and letters, and the marks that editors leave
// where they corrected, expanded, supplied or could not read.
//
// Element names are those of the TEI P5 Guidelines; where P4 differs (chapter
// 6 of its own guidelines) the P4 form is read too. An element this package does not
// know is looked through: its text is read as that of the element around it.
package tei
