package web

import (
	"cmp"
	"net/http"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// askPage is one question.
type askPage struct {
	nowPage
	Q       *check.Question
	Title   string
	N, Of   int
	Back    templ.SafeURL
	Options []option
	Skip    templ.SafeURL // to leave this question out
	End     templ.SafeURL // to the answer now
}

// option is one answer: a link, or the value of a box to tick.
type option struct {
	Title, More string
	Href        templ.SafeURL
	Value       string
}

func (s *Site) ask(w http.ResponseWriter, r *http.Request, n nowPage, q *check.Question) {
	a := askPage{nowPage: n, Q: q, Title: n.words.Asks(n.Flow, q), Back: n.Link("/")}
	a.Skip, a.End = a.to(a.choices.With(q), a.Ended), a.to(a.choices.With(q), true)
	a.Of = n.choices.AtMost() - (len(n.choices.Path()) - len(n.path()))
	for i, p := range n.path() {
		if p == q {
			a.N = i + 1
			break
		}
		a.Back = n.without(p)
	}
	switch q.Kind {
	case check.AskCity:
		a.cities()
	case check.AskPlace:
		a.guess(s.From)
	default:
		for _, x := range q.Answers {
			title, more := n.words.Offers(n.Flow, q, x)
			a.Options = append(a.Options, option{title, more, a.to(a.choices.With(q, x.Code), false), x.Code})
		}
	}
	s.write(w, r, http.StatusOK, &a.page, askView(&a))
}

func (a *askPage) cities() {
	there := a.choices.With(a.Q)
	for _, c := range a.dir.Cities(a.Where.There) {
		at := a.nowPage
		at.Where.City = c
		a.Options = append(a.Options, option{Title: a.dir.CityName(a.Lang, a.Where.There, c), Href: at.to(there, a.Ended)})
	}
}

// place is one list of countries in the form for places.
type place struct {
	Name, Label, Help, Now string
	Same                   bool // leaving it open means the student's country
}

// fields are the lists a flow asks for.
func (n *nowPage) fields() []place {
	there := place{Name: "country", Label: n.T("check.student_in"), Now: n.Where.There}
	here := place{Name: "from", Label: n.T("check.from"), Help: n.T("check.from.help"), Now: n.Where.Here}
	switch n.Flow.ID {
	case "student":
		there.Label, there.Help = n.T("check.from"), n.T("check.from.help")
		return []place{there, {Name: "home", Label: n.T("now.home.student"), Help: n.T("now.home.help"), Now: n.Where.Home}}
	case "family":
		return []place{here, there}
	}
	here.Same = true
	return []place{there, {Name: "home", Label: n.T("now.home.bystander"), Help: n.T("now.home.help"), Now: n.Where.Home}, here}
}

// homes are the countries that most readers of a language come from. They are chosen beforehand
// in the form, in sight, and never taken for granted.
var homes = map[string]string{"zh-Hans": "CN", "ko": "KR", "vi": "VN"}

// guess fills the form for places: the student where this site is, the family where its language
// is spoken.
func (n *nowPage) guess(site string) {
	n.Where.There = cmp.Or(n.Where.There, site)
	switch n.Flow.ID {
	case "family":
		n.Where.Here = cmp.Or(n.Where.Here, homes[n.Lang])
	case "student":
		n.Where.Home = cmp.Or(n.Where.Home, homes[n.Lang])
	}
}

// Hidden are the fields that carry the state through a form, but for those it asks itself.
func (n *nowPage) Hidden(but ...string) (out []choice) {
	p := n.pairs(n.choices, n.Ended)
	for i := 0; i+1 < len(p); i += 2 {
		skip := p[i+1] == ""
		for _, b := range but {
			skip = skip || p[i] == b
		}
		if !skip {
			out = append(out, choice{Value: p[i+1], Label: p[i]})
		}
	}
	if n.Chosen {
		out = append(out, choice{Value: n.Lang, Label: "lang"})
	}
	return out
}

// PlaceCode is the code of the question for places.
func (n *nowPage) PlaceCode() string {
	for _, q := range n.Flow.Questions {
		if q.Kind == check.AskPlace {
			return q.Code
		}
	}
	return ""
}

func countryName(tag, code string) string {
	if code == "" {
		return ""
	}
	return lang.Country(tag, code)
}
