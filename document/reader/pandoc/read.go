package pandoc

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"ibid/document"
	"ibid/document/compose"
	"ibid/document/source"
)

// Is says how surely a document is pandoc's JSON, from 0 to 100, by its first bytes.
func Is(head []byte, _ string) int {
	s := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(s) == 0 || s[0] != '{' {
		return 0
	}
	if bytes.HasPrefix(bytes.TrimLeft(s[1:], " \t\r\n"), []byte(`"pandoc-api-version"`)) {
		return 100
	}
	if bytes.Contains(s, []byte(`"pandoc-api-version"`)) && bytes.Contains(s, []byte(`"blocks"`)) {
		return 90
	}
	return 0
}

// Read reads pandoc's JSON to its end.
func Read(ctx context.Context, in *source.Input, b *document.Builder) error {
	src, err := in.Bytes()
	if err != nil {
		return err
	}
	return read(ctx, in.Name, src, b, in.Limits, false)
}

// firstSnapshot is after how many bytes of JSON the first snapshot is published.
const firstSnapshot = 64 << 10

// read reads pandoc's JSON. prints says that the document may have printed notes.
func read(ctx context.Context, name string, src []byte, b *document.Builder, lim source.Limits, prints bool) error {
	s := &scanner{src: bytes.TrimPrefix(src, []byte("\ufeff"))}
	w := compose.New(b, lim)
	w.Outline = true
	r := &reader{w: w, lim: lim, works: works(src), prints: prints}
	err := r.document(ctx, s)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, errSyntax) && r.blocks == 0 {
		return &source.Error{Name: name, What: "is no JSON of pandoc's", Hint: fmt.Sprintf("byte %d cannot be read", s.i), Err: err}
	}
	r.printedText()
	r.bibliography()
	w.Finish()
	if err != nil {
		r.problem(fmt.Sprintf("%v: what follows byte %d was left out", err, s.i))
	}
	return nil
}

// document reads the members of the outermost object, the blocks one at a time.
func (r *reader) document(ctx context.Context, s *scanner) error {
	if !s.accept('{') {
		return s.fail()
	}
	for !s.accept('}') {
		name, err := s.name()
		if err != nil {
			return err
		}
		if name == "blocks" {
			if err := r.all(ctx, s); err != nil {
				return err
			}
		} else {
			m, err := s.value()
			if err != nil {
				return err
			}
			if name == "meta" {
				r.meta(m)
			}
		}
		if !s.accept(',') && s.next() != '}' {
			return s.fail()
		}
	}
	return nil
}

// all reads the array of blocks.
func (r *reader) all(ctx context.Context, s *scanner) error {
	if !s.accept('[') {
		return s.fail()
	}
	due := s.i + firstSnapshot
	for !s.accept(']') {
		v, err := s.value()
		if err != nil {
			return err
		}
		r.blocks++
		if r.prints {
			r.waiting = append(r.waiting, v)
		} else {
			r.push(step{do: block, v: v})
			r.run()
		}
		if s.i >= due {
			due = 2 * s.i
			r.w.Publish()
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if !s.accept(',') && s.next() != ']' {
			return s.fail()
		}
	}
	return nil
}

// works lists the works that the bibliography has an entry for: pandoc gives
// each the id "ref-" and its key.
func works(src []byte) map[string]bool {
	out := map[string]bool{}
	for {
		i := bytes.Index(src, []byte(`"ref-`))
		if i < 0 {
			return out
		}
		src = src[i+len(`"ref-`):]
		if n := bytes.IndexByte(src[:min(len(src), 1<<10)], '"'); n > 0 {
			out[string(src[:n])] = true
		}
	}
}

func (r *reader) problem(what string) {
	r.w.Builder().Report(document.Shortened, what)
}

// meta takes from a document's metadata what the model has a place for.
func (r *reader) meta(v value) {
	m := r.w.Builder().Meta()
	one := func(name string) string { return source.Clean(plain(v.member(name))) }
	many := func(name string) (out []string) {
		x := v.member(name)
		list := []value{x}
		if x.tag() == "MetaList" {
			list = x.content().list
		}
		for _, x := range list {
			if x.tag() == "MetaMap" {
				x = x.content().member("name")
			}
			if s := source.Clean(plain(x)); s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	m.Title, m.Date, m.Language = one("title"), one("date"), one("lang")
	m.Publisher, m.Edition = one("publisher"), one("edition")
	m.Creators, m.Identifiers = many("author"), many("identifier")
	r.unlisted = r.listed(v.member("references"))
	r.abstract(v.member("abstract"))
}

// abstract writes the abstract, which pandoc's own formats print before the text.
func (r *reader) abstract(v value) {
	list := v.content().list
	switch v.tag() {
	case "MetaInlines":
		list = []value{{kind: object, text: "Para", list: []value{v.content()}}}
	case "MetaBlocks":
	default:
		return
	}
	r.enter(true)
	r.each(block, list)
	r.run()
}

// plain returns the words in a value.
func plain(v value) string {
	var b bytes.Buffer
	stack := []value{v}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch {
		case v.kind == object:
			switch v.tag() {
			case "Str", "MetaString":
				b.WriteString(v.content().text)
			case "Space", "SoftBreak", "LineBreak":
				b.WriteByte(' ')
			case "Code", "Math", "RawInline":
				b.WriteString(v.content().at(1).text)
			case "Note":
			default:
				stack = append(stack, v.content())
			}
		case v.kind == array:
			for i := len(v.list) - 1; i >= 0; i-- {
				stack = append(stack, v.list[i])
			}
		}
	}
	return b.String()
}
