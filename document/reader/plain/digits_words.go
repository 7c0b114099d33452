package plain

import (
	"strings"

	"ibid/document/apparatus"
)

// Whether digits are a number or a label is told by the word before them. The lists are
// English; in other languages the words weigh as any other.

// beforeNumber are words that a number follows: after them digits belong to the
// words.
var beforeNumber = wordsOf(monthNames + " no nos number p pp page pages vol volume art article articles sec section sections par para " +
	"paragraph paragraphs chapter ch part parts fig figure table box tab annex appendix item items phase " +
	"step document documents doc footnote footnotes note telegram telegrams lot folder reel option of to " +
	"by in on at about and or the than from for some only tel embtel deptel mytel urtel attachment " +
	"enclosure point points question schedule working group class category day line lines title version " +
	"stage track zone corps")

// abbreviations are words that take a stop and then a number: "No.5", "p.3".
var abbreviations = wordsOf("no nos nr p pp vol vols art sec par ch fig col fol ser bk lib cap")

// subdivided are words whose numbers have parts after a stop.
var subdivided = wordsOf("section sections sec version chapter rule clause")

// monthNames are the months, also as they are written short.
var monthNames = strings.ToLower(strings.Join(apparatus.Months, " ")) + " jan feb mar apr jun jul aug sept sep oct nov dec"

var months = wordsOf(monthNames)

// beforeYear are words that a year follows.
var beforeYear = wordsOf("in of since by during until till for from and to late early mid before after spring summer autumn " +
	"fall winter year years end calendar fiscal")
