package reader

import (
	"cmp"
	"hash/maphash"
	"net/url"
	"path"
	"slices"
	"strings"

	"ibid/document"
)

// places are what the names in a document lead to, in the order of the names' hashes: a volume may
// have millions of names, of which few are wanted.
type places []landmark

type landmark struct {
	hash uint64
	at   document.Loc
}

var seed = maphash.MakeSeed()

// know keeps the names of the document that was read.
func (v *volume) know(names map[string]document.Loc) {
	if !v.part.begun {
		return
	}
	all := make(places, 0, len(names))
	for name, at := range names {
		all = append(all, landmark{maphash.String(seed, name), v.part.loc(at)})
	}
	slices.SortFunc(all, func(x, y landmark) int { return cmp.Compare(x.hash, y.hash) })
	v.places[v.part.section] = all
}

// find returns what a name leads to.
func (p places) find(name string) (document.Loc, bool) {
	i, ok := slices.BinarySearchFunc(p, maphash.String(seed, name), func(x landmark, hash uint64) int { return cmp.Compare(x.hash, hash) })
	if !ok {
		return document.Loc{}, false
	}
	return p[i].at, true
}

// linked returns the place, and the section that holds it, that a link to a file of the volume leads
// to, once that file was read as far as it must be: the place that has the name after the
// "#", or else its beginning.
func (v *volume) linked(w wanting, complete bool) (section int, at document.Loc, ok bool) {
	k, ok := v.byFile[w.file]
	if !ok || w.file == "" {
		return 0, at, false
	}
	d := v.b.Draft()
	at = document.Loc{Note: document.Body, Block: d.Sections[k].Block}
	if w.name == "" {
		return k, at, true
	}
	all, read := v.places[k]
	if !read && !complete {
		return 0, at, false
	}
	for _, name := range []string{w.name, unescaped(w.name)} {
		if to, ok := all.find(name); ok {
			return max(k, d.SectionAt(to.Block)), to, true
		}
	}
	v.astray = append(v.astray, stray{w.link, path.Base(w.file), w.name})
	return k, at, true
}

// nameFiles files the files of the volume under their names and, where no other would be meant,
// under these without the ending.
func (v *volume) nameFiles() {
	count := make(map[string]int, len(v.files))
	bare := func(f file) string { return strings.TrimSuffix(f.links, path.Ext(f.links)) }
	for _, f := range v.files {
		count[bare(f)]++
	}
	for _, f := range v.files {
		if name := bare(f); count[name] == 1 {
			v.named[name] = f.links
		}
	}
	for _, f := range v.files {
		v.named[f.links] = f.links
	}
}

// fileOf returns the file of the volume, "" for none, that a link in a file names: with its ending, with
// that of the page that was to be made of it, or with none, as links in the sources of sites and
// wikis are written; and the first page of a folder.
func (v *volume) fileOf(name, from string) string {
	if name, _, _ = strings.Cut(name, "?"); name == "" || strings.Contains(name, ":") {
		return ""
	}
	for _, n := range []string{name, unescaped(name), strings.ReplaceAll(name, `\`, "/")} {
		to := path.Join(path.Dir(from), n)
		for _, x := range []string{to, strings.TrimSuffix(to, path.Ext(to)), path.Join(to, "index"), path.Join(to, "README")} {
			if f := v.named[x]; f != "" {
				return f
			}
		}
	}
	return ""
}

func unescaped(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// lacks reports whether a link wants a document that would stand in the folder that the volume is.
func (v *volume) lacks(w wanting, target string) bool {
	name, _, _ := strings.Cut(target, "#")
	name, _, _ = strings.Cut(unescaped(name), "?")
	if w.file != "" || !slices.Contains(documents, strings.ToLower(path.Ext(name))) || strings.ContainsAny(name, ":\n") {
		return false
	}
	to := path.Join(path.Dir(w.from), name)
	return slices.ContainsFunc(v.roots, func(root string) bool { return strings.HasPrefix(to, root+"/") })
}
