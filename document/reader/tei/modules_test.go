package tei

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ibid/document"
)

// modules are the elements of the TEI P5 modules that a text of the humanities is made of, by
// module (TEI P5, Appendix C), but for teiHeader's, which are metadata.
var modules = map[string]string{
	"core": `abbr add addrLine address analytic author bibl biblScope biblStruct binaryObject cb choice cit citedRange corr date del desc
		distinct divGen editor ellipsis email emph expan foreign gap gb gloss graphic head headItem headLabel hi imprint index item l label
		lb lg list listBibl measure measureGrp media meeting mentioned milestone monogr name note noteGrp num orig p pb postBox postCode
		ptr pubPlace publisher q quote rb ref reg relatedItem resp respStmt rs rt ruby said series sic soCalled sp speaker stage street
		teiCorpus term textLang time title unclear unit`,
	"textstructure": `argument back body byline closer dateline div div1 div2 div3 div4 div5 div6 div7 docAuthor docDate docEdition docImprint
		docTitle epigraph floatingText front group imprimatur opener postscript salute signed TEI text titlePage titlePart trailer`,
	"transcr": `addSpan am damage damageSpan delSpan ex facsimile fw handNotes handShift line listTranspose metamark mod path redo restore
		retrace secl sourceDoc space subst substJoin supplied surface surfaceGrp surplus transpose undo zone`,
	"textcrit": `app lacunaEnd lacunaStart lem listApp listWit rdg rdgGrp variantEncoding wit witDetail witEnd witStart witness`,
	"namesdates": `addName affiliation age birth bloc climate country death district education event eventName faith floruit forename genName
		gender geo geogFeat geogName langKnowledge langKnown listEvent listNym listObject listOrg listPerson listPlace listRelation
		location nameLink nationality nym object objectIdentifier objectName occupation offset org orgName persName persona personGrp
		persPronouns person place placeName population region relation residence roleName settlement sex socecStatus state surname
		terrain trait`,
	"figures": `cell figDesc figure formula notatedMusic row table`,
	"verse":   `caesura metDecl metSym rhyme`,
	"drama":   `actor camera caption castGroup castItem castList epilogue move performance prologue role roleDesc set sound spGrp tech view`,
	"linking": `ab alt altGrp anchor annotation join joinGrp link linkGrp listAnnotation seg standOff timeline when`,
}

// TestModules reads each element of the modules in a paragraph, among paragraphs and around one: what
// it holds is read, or kept beside what is read, or the document says that it is not.
func TestModules(t *testing.T) {
	for module, names := range modules {
		for _, name := range strings.Fields(names) {
			for _, form := range []string{
				"<p>Before <%s>zword</%[1]s> after.</p>",
				"<div><p>Before.</p><%s>zword</%[1]s><p>After.</p></div>",
				"<div><p>Before.</p><%s><p>zword</p></%[1]s><p>After.</p></div>",
			} {
				text := fmt.Sprintf("<TEI><text><body>"+form+"</body></text></TEI>", name)
				d, err := read(name, []byte(text), Options{})
				if err != nil {
					t.Fatal(err)
				}
				if n := strings.Count(held(d), "zword"); n != 1 && !told(d, name) {
					t.Errorf("%s: %s holds %d of 1 word: %v", module, text, n, d.Problems)
				}
			}
		}
	}
}

// held returns all words that a document holds.
func held(d *document.Document) string {
	var b strings.Builder
	for n := document.Body; n < len(d.Notes); n++ {
		for _, x := range d.BlocksOf(n) {
			b.WriteString(x.Text + " " + x.Label + " ")
			for _, m := range x.Marks {
				b.WriteString(m.Cut + " ")
			}
		}
	}
	for _, f := range d.Furniture {
		b.WriteString(f.Text + " ")
	}
	return b.String()
}

// told reports whether a document says that an element is not shown.
func told(d *document.Document, name string) bool {
	return slices.ContainsFunc(d.Problems, func(p document.Problem) bool {
		return p.Kind == document.Shortened && strings.Contains(p.Message, name)
	})
}
