package apparatus

import "testing"

func TestPageMark(t *testing.T) {
	for _, tt := range []struct {
		in, label, series string
		ok                bool
	}{
		{in: "Page 277", label: "277", ok: true},
		{in: "Pg 12", label: "12", ok: true},
		{in: "p. xii", label: "xii", ok: true},
		{in: "Page 12r", label: "12r", ok: true},
		{in: "Folio A-3", label: "A-3", ok: true},
		{in: "Facsimile Page 2", label: "2", series: "facsimile", ok: true},
		{in: "Page"},
		{in: "Page "},
		{in: "Page 4 of 9"},
		{in: "1 of 2"},
		{in: "4 pages not declassified"},
		{in: "Here follow pages 3–5"},
		{in: "2nd Page 3"},
		{in: "Page missing"},
		{in: "see p. 3"},
		{in: "See Page 3"},
		{in: "Page 12345678901"},
	} {
		label, series, ok := PageMark(tt.in)
		if label != tt.label || series != tt.series || ok != tt.ok {
			t.Errorf("PageMark(%q) = %q, %q, %v; want %q, %q, %v", tt.in, label, series, ok, tt.label, tt.series, tt.ok)
		}
	}
}
