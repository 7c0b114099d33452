// Package pandoc reads the tree that pandoc writes as JSON (pandoc-types 1.22
// and 1.23), and, where pandoc is installed, any format through it.
package pandoc
