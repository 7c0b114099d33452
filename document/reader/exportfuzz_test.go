package reader_test

import (
	"bytes"
	"testing"

	"ibid/document/reader"
	"ibid/document/source"
)

// FuzzExport reads Markdown, exports what was read to every form, and expects
// of each what TestRoundTrip does.
func FuzzExport(f *testing.F) {
	f.Add("# A[^1]\n\n- *b* `c`\n\n  1. d\n\n> e[^2] [p. 3]\n\n|a|b|\n|-|-|\n|c|\n\n[^1]: f\n[^2]: g\n")
	f.Add("a **b**c*d*e ~~f~~ H~2~O <sup>g</sup>[h](#i) https://j.kl/m_n\n\n| o\n|  p\n\n![q](r)\n\nTerm\n: s\n\n***\n```t\nu\n```\n")
	f.Add("http://0[0]()")
	f.Add("~~f~~ <sup>g</s\x95p>https://[h](#i)")
	f.Fuzz(func(t *testing.T, text string) {
		if text == "" || bytes.IndexByte([]byte(text), 0) >= 0 {
			return
		}
		r, err := reader.Read(t.Context(), source.FromBytes("f.md", []byte(text), source.DefaultLimits()), reader.Options{Format: "markdown"})
		if err != nil {
			return
		}
		d, err := r.Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range exports {
			first := written(t, x.write, d)
			again, err := readAs(x.format, x.file, first)
			if err != nil {
				t.Fatalf("%s: %v\n%s", x.name, err, first)
			}
			want, got := apparatus(d, x.name), apparatus(again, x.name)
			if i := differs(want, got); i >= 0 {
				t.Fatalf("%s: %s\nwant %s\n%s", x.name, at(got, i), at(want, i), first)
			}
			if err := givesBack(d, again, x); err != nil {
				t.Fatalf("%s: %v", x.name, err)
			}
		}
	})
}
