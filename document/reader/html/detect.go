package html

import (
	"bytes"
	"path"
	"strings"
)

// Is says how surely a document is HTML, from 0 to 100, by its first bytes
// and its name.
func Is(head []byte, name string) int {
	head = bytes.ToLower(head[:min(len(head), 2048)])
	ext := strings.ToLower(path.Ext(name))
	named := ext == ".html" || ext == ".htm" || ext == ".xhtml" || ext == ".xht" || strings.HasPrefix(ext, ".html")
	head = bytes.TrimLeft(head, " \t\r\n\ufeff")
	switch {
	case !bytes.HasPrefix(head, []byte("<")):
		if named && bytes.IndexByte(head, '<') >= 0 {
			return 70
		}
		return 0
	case bytes.Contains(head, []byte("<!doctype html")) || bytes.Contains(head, []byte("<html")):
		return 90
	case named:
		return 70
	}
	if bytes.HasPrefix(head, []byte("<?xml")) && (bytes.Contains(head, []byte("<p>")) || bytes.Contains(head, []byte("<p "))) {
		return 20 // a vocabulary that nobody knows here, with paragraphs as HTML has them
	}
	for _, tag := range []string{"<head", "<body", "<title", "<meta", "<p>", "<p ", "<div", "<h1", "<table", "<article", "<section", "<main"} {
		if bytes.HasPrefix(head, []byte(tag)) && ext != ".md" && ext != ".txt" && ext != ".markdown" {
			return 40
		}
	}
	return 0
}
