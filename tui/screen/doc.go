// Package screen paints the views of a Bubble Tea model on a terminal as soon
// as there is something to paint.
//
// Bubble Tea's own renderer flushes on a ticker, so that a key waits half a
// tick for its frame and an idle program is woken hundreds of times a second;
// and it takes every frame apart into cells and compares those. Here a frame is
// painted when Update has returned and no more input waits, 120 times a second
// at most while some does, and frames are compared row by row: a row that is as
// it was costs the comparison of two strings. Rows that only moved are moved by the
// terminal, between margins.
//
// A [Painter] makes the bytes for a frame, and knows nothing of terminals as
// devices. A Screen owns one: raw mode, the alternate screen and what else has
// to be undone, the keys, the size. A model does not know which renderer
// paints it. On Windows, where the console is read by other means than a file,
// there is no Screen.
package screen
