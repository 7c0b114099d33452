// Package prefault makes the program start sooner: when it is imported it asks
// the system for the memory that every start needs, in few calls.
//
// A start touches about a thousand pages for the first time, a few of the
// program's file at a time and each of the heap by itself, and each time the system
// is entered for it. That is most of a start's time, the more so in a virtual
// machine. What the tables of other packages take when they are initialised, and
// what the first screen is made of, is therefore made present at once. Nothing
// depends on it: where the system does not know the request, pages come one by one.
//
// The package imports so little that it is initialised before what it is of use to.
package prefault
