package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"ibid/document"
	"ibid/document/reader"
	"ibid/document/source"
)

// A finding is a problem as check prints it.
type finding struct {
	Kind    string `json:"kind"`
	Line    int    `json:"line,omitempty"` // of the source, from 1; 0 where it is not known
	Page    string `json:"page,omitempty"` // printed
	In      string `json:"in"`
	Block   int    `json:"block"`
	Offset  int    `json:"offset"`
	Message string `json:"message"`
	Text    string `json:"text,omitempty"` // the words around the place
}

// An explained reference says why it was taken for one.
type explained struct {
	Label      string  `json:"label"`
	Line       int     `json:"line,omitempty"`
	Page       string  `json:"page,omitempty"`
	Note       string  `json:"note,omitempty"`
	Reason     string  `json:"reason"`
	Confidence float32 `json:"confidence"`
	Text       string  `json:"text"`
}

// A rejected sign says why it was not taken for a reference.
type rejected struct {
	Sign       string  `json:"sign"` // as the source has it
	Line       int     `json:"line,omitempty"`
	Page       string  `json:"page,omitempty"`
	Reason     string  `json:"reason"`
	Confidence float32 `json:"confidence,omitempty"` // that it is none; left out where it was not weighed
	Text       string  `json:"text"`
}

// A checked document is what check found in it.
type checked struct {
	File       string      `json:"file"`
	Format     string      `json:"format,omitempty"`
	Dialect    string      `json:"dialect,omitempty"`
	Why        string      `json:"why,omitempty"` // the dialect was taken
	Error      string      `json:"error,omitempty"`
	Problems   []finding   `json:"problems"`
	References []explained `json:"references,omitempty"`
	Rejected   []rejected  `json:"rejected,omitempty"`
}

func (c *console) checkCommand() *cobra.Command {
	var opt reader.Options
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "check FILE…",
		Short:   "Find problems in notes and page numbers",
		Long:    "Find references without notes, notes that nothing calls, labels out of order, and the like.\nThe exit status is 0 where there are none, 1 where there are some, 2 where a document could not be read.",
		Example: "ibid check *.txt\nibid check --explain memo.txt",
		Args:    cobra.ArbitraryArgs,
		RunE: c.do(func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{stdinArg}
			}
			return c.check(cmd.Context(), args, opt, asJSON)
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	cmd.Flags().BoolVar(&opt.Explain, "explain", false, "say of each sign why it was or was not taken for a reference")
	formatFlags(cmd, &opt)
	return cmd
}

// check looks at each document and ends with the status of the worst.
func (c *console) check(ctx context.Context, names []string, opt reader.Options, asJSON bool) error {
	worst := 0
	out := bufio.NewWriter(c.out)
	all := make([]checked, 0, len(names))
	for _, name := range names {
		doc, err := c.checkOne(ctx, name, opt)
		switch {
		case err != nil:
			worst = exitUnreadable
			report(c.err, err)
		case len(doc.Problems) > 0:
			worst = max(worst, exitProblems)
		}
		if c.over != nil { // of a volume
			worst = exitUnreadable
		}
		if asJSON {
			all = append(all, doc)
		} else {
			doc.print(out)
		}
	}
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		if err := c.written(enc.Encode(all)); err != nil {
			return err
		}
	}
	if err := c.written(out.Flush()); err != nil {
		return err
	}
	if worst > 0 {
		return status(worst)
	}
	return nil
}

func (c *console) checkOne(ctx context.Context, name string, opt reader.Options) (checked, error) {
	res := checked{File: source.Clean(name), Problems: []finding{}}
	opt.Comments, opt.Whole = true, true
	b, err := c.openFull(ctx, []string{name}, opt)
	if err != nil {
		res.Error = err.Error()
		return res, err
	}
	defer b.Close()
	c.thrifty(b.size())
	d, err := b.Wait(ctx)
	if err != nil {
		res.Error = err.Error()
		return res, err
	}
	c.passedOver(d)
	res.Format, res.Dialect, res.Why = d.Source.Format, d.Source.Dialect, d.Source.Why
	in := newSpots(d, b.in)
	for _, p := range d.Problems {
		s := in.at(p.At)
		res.Problems = append(res.Problems, finding{string(p.Kind), s.line, s.page, s.in, p.At.Block, p.At.Offset, p.Message, s.text})
	}
	if opt.Explain {
		res.explain(d, in)
	}
	return res, nil
}

