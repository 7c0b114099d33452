// Package xmlscan reads XML as a stream of events: elements begin and end,
// text stands between them. It is for documents as they are found. What is
// not well formed is read as well as it can be and reported with its offset;
// every element that begins also ends.
//
// Names, attributes and text are ranges of the source, so nothing is copied
// unless an entity must be expanded. Nothing is fetched: entities are the five
// of XML, numbers, the names of HTML, and those that the document type
// declaration itself gives a text of at most 4 KiB. All others are shown as
// they were written, "&name;". The texts of declared entities are not
// expanded in turn, and together they may add no more to a document than
// [source.Limits] allows.
//
// The scanner uses no recursion, and its memory does not grow with the depth of elements
// past a few thousand.
package xmlscan
