package lang

import (
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// TestCountriesAreCurrent: the list says what the library says.
func TestCountriesAreCurrent(t *testing.T) {
	named := 0
	for c := range 26 * 26 {
		code := string([]byte{'A' + byte(c/26), 'A' + byte(c%26)})
		for _, tag := range columns {
			want := code
			if r, err := language.ParseRegion(code); short[code] != nil {
				want = short[code][tag]
			} else if err == nil {
				if n := display.Regions(language.Make(tag)).Name(r); n != "" {
					want = n
				}
			}
			if got := Country(tag, code); got != want {
				t.Errorf("%s in %s: got %q, want %q; run 'go generate ./internal/base/lang'", code, tag, got, want)
			}
			if want != code {
				named++
			}
		}
	}
	if named < 1000 {
		t.Errorf("only %d names", named)
	}
	if got := Country("en", "??"); got != "??" {
		t.Errorf("an unknown code became %q", got)
	}
}
