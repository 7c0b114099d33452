package tei

import "ibid/document"

// A handler treats the start of an element; what its end does it puts into e.
type handler func(r *reader, e *element)

// elements are those that do more than hold text. All others are looked through.
var elements map[string]handler

func init() { // the handlers refer to the table in turn
	elements = map[string]handler{
		"teiHeader": startHeader, "TEI": startText, "TEI.2": startText, "text": startText,

		"p": startParagraph, "ab": startParagraph, "opener": startParagraph, "closer": startParagraph,
		"dateline": startParagraph, "salute": startParagraph, "signed": startParagraph, "byline": startParagraph,
		"titlePart": startParagraph, "docAuthor": startRunning, "docDate": startRunning, "docImprint": startParagraph,
		"docEdition": startParagraph, "imprimatur": startParagraph, "argument": startParagraph, "trailer": startParagraph,
		"postscript": startParagraph, "address": startAddress, "addrLine": startAddressLine, "castItem": startParagraph, "line": startParagraph,
		"listBibl": startParagraph, "set": startParagraph, "u": startParagraph, "entry": startParagraph, "entryFree": startParagraph,
		"biblStruct": startRunning, "biblFull": startRunning, "bibl": startRunning, "witness": startParagraph,
		"person": startParagraph, "place": startParagraph, "org": startParagraph, "event": startParagraph,
		"eg": startCode, "egXML": startExample,

		"head": startHead, "sp": startSpeech, "speaker": startSpeaker, "stage": startStage, "camera": startStage, "sound": startStage, "tech": startStage, "view": startStage, "label": startLabel,
		"quote": startQuote, "q": startQuote, "said": startQuote, "soCalled": startQuote, "cit": startQuote, "epigraph": startQuote, "floatingText": startQuote,
		"lg": startStanza, "l": startLine,
		"list": startList, "item": startItem, "headLabel": startListHead, "headItem": startListHead,
		"table": startTable, "row": startRow, "cell": startCell,
		"figure": startFigure, "figDesc": startFigureText, "graphic": startGraphic, "media": startGraphic, "ruby": startReadings, "rt": startRubyText, "lb": startLineBreak,

		"note": startNote, "app": startApparatus, "lem": startLemma, "rdg": startReading, "rdgGrp": startReadings,
		"wit": startWitnesses, "witDetail": startWitnessDetail, "witStart": startCue, "witEnd": startCue, "lacunaStart": startCue, "lacunaEnd": startCue,
		"ref": startRef, "ptr": startRef, "xref": startRef, "xptr": startRef,
		"pb": startPage, "fw": startForme, "milestone": startMilestone, "cb": startColumn, "gb": startColumn,

		"choice": startChoice, "sic": startSic, "abbr": startAbbr, "orig": startOrig,
		"corr": startReplacement, "expan": startReplacement, "reg": startReplacement, "unclear": startUnclear,
		"seg": startSegment, "am": startMarks, "ex": startExpansion, "metamark": startMetamark,
		"gap": startGap, "supplied": startSupplied, "del": startDeleted, "g": startGlyph, "c": startCharacter,
		"surplus": startSurplus, "secl": startSurplus, "delSpan": startSpan, "addSpan": startSpan, "subst": startReadings,
		"space": startSpace, "caesura": startCaesura, "handShift": startHand, "sourceDoc": startSourceDoc,

		"hi": startHighlight, "emph": startHighlight, "title": startTitle,
		"foreign": styled(document.Italic), "term": styled(0), "mentioned": styled(document.Italic),
		"add": styled(document.Inserted), "code": styled(document.Monospace), "ident": styled(document.Monospace),
		"gi": styled(document.Monospace), "att": styled(document.Monospace), "tag": styled(document.Monospace),
	}
	for _, name := range []string{"div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7"} {
		elements[name] = startDivision
	}
	for _, name := range silent {
		elements[name] = startSilent
	}
}

// silent are the elements whose text is about the text: indexes, analyses,
// links between elements, pictures of the pages.
var silent = []string{
	"index", "interp", "interpGrp", "fs", "fLib", "fvLib", "link", "linkGrp", "join", "joinGrp", "alt", "altGrp",
	"certainty", "precision", "respons", "timeline", "facsimile", "binaryObject", "xenoData", "listPrefixDef",
}
