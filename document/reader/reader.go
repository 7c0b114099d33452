// Package reader opens documents: it tells their format, starts the reader of
// that format and hands out snapshots while the reading goes on.
package reader

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"ibid/document"
	"ibid/document/apparatus"
	"ibid/document/source"
)

// Options say how a document is to be read. The zero value detects everything.
type Options struct {
	Format   string // name of a format, "" to detect it
	Dialect  string // habit of the apparatus in plain text, "" to detect it
	Charset  string // IANA name, "" to detect it
	All      bool   // show all of a web page, not its main text alone, and what was struck or replaced
	Comments bool   // make the comments of reviewers notes of a series of their own
	Explain  bool   // keep why each candidate was or was not taken for a reference
	// Whole waits for the end of a stream of plain text before it is read: then its notes are
	// known as early as those of a file, and the same bytes make the same document.
	Whole bool
	// Await, where it is not nil, is waited for after the first snapshot, so that
	// nothing is read while who asked for it draws that. It is closed.
	Await <-chan struct{}
}

// A Reading is a document that is being read.
type Reading struct {
	await func() // returns when reading may go on after the first snapshot

	mu   sync.Mutex
	wake chan struct{} // closed and replaced with every snapshot
	doc  *document.Document
	err  error
	done bool
}

// patience is how long Read waits for the first words of a stream that says nothing
// more, and long how long at most while it does: what is no text should be refused
// before anything is shown of it.
const (
	patience = 150 * time.Millisecond
	long     = 2 * time.Second
)

// Read starts to read in and returns once there is a first snapshot or the
// reading has failed. For a stream that is slow to say anything the first
// snapshot is empty, of generation 0.
func Read(ctx context.Context, in *source.Input, opt Options) (*Reading, error) {
	f, err := detect(in, opt)
	if err != nil {
		return nil, err
	}
	r := newReading(ctx, opt)
	go r.run(ctx, f, in, opt)
	slow, err := r.first(ctx, in)
	if err := r.begin(err, slow, head(in, f)); err != nil {
		return nil, err
	}
	return r, nil
}

// first waits for the first snapshot, or for the error that there will be none. It gives up a
// stream that is slow: one that says nothing more, or from which no snapshot comes in long.
func (r *Reading) first(ctx context.Context, in *source.Input) (slow bool, err error) {
	for waited := time.Duration(0); in.Size() < 0; waited += patience {
		wait, cancel := context.WithTimeout(ctx, patience)
		_, err := r.Next(wait, 0)
		late := wait.Err() != nil && ctx.Err() == nil
		cancel()
		if err == nil || !late {
			return false, err
		}
		if waited >= long || in.Idle(0) {
			return true, err
		}
	}
	_, err = r.Next(ctx, 0)
	return false, err
}

func newReading(ctx context.Context, opt Options) *Reading {
	r := &Reading{wake: make(chan struct{}), await: func() {}}
	if opt.Await != nil {
		r.await = func() {
			select {
			case <-opt.Await:
			case <-ctx.Done():
			}
		}
	}
	return r
}

// begin returns the error err unless there is a snapshot. For a slow stream it
// makes one.
func (r *Reading) begin(err error, slow bool, s document.Source) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.doc != nil:
		return nil
	case r.err != nil:
		return r.err
	case slow:
		r.doc = &document.Document{Source: s}
		return nil
	}
	return err
}

// head says what is known of a document before it is read.
func head(in *source.Input, f format) document.Source {
	return document.Source{Name: source.Clean(in.Name), Format: f.name, Bytes: max(in.Size(), 0)}
}

// run reads to the end. A panic in a reader is a bug of ours; it must not take
// the terminal down with it, so it becomes the reading's error.
func (r *Reading) run(ctx context.Context, f format, in *source.Input, opt Options) {
	b := document.NewBuilder()
	b.OnPublish = r.publish
	*b.Source() = head(in, f)
	defer func() {
		if p := recover(); p != nil {
			r.finish(fmt.Errorf("%s: the %s reader failed: %v", source.Clean(in.Name), f.name, p))
		}
	}()
	if err := f.read(ctx, in, b, opt); err != nil {
		r.finish(err)
		return
	}
	b.Source().Bytes = max(in.Size(), 0)
	check(in, b)
	b.Finish()
	r.finish(nil)
}

// check reports what is wrong with a document that was read to its end, first that
// this was not the end of its source.
func check(in *source.Input, b *document.Builder) {
	if cut := in.Cut(); cut != "" {
		b.AddProblem(document.Problem{Kind: document.Shortened, At: last(b), Message: cut})
	}
	apparatus.Check(b)
}

// last returns the last block of the body that has been read.
func last(b *document.Builder) document.Loc {
	return document.Loc{Note: document.Body, Block: max(len(b.Draft().Blocks)-1, 0)}
}

func (r *Reading) publish(d *document.Document) {
	r.mu.Lock()
	r.doc = d
	close(r.wake)
	r.wake = make(chan struct{})
	r.mu.Unlock()
	if d.Generation == 1 && !d.Complete {
		r.await()
	}
}

func (r *Reading) finish(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err, r.done = err, true
	close(r.wake)
	r.wake = make(chan struct{})
}

// Document returns the newest snapshot.
func (r *Reading) Document() *document.Document {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.doc
}

// Next waits for a snapshot of a generation after gen. It returns io.EOF when
// there will be none, or the error that ended the reading.
func (r *Reading) Next(ctx context.Context, gen uint64) (*document.Document, error) {
	for {
		r.mu.Lock()
		doc, wake, done, err := r.doc, r.wake, r.done, r.err
		r.mu.Unlock()
		switch {
		case doc != nil && doc.Generation > gen:
			return doc, nil
		case err != nil:
			return nil, err
		case done:
			return nil, io.EOF
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-wake:
		}
	}
}

// Wait reads to the end and returns the whole document.
func (r *Reading) Wait(ctx context.Context) (*document.Document, error) {
	var gen uint64
	for {
		d, err := r.Next(ctx, gen)
		switch {
		case err == io.EOF:
			return r.Document(), nil
		case err != nil:
			return nil, err
		}
		gen = d.Generation
	}
}
