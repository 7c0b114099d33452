package main

import (
	"cmp"
	"context"
	"io"

	"ibid/document"
	"ibid/document/export"
	"ibid/document/search"
	"ibid/document/source"
)

// writeText writes a document as text: all of it or, where the command line names
// a place, from the block on that holds it.
func (c *console) writeText(ctx context.Context, b *book, f readFlags) error {
	opt := export.TextOptions{Width: cmp.Or(f.flags.Measure, c.columns), Deleted: f.All}
	if f.page == "" && f.note == "" && f.search == "" {
		return c.stream(ctx, b, opt)
	}
	d, err := b.Wait(ctx)
	if err != nil {
		return err
	}
	if opt.From, err = f.from(ctx, d); err != nil {
		return err
	}
	return c.written(export.Text(c.out, d, opt))
}

// atOnce is the size in bytes up to which a text is read whole before it is
// written, which takes milliseconds.
const atOnce = 1 << 20

// stream writes a document, a long plain text while it is read. Other formats
// wait for their end: a note may stand anywhere in them, and the title too.
func (c *console) stream(ctx context.Context, b *book, opt export.TextOptions) error {
	s := export.NewTextStream(c.out, opt)
	begun := false
	for gen := uint64(0); ; {
		d, err := b.Next(ctx, gen)
		switch {
		case err == io.EOF && begun:
			return c.written(s.Finish(b.Document()))
		case err == io.EOF:
			return c.written(export.Text(c.out, b.Document(), opt))
		case err != nil:
			return err
		}
		gen = d.Generation
		if n := len(d.Blocks); d.Source.Format == "plain" && n > 0 && d.Blocks[n-1].Source.End > atOnce {
			begun = true
			if err := s.Add(d); err != nil {
				return c.written(err)
			}
		}
	}
}

// from returns the block of the body that holds the place where the reader
// wants to begin. A place in a note is where the note is called.
func (f *readFlags) from(ctx context.Context, d *document.Document) (int, error) {
	begin := document.Loc{Note: document.Body}
	at := begin
	wrong := source.Error{Name: d.Source.Name}
	switch {
	case f.page != "":
		i := d.PageLabelled(f.page, begin)
		if i < 0 {
			wrong.What, wrong.Hint = "has no page "+f.page, "it has no printed pages"
			if pages := d.BodyPages(); len(pages) > 0 {
				wrong.Hint = "its pages go from " + d.Pages[pages[0]].Label + " to " + d.Pages[pages[len(pages)-1]].Label
			}
			return 0, &wrong
		}
		at = d.Pages[i].At
	case f.note != "":
		i := d.NoteLabelled(f.note, begin)
		if i < 0 {
			wrong.What, wrong.Hint = "has no note "+f.note, "ibid notes lists those it has"
			return 0, &wrong
		}
		at = document.Loc{Note: i}
	case f.search != "":
		q, err := f.query()
		if err != nil {
			return 0, err
		}
		hit, ok := search.NewResults(q, search.NewOrder(d), begin, nil).Next(ctx, begin, true)
		if !ok {
			wrong.What = "does not hold " + f.search
			return 0, &wrong
		}
		at = hit.At
	}
	if at, ok := d.CalledFrom(at); ok {
		return at.Block, nil
	}
	return len(d.Blocks), nil // a note that nothing calls stands after the text
}

// query compiles what is to be searched for.
func (f *readFlags) query() (*search.Query, error) {
	return search.Compile(search.Parse(f.search))
}
