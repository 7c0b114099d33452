// Package tui is the screen a reader lives in: the body of a document with the
// printed pages in its gutter and the notes beside the lines that call them.
//
// There is one Bubble Tea model, [Model]. Its parts are plain structs: a flow
// lays out the blocks of the body or of a note, as many as are seen and no
// more; a panel packs the notes; a history holds the jumps made. What takes
// the keyboard away from the text (a prompt, the outline, help) is a mode.
//
// A place is a block and a byte of its reading text, never a row of the
// screen, so that it outlives every change of width, of panel and of snapshot.
// The cost of a key is bounded by the screen: nothing here walks a document,
// but for what runs in a command of its own and comes back as a message.
//
// Every escape sequence written is made from the tables of package theme.
//
// Where to look:
//
//   - model.go takes messages; mode.go names the verb of every action.
//   - place and layout: flow.go (rows of the body or a note), memo.go, extent.go,
//     window.go and split.go (how the window is divided), held.go (what stays on it),
//     panel.go (where the notes stand).
//   - going about: move.go, refs.go, links.go, hints.go, pages.go, marks.go, history.go, mouse.go.
//   - searching: find.go, hits.go. Lists: list.go, outline.go, notelist.go.
//     Lines that are typed: prompt.go, edit.go.
//   - drawing: view.go, paint.go, canvas.go, status.go, help.go.
//   - the program around it: options.go, start.go, run.go, outside.go, hyphens.go;
//     display_unix.go and display_other.go choose what paints: package screen, or
//     Bubble Tea.
package tui
