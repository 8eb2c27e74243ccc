package directory

import (
	"sort"
	"strings"
)

// Query says what somebody is looking for. Every field may be empty.
type Query struct {
	Country string // where the student is
	City    string // in English, or as a place of the entry; accents and case do not matter
	Kind    Kind   // one kind only
	Serves  string // citizenship, for missions and consular hotlines
	From    string // where the caller is
	Text    string // words that must all occur in the names, the place or the digits
}

// Listing is an entry with the way to reach it from where the caller is.
type Listing struct {
	Entry
	Dial Dial `json:"dial"`
}

// Find returns the listed entries that fit, most useful first: what the caller can dial from where
// they are before what they cannot; then police of the city, of the region, of the country; then
// missions, anti-fraud lines, campuses. Inside the country its emergency number comes first of all.
// Other statuses are never returned.
func (d *Directory) Find(q Query) []Listing {
	q = q.tidy()
	region := d.regionOf(q.Country, q.City)
	words := strings.Fields(q.Text)
	var found []ranked
	for i := range d.entries {
		e := &d.entries[i]
		if e.Status != Listed || !q.wants(e, region) || !e.says(words) {
			continue
		}
		l := Listing{*e, e.DialFrom(q.From)}
		if l.Dial.Code == CodeAbroadOnly {
			continue // of no use to somebody who is inside
		}
		found = append(found, ranked{l, q.rank(l, region)})
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].before(found[j]) })
	out := make([]Listing, len(found))
	for i, f := range found {
		out[i] = f.Listing
	}
	return out
}

func (q Query) tidy() Query {
	q.Country = strings.ToUpper(strings.TrimSpace(q.Country))
	q.Serves = strings.ToUpper(strings.TrimSpace(q.Serves))
	q.From = strings.ToUpper(strings.TrimSpace(q.From))
	q.City = plain(strings.TrimSpace(q.City))
	q.Text = plain(q.Text)
	return q
}

// wants says whether an entry belongs in the answer at all.
func (q Query) wants(e *Entry, region string) bool {
	if q.Kind != "" && e.Kind != q.Kind {
		return false
	}
	if e.IsMission() {
		return q.wantsMission(e, region)
	}
	if q.Country != "" && e.Country != q.Country {
		return false
	}
	if q.City == "" || e.in(q.City) {
		return true
	}
	// Another city's office would send the caller round in circles, another region's as well.
	return e.City == "" && (e.Region == "" || e.Region == region) && e.Kind != University
}

func (q Query) wantsMission(e *Entry, region string) bool {
	if q.Serves != "" && e.Serves != q.Serves {
		return false
	}
	if e.Kind == ConsularHotline {
		// A hotline is answered at home, for citizens abroad: it fits by whom it serves.
		if q.Serves != "" {
			return q.Country == "" || q.Country != e.Country || q.From == ""
		}
		if q.Country == "" || q.From == "" {
			return q.Country == "" || e.Country == q.Country
		}
		return e.Serves == q.From && q.Country != e.Country
	}
	if q.Country != "" && e.Country != q.Country {
		return false
	}
	elsewhere := region != "" && e.Region != "" && e.Region != region
	return e.Kind != Consulate || q.City == "" || e.in(q.City) || !elsewhere
}

// regionOf finds the region of a city from any entry that names both.
func (d *Directory) regionOf(country, city string) string {
	if city == "" {
		return ""
	}
	for i := range d.entries {
		if e := &d.entries[i]; e.Country == country && e.Region != "" && e.in(city) {
			return e.Region
		}
	}
	return ""
}

// in says whether an entry covers a city, given in plain form.
func (e *Entry) in(city string) bool {
	if plain(e.City) == city {
		return true
	}
	for _, p := range e.Places {
		if plain(p) == city {
			return true
		}
	}
	return false
}

// says reports whether every word occurs somewhere in what the entry says of itself.
func (e *Entry) says(words []string) bool {
	if len(words) == 0 {
		return true
	}
	hay := []string{e.ID, e.Org, e.City, e.Region, string(e.Kind), e.E164, digitsOf(e.Local), e.Short}
	hay = append(hay, e.Places...)
	for _, n := range e.Names {
		hay = append(hay, n)
	}
	all := plain(strings.Join(hay, "\n"))
	for _, w := range words {
		if !strings.Contains(all, w) {
			return false
		}
	}
	return true
}

type ranked struct {
	Listing
	rank [4]int
}

func (a ranked) before(b ranked) bool {
	for i := range a.rank {
		if a.rank[i] != b.rank[i] {
			return a.rank[i] < b.rank[i]
		}
	}
	if a.SourceDate != b.SourceDate {
		return a.SourceDate > b.SourceDate
	}
	return a.ID < b.ID
}

// rank orders by reach, then by who answers, then by how near they are, then by whom they serve.
func (q Query) rank(l Listing, region string) [4]int {
	return [4]int{reach(l.Dial), q.group(l, region), q.distance(l, region), q.service(l)}
}

func reach(d Dial) int {
	switch d.How {
	case HowDial:
		return 0
	case HowUnknown:
		return 1
	}
	return 2
}

func (q Query) group(l Listing, region string) int {
	switch l.Kind {
	case Emergency:
		if l.Dial.How == HowDial && !l.Noted(NoteSMS) {
			return 0
		}
		return 3
	case Police:
		switch {
		case l.Noted(NoteTipLine):
			return 6
		case q.City != "" && l.in(q.City):
			return 1
		case l.City == "" && l.Region == "":
			return 3
		case region != "" && l.Region == region:
			return 2
		}
		return 4
	case Embassy, Consulate, ConsularHotline:
		return 5
	case AntiFraud:
		return 6
	case University:
		return 7
	}
	return 8
}

func (q Query) distance(l Listing, region string) int {
	n := 4
	switch {
	case q.City != "" && l.in(q.City):
		n = 0
	case region != "" && l.Region == region && l.Kind == Consulate:
		n = 1
	case l.Kind == Embassy:
		n = 2
	case l.Kind == ConsularHotline:
		n = 3
	}
	if l.Noted(NoteNotEmergency) {
		n += 8
	}
	return n
}

func (q Query) service(l Listing) int {
	switch {
	case l.Serves == "" || l.Serves == q.Serves:
		return 0
	case l.Serves == q.From:
		return 1
	}
	return 2
}

// plain lower-cases and drops the accents of the place names in the data, so that Dusseldorf and
// Montréal are found as people type them.
func plain(s string) string {
	s = strings.ToLower(s)
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return accents.Replace(s)
		}
	}
	return s
}

var accents = strings.NewReplacer("à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ç", "c",
	"è", "e", "é", "e", "ê", "e", "ë", "e", "ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ò", "o",
	"ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "ß", "ss", "ù", "u", "ú", "u", "û", "u", "ü", "u")
