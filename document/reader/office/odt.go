package office

import (
	"context"
	"fmt"
	"strings"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/reader/archive"
	"ibid/document/reader/xmlscan"
	"ibid/document/source"
)

// An odt is an OpenDocument text: its styles, and what its tracked changes
// took away.
type odt struct {
	lim    source.Limits
	opt    Options
	text   map[string]odtStyle
	auto   bool // the styles at hand are those of single places
	lists  map[string]*[maxLevels]odtLevel
	struck map[string]string // change id to deleted text

	part    func(name string) (string, error) // of the archive, nil for a flat file
	pages   bool                              // the file records where pages turned
	unshown unshown
	deep    bool // notes in notes were nested too deep
}

// An odtStyle is an entry of office:styles or office:automatic-styles.
type odtStyle struct {
	name      string // as shown, lower case
	parent    string
	outline   int // 0 where none is said
	list      string
	set, mask document.Style
	auto      bool // of a single place: what it is called says nothing
	hidden    bool
	newPage   toggle // it begins a page
	number    int    // of that page, -1 where the count goes on
}

// An odtLevel is how a level of a list is numbered.
type odtLevel struct {
	bullet         string
	as             string
	prefix, suffix string
	start, show    int
}

// ReadODT reads an OpenDocument text to its end.
func ReadODT(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	if head, err := in.Head(flatHead); err == nil && isFlat(head) {
		return readFlat(ctx, in, b, opt)
	}
	zip, err := archive.Open(in)
	if err != nil {
		return err
	}
	f := &file{zip: zip, name: in.Name, b: b, lim: in.Limits}
	if manifest, err := f.part("META-INF/manifest.xml"); err == nil && strings.Contains(manifest, "encryption-data") {
		return &source.Error{Name: in.Name, What: "is protected by a password", Hint: "save it without one"}
	}
	content, err := f.part("content.xml")
	if err != nil {
		return err
	}
	if content == "" {
		return &source.Error{Name: in.Name, What: "holds no text of a word processor", Hint: "is it a document of another program?"}
	}
	d := newODT(in.Limits, opt)
	d.part = f.part
	if styles, err := f.part("styles.xml"); err == nil {
		d.readStyles(styles)
		readMasters(b, styles, in.Limits)
	}
	if meta, err := f.part("meta.xml"); err == nil {
		readMeta(meta, in.Limits, b.Meta())
	}
	return d.read(ctx, content, b)
}

// flatHead is how far into a flat file its root element is looked for.
const flatHead = 8 << 10

// readFlat reads an OpenDocument text kept in one XML file.
func readFlat(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
	raw, err := in.Bytes()
	if err != nil {
		return err
	}
	src, charset, err := xmlscan.Decode(raw)
	if err != nil {
		return err
	}
	b.Source().Encoding = charset
	if i := strings.Index(src, "<office:body"); i > 0 {
		readMeta(src[:i], in.Limits, b.Meta())
		readMasters(b, src[:i], in.Limits)
	}
	return newODT(in.Limits, opt).read(ctx, src, b)
}

// readMasters keeps the running heads and feet, which stand in the masters of pages.
func readMasters(b *document.Builder, src string, lim source.Limits) {
	if i := strings.Index(src, "<office:master-styles"); i >= 0 {
		keepFurniture(b, src[i:], lim, "p", "")
	}
}

func newODT(lim source.Limits, opt Options) *odt {
	return &odt{lim: lim, opt: opt, text: make(map[string]odtStyle), lists: make(map[string]*[maxLevels]odtLevel), struck: make(map[string]string)}
}

func (d *odt) read(ctx context.Context, src string, b *document.Builder) error {
	d.readStyles(src)
	w := compose.New(b, d.lim)
	w.Outline, w.Deleted = true, d.opt.All
	walk := &odtWalk{ctx: ctx, d: d, odtPlace: odtPlace{flow: flow{w: w, lim: d.lim}}, counters: make(map[string]*counter), controls: make(map[string]string)}
	d.pages = strings.Contains(src, "<text:soft-page-break")
	walk.due = true
	walk.read(src)
	w.Finish()
	reportUnshown(b, d.unshown)
	if walk.hole {
		b.Report(document.Shortened, pagesMissing)
	}
	if d.deep {
		b.Report(document.Shortened, fmt.Sprintf("notes stand in notes more than %d deep: those below are left out", maxNested))
	}
	return ctx.Err()
}

// readStyles collects paragraph, text and list styles, and the text of
// tracked deletions, from a part.
func (d *odt) readStyles(src string) {
	s := xmlscan.New(src, d.lim)
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		if k != xmlscan.Start {
			continue
		}
		switch s.Local() {
		case "automatic-styles", "styles":
			d.auto = s.Local() != "styles"
		case "style":
			d.readStyle(s)
		case "list-style":
			d.readListStyle(s, s.Attr("name"))
		case "outline-style":
			d.readListStyle(s, outlineStyle)
		case "changed-region":
			d.readChange(s)
		}
	}
}

func (d *odt) readStyle(s *xmlscan.Scanner) {
	name := s.Attr("name")
	x := odtStyle{parent: s.Attr("parent-style-name"), outline: number(s.Attr("default-outline-level"), 0), list: s.Attr("list-style-name"), auto: d.auto, number: -1}
	if s.Attr("master-page-name") != "" {
		x.newPage = on
	}
	if x.name = s.Attr("display-name"); x.name == "" {
		x.name = name
	}
	x.name = strings.ToLower(strings.ReplaceAll(x.name, "_20_", " "))
	until(s, func(local string) {
		switch local {
		case "text-properties":
			x.properties(s)
		case "paragraph-properties", "table-properties":
			switch s.Attr("break-before") {
			case "page":
				x.newPage = on
			case "auto", "column":
				if x.newPage == unsaid {
					x.newPage = off
				}
			}
			x.number = number(s.Attr("page-number"), x.number)
		}
	})
	d.text[name] = x
}

