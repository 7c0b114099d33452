// Package source brings bytes in: files, standard input and other streams, also
// those that gzip has compressed. It decodes their charsets, states the limits that
// every reader keeps to, and makes text safe to show.
//
// Everything that reaches the model passes [Safe] (or [SafeCount]) after the
// last decoding step: charset, entities, XML or JSON.
package source
