package theme

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// A primitive is what a style says of one kind of text. The names are those of
// Glamour's style files; what they hold beyond these (prefixes, margins) is for
// Markdown alone.
type primitive struct {
	Color           *string `json:"color,omitempty"`
	BackgroundColor *string `json:"background_color,omitempty"`
	Underline       *bool   `json:"underline,omitempty"`
	Bold            *bool   `json:"bold,omitempty"`
	Italic          *bool   `json:"italic,omitempty"`
	CrossedOut      *bool   `json:"crossed_out,omitempty"`
	Faint           *bool   `json:"faint,omitempty"`
	Inverse         *bool   `json:"inverse,omitempty"`
	Blink           *bool   `json:"blink,omitempty"`
}

// A style is the part of a Glamour style that dresses a document.
type style struct {
	Document       primitive `json:"document,omitzero"`
	Paragraph      primitive `json:"paragraph,omitzero"`
	Text           primitive `json:"text,omitzero"`
	BlockQuote     primitive `json:"block_quote,omitzero"`
	Heading        primitive `json:"heading,omitzero"`
	H1             primitive `json:"h1,omitzero"`
	H2             primitive `json:"h2,omitzero"`
	H3             primitive `json:"h3,omitzero"`
	H4             primitive `json:"h4,omitzero"`
	H5             primitive `json:"h5,omitzero"`
	H6             primitive `json:"h6,omitzero"`
	Emph           primitive `json:"emph,omitzero"`
	Strong         primitive `json:"strong,omitzero"`
	HorizontalRule primitive `json:"hr,omitzero"`
	Item           primitive `json:"item,omitzero"`
	Enumeration    primitive `json:"enumeration,omitzero"`
	Link           primitive `json:"link,omitzero"`
	Code           primitive `json:"code,omitzero"`
	CodeBlock      primitive `json:"code_block,omitzero"`
	Table          primitive `json:"table,omitzero"`

	text *string // Document.Color, also where body text is left in the terminal's own
}

// builtin holds Glamour's own styles (MIT licence, Charmbracelet), by name. They are
// here as data so that a program that shows a text does not have to start all that Glamour
// brings with it; a test holds them to Glamour's.
//
//go:embed styles.json
var builtin []byte

// maxStyle is the largest style file that is read, in bytes.
const maxStyle = 1 << 20

// Names are the styles that come with the program.
func Names() []string {
	return []string{"auto", "dark", "light", "dracula", "tokyo-night", "pink", "ascii", "notty"}
}

// find returns the style of a name or file and, for a file, what it holds.
func find(name string, dark bool) (s style, file []byte, err error) {
	auto := name == "" || name == "auto"
	if auto {
		if name = "light"; dark {
			name = "dark"
		}
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(builtin, &all); err != nil {
		return s, nil, fmt.Errorf("built-in styles: %w", err)
	}
	data, ok := all[name]
	if !ok {
		if file, err = read(name); err != nil {
			return s, nil, err
		}
		data = file
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return s, nil, fmt.Errorf("style %q: %w", name, err)
	}
	if s.text = s.Document.Color; auto {
		s.Document.Color = nil
	}
	return s, file, nil
}

// read reads a style file.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) && !strings.ContainsAny(path, `/\.`) {
		return nil, fmt.Errorf("style %q is not known: want one of %s, or a JSON file", path, strings.Join(Names(), ", "))
	}
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(f, maxStyle+1)); err == nil {
			if len(data) > maxStyle {
				return nil, fmt.Errorf("style %q is larger than a style can be (%d bytes)", path, maxStyle)
			}
			return data, nil
		}
	}
	if p := new(os.PathError); errors.As(err, &p) {
		err = p.Err // the path is said already
	}
	return nil, fmt.Errorf("style %q: %w", path, err)
}
