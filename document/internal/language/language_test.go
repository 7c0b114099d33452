package language

import (
	"strings"
	"testing"
)

func TestGuess(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "He said that it was not for him to open the door, and that they who had come from the village in the morning would have to wait for as long as he did."},
		{"de", "Er sagte, dass es nicht an ihm sei, die Tür zu öffnen, und dass die Leute, die am Morgen aus dem Dorf gekommen waren, so lange warten müssten wie er, auch wenn es spät wird."},
		{"fr", "Il a dit que ce n’était pas à lui d’ouvrir la porte, et que les gens qui étaient venus du village le matin devaient attendre avec lui dans la cour, par le froid, pour une heure."},
		{"es", "Dijo que no era él quien debía abrir la puerta, y que los que habían venido del pueblo por la mañana tenían que esperar en el patio con su perro como él, más de una hora."},
		{"it", "Disse che non era lui che doveva aprire la porta, e che la gente che era venuta dal paese la mattina doveva aspettare con lui nel cortile, per più di una ora, come gli altri."},
		{"la", "Dixit non esse suum ianuam aperire, et eos qui ex vico mane venissent in area cum eo manere debere; quod si non facerent, se nec hoc die nec ab eo tempore ianuam aperire, ut ad eos scripsit."},
		{"ru", "Он сказал, что не ему открывать дверь и что те, кто пришёл из деревни утром, должны ждать так же долго, как он, но не на улице, а у ворот, и с ним все это поняли бы."},
		{"", "It is."},
		{"", strings.Repeat("Kissinger Dobrynin Vorontsov Haig 1972 Box 25 ", 20)},
		{"", ""},
		{"", strings.Repeat("\xff", 100)},
	} {
		if got := Guess(c.text); got != c.want {
			t.Errorf("%q is taken for %q, want %q", c.text, got, c.want)
		}
	}
}

func BenchmarkGuess(b *testing.B) {
	text := strings.Repeat("He said that it was not for him to open the door. ", 1000)
	for b.Loop() {
		Guess(text)
	}
}
