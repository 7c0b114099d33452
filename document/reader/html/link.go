package html

import (
	"strings"

	"ibid/document"
)

// beginLink begins a cross reference, to a place in the book or out of it.
func (e *emitter) beginLink(i int32) {
	href, ok := e.p.lookup(i, attrHref)
	if !ok || e.hidden {
		return
	}
	kind, target, k := e.destination(e.p.absolute(strings.TrimSpace(href)))
	if target == "" {
		return
	}
	e.ensureFor(i)
	e.w.PushLink(kind, target, k)
	e.push(e.p.nodes[i].end, actLink)
}

// ensureFor opens the block of a link that holds words; one around whole
// blocks begins in each of them.
func (e *emitter) ensureFor(i int32) {
	if !e.p.hasBlocks(i) && !e.p.blankText(i) && !(e.table != nil && !e.cell) {
		e.ensure()
	}
}

// destination says what a reference leads to. Only addresses that a reader may
// open on a key are kept; scripts and files are not.
func (e *emitter) destination(href string) (document.LinkKind, string, string) {
	if file, id, ok := e.b.resolve(e.p, href); ok {
		e.b.lead(file)
		return document.LinkSection, href, key(file, id)
	}
	scheme, _, ok := strings.Cut(href, ":")
	if ok && !strings.ContainsAny(scheme, "/?#.") {
		switch strings.ToLower(scheme) {
		case "http", "https", "mailto":
			return document.LinkURL, href, ""
		}
		return 0, "", ""
	}
	if strings.HasPrefix(href, "//") {
		return document.LinkURL, "https:" + href, ""
	}
	return document.LinkDocument, href, ""
}
