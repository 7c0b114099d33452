// Package gloss draws with Glamour what Glamour draws well: code with its syntax
// highlighted.
//
// It is given safe text and gives back finished lines, from which everything
// but text and SGR sequences has been filtered. It never sees a whole document:
// Glamour knows no footnotes, and its cost grows faster than the text.
package gloss
