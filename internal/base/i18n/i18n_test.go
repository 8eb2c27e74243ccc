package i18n

import (
	"slices"
	"testing"
)

func TestCatalog(t *testing.T) {
	c := Catalog{"hello": "Hello {{.Name}}, {{.N}} times {{.Name}}", "plain": "Plain"}
	if got := c.Fill("hello", "Name", "{{.N}}", "N", "3"); got != "Hello {{.N}}, 3 times {{.N}}" {
		t.Errorf("Fill put a value's own text through the places again: %q", got)
	}
	if got := c.Fill("plain", "Name", "x"); got != "Plain" {
		t.Errorf("got %q", got)
	}
	if got := c.Text("missing"); got != "⟦missing⟧" || c.Has("missing") || !c.Has("plain") {
		t.Errorf("a missing key must show itself, got %q", got)
	}
	if got := Places(c["hello"]); !slices.Equal(got, []string{"Name", "N", "Name"}) {
		t.Errorf("Places: %v", got)
	}
	if got := Places("broken {{.Name"); got != nil {
		t.Errorf("Places of a broken sentence: %v", got)
	}
}
