package apparatus

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCrossRefs marks what is found in each text: the words, what kind of
// reference they are, and what they want.
func TestCrossRefs(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"See Document 52.", "Document 52=document:52"},
		{"Documents 130–133 and 135", "Documents 130=document:130 | 133=document:133 | 135=document:135"},
		{"Documents 29, 31, and 32, respectively; see Document 4 and 5 more.", "Documents 29=document:29 | 31=document:31 | 32=document:32 | Document 4=document:4"},
		{"see Foreign Relations, 1961–1963, vol. XV, Documents 248–256", "Foreign Relations, 1961–1963, vol. XV, Documents 248=document:Foreign Relations, 1961–1963, vol. XV, Documents 248 | 256=document:Foreign Relations, 1961–1963, vol. XV, Documents 256"},
		{"see vol. XXIV, Documents 130 and 133.", "Documents 130=document:vol. XXIV, Documents 130 | 133=document:vol. XXIV, Documents 133"},
		{"See notes 3-5; cf. note 7, and notes 8 and 9 above, but notes 10 and 11 say", "notes 3=note:3 | 5=note:5 | note 7=note:7 | notes 8=note:8 | 9=note:9"},
		{"ante, pp. 881, 883 and 890", "pp. 881=page:881 | 883=page:883 | 890=page:890"},
		{"See footnote 3, Document 235.", "footnote 3, Document 235=note:3, Document 235"},
		{"see footnotes 2 and 3, Document 117", "footnotes 2=note:2 | 3, Document 117=note:3, Document 117"},
		{"footnotes 2 and 3 above, footnotes 4–6, and 9.", "footnotes 2=note:2 | 3=note:3 | footnotes 4=note:4 | 6=note:6 | 9=note:9"},
		{"In footnote 3, 9 men; in footnote 4 and 5 more", "footnote 3=note:3 | footnote 4=note:4"},
		{"In the letter (see footnote 3 above)", "footnote 3=note:3"},
		{"See note 1 above, but note 4 says", "note 1=note:1"},
		{"footnote 2, supra", "footnote 2=note:2, Document supra"},
		{"Supra.", "Supra=document:supra"},
		{"See infra.", "infra=document:infra"},
		{"supranational bodies", ""},
		{"See Document 98 and footnote 5 thereto.", "Document 98 and footnote 5=note:5, Document 98"},
		{"See Document 98 and footnote 5.", "Document 98=document:98 | footnote 5=note:5"},
		{"AFP: Current Documents 1957, 783; Documents 1957 and 1958", "Documents 1957=document:1957 | 1958=document:1958"},
		{"See Document 62 and supra.", "Document 62=document:62 | supra=document:supra"},
		{"The Progress Report is supra. See the memorandum of discussion, infra.", "supra=document:supra | infra=document:infra"},
		{"It was handed over on Aug. 22, infra .", "infra=document:infra"},
		{"At the 205th meeting (see supra). See the letter from him, supra", "supra=document:supra | supra=document:supra"},
		{"See Smith, supra, at 12; see supra note 3; Jones, Letters, supra. He is, supra p. 4. A suprà", "note 3=note:3"},
		{"Stat. 4 of the letter, supra; see footnote 6, Infra.", "footnote 6=note:6, Document infra"},
		{"Ante, p. 583.", "p. 583=page:583"},
		{"As the dissent says, ante, at 583, and post, at 590 (opinion of Brown, J.).", "ante, at 583=page:583 | post, at 590=page:590"},
		{"See Ante, at 5-6. See supra, at 583–584, and n. 2.", "Ante, at 5-6=page:5 | supra, at 583–584=page:583"},
		{"See infra at 12. (Infra, at 13.)", "infra at 12=page:12 | Infra, at 13=page:13"},
		{"Brown v. Green, supra, at 103; Brown, supra at 104. The supra at 5.", ""},
		{"The Chicago Post, at 3, and stante, at 10.", ""},
		{"See n. 4, supra. See nn. 2 and 3, infra.", "n. 4=note:4, Document supra | nn. 2=note:2, Document infra | 3=note:3, Document infra"},
		{"See n. 2 of brief, supra. See nn. 2, 3, and 4, supra.", "nn. 2=note:2, Document supra | 3=note:3, Document supra | 4=note:4, Document supra"},
		{"See supra, n. 2; infra, nn. 5-6.", "n. 2=note:2, Document supra | nn. 5=note:5, Document infra | 6=note:6, Document infra"},
		{"Brown, 1 U.S., at 103 n. 4, supra. The post office at 5 opens; want, at 7.", ""},
		{"Infra, p. 5 of this volume, and see p. 3 of the first edition.", "p. 5=page:5"},
		{"Department of State Bulletin, July 30, 1956, p. 188.", ""},
		{"For what the revolt involved, see p. 12.", "p. 12=page:12"},
		{"The Secretary of State said so, see p. 12.", "p. 12=page:12"},
		{"see Public Papers, p. 12; 66 Stat., p. 3; see vols. I and II, p. 4.", ""},
		{"see Foreign Relations, 1952–1954, vol. I, Part 1, pp. 208 ff.", "Foreign Relations, 1952–1954, vol. I, Part 1=document:Foreign Relations, 1952–1954, vol. I, Part 1"},
		{"Foreign Relations, 1947, vol. vi, p. 376.", "Foreign Relations, 1947, vol. vi, p. 376=document:Foreign Relations, 1947, vol. vi, p. 376"},
		{"see vol. XIV, Document 49", "Document 49=document:vol. XIV, Document 49"},
		{"Country File, UK, Vol. 11", ""},
		{"(Ibid., 747C.00/3–2356)", ""},
		{"at https://history.state.gov/a_b?c=d (accessed).", "https://history.state.gov/a_b?c=d=url:https://history.state.gov/a_b?c=d"},
		{"xhttp://a.b", ""},
		{"(http://example.org/a_(b)) and http://example.org/c)", "http://example.org/a_(b)=url:http://example.org/a_(b) | http://example.org/c=url:http://example.org/c"},
		{"See Document 42, footnote 2.", "Document 42, footnote 2=note:2, Document 42"},
		{"Foreign Relations, 1951, vol. I, Document 4, footnote 2", "Foreign Relations, 1951, vol. I, Document 4, footnote 2=document:Foreign Relations, 1951, vol. I, Document 4"},
		{"Smith, supra note 2, at 5; infra notes 7 and 9; a supranote 3.", "note 2=note:2 | notes 7=note:7 | 9=note:9"},
		{"See note 5 below, note 3, supra, and note 6.", "note 5=note:5 | note 3=note:3, Document supra"},
		{"Telegram 82, February 14, p. 228.", "p. 228=page:228"},
		{"For the discussion on Oct. 29, see p. 567.", "p. 567=page:567"},
		{"Reference is to NSC 135/1, Aug. 15, p. 80.", "p. 80=page:80"},
		{"See vol. vi, p. 33. See also the memorandum by the Secretary of State, p. 439.", "vol. vi, p. 33=document:vol. vi, p. 33 | p. 439=page:439"},
		{"68 Stat. 125, May 3, p. 3.", ""},
		{"The drawing is on plate M 3, p. 12.", ""},
		{"Washington Post, May 3, p. 3.", ""},
		{"Smith, Letters, p. 12.", ""},
		{"Cf. Hume, Essays, 1748, p. 12.", ""},
		{"Infra, p. 12; see ante, pp. 12–14.", "p. 12=page:12 | pp. 12–14=page:12"},
		{"Smith, supra, pp. 12–14; Washington Post, pp. 1–2; Dante, pp. 3–4.", ""},
		{"As Section 4.2 and sections 3.1.1 and 5 say", "Section 4.2=section:4.2 | sections 3.1.1=section:3.1.1 | 5=section:5"},
		{"Sections 3, 4.1, and 5. Sections 1 and 2 of the Act", "Sections 3=section:3 | 4.1=section:4.1 | 5=section:5"},
		{"In Section 4. The next section 1999, this section 4, section A", "Section 4=section:4"},
		{"Section 301 of the Trade Act and Section 8(a), subsection 3, section 5th, Section 4.e", ""},
		{"Section 3 of this memo, section 4 of [RFC2616]", "Section 3=section:3 | section 4 of [RFC2616]=document:RFC 2616, Section 4"},
		{"in Appendix A, and appendix 19.4.", "Appendix A=section:Appendix A | appendix 19.4=section:19.4"},
		{"Appendix A. Grammar", ""},
		{"Section 4.2", ""},
		{"Appendix A is normative", "Appendix A=section:Appendix A"},
		{"RFC 2119, [RFC2616, Section 4.2], [RFC822]; RFC 1123 section 5.", "RFC 2119=document:RFC 2119 | [RFC2616, Section 4.2]=document:RFC 2616, Section 4.2 | [RFC822]=document:RFC 822 | RFC 1123 section 5=document:RFC 1123, Section 5"},
		{"2. From Pandoc to RFC\n  2.1. Dependencies\n  2.2. Section\n  2.3. Lists", ""},
		{"RFCs, RFC, XRFC 12, RFC 2119bis, [RFC", ""},
		{"ction 3 ppendix 4 pp. ", ""},
		{"Document 1234567, footnote 1234567 above", ""},
		{"Lection 3 and lection 4.2; \u00f1ection 5", ""},
		{"RFC 0000", ""},
		{"RFC 2119, DOI 10.17487/RFC2119, March 1997; RFC 2119/RFC 8174", "RFC 2119=document:RFC 2119 | RFC 2119=document:RFC 2119 | RFC 8174=document:RFC 8174"},
		{"Foreign Relations, 1951, ärger, vol. I", "Foreign Relations, 1951=document:Foreign Relations, 1951"},
		{"http://example.org/a\u00a0(accessed) http://example.org/b\u3000c", "http://example.org/a=url:http://example.org/a | http://example.org/b=url:http://example.org/b"},
		{"http://example.org/" + strings.Repeat("é", maxURL), ""},
		{strings.Repeat("http://", 600), ""},
	} {
		var got []string
		for _, c := range CrossRefs(tt.text) {
			got = append(got, fmt.Sprintf("%s=%s:%s", tt.text[c.From:c.End], c.Kind, c.Wanted()))
		}
		if s := strings.Join(got, " | "); s != tt.want {
			t.Errorf("%q\n got %q\nwant %q", tt.text, s, tt.want)
		}
	}
}

// FuzzCrossRefs finds references that lie in the text, in order, apart from one
// another and between characters.
func FuzzCrossRefs(f *testing.F) {
	for _, s := range []string{
		"See Document 52, footnote 3, Document 235; notes 2 and 3, supra.", "Foreign Relations, 1951, vol. I, Part 1, Document 4, pp. 12–14",
		"Sections 3, 4.1, and 5 of [RFC2616]; Appendix A. (ante, p. 583)", "http://example.org/a_(b). Infra.", "ñection 5", "ction ppendi",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		end := 0
		for _, c := range CrossRefs(s) {
			if c.From < end || c.End <= c.From || c.End > len(s) {
				t.Fatalf("%q: %+v after %d", s, c, end)
			}
			if end = c.End; !utf8.ValidString(s[c.From:c.End]) || !utf8.ValidString(c.Target) {
				t.Fatalf("%q: %+v divides a character", s, c)
			}
		}
	})
}
