package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
)

// The Now flows ask one question a screen. Where somebody is in a flow stands in the address and
// nowhere else: answers as codes, places as countries and a city of the directory, all of them
// choices of a list. So back works, a switch of language keeps the place, and nothing is kept here.

// readGuide reads the guide once. Without one the flows are no pages; serve refuses such data at
// its start.
func (s *Site) readGuide() {
	g, err := s.Checker.Knowledge().Guide()
	if err != nil {
		s.Log.Error("the guide cannot be read; the flows are closed", "error", err.Error())
		g = &check.Guide{}
	}
	s.guide = g
}

// nowPage is what every page of a flow has: where somebody is in it.
type nowPage struct {
	page
	Flow    *check.Flow
	choices check.Choices
	Where   directory.Whereabouts
	Ended   bool // asked for the answer before the last question
	dir     *directory.Directory
}

func (s *Site) getNow(w http.ResponseWriter, r *http.Request) {
	f := s.guide.Flow(r.PathValue("flow"))
	if f == nil {
		s.notFound(w, r)
		return
	}
	n := nowPage{page: s.newPage(r, "/now/"+f.ID), Flow: f, dir: s.Directory}
	n.Private = true
	n.read(r.URL.Query())
	for i := range n.Langs {
		n.Langs[i].Href = n.in(n.Langs[i].Tag)
	}
	if q := n.due(); q != nil {
		s.ask(w, r, n, q)
		return
	}
	s.reply(w, r, n)
}

// mostTicks is more boxes than any question has.
const mostTicks = 16

// read takes the state from an address. What is not on our lists is left out.
func (n *nowPage) read(v url.Values) {
	n.choices = n.Flow.Read(v.Get("a"))
	n.Where = directory.Whereabouts{Here: chosen(v, "from"), There: chosen(v, "country"), Home: chosen(v, "home")}
	if c := v.Get("city"); slices.Contains(n.dir.Cities(n.Where.There), c) {
		n.Where.City = c
	}
	n.Ended = v.Get("end") == "1"
	for i := range n.Flow.Questions { // a form adds the question it answers
		if q := &n.Flow.Questions[i]; q.Code == v.Get("q") {
			x := v["x"]
			n.choices = n.choices.With(q, x[:min(len(x), mostTicks)]...)
		}
	}
}

// chosen is a country of the query, or "".
func chosen(v url.Values, name string) string {
	if c := strings.ToUpper(v.Get(name)); isCountry(c) {
		return c
	}
	return ""
}

// path is the questions that are asked: a city only where the directory knows some.
func (n *nowPage) path() []*check.Question {
	return slices.DeleteFunc(n.choices.Path(), func(q *check.Question) bool { return n.idle(q) })
}

func (n *nowPage) idle(q *check.Question) bool {
	return q.Kind == check.AskCity && n.placed() && len(n.dir.Cities(n.Where.There)) == 0
}

// placed says whether the question for places has been answered or left out.
func (n *nowPage) placed() bool {
	for i := range n.Flow.Questions {
		if q := &n.Flow.Questions[i]; q.Kind == check.AskPlace {
			return n.choices.Answered(q)
		}
	}
	return true
}

// due is the next question to ask, or nil. After "show me what to do" only the city is still asked
// of somebody who has named a country, since without it most numbers are not there.
func (n *nowPage) due() *check.Question {
	for _, q := range n.path() {
		if n.choices.Answered(q) {
			continue
		}
		if !n.Ended || q.Kind == check.AskCity && n.placed() && n.Where.There != "" {
			return q
		}
	}
	return nil
}

// pairs is the state as an address has it.
func (n *nowPage) pairs(ch check.Choices, end bool) []string {
	ended := ""
	if end {
		ended = "1"
	}
	return []string{"a", ch.Codes(), "country", n.Where.There, "city", n.Where.City, "from", n.Where.Here, "home", n.Where.Home, "end", ended}
}

// to is the address of this flow with other answers.
func (n *nowPage) to(ch check.Choices, end bool) templ.SafeURL {
	return n.Link(n.Here, n.pairs(ch, end)...)
}

// in is this page in another language.
func (n *nowPage) in(tag string) templ.SafeURL {
	other := n.page
	other.Chosen, other.Lang = true, tag
	return other.Link(n.Here, n.pairs(n.choices, n.Ended)...)
}

// without is the address at which a question is asked again. What depends on it stays: it may
// still be true. Only a city goes when countries are asked again.
func (n *nowPage) without(q *check.Question) templ.SafeURL {
	again, ch := *n, n.choices.Without(q)
	for i := range n.Flow.Questions {
		if c := &n.Flow.Questions[i]; c.Kind == check.AskCity && (q.Kind == check.AskPlace || q == c) {
			ch, again.Where.City = ch.Without(c), ""
		}
	}
	return again.to(ch, false)
}

// Spot names where the student is, in the page's language.
func (n *nowPage) Spot() string {
	return n.spot(n.Lang)
}

func (n *nowPage) spot(tag string) string { return spot(n.dir, tag, n.Where) }

// spot names where the student is, in any language that is addressed.
func spot(d *directory.Directory, tag string, at directory.Whereabouts) string {
	country := countryName(tag, at.There)
	if at.City == "" {
		return country
	}
	city := d.CityName(tag, at.There, at.City)
	if city == country {
		return country
	}
	return city + comma(tag) + country
}

// comma stands between a city and its country.
func comma(tag string) string {
	if strings.HasPrefix(tag, "zh") || tag == "ja" {
		return "，"
	}
	return ", "
}

// answered is one line of "your answers so far".
type answered struct {
	Asked, Said string
	Change      templ.SafeURL
}

// SoFar lists what has been answered.
func (n *nowPage) SoFar() (out []answered) {
	for _, q := range n.path() {
		if n.choices.Answered(q) {
			out = append(out, answered{n.words.Asks(n.Flow, q), n.said(q), n.without(q)})
		}
	}
	return out
}

func (n *nowPage) said(q *check.Question) string {
	var parts []string
	switch q.Kind {
	case check.AskPlace:
		for _, f := range n.fields() {
			if f.Now != "" {
				parts = append(parts, n.Country(f.Now))
			}
		}
	case check.AskCity:
		if n.Where.City != "" {
			parts = append(parts, n.dir.CityName(n.Lang, n.Where.There, n.Where.City))
		}
	default:
		for _, a := range q.Answers {
			if n.choices.Chose(q, a) {
				title, _ := n.words.Offers(n.Flow, q, a)
				parts = append(parts, title)
			}
		}
	}
	if len(parts) == 0 {
		return n.T("now.left_out")
	}
	return strings.Join(parts, n.Dot())
}
