package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

// replyPage is the answer at the end of a flow.
type replyPage struct {
	nowPage
	Verdict   *check.Verdict
	Emergency []card // for the danger block, where reader and student are in one country
	Calls     []callBlock
	Look      []string // other signs people in this place see
	Card      *script  // to show to somebody near
	Move      templ.SafeURL
	Office    string // whom the caller claims to be
}

// callBlock is one place to call.
type callBlock struct {
	Who     string
	Why     string
	Cards   []flowCard
	Shut    []string // numbers that do not connect from there
	None    string   // what to do instead, where none is known
	Say     *script
	Claimed bool // this is whom the caller claims to be
}

// flowCard is a number in a flow: what its sources disagree about is folded away, everything else
// stands as on the Numbers page.
type flowCard struct {
	card
	Conflict string
}

// script is something to read out or show in the other side's language.
type script struct {
	Lang, Text, Meaning string
	Foreign             bool // English stands in for a language we have nothing in
}

func (s *Site) reply(w http.ResponseWriter, r *http.Request, n nowPage) {
	v, err := s.Checker.Conclude(n.choices, check.Options{Lang: n.Lang})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := replyPage{nowPage: n, Verdict: v, Office: n.choices.Office()}
	for i := range n.Flow.Questions {
		if q := &n.Flow.Questions[i]; q.Kind == check.AskPlace {
			p.Move = n.without(q)
		}
	}
	switch n.Flow.ID {
	case "family":
		s.replyFamily(&p)
		s.write(w, r, http.StatusOK, &p.page, familyView(&p))
	case "student":
		s.replyStudent(&p)
		s.write(w, r, http.StatusOK, &p.page, studentView(&p))
	default:
		s.replyBystander(&p)
		s.write(w, r, http.StatusOK, &p.page, bystanderView(&p))
	}
}

// away says whether the reader is in another country than the student, as far as they have said.
func (p *replyPage) away() bool {
	return p.Where.Here != "" && p.Where.Here != p.Where.There
}

func (s *Site) replyStudent(p *replyPage) {
	if p.Where.There == "" && !p.placed() {
		p.Where.There = s.From
	}
	p.Card = s.script(p, "card")
	for _, c := range s.emergency(p, s.Directory.StudentPlan(p.Where, p.Office)) {
		b := s.block(p, c, p.Where.There)
		if key := "now.student.why." + c.Who; p.words.Has(key) {
			b.Why = p.T(key)
		}
		b.Claimed = c.Who == directory.CallMission && p.Office == "mission"
		if c.Who == directory.CallOffice {
			b.Claimed, b.Why, b.None = true, p.T("now.office."+p.Office), ""
		}
		p.Calls = append(p.Calls, b)
	}
}

// emergency puts the numbers for emergencies into the danger block. They leave the list of the police
// where that has others.
func (s *Site) emergency(p *replyPage, plan []directory.Call) []directory.Call {
	if p.away() {
		return plan
	}
	for _, l := range s.Directory.EmergencyLines(p.Where.There) {
		p.Emergency = append(p.Emergency, s.card(&p.page, l, p.Where.There))
	}
	for i, c := range plan {
		rest := slices.DeleteFunc(slices.Clone(c.Lines), func(l directory.Listing) bool { return l.Kind == directory.Emergency })
		if c.Who == directory.CallPoliceThere && len(rest) > 0 {
			plan[i].Lines = rest
		}
	}
	return plan
}

func (s *Site) replyFamily(p *replyPage) {
	for _, c := range s.Directory.FamilyPlan(p.Where) {
		b := s.block(p, c, p.Where.Here)
		switch c.Who {
		case directory.CallPoliceThere:
			key := "police_there"
			if !p.away() {
				key = "police_local"
			}
			b.Say = s.script(p, key)
			if len(c.Lines) == 0 && p.Where.City == "" && len(s.Directory.Cities(p.Where.There)) > 1 {
				b.None = p.T("now.none.police_city", "Change", p.T("change"))
			}
		case directory.CallPoliceHere:
			b.Say = s.scriptIn(p, "police_here", p.Where.Here, "")
			if len(c.Lines) > 0 && !slices.ContainsFunc(c.Lines, func(l directory.Listing) bool { return l.Kind != directory.AntiFraud }) {
				b.None = p.T("now.fraud_only")
			}
		case directory.CallMission:
			b.Say = s.scriptIn(p, "mission", p.Where.Here, "")
		case directory.CallCampus:
			b.Say = s.script(p, "campus")
		}
		p.Calls = append(p.Calls, b)
	}
}

func (s *Site) replyBystander(p *replyPage) {
	for _, c := range s.emergency(p, s.Directory.WitnessPlan(p.Where)) {
		b := s.block(p, c, cmp.Or(p.Where.Here, p.Where.There))
		b.Why = p.T("now.bystander.why." + c.Who)
		if c.Who == directory.CallPoliceThere {
			b.Say = s.script(p, "witness")
		}
		p.Calls = append(p.Calls, b)
	}
	p.Look = s.look(p)
}

// seenBy names readers as the taxonomy does.
var seenBy = map[string]string{"bystander": "roommate", "campus": "campus", "hotel": "hotel", "bank": "bank"}

// look is the signs that people in the reader's place can see and that were not chosen.
func (s *Site) look(p *replyPage) (out []string) {
	k := s.Checker.Knowledge()
	for _, id := range k.Order {
		seen := slices.Contains(k.Taxonomy[id].SeenBy, seenBy[p.Verdict.Side])
		if seen && !slices.ContainsFunc(p.Verdict.Flags, func(f check.Flag) bool { return f.ID == id }) {
			out = append(out, p.words.FlagTitle(id))
		}
	}
	return out
}

