package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"ibid/document/source"
	"ibid/tui"
)

// show lets a person read on the screen. It closes seen when there is something to be seen.
func (c *console) show(ctx context.Context, b *book, args []string, f readFlags, seen chan<- struct{}) error {
	cfg, errs := c.configure()
	for _, err := range errs {
		report(c.err, err) // to be seen when the screen is left
	}
	opt := c.options(cfg, f)
	opt.Reading = b
	opt.Painted = func() {
		c.thrifty(b.size())
		close(seen)
		go settle(ctx, b)
	}
	opt.Browse = c.browse
	opt.Deleted = f.All
	if len(errs) > 0 {
		opt.Notice = source.Clean(errs[0].Error())
	}
	if len(args) > 0 && !slices.Contains(args, stdinArg) {
		e := &editor{name: args[0], book: b, getenv: c.getenv}
		opt.Reopen = func(ctx context.Context) (tui.Reading, error) {
			again, err := c.openFull(ctx, args, f.Options)
			if err != nil {
				return nil, err
			}
			context.AfterFunc(ctx, func() { again.Close() })
			e.open(again)
			return again, nil
		}
		if b.in != nil { // a volume is no one file
			opt.Edit = e.command
		}
	}
	left, files := c.remembered(cfg, f, args)
	opt.At = left.of(files)
	res, err := tui.Run(ctx, opt)
	var ended *tui.SignalError
	if err == nil || errors.As(err, &ended) {
		if err := left.keep(files, res.At); err != nil {
			report(c.err, fmt.Errorf("the place is not kept: %w", err))
		}
	}
	return err
}

// settleBytes is how long a document must be for the memory that its reading
// took, beside what it is kept in, to be worth giving back at once.
const settleBytes = 8 << 20

// settle waits for the end of a document and gives the system back what memory
// is free then. It reports whether there was a reason to.
func settle(ctx context.Context, b *book) bool {
	d, err := b.Wait(ctx)
	if err != nil || d.Source.Bytes < settleBytes {
		return false
	}
	debug.FreeOSMemory()
	return true
}

// options joins what the command line, the configuration and the environment
// say of the screen; the first to say something counts.
func (c *console) options(cfg config, f readFlags) tui.Options {
	opt := tui.Options{
		Keys:    cfg.keys,
		Style:   cmp.Or(f.flags.Style, cfg.Style, c.getenv("GLAMOUR_STYLE")),
		Dark:    dark(c.getenv("COLORFGBG")),
		ASCII:   f.flags.ASCII || cfg.ASCII || !utf8Locale(c.getenv),
		Justify: f.flags.Justify || cfg.Justify,

		Measure: cmp.Or(f.flags.Measure, cfg.Measure),
		Panel:   cmp.Or(f.flags.Panel, cfg.Panel),
		NoMouse: f.noMouse || cfg.Mouse != nil && !*cfg.Mouse,
		Page:    f.page,
		Note:    f.note,
		Search:  f.search,
	}
	if f.flags.Hyphenate || cfg.Hyphenate {
		opt.Hyphenate, opt.HyphenDirs = true, c.hyphenDirs()
	}
	return opt
}

// dark guesses at the background by COLORFGBG, "foreground;background" in the
// numbers of the 16 colours, which some terminals set. Most are dark.
func dark(colors string) bool {
	switch colors[strings.LastIndexByte(colors, ';')+1:] {
	case "7", "9", "10", "11", "12", "13", "14", "15":
		return false
	}
	return true
}

// utf8Locale reports whether the locale is one of UTF-8, which it is taken for
// where nothing is said.
func utf8Locale(getenv func(string) string) bool {
	name := strings.ToLower(cmp.Or(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")))
	_, charset, named := strings.Cut(name, ".")
	if !named {
		return name != "c" && name != "posix"
	}
	return strings.HasPrefix(charset, "utf-8") || strings.HasPrefix(charset, "utf8")
}
