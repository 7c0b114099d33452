package source

// Limits bound what a document may cost. A limit that bites shortens what is
// shown and is reported as a problem; it does not refuse a book that could
// have been read.
type Limits struct {
	Input     int64 // bytes of one document before decompression
	Stream    int64 // bytes of a document that is no file: standard input, decompressed gzip
	Part      int64 // bytes of one part of an archive, decompressed
	Book      int64 // bytes of all parts of an archive together, decompressed
	Ratio     int64 // decompressed to compressed bytes of one part, past 4 MiB
	Entries   int   // entries of an archive's directory
	Depth     int   // nesting of elements, lists or quotations; deeper is flattened
	Entities  int64 // bytes that entity expansion may add to a document
	Attribute int   // bytes of one attribute
	Notes     int   // notes of a document
	Columns   int   // columns of a table
	Cells     int   // cells of a table
	Block     int   // bytes of one block's reading text; longer text is split
	Files     int   // files of a volume
}

// DefaultLimits are generous to books and hard on bombs.
func DefaultLimits() Limits {
	return Limits{
		Input:     4 << 30,
		Stream:    2 << 30,
		Part:      64 << 20,
		Book:      512 << 20,
		Ratio:     200,
		Entries:   50_000,
		Depth:     256,
		Entities:  1 << 20,
		Attribute: 64 << 10,
		Notes:     2_000_000,
		Columns:   200,
		Cells:     200_000,
		Block:     256 << 10,
		Files:     10_000,
	}
}
