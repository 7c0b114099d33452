// Package apparatus is what every reader shares in making sense of notes and
// pages: pairing the signs of a text with a list of notes, judging whether
// page numbers are plausible, finding cross references in words, and telling
// what is wrong with the apparatus of a finished document.
package apparatus
