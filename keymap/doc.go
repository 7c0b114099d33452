// Package keymap turns keys into named actions.
//
// Every action has a name, a default and a line of help; all of them stand in
// one table, from which the default bindings, the help page, the README's
// table and the manual page are made. A reader's own bindings replace the
// defaults action by action.
//
// A binding is a sequence of keys ("gg", "]n", "ZZ"), before which a count may be
// typed ("12gn"). A [Parser] holds the keys of a sequence that is not yet whole.
// What a key means depends on the [Context] it is typed in.
//
// Bubbles' key and help packages match and show single keys, without sequences, counts or
// contexts, so that this package does both; keys have the names that Bubble Tea gives them.
package keymap
