package tui

import (
	"strings"
	"testing"
)

// TestRoomBelowIsUsed opens windows in which a reference stands at every height. Where rows
// are taken from the text for notes, there is one to fill them, unless they are so few
// that none could be folded there.
func TestRoomBelowIsUsed(t *testing.T) {
	for w := belowWidth; w < besideWidth; w += 3 {
		for h := belowHeight; h < 40; h++ {
			rows := strings.Split(open(t, seed(t), w, h, Options{}).screen(), "\n")
			for y, row := range rows {
				if !strings.Contains(row, "────") {
					continue
				}
				if below := rows[y+1 : h-1]; len(below) > foldedRows && strings.Trim(below[0], " ▏") == "" {
					t.Errorf("%d×%d: nothing stands below the text\n%s", w, h, strings.Join(rows, "\n"))
				}
			}
		}
	}
}
