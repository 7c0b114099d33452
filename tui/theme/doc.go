// Package theme turns a style of Glamour's into the escape sequences that dress
// a document of any format.
//
// A style (glamour/v2/ansi.StyleConfig) is made for Markdown, and says how
// headings, emphasis, links or code look. What a document with an apparatus has
// besides (reference signs, the gutter, the notes panel, matches) takes its
// colours from it, so that one choice dresses all. Sequences are put together
// once, from numbers, and never from text of a document.
//
// What must be told apart without colours (NO_COLOR, a style without any) is
// told apart by attributes too: bold, underline, reverse.
//
// Lip Gloss reads the colours and x/ansi writes the sequences, once each. Text is not
// rendered through a Lip Gloss style, which allocates at every call, where a frame
// of some hundred pieces may allocate five times in all.
//
// Glamour itself is not part of the program. It brings a highlighter whose tables cost
// sixteen milliseconds at every start, several times what it takes to open a
// document; so its styles are here as data, held to Glamour's by a test.
package theme
