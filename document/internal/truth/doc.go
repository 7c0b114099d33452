// Package truth compares a document with what its editors tagged: which signs
// are references, which note each calls, where the printed pages turn, what is
// a heading. It serves the corpus tests of every reader.
//
// A reference counts as found where the label and the last letters before it
// are the same; it is linked where the note it calls begins alike as well. Only
// letters and digits are compared, case and accents folded, for that is what
// survives any edition's punctuation.
package truth
