package document_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// screen are the modules that only the screen may know of.
var screen = []string{
	"ibid/tui", "ibid/keymap",
	"charm.land/bubbletea", "charm.land/lipgloss", "charm.land/glamour", "charm.land/bubbles",
	"github.com/charmbracelet",
}

// arrows says what each package of the module may import of the others; a
// name that ends in "/" stands for everything below it. Packages that are not named here
// may import nothing of the module.
var arrows = map[string][]string{
	"ibid/cmd/ibid":                     {"ibid/internal/hugepage", "ibid/cmd/ibid/internal/headstart", "ibid/cmd/ibid/internal/untmux", "ibid/tui", "ibid/keymap", "ibid/document", "ibid/document/reader", "ibid/document/source", "ibid/document/search", "ibid/document/export"},
	"ibid/cmd/ibid/internal/headstart":  {"ibid/internal/hugepage"},
	"ibid/document/internal/room":       {"ibid/internal/hugepage"},
	"ibid/tui":                          {"ibid/tui/", "ibid/keymap", "ibid/document", "ibid/document/search", "ibid/document/export"},
	"ibid/tui/":                         {"ibid/tui/", "ibid/keymap", "ibid/document", "ibid/document/search", "ibid/document/export"},
	"ibid/document":                     {"ibid/document/internal/room"},
	"ibid/document/compose":             {"ibid/document", "ibid/document/apparatus", "ibid/document/source"},
	"ibid/document/apparatus":           {"ibid/document", "ibid/document/source", "ibid/document/internal/label"},
	"ibid/document/search":              {"ibid/document"},
	"ibid/document/internal/truth":      {"ibid/document", "ibid/document/internal/module", "ibid/document/internal/readertest"},
	"ibid/document/internal/made":       {"ibid/document", "ibid/document/internal/module", "ibid/document/compose", "ibid/document/export", "ibid/document/source"},
	"ibid/document/internal/readertest": {"ibid/document", "ibid/document/source", "ibid/document/export"},
	"ibid/document/reader/plain":        {"ibid/document", "ibid/document/internal/ahead", "ibid/document/source", "ibid/document/apparatus", "ibid/document/internal/language", "ibid/document/internal/room", "ibid/document/internal/label"},
	"ibid/document/export":              {"ibid/document", "ibid/document/internal/room"},
	"ibid/document/source":              {"ibid/document/internal/room"},
	"ibid/document/reader":              {"ibid/document", "ibid/document/source", "ibid/document/apparatus", "ibid/document/reader/"},
	"ibid/document/reader/":             {"ibid/document", "ibid/document/internal/label", "ibid/document/internal/language", "ibid/document/source", "ibid/document/apparatus", "ibid/document/compose", "ibid/document/reader/xmlscan", "ibid/document/reader/archive"},
	"ibid/document/reader/epub":         {"ibid/document", "ibid/document/source", "ibid/document/apparatus", "ibid/document/compose", "ibid/document/reader/xmlscan", "ibid/document/reader/archive", "ibid/document/reader/html"},
	"ibid/document/reader/markdown":     {"ibid/document", "ibid/document/internal/ahead", "ibid/document/internal/label", "ibid/document/internal/language", "ibid/document/source", "ibid/document/apparatus", "ibid/document/compose", "ibid/document/reader/html"},
}

type listed struct {
	ImportPath   string
	Imports      []string
	Deps         []string
	TestImports  []string
	XTestImports []string
}

func TestArrows(t *testing.T) {
	all := list(t)
	there := map[string]bool{}
	for _, p := range all {
		there[p.ImportPath] = true
	}
	for path, may := range arrows {
		for _, name := range append(may, path) {
			if !strings.HasSuffix(name, "/") && !there[name] {
				t.Errorf("there is no package %s", name)
			}
		}
	}
	for _, p := range all {
		may := allowed(p.ImportPath)
		for _, i := range p.Imports {
			if strings.HasPrefix(i, "ibid/") && !matches(may, i) {
				t.Errorf("%s imports %s; it may import %v", p.ImportPath, i, may)
			}
		}
		if !strings.HasPrefix(p.ImportPath, "ibid/document") {
			continue
		}
		for _, d := range slices.Concat(p.Deps, p.TestImports, p.XTestImports) {
			for _, s := range screen {
				if strings.HasPrefix(d, s) {
					t.Errorf("%s depends on %s: a document knows nothing of the screen", p.ImportPath, d)
				}
			}
		}
	}
}

func allowed(path string) []string {
	if may, ok := arrows[path]; ok {
		return may
	}
	for dir := path; ; {
		i := strings.LastIndexByte(dir, '/')
		if i < 0 {
			return nil
		}
		dir = dir[:i]
		if may, ok := arrows[dir+"/"]; ok {
			return may
		}
	}
}

func matches(may []string, path string) bool {
	for _, m := range may {
		if path == m || strings.HasSuffix(m, "/") && strings.HasPrefix(path, m) {
			return true
		}
	}
	return false
}

func list(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps=false", "-json=ImportPath,Imports,Deps,TestImports,XTestImports", "ibid/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
