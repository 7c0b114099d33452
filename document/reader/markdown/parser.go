package markdown

import (
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// newParser returns goldmark with our own footnotes, spans and divs.
func newParser() parser.Parser {
	blocks := append(parser.DefaultBlockParsers(),
		util.Prioritized(footnoteParser{}, 50),
		util.Prioritized(formulaParser{}, 55),
		util.Prioritized(divParser{}, 60),
		util.Prioritized(verseParser{}, 70),
		util.Prioritized(ruledParser{}, 90),
		util.Prioritized(drawnParser{}, 90),
		util.Prioritized(definitionParser{}, 101),
		util.Prioritized(letteredParser{}, 410))
	paragraphs := append(parser.DefaultParagraphTransformers(),
		util.Prioritized(listTaker{}, 150),
		util.Prioritized(alertMaker{}, 160),
		util.Prioritized(gridMaker{}, 190),
		util.Prioritized(tableMaker{}, 200))
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(paragraphs...),
		parser.WithAttribute())
}

// newInlineParser returns a parser that knows paragraphs alone, for what
// stands in brackets.
func newInlineParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(inlineParsers()...))
}

func inlineParsers() []util.PrioritizedValue {
	return append(parser.DefaultInlineParsers(),
		util.Prioritized(taskParser{}, 0),
		util.Prioritized(codeParser{parser.NewCodeSpanParser()}, 90), // before goldmark's own
		util.Prioritized(dollarParser{}, 120),
		util.Prioritized(inlineParser{}, 150),
		util.Prioritized(struckParser{}, 500))
}