// properties reads the attributes of style:text-properties that set text apart.
func (x *odtStyle) properties(s *xmlscan.Scanner) {
	say := func(bit document.Style, value, off string, on ...string) {
		if value == "" {
			return
		}
		x.mask |= bit
		for _, v := range on {
			if value == v {
				x.set |= bit
			}
		}
		if len(on) == 0 && value != off {
			x.set |= bit
		}
	}
	x.hidden = x.hidden || s.Attr("display") == "none"
	say(document.Italic, s.Attr("font-style"), "normal")
	say(document.Bold, s.Attr("font-weight"), "", "bold", "600", "700", "800", "900")
	say(document.SmallCaps, s.Attr("font-variant"), "normal")
	say(document.Underline, s.Attr("text-underline-style"), "none")
	say(document.Strike, s.Attr("text-line-through-style"), "none")
	position, _, _ := strings.Cut(s.Attr("text-position"), " ")
	switch {
	case position == "sub" || strings.HasPrefix(position, "-"):
		x.set |= document.Subscript
	case position == "super" || position != "" && position != "0%":
		x.set |= document.Superscript
	}
}

// outlineStyle stands for the name of the style that numbers headings. No list
// style has it: it is no name of XML.
const outlineStyle = " outline"

func (d *odt) readListStyle(s *xmlscan.Scanner, name string) {
	levels := new([maxLevels]odtLevel)
	d.lists[name] = levels
	until(s, func(local string) {
		at := number(s.Attr("level"), 0) - 1
		if at < 0 || at >= maxLevels {
			return
		}
		switch local {
		case "list-level-style-bullet":
			levels[at].bullet = bullet(s.Attr("bullet-char"))
		case "list-level-style-number", "outline-level-style":
			levels[at] = odtLevel{
				as:     odtFormat(s.Attr("num-format"), s.Attr("num-letter-sync")),
				prefix: s.Attr("num-prefix"), suffix: s.Attr("num-suffix"),
				start: number(s.Attr("start-value"), 1),
				show:  max(1, number(s.Attr("display-levels"), 1)),
			}
		}
	})
}

// odtFormat maps style:num-format (OpenDocument 1.3, part 3, section 19.500).
// Beside the five formats that are named there it may hold the beginning of any
// other series, "α, β, γ, ...", of which the first number tells. sync is
// style:num-letter-sync: past z come aa, bb, not aa, ab.
func odtFormat(s, sync string) string {
	first, _, _ := strings.Cut(s, ",")
	as, ok := odtFormats[first]
	switch {
	case s == "":
		return "none"
	case !ok:
		return "decimal"
	case (as == "lowerLetter" || as == "upperLetter") && sync != "true":
		return as + " columns"
	}
	return as
}

// odtFormats are the formats by the first number of their series.
var odtFormats = map[string]string{
	"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter", "01": "decimalZero",
	"1st": "ordinal", "One": "cardinalText", "First": "ordinalText",
	"а": "russianLower", "А": "russianUpper", "α": "greekLower", "Α": "greekUpper", "א": "hebrew1", "أ": "arabicAlpha", "ا": "arabicAlpha", "ก": "thaiLetters",
	"๑": "thaiNumbers", "१": "hindiNumbers", "क": "hindiConsonants", "１": "decimalFullWidth", "①": "decimalEnclosedCircle",
	"一": "chineseCounting", "壹": "chineseLegalSimplified", "壱": "japaneseLegal", "甲": "ideographTraditional", "子": "ideographZodiac",
	"ア": "aiueoFullWidth", "ｱ": "aiueo", "イ": "irohaFullWidth", "ｲ": "iroha", "가": "ganada", "ㄱ": "chosung", "일": "koreanCounting",
	"*": "chicago",
}

// readChange keeps what a tracked deletion took away.
func (d *odt) readChange(s *xmlscan.Scanner) {
	id := s.Attr("id")
	depth := s.Depth()
	deletion, info := false, false
	var b strings.Builder
	for {
		switch k := s.Next(); {
		case k == xmlscan.EOF || k == xmlscan.End && s.Depth() <= depth:
			if deletion && b.Len() > 0 {
				d.struck[id] = strings.TrimSuffix(b.String(), " ") // the end of the last paragraph
			}
			return
		case k == xmlscan.Start && s.Local() == "note" && deletion:
			b.WriteString(" [")
		case k == xmlscan.End && s.Local() == "note" && deletion:
			b.WriteString("] ")
		case k == xmlscan.Start:
			deletion = deletion || s.Local() == "deletion"
			info = info || s.Local() == "change-info"
		case k == xmlscan.End && s.Local() == "change-info":
			info = false
		case k == xmlscan.End && (s.Local() == "p" || s.Local() == "note-citation"):
			b.WriteByte(' ')
		case k == xmlscan.Text && deletion && !info:
			b.WriteString(s.Text())
		}
	}
}

// ancestry calls f for a style and its parents.
func (d *odt) ancestry(name string, f func(odtStyle)) {
	for range 32 {
		x, ok := d.text[name]
		if !ok {
			return
		}
		f(x)
		name = x.parent
	}
}
