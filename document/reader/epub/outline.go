package epub

import (
	"strings"

	"ibid/document/reader/html"
	"ibid/document/reader/xmlscan"
)

// outline takes the table of contents and the list of printed pages from the
// navigation document and, what that lacks, from the NCX.
func (r *reader) outline() {
	var toc, pages []html.Entry
	if src, err := r.text(r.pack.nav); r.pack.nav != "" && err == nil {
		t := html.Parse(src, r.in.Limits, true)
		toc, pages = r.keyed(t.Navigation("toc"), r.pack.nav), r.keyed(t.Navigation("page-list"), r.pack.nav)
	}
	if r.pack.ncx != "" && (len(toc) == 0 || len(pages) == 0) {
		if src, err := r.text(r.pack.ncx); err == nil {
			t, p := r.ncx(src)
			if len(toc) == 0 {
				toc = r.keyed(t, r.pack.ncx)
			}
			if len(pages) == 0 {
				pages = r.keyed(p, r.pack.ncx)
			}
		}
	}
	r.use(toc, pages)
}

// keyed turns the references of a list's entries into keys.
func (r *reader) keyed(entries []html.Entry, base string) []html.Entry {
	for i := range entries {
		e := &entries[i]
		if e.Href == "" {
			continue
		}
		if file, id, ok := r.resolve(base, e.Href); ok {
			e.Key = html.Key(file, id)
		}
	}
	return entries
}

// use gives the lists to the book. An entry without a place of its own, the
// heading of a group, begins where the next begins.
func (r *reader) use(toc, pages []html.Entry) {
	next := ""
	for i := len(toc) - 1; i >= 0; i-- {
		if toc[i].Key == "" {
			toc[i].Key = next
		}
		next = toc[i].Key
	}
	r.book.Contents = toc
	r.w.Outline = len(toc) == 0
	for _, p := range pages {
		if p.Key == "" {
			continue
		}
		if r.book.Pages == nil {
			r.book.Pages = make(map[string]string)
		}
		if _, ok := r.book.Pages[p.Key]; !ok {
			r.book.Pages[p.Key] = p.Title
		}
	}
}

// ncx reads the outline and the page list of an NCX (OPF 2.0.1, section
// 2.4.1; ANSI/NISO Z39.86-2005, section 8).
func (r *reader) ncx(src string) (toc, pages []html.Entry) {
	var open []int // entries of navPoints not closed, -1 for what is no entry
	var text strings.Builder
	label, page := false, false
	s := xmlscan.New(src, r.in.Limits)
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		switch kind {
		case xmlscan.Start:
			switch s.Local() {
			case "navPoint":
				toc = append(toc, html.Entry{Level: len(open) + 1})
				open = append(open, len(toc)-1)
			case "pageTarget":
				page = true
				pages = append(pages, html.Entry{Level: 1})
			case "text":
				label = true
				text.Reset()
			case "content":
				if page {
					pages[len(pages)-1].Href = s.Attr("src")
				} else if len(open) > 0 {
					toc[open[len(open)-1]].Href = s.Attr("src")
				}
			}
		case xmlscan.Text:
			if label && text.Len() < maxField {
				text.WriteString(s.Text())
			}
		case xmlscan.End:
			switch s.Local() {
			case "navPoint":
				open = open[:max(0, len(open)-1)]
			case "pageTarget":
				page = false
			case "text":
				label = false
				if page {
					pages[len(pages)-1].Title = text.String()
				} else if n := len(open); n > 0 && toc[open[n-1]].Title == "" {
					toc[open[n-1]].Title = text.String()
				}
			}
		}
	}
	return toc, pages
}
