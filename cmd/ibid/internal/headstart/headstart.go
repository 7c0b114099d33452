// Package headstart asks for huge pages before the packages of the program are initialised.
//
// Importing the package is enough. What it imports is ready before anything that asks for much
// memory is, and packages whose imports are ready are initialised in the order of their
// paths (Go 1.21 release notes, "Changes to the language").
package headstart

import "ibid/internal/hugepage"

func init() { hugepage.Start() }
