package directory

import "slices"

// Whom a plan calls. Faces have a heading for each.
const (
	CallEmergency   = "emergency"    // where everybody is in one country
	CallPoliceThere = "police_there" // police where the student is
	CallPoliceHere  = "police_here"  // police where the reader is, and their anti-fraud line
	CallMission     = "mission"      // the student's own embassy, consulate or consular line
	CallCampus      = "campus"       // security of a school in the student's city
	CallOffice      = "office"       // the office that a caller claimed to be
)

// Whereabouts says where people are, each as an ISO 3166 code or "" when not known.
type Whereabouts struct {
	Here  string // the reader
	There string // the student
	City  string // the student's, as the directory spells it
	Home  string // whose citizen the student is
}

// Call is one place to call, with the lines that reach it from where the reader is, likeliest
// first. Shut are the numbers people know for it that do not connect from there: to be named, so
// that nobody loses minutes on them, never to be offered. Both may be empty; then a face says that
// none is known, and the next best way.
type Call struct {
	Who   string    `json:"who"`
	Lines []Listing `json:"lines,omitempty"`
	Shut  []Listing `json:"shut,omitempty"`
}

// How many lines of one place are offered: a frightened person takes the first.
const (
	mostLines = 3
	mostHere  = 2 // the number for emergencies, and whoever can stop a payment
)

// FamilyPlan is whom a family calls when somebody abroad may be held, in order of weight. The calls
// are made side by side by whoever is at hand.
func (d *Directory) FamilyPlan(w Whereabouts) []Call {
	w = w.tidy()
	if w.Home == "" {
		w.Home = w.Here // a family mostly rings its own country's mission
	}
	plan := []Call{d.policeThere(w)}
	if w.Here != w.There && w.Here != "" {
		plan = append(plan, d.policeHere(w))
	}
	return append(plan, d.mission(w), d.campus(w))
}

// StudentPlan is whom a student calls after hanging up: somebody near first, then the police, then
// the genuine office that the caller claimed to be (office as the guide names it, or "").
func (d *Directory) StudentPlan(w Whereabouts, office string) []Call {
	w = w.tidy()
	w.Here = w.There
	plan := []Call{d.campus(w), d.policeThere(w)}
	if o := d.office(w, office); o != nil {
		plan = append(plan, *o)
	}
	return append(plan, d.mission(w))
}

// WitnessPlan is whom somebody calls who is near a student and worried.
func (d *Directory) WitnessPlan(w Whereabouts) []Call {
	w = w.tidy()
	if w.Here == "" {
		w.Here = w.There
	}
	return []Call{d.policeThere(w), d.campus(w), d.mission(w)}
}

// EmergencyLines are the numbers for life and limb that can be dialled inside a country; a line for
// silent text messages comes after the voice.
func (d *Directory) EmergencyLines(country string) (out []Listing) {
	q := Query{Country: country, From: country, Kind: Emergency}.tidy()
	if q.Country == "" {
		return nil
	}
	return firsts(pick(d.Find(q), func(l Listing) bool { return l.Dial.How == HowDial }))
}

func (w Whereabouts) tidy() Whereabouts {
	h := Query{Country: w.Here}.tidy()
	t := Query{Country: w.There, Serves: w.Home}.tidy()
	return Whereabouts{Here: h.Country, There: t.Country, Home: t.Serves, City: w.City}
}

func (w Whereabouts) query() Query {
	return Query{Country: w.There, City: w.City, Serves: w.Home, From: w.Here}
}

// policeThere is the police who can act where the student is. Inside that country the emergency
// number comes first; from elsewhere it is named as one that does not connect.
func (d *Directory) policeThere(w Whereabouts) Call {
	c := Call{Who: CallPoliceThere}
	if w.There == "" {
		return c
	}
	q := w.query().tidy()
	for _, l := range d.Find(q) {
		switch {
		case l.Kind != Emergency && (l.Kind != Police || !q.near(l)), l.Noted(NoteTipLine):
		case l.reaches():
			c.Lines = append(c.Lines, l)
		case !l.Noted(NoteSMS):
			c.Shut = append(c.Shut, l)
		}
	}
	return c.short()
}

// policeHere is the police of the country the reader is in, who can come to the house, pass the
// report on and try to stop a payment.
func (d *Directory) policeHere(w Whereabouts) Call {
	c := Call{Who: CallPoliceHere}
	for _, l := range d.Find(Query{Country: w.Here, From: w.Here}) {
		national := l.Kind == Police && l.City == "" && l.Region == "" && !l.Noted(NoteTipLine)
		if (l.Kind == Emergency || l.Kind == AntiFraud || national) && l.reaches() && !l.Noted(NoteSMS) {
			c.Lines = append(c.Lines, l)
		}
	}
	c.Lines = c.Lines[:min(len(c.Lines), mostHere)]
	return c
}

// mission is the student's own embassy, consulate or consular line. Lines for documents only are
// left out.
func (d *Directory) mission(w Whereabouts) Call {
	c := Call{Who: CallMission}
	if w.Home == "" || w.There == "" || w.Home == w.There {
		return c
	}
	for _, l := range d.Find(w.query()) {
		switch {
		case !l.IsMission() || l.Serves != w.Home || l.Noted(NoteNotEmergency):
		case l.reaches():
			c.Lines = append(c.Lines, l)
		default:
			c.Shut = append(c.Shut, l)
		}
	}
	return c.short()
}

// campus is the schools of the student's city. Without a city there is none: a school elsewhere
// can do nothing.
func (d *Directory) campus(w Whereabouts) Call {
	c := Call{Who: CallCampus}
	if w.City == "" || w.There == "" {
		return c
	}
	q := w.query()
	q.Kind = University
	c.Lines = pick(d.Find(q), func(l Listing) bool { return l.reaches() })
	return c // whole: only one of them is the student's own
}

// office is the genuine office that a caller claimed to be, where it has lines of its own beside
// those of the plan: police of the student's home, and its anti-fraud lines. Most do not connect
// from abroad, which is itself worth knowing.
func (d *Directory) office(w Whereabouts, office string) *Call {
	if w.Home == "" || w.Home == w.Here {
		return nil
	}
	var kinds []Kind
	switch office {
	case "police_home":
		kinds = []Kind{Emergency, Police}
	case "helpline":
		kinds = []Kind{AntiFraud}
	default:
		return nil
	}
	c := Call{Who: CallOffice}
	for _, k := range kinds {
		for _, l := range d.Find(Query{Country: w.Home, From: w.Here, Kind: k}) {
			switch {
			case l.Noted(NoteTipLine) || l.Noted(NoteSMS) || l.City != "":
			case l.reaches():
				c.Lines = append(c.Lines, l)
			default:
				c.Shut = append(c.Shut, l)
			}
		}
	}
	c = c.short()
	return &c
}

// reaches says whether there is a number to try from where the reader is.
func (l Listing) reaches() bool { return l.Dial.How != HowLocalOnly && l.Dial.Number != "" }

// short leaves the first lines, and of what is shut the emergency numbers before all others.
func (c Call) short() Call {
	slices.SortStableFunc(c.Shut, func(a, b Listing) int { return rankShut(a) - rankShut(b) })
	c.Lines, c.Shut = firsts(c.Lines), firsts(c.Shut)
	return c
}

func rankShut(l Listing) int {
	if l.Kind == Emergency {
		return 0
	}
	return 1
}

func firsts(ls []Listing) []Listing { return ls[:min(len(ls), mostLines)] }
