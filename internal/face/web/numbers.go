package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/ringtrue/ringtrue/internal/directory"
)

func itoa(n int) string { return strconv.Itoa(n) }

// The needs somebody can choose. Each is a code, since it stands in the address.
const (
	needOrder   = "" // everyone who can help, in order
	needPolice  = "police"
	needMission = "mission"
	needCampus  = "campus"
	needFraud   = "fraud"
	needCompany = "company"
	needAll     = "all"
)

var needs = []string{needOrder, needPolice, needMission, needCampus, needFraud, needCompany, needAll}

// numbersPage is the directory: whom to call for a student in one country, from another.
type numbersPage struct {
	page
	Where directory.Whereabouts
	Need  string
	Near  bool // nobody said where the student is, so these are the numbers where the reader is

	Blocks []numberBlock // in the order to call
	Shut   []card        // what people know and what does not connect
	Groups []group       // where one need was chosen
	Route  []step        // when no police there can be called from here
	None   string        // when nothing of the need is listed
	Hint   string

	lookup
	dir *directory.Directory
}

// numberBlock is one place to call.
type numberBlock struct {
	Title string
	Cards []card
	Rest  []card // further ones, folded away
	None  string // what to do where none is known
	Note  string // what the lines cannot do
}

// group is numbers that can be reached equally well, under a heading.
type group struct {
	Title string
	Cards []card
	Rest  []card
	Shut  bool // of little use: folded away
}

// step is one thing to do where no number works.
type step struct {
	Do    string
	Cards []card
}

func (s *Site) getNumbers(w http.ResponseWriter, r *http.Request) {
	n := s.newNumbers(s.newPage(r, "/numbers"), r.URL.Query())
	s.fill(n)
	s.write(w, r, http.StatusOK, &n.page, numbersView(n))
}

// newNumbers reads what was chosen. What is not on our lists is left out, and the reader is taken
// to be where the site is until they say.
func (s *Site) newNumbers(p page, q url.Values) *numbersPage {
	n := &numbersPage{page: p, dir: s.Directory, Need: q.Get("need")}
	n.Where = directory.Whereabouts{Here: chosen(q, "from"), There: chosen(q, "country"), Home: chosen(q, "home")}
	if n.Where.Here == "" {
		n.Where.Here = s.From
	}
	if n.Where.There == "" {
		n.Where.There, n.Near = n.Where.Here, n.Where.Here != ""
	}
	if c := q.Get("city"); slices.Contains(s.Directory.Cities(n.Where.There), c) {
		n.Where.City = c
	}
	if !slices.Contains(needs, n.Need) {
		n.Need = needOrder
	}
	for i := range n.Langs {
		other := n.page
		other.Chosen, other.Lang = true, n.Langs[i].Tag
		n.Langs[i].Href = other.Link("/numbers", n.pairs(n.Where.City, n.Need)...)
	}
	return n
}

// pairs is the choice as an address has it.
func (n *numbersPage) pairs(city, need string) []string {
	return []string{"country", n.Where.There, "city", city, "from", n.Where.Here, "home", n.Where.Home, "need", need}
}

// To is the address of the list with another city or need.
func (n *numbersPage) To(city, need string) templ.SafeURL {
	return n.Link("/numbers", n.pairs(city, need)...) + "#list"
}

// Sheet is the address of a hand-over sheet for the same places.
func (n *numbersPage) Sheet() templ.SafeURL {
	return n.Link("/handover", "country", n.Where.There, "city", n.Where.City, "from", n.Where.Here, "home", n.Where.Home)
}

// Needs are the choices of the list.
func (n *numbersPage) Needs() (out []choice) {
	for _, x := range needs {
		key := "numbers.need." + x
		if x == needOrder {
			key = "numbers.need.order"
		}
		out = append(out, choice{x, n.T(key), x == n.Need})
	}
	return out
}

// Cities are the places of the country for which the directory has a line, in the reader's words.
func (n *numbersPage) Cities() (out []choice) {
	for _, c := range n.dir.Cities(n.Where.There) {
		out = append(out, choice{c, n.dir.CityName(n.Lang, n.Where.There, c), c == n.Where.City})
	}
	order := collate.New(language.Make(n.Lang))
	slices.SortStableFunc(out, func(a, b choice) int { return order.CompareString(a.Label, b.Label) })
	return out
}

// PickCity says whether to ask for the city before all: it decides which police is nearest.
func (n *numbersPage) PickCity() bool {
	return n.Where.City == "" && n.Where.There != "" && len(n.dir.Cities(n.Where.There)) > 1
}

// Spot names where the student is.
func (n *numbersPage) Spot() string { return spot(n.dir, n.Lang, n.Where) }

// Heading says from where, and for where, the numbers are.
func (n *numbersPage) Heading() string {
	switch {
	case n.Near:
		return n.T("numbers.h.near", "Place", n.Spot())
	case n.Where.Here == "":
		return n.T("numbers.h.there", "Place", n.Spot())
	case n.Where.Here == n.Where.There:
		return n.T("numbers.h.inside", "Place", n.Spot())
	}
	return n.T("numbers.h.across", "From", n.Country(n.Where.Here), "Place", n.Spot())
}
