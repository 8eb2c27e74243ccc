package web

import (
	"slices"

	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

// How many cards stand open; the rest is one tap away.
const (
	mostOpen  = 6 // of a group
	mostBlock = 4 // of one place to call
)

// fill lists the numbers: the order to call in, or all of one need.
func (s *Site) fill(n *numbersPage) {
	switch {
	case n.Where.There == "":
	case n.Need == needOrder:
		s.fillOrder(n)
	default:
		s.fillNeed(n)
	}
}

// fillOrder lists whom to call, one place after the other, and what does not connect.
func (s *Site) fillOrder(n *numbersPage) {
	met := map[string]bool{}
	for _, c := range s.Directory.FamilyPlan(n.Where) {
		b := numberBlock{Title: n.title(c.Who)}
		for _, l := range c.Lines {
			b.Cards = append(b.Cards, s.card(&n.page, l, n.Where.Here))
		}
		b.Cards, b.Rest = split(b.Cards, mostBlock)
		switch {
		case len(c.Lines) == 0:
			b.None = n.none(c.Who)
		case c.Who == directory.CallPoliceHere && !slices.ContainsFunc(c.Lines, func(l directory.Listing) bool { return l.Kind != directory.AntiFraud }):
			b.Note = n.T("now.fraud_only")
		}
		n.Blocks = append(n.Blocks, b)
		for _, l := range c.Shut {
			if !met[l.ID] {
				met[l.ID] = true
				n.Shut = append(n.Shut, s.shutCard(&n.page, l, n.Where.Here))
			}
		}
	}
	if n.Where.Here == "" {
		n.Hint = n.T("numbers.say_from")
	}
}

func (n *numbersPage) inside() bool { return n.Where.Here == n.Where.There }

func (n *numbersPage) title(who string) string {
	if who == directory.CallPoliceThere && n.inside() {
		return n.T("numbers.need.police")
	}
	return n.T("numbers.who." + who)
}

// none is what to do where no line of a place is known.
func (n *numbersPage) none(who string) string {
	switch {
	case who == directory.CallPoliceThere && n.PickCity():
		return n.T("numbers.none.city")
	case who == directory.CallCampus && n.PickCity():
		return n.T("numbers.none.city_campus")
	case who == directory.CallPoliceHere:
		return n.T("numbers.none.police_here")
	case who == directory.CallPoliceThere && n.inside():
		return n.T("now.none.police_local")
	case who == directory.CallPoliceThere:
		return n.T("now.none.police_there") + " " + n.T("route.local_friend_in_person")
	}
	return n.T("now.none." + who)
}

// NoneFrom says that no number is known, from where the reader is.
func (n *numbersPage) NoneFrom() string {
	if n.Where.Here == "" || n.inside() {
		return n.T("numbers.none")
	}
	return n.T("numbers.none_from", "Country", n.Country(n.Where.Here))
}

// kindsOf are the kinds of line that serve a need; none of them means all.
var kindsOf = map[string][]directory.Kind{
	needPolice:  {directory.Emergency, directory.Police},
	needMission: {directory.Embassy, directory.Consulate, directory.ConsularHotline},
	needCampus:  {directory.University},
	needFraud:   {directory.AntiFraud},
	needCompany: {directory.Telecom},
	needAll:     {""},
}

// fillNeed lists every line of one need: what connects from where the reader is first.
func (s *Site) fillNeed(n *numbersPage) {
	q := directory.Query{Country: n.Where.There, City: n.Where.City, Serves: n.Where.Home, From: n.Where.Here}
	by := map[string][]card{}
	total := 0
	for _, k := range kindsOf[n.Need] {
		q.Kind = k
		for _, l := range s.Directory.Find(q) {
			how := l.Dial.How
			if l.Dial.Code == directory.CodeDerived || l.Dial.Code == directory.CodeTollFree {
				how = directory.HowUnknown // there is a number to try, but nobody has confirmed it
			}
			c := s.card(&n.page, l, n.Where.Here)
			if how == directory.HowLocalOnly {
				c = s.shutCard(&n.page, l, n.Where.Here)
			}
			by[how] = append(by[how], c)
			total++
		}
	}
	works := n.T("numbers.listed")
	if n.Where.Here != "" {
		works = n.T("numbers.works")
	}
	n.add(works, by[directory.HowDial], false)
	n.add(n.T("numbers.unsure"), by[directory.HowUnknown], false)
	n.add(n.T("numbers.shut"), by[directory.HowLocalOnly], len(by[directory.HowDial]) > 0)
	n.say(total)
	if n.Need == needPolice {
		s.route(n, q)
	}
}

// say adds what a list of one need must be read with.
func (n *numbersPage) say(total int) {
	switch n.Need {
	case needMission:
		if n.Where.Home == "" {
			n.Hint = n.T("numbers.none.mission_home")
		}
		if total == 0 {
			n.None = n.T("now.none.mission")
		}
	case needCampus:
		if total == 0 {
			n.None = n.T("now.none.campus")
		} else {
			n.Hint = n.T("now.pick_school")
		}
	case needFraud:
		if total == 0 {
			n.None = n.T("numbers.none.fraud")
		}
	case needCompany:
		n.Hint = n.T("now.office.company")
	case needPolice, needAll:
		if total == 0 {
			n.None = n.T("now.none.police_local")
		}
	}
}

// route says who can reach the police there where no number does.
func (s *Site) route(n *numbersPage, q directory.Query) {
	q.Kind = ""
	r := s.Directory.RouteFor(q)
	if r.Direct || n.inside() {
		return
	}
	for _, st := range r.Steps {
		if st.Code == directory.StepPoliceThere {
			continue // stands above, as what nobody has confirmed
		}
		x := step{Do: say.Step(n.words, st)}
		for _, l := range st.Listings {
			if l.Dial.How != directory.HowLocalOnly {
				x.Cards = append(x.Cards, s.card(&n.page, l, n.Where.Here))
			}
		}
		x.Cards, _ = split(x.Cards, mostBlock)
		n.Route = append(n.Route, x)
	}
}

func (n *numbersPage) add(title string, cards []card, shut bool) {
	if len(cards) > 0 {
		g := group{Title: title, Shut: shut}
		g.Cards, g.Rest = split(cards, mostOpen)
		n.Groups = append(n.Groups, g)
	}
}

// split keeps the first cards open; a single one more is not worth a fold.
func split(cards []card, most int) (open, rest []card) {
	if len(cards) <= most+1 {
		return cards, nil
	}
	return cards[:most], cards[most:]
}
