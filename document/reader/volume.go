package reader

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/source"
)

// ReadVolume starts to read several documents as one: files, and directories
// of files in the order of their names, numbers in names counting as numbers. Each
// document is a section with its number, "See Document 52" leads to the one
// that is numbered 52, and a link to a file to that file. A file that cannot be
// read is reported and passed over; it is an error if none can.
//
// ReadVolume returns once there is a first snapshot or the reading has failed.
func ReadVolume(ctx context.Context, names []string, lim source.Limits, opt Options) (*Reading, error) {
	v, err := list(names, lim)
	if err != nil {
		return nil, err
	}
	v.opt = opt
	r := newReading(ctx, opt)
	v.b.OnPublish = r.publish
	go func() { r.finish(v.read(ctx)) }()
	if _, err := r.Next(ctx, 0); err != nil && r.Document() == nil {
		return nil, err
	}
	return r, nil
}

// A volume is several documents that are being read as one.
type volume struct {
	b     *document.Builder
	lim   source.Limits
	opt   Options
	files []file
	roots []string // folders that were read whole

	part    *part    // the document that is being read
	byNum   numbered // documents by their numbers
	reaches map[string]reach
	home    map[int]string // the file of each document, by its section
	byFile  map[string]int
	named   map[string]string // the files by their names, and by these without the ending
	places  map[int]places    // what the names in each document lead to, by its section
	byMemo  map[string]int    // documents by the names they have in a series, "RFC 2616"
	waiting []wanting
	astray  []stray
	shown   int   // blocks of the last snapshot
	whole   int   // documents that were read
	first   error // why there is nothing of the first of those that were not
}

// A wanting is a link that waits for a document.
type wanting struct {
	link int
	from string // the file it stands in
	file string // the one it leads to, "" for none of the volume
	name string // of a place in that
}

// A stray is a link to a name that its file does not have.
type stray struct {
	link int
	file string
	name string
}

// A file is a document of a volume.
type file struct {
	path  string
	name  string // as it is shown
	links string // by which other documents of the volume may link to it
}

// numbered are documents by number, as printed, each with the stem of its
// file's name: files of several books may stand in one directory.
type numbered map[string][]candidate

type candidate struct {
	stem    string
	section int
}

// read reads all documents to their end.
func (v *volume) read(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: reading the volume failed: %v", v.b.Source().Name, p)
		}
	}()
	for _, f := range v.files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := v.document(ctx, f); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if v.first == nil {
				v.first = err
			}
			v.report(err.Error()+"; it was passed over", err)
		}
	}
	if v.whole == 0 {
		if len(v.files) == 1 {
			return v.first
		}
		return &source.Error{Name: v.b.Source().Name, What: fmt.Sprintf("none of its %d files can be read", len(v.files)), Hint: v.first.Error(), Err: v.first}
	}
	v.resolve(true)
	apparatus.ResolveLinksAmong(v.b, func(number string, home int) (int, bool) { return v.of(number, v.home[home], true) })
	v.missing()
	v.b.Finish()
	return nil
}

// document reads one document into the volume.
func (v *volume) document(ctx context.Context, f file) (err error) {
	in, err := source.Open(f.path, v.lim)
	if err != nil {
		return err
	}
	defer in.Close()
	in.Name = f.name
	form, err := detect(in, v.opt)
	if err != nil {
		return err
	}
	sub := document.NewBuilder()
	*sub.Source() = head(in, form)
	v.part = &part{file: f}
	sub.OnPublish, sub.Part = v.merge, true
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: the %s reader failed: %v", source.Clean(f.name), form.name, p)
		}
	}()
	if err := form.read(ctx, in, sub, v.opt); err != nil {
		return err
	}
	check(in, sub)
	sub.Finish()
	v.know(sub.Names)
	v.b.Source().Bytes += max(in.Size(), 0)
	switch {
	case v.part.begun:
		v.whole++
	case v.first == nil:
		v.first = &source.Error{Name: f.name, What: "holds no words", Hint: "there is nothing to read"}
	}
	return nil
}

// report says what of the volume is not shown, at what was read last. err is why a
// file could not be read, nil for all else.
func (v *volume) report(message string, err error) {
	v.b.AddProblem(document.Problem{Kind: document.Shortened, At: last(v.b), Message: source.Clean(message), Err: err})
}

// list finds the files of a volume.
func list(names []string, lim source.Limits) (*volume, error) {
	v := &volume{b: document.NewBuilder(), lim: lim, byNum: numbered{}, home: map[int]string{}, byFile: map[string]int{}, byMemo: map[string]int{}, named: map[string]string{}, places: map[int]places{}}
	*v.b.Source() = document.Source{Name: source.Clean(volumeName(names)), Format: "volume"}
	if len(names) == 1 {
		v.b.Meta().Title = source.Clean(filepath.Base(names[0]))
	}
	l := listing{v: v, left: lim.Files}
	for _, n := range names {
		if err := l.add(n); err != nil {
			return nil, err
		}
	}
	if l.left < 0 {
		v.report(fmt.Sprintf("there are more than %d files: the rest was left out", lim.Files), nil)
	}
	if l.outside > 0 {
		v.report(fmt.Sprintf("%d links lead out of the directory and were not followed", l.outside), nil)
	}
	if l.folders > 0 {
		v.report(fmt.Sprintf("%d folders were not looked into: they are more than %d deep, or may not be read", l.folders, maxFolders), nil)
	}
	v.nameFiles()
	if len(v.files) == 0 {
		return nil, &source.Error{Name: volumeName(names), What: "holds no documents", Hint: "name files, or a directory of text, Markdown, HTML, TEI, EPUB, DOCX or ODT", Err: errors.ErrUnsupported}
	}
	return v, nil
}

func volumeName(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return fmt.Sprintf("%s and %d more", names[0], len(names)-1)
}
