package tui

import (
	"errors"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"

	"ibid/tui/layout/hyphen"
)

// A hyphensMsg brings the patterns by which words of a language are divided.
type hyphensMsg struct {
	language string
	patterns *hyphen.Patterns
	err      error
}

// loadHyphens returns the command that loads the patterns of the document's
// language, nil where they are loaded or no words are to be divided.
func (m *Model) loadHyphens() tea.Cmd {
	language, dirs := m.doc.Meta.Language, m.opt.HyphenDirs
	if !m.opt.Hyphenate || language == "" || language == m.language {
		return nil
	}
	m.language = language
	return func() tea.Msg {
		p, err := hyphen.Load(language, dirs)
		if errors.Is(err, os.ErrNotExist) && len(dirs) > 0 {
			err = fmt.Errorf("%w; put one in %s or install your system's package", err, dirs[0])
		}
		return hyphensMsg{language, p, err}
	}
}

// hyphenate takes loaded patterns. A language without any is told and not divided.
func (m *Model) hyphenate(msg hyphensMsg) {
	if msg.language != m.language {
		return
	}
	m.hyphens = msg.patterns
	if msg.err != nil {
		m.complain(msg.err.Error())
	}
}
