package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/check"
)

// redFlag is one red flag in the reader's words.
type redFlag struct {
	ID         string
	Title, Why string
	Phase      string
	Weight     string
	Seen       string // by whom, in words
	Urgent     bool
	Do         []deed
}

// deed is what to do, for one reader. The student and the family never share a sentence.
type deed struct{ Who, What string }

// stretch is the signs of one phase.
type stretch struct {
	Phase, Title string
	Signs        []redFlag
}

// signsPage is the taxonomy, by phase.
type signsPage struct {
	page
	Phases []stretch
	N      int
}

// signPage is the card of one sign.
type signPage struct {
	page
	redFlag
	Prev, Next string // ids, or ""
	Address    string // of this card, to be sent on
}

func (p *page) redFlag(e check.Entry) redFlag {
	x := redFlag{
		ID: e.ID, Title: p.words.FlagTitle(e.ID), Why: p.words.FlagWhy(e.ID), Urgent: e.Urgent,
		Phase: p.T("phase." + e.Phase), Weight: p.T("weight." + e.Weight),
	}
	var who []string
	for _, id := range e.SeenBy {
		who = append(who, p.T("seen."+id))
	}
	x.Seen = strings.Join(who, p.Comma())
	x.Do = p.deeds(e)
	return x
}

// Comma stands between the parts of a list.
func (p *page) Comma() string {
	switch p.Lang {
	case "zh-Hans", "zh-Hant":
		return "；"
	case "ar":
		return "، "
	}
	return ", "
}

// deeds are what those who can see a sign should do. Danger comes first and is for everyone.
func (p *page) deeds(e check.Entry) (out []deed) {
	add := func(id string) { out = append(out, deed{p.T("signs.do." + id), p.T("signs.do." + id + ".p")}) }
	if e.Urgent {
		add("danger")
	}
	if slices.Contains(e.SeenBy, "student") {
		add("student")
	}
	if slices.Contains(e.SeenBy, "family") {
		add("family")
	}
	if slices.ContainsFunc(e.SeenBy, func(id string) bool { return id != "student" && id != "family" && id != "police" }) {
		add("other")
	}
	return out
}

func (s *Site) getSigns(w http.ResponseWriter, r *http.Request) {
	p := signsPage{page: s.newPage(r, "/signs")}
	k := s.Checker.Knowledge()
	for _, id := range k.Order {
		e := k.Taxonomy[id]
		if n := len(p.Phases); n == 0 || p.Phases[n-1].Phase != e.Phase {
			p.Phases = append(p.Phases, stretch{Phase: e.Phase, Title: p.T("phase." + e.Phase)})
		}
		last := &p.Phases[len(p.Phases)-1]
		last.Signs = append(last.Signs, p.redFlag(e))
		p.N++
	}
	s.write(w, r, http.StatusOK, &p.page, signsView(&p))
}

// getSign is the card of one sign, as a page or as a picture.
func (s *Site) getSign(w http.ResponseWriter, r *http.Request) {
	id, picture := strings.CutSuffix(r.PathValue("sign"), ".svg")
	k := s.Checker.Knowledge()
	e, ok := k.Taxonomy[id]
	if !ok {
		s.notFound(w, r)
		return
	}
	p := signPage{page: s.newPage(r, "/signs/"+id)}
	p.redFlag = p.page.redFlag(e)
	p.Address = s.address(r, p.host) + "/signs/" + id + "?lang=" + p.Lang
	if picture {
		s.sendPicture(w, r, &p)
		return
	}
	i := slices.Index(k.Order, id)
	if i > 0 {
		p.Prev = k.Order[i-1]
	}
	if i+1 < len(k.Order) {
		p.Next = k.Order[i+1]
	}
	p.Share = share{p.Title, p.Why}
	s.write(w, r, http.StatusOK, &p.page, signView(&p))
}
