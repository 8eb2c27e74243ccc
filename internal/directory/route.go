package directory

// What to do, in order, when looking for somebody in another country; faces have a sentence for each.
const (
	StepEmergencyHere = "call_emergency_here"     // same country: ring the emergency number
	StepPoliceThere   = "call_police_there"       // a police line there that can be reached from here
	StepFriendThere   = "ask_someone_there_to_go" // friend, room-mate or campus rings or walks in for you
	StepPoliceHome    = "call_home_police"        // police where you are, and their anti-fraud line, at the same time
	StepMission       = "call_mission_or_hotline" // your mission there, or your consular hotline
	StepStation       = "report_at_a_station"     // whoever is there reports in person at any station
)

// Step is one thing to do, with the lines that serve it. Some steps have none.
type Step struct {
	Code     string    `json:"code"`
	Listings []Listing `json:"listings,omitempty"`
}

// Route is the best known way to the police who can act. Its steps are in order of weight, but
// they are done in parallel by whoever is at hand: none waits for the one before.
type Route struct {
	Country string `json:"country"`
	From    string `json:"from"`
	Direct  bool   `json:"direct"` // a police line there can be dialled from here
	Steps   []Step `json:"steps"`
}

// BestRoute is RouteFor without a city or a citizenship.
func (d *Directory) BestRoute(country, from string) Route {
	return d.RouteFor(Query{Country: country, From: from})
}

// RouteFor lays out how somebody in q.From gets police in q.Country to act. It is never empty:
// where no number works across the border, it still says who can go in person.
func (d *Directory) RouteFor(q Query) Route {
	q = q.tidy()
	q.Kind, q.Text = "", ""
	r := Route{Country: q.Country, From: q.From}
	there := d.Find(q)
	if q.Country == q.From {
		r.Direct = true
		r.add(StepEmergencyHere, pick(there, func(l Listing) bool { return l.Kind == Emergency || l.Kind == Police && q.near(l) }))
		r.add(StepMission, pick(there, func(l Listing) bool { return l.IsMission() && q.Serves != "" }))
		r.add(StepStation, nil)
		return r
	}
	police := pick(there, func(l Listing) bool {
		return l.Kind == Police && l.Dial.How != HowLocalOnly && q.near(l) && !l.Noted(NoteTipLine)
	})
	for _, l := range police {
		r.Direct = r.Direct || l.Dial.How == HowDial
	}
	if len(police) > 0 {
		r.add(StepPoliceThere, police)
	}
	r.add(StepFriendThere, pick(there, func(l Listing) bool {
		onlyThere := l.Kind == Police && l.Dial.How == HowLocalOnly && q.near(l) && !l.Noted(NoteTipLine)
		return l.Kind == Emergency || onlyThere || l.Kind == University && q.City != ""
	}))
	r.add(StepPoliceHome, pick(d.Find(Query{Country: q.From, From: q.From}), func(l Listing) bool {
		return l.Kind == Emergency || l.Kind == AntiFraud || l.Kind == Police && l.City == "" && l.Region == ""
	}))
	serves := q.Serves
	if serves == "" {
		serves = q.From // a family mostly rings its own country's mission
	}
	r.add(StepMission, pick(there, func(l Listing) bool {
		return l.IsMission() && l.Serves == serves && !l.Noted(NoteNotEmergency)
	}))
	r.add(StepStation, nil)
	return r
}

func (r *Route) add(code string, ls []Listing) { r.Steps = append(r.Steps, Step{code, ls}) }

// near says whether a police line answers for the place asked about: the city's or region's own when
// a city is given (Find has dropped the others), the whole country's when none is.
func (q Query) near(l Listing) bool { return q.City != "" || l.City == "" && l.Region == "" }

func pick(ls []Listing, want func(Listing) bool) (out []Listing) {
	for _, l := range ls {
		if want(l) {
			out = append(out, l)
		}
	}
	return out
}