// explain says of every sign that was weighed what it was taken for.
func (res *checked) explain(d *document.Document, in *spots) {
	for i, r := range d.Refs {
		s := in.at(r.At)
		res.References = append(res.References, explained{r.Label, s.line, s.page, in.note(d.Called(i)), r.Reason, r.Confidence, s.text})
	}
	for _, c := range d.Candidates {
		if !c.Taken {
			s := in.at(c.At)
			if c.Source > 0 {
				s.line = in.lines.of(c.Source)
			}
			res.Rejected = append(res.Rejected, rejected{c.Text, s.line, s.page, c.Reason, c.Confidence, s.text})
		}
	}
	// A list of notes is written before the text that calls it.
	slices.SortStableFunc(res.Rejected, func(x, y rejected) int { return cmp.Compare(x.Line, y.Line) })
}

// print writes what was found in the form of compilers, one line a finding and
// one for the words around it.
func (res *checked) print(out *bufio.Writer) {
	for _, f := range res.Problems {
		fmt.Fprintf(out, "%s%s: %s (%s)\n", res.File, where(f.Line, f.Page), f.Message, f.Kind)
		if f.Text != "" {
			fmt.Fprintf(out, "    %s\n", f.Text)
		}
	}
	if res.Why == "" && res.References == nil && res.Rejected == nil {
		return
	}
	fmt.Fprintf(out, "%s: read as %s\n", res.File, named(res.Format, res.Dialect))
	if res.Why != "" {
		fmt.Fprintf(out, "    %s\n", res.Why)
	}
	res.printSigns(out)
}

// printSigns writes what was said of signs, in the order of the lines where these are
// known. Signs of one line that are none for one reason share an entry.
func (res *checked) printSigns(out *bufio.Writer) {
	taken, refused := res.References, res.Rejected
	for len(taken)+len(refused) > 0 {
		if len(refused) == 0 || len(taken) > 0 && (taken[0].Line == 0 || taken[0].Line <= refused[0].Line) {
			r := taken[0]
			taken = taken[1:]
			fmt.Fprintf(out, "%s%s: [%s] calls %s (%.2f): %s\n    %s\n", res.File, where(r.Line, r.Page), r.Label, cmp.Or(r.Note, "no note"), r.Confidence, r.Reason, r.Text)
			continue
		}
		r := refused[0]
		signs, n := strconv.Quote(r.Sign), 1
		for n < len(refused) && refused[n].like(r) {
			signs += ", " + strconv.Quote(refused[n].Sign)
			n++
		}
		refused = refused[n:]
		are := "is no reference"
		if n > 1 {
			are = "are no references"
		}
		if r.Confidence > 0 {
			are += fmt.Sprintf(" (%.2f)", r.Confidence)
		}
		fmt.Fprintf(out, "%s%s: %s %s: %s\n    %s\n", res.File, where(r.Line, r.Page), signs, are, r.Reason, r.Text)
	}
}

// like reports whether the same is said of two signs of one line that were not weighed.
func (r rejected) like(o rejected) bool {
	return r.Line > 0 && r.Line == o.Line && r.Reason == o.Reason && r.Confidence == 0 && o.Confidence == 0
}

func named(format, dialect string) string {
	if dialect == "" {
		return format
	}
	return format + ", in the habit " + dialect
}

func where(line int, page string) string {
	switch {
	case line > 0:
		return fmt.Sprintf(":%d", line)
	case page != "":
		return ", p. " + page
	}
	return ""
}

// note names a note in a message.
func (s *spots) note(n int) string {
	if n == document.NoNote {
		return ""
	}
	if l := s.d.Notes[n].Label; l != "" {
		return "note " + l
	}
	return fmt.Sprintf("note %d in the source", n+1)
}
