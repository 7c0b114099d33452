// Package hugepage has the heap grow into memory that the system gives in huge pages.
//
// The system gives memory page by page, when it is first written to. A page costs a visit to
// the system and, in a virtual machine, to its host: 10 to 20 µs were measured in one, which
// made the pages of a short document half of the time to its first words, and a huge page
// of 512 times the size cost 130 µs. Many systems give huge pages only where they are asked for
// (Linux, Documentation/admin-guide/mm/transhuge.rst, "madvise"), and Go's heap does not ask.
//
// Everything here is advice. Where the system has no huge pages, or none to spare, nothing changes.
package hugepage
