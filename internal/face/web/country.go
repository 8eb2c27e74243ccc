package web

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/ringtrue/ringtrue/internal/base/lang"
)

// country is one choice of a list: an ISO 3166 code and its name in the page's language.
type country struct{ Code, Name string }

// countries names the countries of the world in one language: first those the directory has
// numbers of, then all others, each part in the order that language sorts by.
type countries struct {
	byCode map[string]string
	Near   []country
	Rest   []country
}

// isCountry says whether a code is a country to CLDR and not one of the codes set aside for
// islands and unions that nobody calls from under that name.
func isCountry(code string) bool {
	r, err := language.ParseRegion(code)
	switch code {
	case "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "UN", "AQ", "BV", "HM", "XA", "XB":
		return false
	}
	return err == nil && len(code) == 2 && r.IsCountry() && r.Canonicalize() == r && r.String() == code
}

func readCountries(tag string, near map[string]bool) *countries {
	t := language.Make(tag)
	c := &countries{byCode: map[string]string{}}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			if !isCountry(code) {
				continue
			}
			n := country{code, lang.Country(tag, code)}
			if n.Name == code { // a code of former times, without a name
				continue
			}
			c.byCode[code] = n.Name
			if near[code] {
				c.Near = append(c.Near, n)
			} else {
				c.Rest = append(c.Rest, n)
			}
		}
	}
	order := collate.New(t)
	order.Sort(byName(c.Near))
	order.Sort(byName(c.Rest))
	return c
}

// Name returns a country's name, or the code itself for one that is not known.
func (c *countries) Name(code string) string {
	if n := c.byCode[code]; n != "" {
		return n
	}
	return code
}

type byName []country

func (b byName) Len() int           { return len(b) }
func (b byName) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b byName) Bytes(i int) []byte { return []byte(b[i].Name) }

// atlas makes the countries of a language when first asked for.
type atlas struct {
	near map[string]bool
	mu   sync.Mutex
	by   map[string]*countries
}

func (a *atlas) in(tag string) *countries {
	a.mu.Lock()
	defer a.mu.Unlock()
	if c := a.by[tag]; c != nil {
		return c
	}
	if a.by == nil {
		a.by = map[string]*countries{}
	}
	a.by[tag] = readCountries(tag, a.near)
	return a.by[tag]
}
