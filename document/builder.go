package document

import (
	"slices"

	"ibid/document/internal/room"
)

// A Builder collects a document and publishes snapshots of it. It belongs to
// one goroutine; the snapshots may go to any.
//
// What was published is never written again: the slices of a snapshot are
// prefixes of the builder's, and what must change behind them (a reference
// that finds its note late) is changed in a copy.
type Builder struct {
	doc Document
	pub published

	// OnPublish, if set, receives each snapshot.
	OnPublish func(*Document)

	// Part says that the document is one of a volume, so that what refers to
	// the document before or after it leads somewhere.
	Part bool

	// Names are the places that others of a volume may lead to, by the names that the document
	// has for them. They are there once a part is read to its end, where its format has any.
	Names map[string]Loc
}

// published counts the elements that a snapshot shares with the builder.
type published struct{ calls, links, dests, notes int }

// NewBuilder returns a Builder of an empty document.
func NewBuilder() *Builder { return &Builder{} }

// Source gives access to what the document was read from.
func (b *Builder) Source() *Source { return &b.doc.Source }

// Meta gives access to what the document says of itself.
func (b *Builder) Meta() *Meta { return &b.doc.Meta }

// AddBlock adds a block to the body and returns its index.
func (b *Builder) AddBlock(x Block) int {
	b.doc.Blocks = append(b.doc.Blocks, x)
	return len(b.doc.Blocks) - 1
}

// AddNote adds a note and returns its index.
func (b *Builder) AddNote(n Note) int {
	b.doc.Notes = append(b.doc.Notes, n)
	return len(b.doc.Notes) - 1
}

// SetNote fills in a note that was added before its blocks were known. It
// panics if the note was published already, for a snapshot's text never changes.
func (b *Builder) SetNote(i int, n Note) {
	if i < b.pub.notes {
		panic("document: note changed after it was published")
	}
	b.doc.Notes[i] = n
}

// AddRef adds a reference, which calls a note or NoNote, and returns its index.
func (b *Builder) AddRef(r Ref, note int) int {
	b.doc.Refs = append(b.doc.Refs, r)
	b.doc.Calls = append(b.doc.Calls, int32(note))
	return len(b.doc.Refs) - 1
}

// SetRefNote joins a reference to its note.
func (b *Builder) SetRefNote(ref, note int) {
	if ref < b.pub.calls {
		b.doc.Calls = append(make([]int32, 0, cap(b.doc.Calls)), b.doc.Calls...)
		b.pub.calls = 0
	}
	b.doc.Calls[ref] = int32(note)
}

// AddPage adds a page break and returns its index.
func (b *Builder) AddPage(p Page) int {
	b.doc.Pages = append(b.doc.Pages, p)
	return len(b.doc.Pages) - 1
}

// AddSection adds an entry of the outline and returns its index.
func (b *Builder) AddSection(s Section) int {
	b.doc.Sections = append(b.doc.Sections, s)
	return len(b.doc.Sections) - 1
}

// AddLink adds a cross reference and returns its index.
func (b *Builder) AddLink(l Link) int {
	b.doc.Links = append(b.doc.Links, l)
	return len(b.doc.Links) - 1
}

// SetLinkTarget resolves a link: to is an index of Notes, Pages or Sections
// as kind says, dest the place that following the link leads to.
func (b *Builder) SetLinkTarget(link int, kind LinkKind, to int, dest Loc) {
	if b.doc.Links[link].Kind != kind {
		b.link(link).Kind = kind
	}
	if link < b.pub.dests {
		b.doc.Dests = slices.Clone(b.doc.Dests)
		b.pub.dests = 0
	}
	b.growDests(link)
	b.doc.Dests[link] = Dest{to, dest}
}

// growDests makes Dests hold that of a link. In a text whose links are resolved at its end
// there are none before.
func (b *Builder) growDests(link int) {
	if link < len(b.doc.Dests) {
		return
	}
	b.doc.Dests = slices.Grow(b.doc.Dests, len(b.doc.Links)-len(b.doc.Dests))
	for len(b.doc.Dests) <= link {
		b.doc.Dests = append(b.doc.Dests, nowhere)
	}
}

