// Package html reads HTML and XHTML: single pages, and the chapters of a book
// that a container holds.
//
// A file is parsed into a flat tree ([Parse]), the notes of all files that
// lead to one another are found in it by what authors tagged or, where
// nothing is tagged, by graded evidence ([Book.Emit] says which on each
// reference), and the tree is composed into a document: notes leave the body,
// page marks and reference signs leave the reading text.
//
// The tree builder follows the parsing rules of the HTML standard
// (https://html.spec.whatwg.org/multipage/parsing.html) where real pages need them: implied end tags, misnested
// formatting, tables. It has no recursion, and nesting past a limit is flattened.
package html
