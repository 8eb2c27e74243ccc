package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
)

// version hashes the book's content, so that a verdict can say which rules spoke.
func (b *Book) version() string {
	h := sha256.New()
	for _, k := range slices.Sorted(maps.Keys(b.Classes)) {
		fmt.Fprintf(h, "class %s = %s\n", k, b.Classes[k].Text)
	}
	for _, r := range b.Rules {
		fmt.Fprintf(h, "rule %s %s %s %g %t %t %v %v\n", r.ID, r.Kind, r.Name, r.Points, r.Hint, r.Bare, r.Needs, r.Never)
		for _, s := range r.Say {
			fmt.Fprintln(h, "say", s.Text)
		}
		for _, s := range r.Unless {
			fmt.Fprintln(h, "unless", s.Near, s.Text)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
