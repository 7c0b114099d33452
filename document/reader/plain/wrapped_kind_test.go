package plain

import (
	"strings"
	"testing"

	"ibid/document"
)

// TestKinds reads what stands in a book between its paragraphs, and holds what it is taken for.
func TestKinds(t *testing.T) {
	const prose = "The notes were written by several hands in the course of the\n" +
		"year, and nobody has put them into order since. They are given\n" +
		"here as they were found among the papers, with no change but in\n" +
		"the spelling of names and in the pointing, which was careless.\n\n"
	for _, tt := range []struct {
		name, lines string
		kind        document.Kind
		text        string
	}{
		{"an entry of the contents", "      I.  ON THE MUSIC OF THE TOWN                           12", document.Item, "ON THE MUSIC OF THE TOWN 12"},
		{"an entry without a number", "          LIST OF SONGS, &c., SUNG BY THEM                  135", document.Paragraph, "LIST OF SONGS, &c., SUNG BY THEM 135"},
		{"an entry of a page before the first", "          PREFACE TO THE BOOK                               xii", document.Paragraph, "PREFACE TO THE BOOK xii"},
		{"a short quotation", "    makes cheerful music, like one of those chirping\n    insects who delight in the warm hearth.", document.Quote, "makes cheerful music, like one of those chirping insects who delight in the warm hearth."},
		{"ragged prose", "It was a different kind of glee party that left the Blue\nBoar after the festivities in connexion with his indentures\n(G.E.).", document.Paragraph, "It was a different kind of glee party that left the Blue Boar after the festivities in connexion with his indentures (G.E.)."},
		{"a long title", "    The Extent And Military Force Of The Empire In Its\n    Golden Age.", document.Quote, "The Extent And Military Force Of The Empire In Its Golden Age."},
		{"an index", "  Hardy, Mr., 62, 63\n  Harris, Mrs., 57\n  Hexham, 44\n  Hopkins, 135", document.Paragraph, "Hardy, Mr., 62, 63\nHarris, Mrs., 57\nHexham, 44\nHopkins, 135"},
		{"a couplet", "    We twa had run about the braes\n    And pu'd the gowans fine.", document.Verse, "We twa had run about the braes\nAnd pu'd the gowans fine."},
		{"a long couplet", "    Stat sua cuique dies, breve et irreparabile semper\n    Tempus Omnibus est vitae.", document.Verse, "Stat sua cuique dies, breve et irreparabile semper\nTempus Omnibus est vitae."},
		{"an underlined title", "6.11 The mode of it\n===================", document.Heading, "6.11 The mode of it"},
		{"a title right above its text", "How it is done\n--------------\nIt is done by hand, and takes more time than anybody has for it.", document.Heading, "How it is done"},
		{"columns", "Name  Size\n----  ----\nbox   12", document.Paragraph, "Name Size\n---- ----"},
		{"an item of two lines", "A. Use a title that is another than that of the document, and from\n   those of others before it.\n\nB. State on the page the name of him who made the\n   Version, as its publisher.", document.Item, "State on the page the name of him who made the Version"},
		{"a song and who wrote it", "    WILL WATCH, THE VERY BOLD SMUGGLER (_Out of Season_)\n                                       John Davy.", document.Paragraph, "WILL WATCH"},
		{"a stanza that fills its lines", "    Half a pound of tuppenny rice,\n    And half a pound of treacle,\n    That's the way the money goes, it\n    Is the way we weasel.", document.Verse, "Half a pound of tuppenny rice,\nAnd half"},
		{"a stanza that goes on in its lines", "    Buffalo gals, can't ye come out to-night, come out to-night,\n            come out to-night;\n    Buffalo gals, can't ye come out to-night, and dance by the\n            light of the moon.", document.Verse, "Buffalo gals, can't ye come out to-night, come out to-night,\n        come out"},
		{"a list of sentences", "    For the violin.\n    Twelve quartets.\n    Symphonies in C.\n    Septet.", document.Paragraph, "For the violin.\nTwelve quartets."},
		{"a correction", "Page 10 \"and can't play\"\n          Hyphen not inked in original.", document.Paragraph, "Page 10"},
		{"an index with stops", "\n\nINDEX\n\n\nAddition\n  4, 12 n.\n\nAristotle\n  of his method, 4, 36 f.;", document.Paragraph, "Addition\n  4, 12 n."},
		{"a picture and words under it", "  [Illustration: A drum]\n  Rest, or pause.", document.Figure, "A drum"},
		{"a song", "[Music: Treble clef.\nWhere? where?]", document.Figure, "Treble clef.\nWhere? where?"},
		{"words in brackets", "[Map of the town, drawn by hand]", document.Paragraph, "[Map of the town"},
		{"a name after its initial", "L. VAN BEETHOVEN.", document.Paragraph, "L. VAN"},
	} {
		text := prose + prose + tt.lines + "\n\n" + prose
		d := readBytes(t, tt.name, []byte(text))
		sameText(t, tt.name, reassembled(d), strings.Join(strings.Fields(text), ""))
		found := false
		for i := range d.Blocks {
			b := &d.Blocks[i]
			found = found || b.Kind == tt.kind && strings.HasPrefix(b.Text, tt.text)
		}
		if !found {
			t.Errorf("%s: no %v %q among %+v", tt.name, tt.kind, tt.text, kindsOf(d))
		}
	}
}

func TestMostlyDotted(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"22.2 Version 3.9.1 . . . . . . . . 156\n22.3 Version 3.9.2 . . . . . . 157", true},
		{"2.1 Names1 ............ 12", true}, {"He said1 .... and went.\nShe did not.", false}, {"Names1", false}, {"", false},
	} {
		if got := mostlyDotted(tt.text); got != tt.want {
			t.Errorf("%q: %v", tt.text, got)
		}
	}
}

func kindsOf(d *document.Document) (out []string) {
	for i := range d.Blocks {
		out = append(out, d.Blocks[i].Kind.String()+": "+d.Blocks[i].Text[:min(len(d.Blocks[i].Text), 60)])
	}
	return out
}
