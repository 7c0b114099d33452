// Package source brings bytes in: files, standard input, directories and the
// members of archives; it decodes their charsets, keeps to stated limits and
// makes text safe to show.
//
// Everything that reaches the model passes [Safe] (or [SafeCount]) after the
// last decoding step: charset, entities, XML or JSON.
package source
