package epub

import "ibid/document/reader/xmlscan"

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
			return r.refuse("is protected (DRM)", "read it in the program it was bought for", nil)
		}
	}
	return nil
}
