// Package search finds words in the reading text of a document.
//
// Reading text holds no reference signs and no page marks, so that nothing of
// the apparatus stands between the words that are sought. What a reader would
// call the same is found as the same: small and capital letters (unless the
// query has a capital), letters with and without accents, typographic and
// plain quotes and dashes, any white space, line breaks of verse included.
//
// A match lies within one block. Its offsets are bytes of that block's reading
// text and always fall between characters.
package search
