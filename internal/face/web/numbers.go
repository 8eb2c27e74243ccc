package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

func itoa(n int) string { return strconv.Itoa(n) }

// card is one number as a page shows it. Everything said of it comes from package say.
type card struct {
	say.Line
	Where string // the place, with the country's name
	How   string // see directory.How…
}

func (s *Site) card(p *page, l directory.Listing, from string) card {
	c := card{Line: say.Listing(p.words, l, from), Where: p.Country(l.Entry.Country), How: l.Dial.How}
	if l.Entry.City != "" {
		c.Where = l.Entry.City + ", " + c.Where
	}
	return c
}

// group is numbers that can be reached equally well, under a heading.
type group struct {
	Title string
	Cards []card
	Shut  bool // long and of little use: folded away
}

// step is one thing to do where no number works.
type step struct {
	Do    string
	Cards []card
}

// numbersPage is the directory: numbers of a country as seen from another, and whose a number is.
type numbersPage struct {
	page
	In, From string // where the office is, where the reader is
	Groups   []group
	Route    []step // when no police there can be called from here

	Number  string // what was looked up, or ""
	Problem string
	Standing,
	State string
	Owners []card
}

func (s *Site) getNumbers(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	n := numbersPage{page: s.newPage(r, "/numbers"), In: strings.ToUpper(q.Get("country")), From: strings.ToUpper(q.Get("from"))}
	n.tidy(s.From)
	s.fill(&n)
	s.write(w, r, http.StatusOK, &n.page, numbersView(&n))
}

// tidy leaves out what is no country, and takes the reader to be where the site is until they say.
func (n *numbersPage) tidy(home string) {
	if !isCountry(n.From) {
		n.From = home
	}
	if !isCountry(n.In) {
		n.In = n.From
	}
}

// fill lists the country's numbers: what works from where the reader is first.
func (s *Site) fill(n *numbersPage) {
	if n.In == "" {
		return
	}
	q := directory.Query{Country: n.In, From: n.From}
	route := s.Directory.RouteFor(q)
	by := map[string][]card{}
	for _, l := range s.Directory.Find(q) {
		how := l.Dial.How
		if l.Dial.Code == directory.CodeDerived || l.Dial.Code == directory.CodeTollFree {
			how = directory.HowUnknown // there is a number to try, but nobody has confirmed it
		}
		by[how] = append(by[how], s.card(&n.page, l, n.From))
	}
	works := n.Country(n.In)
	if n.From != "" {
		works = n.T("number.works_from", "Country", n.Country(n.From))
	}
	n.add(works, by[directory.HowDial], false)
	n.add(n.T("number.unknown_abroad"), by[directory.HowUnknown], false)
	n.add(n.T("number.will_not_connect", "Country", n.Country(n.From)), by[directory.HowLocalOnly], route.Direct)
	if route.Direct {
		return
	}
	for _, st := range route.Steps {
		x := step{Do: say.Step(n.words, st)}
		for _, l := range st.Listings {
			x.Cards = append(x.Cards, s.card(&n.page, l, n.From))
		}
		n.Route = append(n.Route, x)
	}
}

func (n *numbersPage) add(title string, cards []card, shut bool) {
	if len(cards) > 0 {
		n.Groups = append(n.Groups, group{strings.TrimRight(title, ".。"), cards, shut})
	}
}

// mostNumber is longer than any number written out with its country, gaps and extension.
const mostNumber = 64

// postNumber says whose a number is. It is posted, since a number in an address would stay in the
// browser's history.
func (s *Site) postNumber(w http.ResponseWriter, r *http.Request) {
	f, err := readForm(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p, _ := s.inForm(r, f, "/numbers")
	n := numbersPage{page: p, In: strings.ToUpper(f.get("country", 2)), From: strings.ToUpper(f.get("from", 2)), Number: f.get("number", mostNumber)}
	n.tidy(s.From)
	n.Again, n.Private = "lookup", true
	s.fill(&n)
	status := http.StatusOK
	switch {
	case n.Number == "":
		n.Problem, status = n.T("error.phone_empty"), http.StatusUnprocessableEntity
	case !strings.ContainsFunc(n.Number, isDigit):
		n.Problem, status = n.T("error.phone_letters"), http.StatusUnprocessableEntity
	default:
		s.lookUp(&n)
	}
	s.write(w, r, status, &n.page, numbersView(&n))
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func (s *Site) lookUp(n *numbersPage) {
	st := s.Directory.Lookup(n.Number, n.From)
	n.State, n.Standing = st.State, say.Standing(n.words, st)
	for _, e := range st.Entries {
		if e.Status == directory.Listed {
			n.Owners = append(n.Owners, s.card(&n.page, directory.Listing{Entry: e, Dial: e.DialFrom(n.From)}, n.From))
		}
	}
}

// Asked is the number as it was typed, fit to be shown.
func (n *numbersPage) Asked() string { return lang.Clean(n.Number) }

// Level is how the answer about a number is drawn. It is never "no known signs": a number alone
// says nothing of a call.
func (n *numbersPage) Level() string {
	if n.State == directory.StateDenied {
		return "warning"
	}
	return "caution"
}
