// Package document is the model of a document that has an apparatus: notes,
// printed page numbers and cross references, held apart from the reading text.
//
// A [Document] is an immutable snapshot. A reader of some format fills a
// [Builder], which publishes snapshots while the reading goes on; a later
// snapshot only adds to an earlier one, so that any goroutine may keep any
// snapshot for as long as it likes.
//
// Every position is a [Loc]: a block, in the body or in a note, and a byte
// offset of that block's reading text. Nothing here knows of screens, rows or
// colours, and nothing here reads or writes files.
package document
