package epub

import (
	"strings"

	"ibid/document/reader/xmlscan"
)

// The algorithms that only hide fonts from being copied out of a book
// (EPUB 3.3, section 4.3; Adobe's is older). Text is never under them.
var obfuscation = map[string]bool{
	"http://www.idpf.org/2008/embedding": true,
	"http://ns.adobe.com/pdf/enc#RC":     true,
}

// protected returns an error where a chapter is encrypted (META-INF/encryption.xml,
// EPUB 3.3, section 4.2.6.3.2).
func (r *reader) protected() error {
	src, err := r.text("META-INF/encryption.xml")
	if err != nil {
		return nil
	}
	encrypted := make(map[string]bool)
	algorithm := ""
	s := xmlscan.New(src, r.in.Limits)
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		if kind != xmlscan.Start {
			continue
		}
		switch s.Local() {
		case "EncryptedData":
			algorithm = ""
		case "EncryptionMethod":
			if algorithm == "" {
				algorithm = s.Attr("Algorithm")
			}
		case "CipherReference":
			if name := r.part("", s.Attr("URI")); !obfuscation[algorithm] {
				encrypted[name] = true
			}
		}
	}
	for _, it := range r.pack.spine {
		if it.name != "" && encrypted[it.name] {
			by, hint := r.scheme()
			return r.refuse("is protected by "+by+" (DRM)", hint, nil)
		}
	}
	return nil
}

// schemes are the parts by which the makers of encrypted books say how to come by the
// key, a word in each that tells makers apart who name theirs alike, and who that is.
var schemes = []struct{ part, word, by string }{
	{"META-INF/rights.xml", "ns.adobe.com/adept", "Adobe ADEPT"},
	{"META-INF/rights.xml", "kdrm", "Kobo"},
	{"META-INF/sinf.xml", "", "Apple FairPlay"},
}

// scheme returns whose protection an encrypted book is under and what would open it.
func (r *reader) scheme() (by, hint string) {
	const bought = "read it in the program it was bought for"
	if _, ok := r.a.Find("META-INF/license.lcpl"); ok { // Readium LCP 1.0, section 2.1
		return "Readium LCP", "read it in a program that knows LCP, with its passphrase"
	}
	for _, s := range schemes {
		if src, err := r.text(s.part); err == nil && strings.Contains(src, s.word) {
			return s.by, bought
		}
	}
	return "a scheme it does not name", bought
}
