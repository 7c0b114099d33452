package reader

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ibid/document"
	"ibid/document/reader/epub"
	"ibid/document/reader/html"
	"ibid/document/reader/markdown"
	"ibid/document/reader/office"
	"ibid/document/reader/pandoc"
	"ibid/document/reader/plain"
	"ibid/document/reader/tei"
	"ibid/document/source"
)

// A format is one kind of document this package reads.
type format struct {
	name string
	// is says how surely a document is of this format, from 0 (it is not) to
	// 100, by its first bytes and by its name, of which the bytes count first.
	is   func(head []byte, name string) int
	read func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error
}

// formats are tried in this order; the first of the highest certainty wins.
// Plain text is what remains.
var formats = []format{
	{"docx", office.IsDOCX, func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
		return office.ReadDOCX(ctx, in, b, office.Options{Comments: opt.Comments, All: opt.All})
	}},
	{"odt", office.IsODT, func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
		return office.ReadODT(ctx, in, b, office.Options{Comments: opt.Comments, All: opt.All})
	}},
	{"markdown", markdown.Detect, func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
		return markdown.Read(ctx, in, b, markdown.Options{Charset: opt.Charset})
	}},
	{"pandoc", pandoc.Is, func(ctx context.Context, in *source.Input, b *document.Builder, _ Options) error {
		return pandoc.Read(ctx, in, b)
	}},
	{"plain", func([]byte, string) int { return 1 }, func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
		return plain.Read(ctx, in, b, plain.Options{Dialect: opt.Dialect, Charset: opt.Charset, Explain: opt.Explain, Whole: opt.Whole})
	}},
	{"epub", epub.Is, func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
		return epub.Read(ctx, in, b, epub.Options{All: opt.All})
	}},
	{"html", html.Is, func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
		return html.Read(ctx, in, b, html.Options{Charset: opt.Charset, All: opt.All})
	}},
	{"tei", tei.Is, func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
		return tei.Read(ctx, in, b, tei.Options{Charset: opt.Charset, All: opt.All})
	}},
}

// Formats returns the names of the formats that are read, and then those that
// are read through pandoc.
func Formats() (own, converted []string) {
	for _, f := range formats {
		own = append(own, f.name)
	}
	slices.Sort(own)
	return own, pandoc.Formats
}

// Dialects returns the names of the habits of notes and pages in plain text.
func Dialects() []string { return plain.Dialects() }

// sniffBytes is how much of a document the detection looks at.
const sniffBytes = 8 << 10

func detect(in *source.Input, opt Options) (format, error) {
	if opt.Format != "" {
		return named(in, opt.Format)
	}
	head, err := in.Head(sniffBytes)
	if err != nil {
		return format{}, err
	}
	var best format
	most := 0
	for _, f := range formats {
		if n := f.is(head, strings.TrimSuffix(in.Name, ".gz")); n > most {
			best, most = f, n
		}
	}
	if name, sure := pandoc.Named(head, strings.TrimSuffix(in.Name, ".gz")); sure > most {
		return converted(name, best), nil
	}
	return best, nil
}

// converted returns the format of documents that pandoc reads where it is
// there. They are read as otherwise where it is not or cannot, which is told, but for RTF, which
// nobody can read as it stands.
func converted(name string, otherwise format) format {
	read := func(ctx context.Context, in *source.Input, b *document.Builder, opt Options) error {
		err := pandoc.Convert(ctx, in, b, name)
		if err == nil || ctx.Err() != nil || name == "rtf" || len(b.Draft().Blocks) > 0 {
			return err
		}
		b.Source().Format = otherwise.name
		if err := otherwise.read(ctx, in, b, opt); err != nil {
			return err
		}
		b.Report(document.Shortened, "it is shown as it stands: "+why(err))
		return nil
	}
	if name == "rtf" || pandoc.Installed() {
		return format{name: name, read: read}
	}
	return format{name: otherwise.name, read: read}
}

// why returns what an error says of a document, without its name.
func why(err error) string {
	var e *source.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	if e.Hint == "" {
		return e.What
	}
	return e.What + "; " + e.Hint
}

// named returns the format that the user asked for.
func named(in *source.Input, name string) (format, error) {
	if slices.Contains(pandoc.Formats, name) {
		return format{name: name, read: func(ctx context.Context, in *source.Input, b *document.Builder, _ Options) error {
			return pandoc.Convert(ctx, in, b, name)
		}}, nil
	}
	for _, f := range formats {
		if f.name == name {
			return f, nil
		}
	}
	own, converted := Formats()
	return format{}, &source.Error{Name: in.Name, What: "no format is called " + name, Hint: "the formats are " + strings.Join(own, ", ") + ", and through pandoc " + strings.Join(converted, ", ")}
}
