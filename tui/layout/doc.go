// Package layout turns one block of a document into rows of cells.
//
// It knows the model and the width of characters, and nothing of colours, keys
// or windows: a row is a list of spans, each a piece of text with its width in
// cells and the bytes of the block it shows. What a span looks like is for the
// theme to say, and where the row stands for the body or the panel.
//
// Every byte of a block's reading text belongs to exactly one row, in order.
// Reference signs and page marks are spans of their own, which cover no text,
// so that they never come between a search and its match.
//
// Lines break where the Unicode Line Breaking Algorithm (UAX #14) allows it,
// with three differences that suit reading: never before an em dash, never
// inside a range of numbers ("16–23"), and Hangul only at spaces. Scripts that
// need a dictionary to find their words (Thai, Khmer, Lao) break only at spaces
// and, where a run is wider than the row, between grapheme clusters. Text runs
// left to right; bidirectional text is left in the order of reading.
package layout
