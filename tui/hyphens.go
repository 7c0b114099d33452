package tui

import (
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
	language, load := m.doc.Meta.Language, m.opt.Hyphens
	if load == nil || language == "" || language == m.language {
		return nil
	}
	m.language = language
	return func() tea.Msg {
		p, err := load(language)
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
