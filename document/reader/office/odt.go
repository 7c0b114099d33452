package office

import (
	"context"
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
	lists  map[string]*[maxLevels]odtLevel
	struck map[string]string // change id to deleted text
}

// An odtStyle is an entry of office:styles or office:automatic-styles.
type odtStyle struct {
	name      string // as shown, lower case
	parent    string
	outline   int // 0 where none is said
	list      string
	set, mask document.Style
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
	if styles, err := f.part("styles.xml"); err == nil {
		d.readStyles(styles)
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
	src, charset, err := xmlscan.Decode(raw, "")
	if err != nil {
		return err
	}
	b.Source().Encoding = charset
	if i := strings.Index(src, "<office:body"); i > 0 {
		readMeta(src[:i], in.Limits, b.Meta())
	}
	return newODT(in.Limits, opt).read(ctx, src, b)
}

func newODT(lim source.Limits, opt Options) *odt {
	return &odt{lim: lim, opt: opt, text: make(map[string]odtStyle), lists: make(map[string]*[maxLevels]odtLevel), struck: make(map[string]string)}
}

func (d *odt) read(ctx context.Context, src string, b *document.Builder) error {
	d.readStyles(src)
	w := compose.New(b, d.lim)
	w.Outline, w.Deleted = true, d.opt.All
	walk := &odtWalk{ctx: ctx, d: d, odtPlace: odtPlace{flow: flow{w: w, lim: d.lim}}, counters: make(map[string]*counter)}
	walk.read(src)
	w.Finish()
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
		case "style":
			d.readStyle(s)
		case "list-style", "outline-style":
			d.readListStyle(s)
		case "changed-region":
			d.readChange(s)
		}
	}
}

func (d *odt) readStyle(s *xmlscan.Scanner) {
	name := s.Attr("name")
	x := odtStyle{parent: s.Attr("parent-style-name"), outline: number(s.Attr("default-outline-level"), 0), list: s.Attr("list-style-name")}
	if x.name = s.Attr("display-name"); x.name == "" {
		x.name = name
	}
	x.name = strings.ToLower(strings.ReplaceAll(x.name, "_20_", " "))
	until(s, func(local string) {
		if local == "text-properties" {
			x.properties(s)
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

func (d *odt) readListStyle(s *xmlscan.Scanner) {
	levels := new([maxLevels]odtLevel)
	d.lists[s.Attr("name")] = levels
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
				as:     odtFormat(s.Attr("num-format")),
				prefix: s.Attr("num-prefix"), suffix: s.Attr("num-suffix"),
				start: number(s.Attr("start-value"), 1),
				show:  max(1, number(s.Attr("display-levels"), 1)),
			}
		}
	})
}

// odtFormat maps style:num-format (OpenDocument 1.3, part 3, section 19.500).
func odtFormat(s string) string {
	switch s {
	case "":
		return "none"
	case "i":
		return "lowerRoman"
	case "I":
		return "upperRoman"
	case "a":
		return "lowerLetter"
	case "A":
		return "upperLetter"
	}
	return "decimal"
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
		case k == xmlscan.Start:
			deletion = deletion || s.Local() == "deletion"
			info = info || s.Local() == "change-info"
		case k == xmlscan.End && s.Local() == "change-info":
			info = false
		case k == xmlscan.End && s.Local() == "p":
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