// block puts one place to call into the reader's words. here is where they are.
func (s *Site) block(p *replyPage, c directory.Call, here string) callBlock {
	b := callBlock{Who: c.Who}
	for _, l := range c.Lines {
		x := s.card(&p.page, l, here)
		x.Facts = slices.DeleteFunc(x.Facts, func(f say.Fact) bool { return f.Sort == say.FactDoubt })
		b.Cards = append(b.Cards, flowCard{x, l.Conflict})
	}
	for _, l := range c.Shut {
		if l.Kind == directory.Emergency || len(c.Lines) == 0 { // what people would dial
			b.Shut = append(b.Shut, p.T("now.shut", "Number", l.Local))
		}
	}
	if len(b.Cards) > 0 || p.Where.There == "" && c.Who != directory.CallPoliceHere {
		return b
	}
	who := c.Who
	if who == directory.CallPoliceThere && !p.away() {
		who = "police_local"
	}
	if key := "now.none." + who; p.words.Has(key) {
		b.None = p.T(key)
	}
	return b
}

// Call returns the block of a place to call, or nil.
func (p *replyPage) Call(who string) *callBlock {
	for i := range p.Calls {
		if p.Calls[i].Who == who {
			return &p.Calls[i]
		}
	}
	return nil
}

// script is a sentence in the language of where the student is.
func (s *Site) script(p *replyPage, key string) *script {
	return s.scriptIn(p, key, p.Where.There, p.Where.City)
}

// scriptIn is a sentence to read out or show in the language of a place, with its meaning where
// that is another language than the reader's.
func (s *Site) scriptIn(p *replyPage, key, country, city string) *script {
	k := s.Checker.Knowledge()
	tag, known := k.Tongue(country, city)
	say := func(tag string) string {
		return k.Say(tag, key, "From", countryName(tag, p.Where.Here), "Place", p.spot(tag))
	}
	if p.Where.There == "" && key != "card" && key != "witness" && key != "campus" {
		return nil // there is no place to name
	}
	x := &script{Lang: tag, Text: say(tag), Foreign: !known && country != ""}
	if tag == p.Lang || tag == "zh-Hans" && p.Lang == "zh-Hant" || tag == "zh-Hant" && p.Lang == "zh-Hans" {
		return x
	}
	x.Meaning = say(p.Lang)
	if key != "card" {
		ask := func(in string) string { return gap(in) + k.Say(in, "interpreter", "Language", k.Say(in, "in."+p.Lang)) }
		x.Text, x.Meaning = x.Text+ask(tag), x.Meaning+ask(p.Lang)
	}
	return x
}

// gap stands between two sentences.
func gap(tag string) string {
	if strings.HasPrefix(tag, "zh") || tag == "ja" {
		return ""
	}
	return " "
}

// Lead is the student's second line.
func (p *replyPage) Lead() string {
	switch {
	case p.choices.Has("call.watched"):
		return p.T("now.student.watched")
	case p.Known():
		return p.T("now.student.lead") + gap(p.Lang) + p.T("now.student.matches")
	}
	return p.T("now.student.lead") + gap(p.Lang) + p.T("now.student.any")
}

// Meter is which of its three parts are on.
func (p *replyPage) Meter() []bool {
	n := p.Verdict.Level.Rank()
	return []bool{n > 0, n > 1, n > 2}
}

// Signs says how many signs there are.
func (p *replyPage) Signs() string {
	if len(p.Verdict.Flags) == 1 {
		return p.T("check.signs_one")
	}
	return p.T("check.signs_other", "N", itoa(len(p.Verdict.Flags)))
}

// Known says whether what was answered matches the known crime.
func (p *replyPage) Known() bool { return p.Verdict.Level.Rank() >= check.Warning.Rank() }

// Next is what usually comes next in the course of events, or "".
func (p *replyPage) Next() string {
	if len(p.Verdict.Playbooks) == 0 {
		return ""
	}
	return p.Verdict.Playbooks[0].Next
}

// toldAnyway are pieces of advice whose matter the student's page says by itself.
var toldAnyway = []string{"hang_up", "hanging_up_is_allowed", "dial_yourself", "call_police_now", "silent_help", "not_your_fault", "screen_number"}

// Extra is the advice of the verdict that the page does not say anyway.
func (p *replyPage) Extra() []check.Advice {
	if p.Flow.ID != "student" {
		return p.Verdict.Advice
	}
	return slices.DeleteFunc(slices.Clone(p.Verdict.Advice), func(a check.Advice) bool { return slices.Contains(toldAnyway, a.ID) })
}

// Headline is the student's first line.
func (p *replyPage) Headline() string {
	switch {
	case p.choices.Has("call.watched"):
		return p.T("danger.call_police")
	case p.choices.Has("call.over"):
		return p.T("now.student.h_over")
	}
	return p.T("now.student.h")
}

// Sheet is the address of the hand-over sheet with the countries known here and the answers as codes.
func (p *replyPage) Sheet() templ.SafeURL {
	return p.Link("/handover", "flow", p.Flow.ID, "a", p.choices.Codes(), "country", p.Where.There, "city", p.Where.City, "from", p.Where.Here, "home", p.Where.Home)
}

// isText says whether a link writes a message instead of calling.
func isText(tel string) bool { return strings.HasPrefix(tel, "sms:") }
