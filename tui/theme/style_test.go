package theme

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"charm.land/glamour/v2/styles"
)

var update = flag.Bool("update", false, "write styles.json anew from Glamour's styles")

// The built-in styles must be Glamour's.
func TestBuiltin(t *testing.T) {
	all := map[string]style{}
	for name, config := range styles.DefaultStyles {
		data, err := json.Marshal(config)
		if err != nil {
			t.Fatal(err)
		}
		var s style
		if err := json.Unmarshal(data, &s); err != nil {
			t.Fatal(err)
		}
		all[name] = s
	}
	want, err := json.MarshalIndent(all, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile("styles.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(builtin, want) {
		t.Error("styles.json is not what Glamour has; -update writes it anew")
	}
	for _, name := range Names()[1:] {
		if _, ok := all[name]; !ok {
			t.Errorf("Glamour has no style %q", name)
		}
	}
}