// SetLinkLabel changes what is shown of what a link wants, as where a name in
// the source turns out to be that of a page with a label.
func (b *Builder) SetLinkLabel(link int, target string) { b.link(link).Target = target }

// link returns a link that may be changed: no snapshot holds it.
func (b *Builder) link(i int) *Link {
	if i < b.pub.links {
		b.doc.Links = slices.Clone(b.doc.Links)
		b.pub.links = 0
	}
	return &b.doc.Links[i]
}

// AddProblem adds a finding.
func (b *Builder) AddProblem(p Problem) { b.doc.Problems = append(b.doc.Problems, p) }

// Report adds a finding about the document as a whole, which has the beginning of
// the body for its place.
func (b *Builder) Report(kind ProblemKind, message string) {
	b.AddProblem(Problem{Kind: kind, At: Loc{Note: Body}, Message: message})
}

// AddFurniture keeps a piece of the source that is no reading text.
func (b *Builder) AddFurniture(f Furniture) { b.doc.Furniture = append(b.doc.Furniture, f) }

// AddCandidate keeps what was weighed as a reference.
func (b *Builder) AddCandidate(c Candidate) { b.doc.Candidates = append(b.doc.Candidates, c) }

// Reserve makes room for a document about times as long as what has been
// collected so far. A long document that grows by itself is copied again and
// again, and its old and new arrays are in memory together.
func (b *Builder) Reserve(times float64) {
	more := func(n int) int { return max(0, int(float64(n)*(times-1))) }
	b.doc.Blocks = room.Grow(b.doc.Blocks, more(len(b.doc.Blocks)))
	b.doc.Notes = room.Grow(b.doc.Notes, more(len(b.doc.Notes)))
	b.doc.Refs = room.Grow(b.doc.Refs, more(len(b.doc.Refs)))
	b.doc.Calls = room.Grow(b.doc.Calls, more(len(b.doc.Calls)))
	b.doc.Pages = room.Grow(b.doc.Pages, more(len(b.doc.Pages)))
	b.doc.Sections = room.Grow(b.doc.Sections, more(len(b.doc.Sections)))
	b.doc.Links = room.Grow(b.doc.Links, more(len(b.doc.Links)))
}

// GrowNotes makes room for n more notes.
func (b *Builder) GrowNotes(n int) { b.doc.Notes = room.Grow(b.doc.Notes, n) }

// Draft returns what has been collected so far, to be read before the next
// call that changes the builder and not to be kept.
func (b *Builder) Draft() *Document { return &b.doc }

// Publish makes a snapshot of what has been collected so far.
func (b *Builder) Publish() *Document { return b.publish(false) }

// Finish makes the last snapshot.
func (b *Builder) Finish() *Document { return b.publish(true) }

func (b *Builder) publish(complete bool) *Document {
	b.doc.Generation++
	b.pub = published{calls: len(b.doc.Calls), links: len(b.doc.Links), dests: len(b.doc.Dests), notes: len(b.doc.Notes)}
	d := &Document{
		Source:     b.doc.Source,
		Meta:       b.doc.Meta,
		Blocks:     slices.Clip(b.doc.Blocks),
		Notes:      slices.Clip(b.doc.Notes),
		Refs:       slices.Clip(b.doc.Refs),
		Calls:      slices.Clip(b.doc.Calls),
		Pages:      slices.Clip(b.doc.Pages),
		Sections:   slices.Clip(b.doc.Sections),
		Links:      slices.Clip(b.doc.Links),
		Dests:      slices.Clip(b.doc.Dests),
		Problems:   slices.Clip(b.doc.Problems),
		Furniture:  slices.Clip(b.doc.Furniture),
		Candidates: slices.Clip(b.doc.Candidates),
		Generation: b.doc.Generation,
		Complete:   complete,
	}
	if b.OnPublish != nil {
		b.OnPublish(d)
	}
	return d
}
