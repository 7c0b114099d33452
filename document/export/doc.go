// Package export writes a document in another form: the whole model as JSON, the
// contract of which is version 1, and the document as Markdown, HTML, TEI or plain
// text, with its apparatus in the way of each.
//
// What a form has no place for is left out; its function says what that is. Where
// this program reads the form again, it finds the references, notes and pages that
// were written.
//
// Every function returns the first error of the writer.
package export
