// Package i18n holds catalogues: the sentences of one interface language by key.
//
// A missing key never falls back to another language in silence: the key itself shows in marks,
// and `ringtrue data lint` refuses a catalogue that lacks one.
//
// What does not live here: the sentences (data/wording), which language a reader gets (base/lang).
package i18n

import "strings"

// Catalog is the sentences of one language. Its zero value has none.
type Catalog map[string]string

// Text returns the sentence under a key, or the key in marks when there is none.
func (c Catalog) Text(key string) string {
	if s, ok := c[key]; ok {
		return s
	}
	return "⟦" + key + "⟧"
}

// Has says whether there is a sentence under a key.
func (c Catalog) Has(key string) bool { _, ok := c[key]; return ok }

// Fill returns the sentence under a key with its places, written {{.Name}}, filled from pairs of
// name and value. Values are put in as they are; escaping is the page's.
func (c Catalog) Fill(key string, pairs ...string) string {
	s := c.Text(key)
	if len(pairs) == 0 || !strings.Contains(s, "{{.") {
		return s
	}
	old := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		old = append(old, "{{."+pairs[i]+"}}", pairs[i+1])
	}
	return strings.NewReplacer(old...).Replace(s)
}

// Places lists the names of the places of a sentence in the order they stand.
func Places(s string) (names []string) {
	for {
		_, rest, ok := strings.Cut(s, "{{.")
		if !ok {
			return names
		}
		name, after, ok := strings.Cut(rest, "}}")
		if !ok {
			return names
		}
		names = append(names, name)
		s = after
	}
}
