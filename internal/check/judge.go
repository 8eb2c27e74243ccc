package check

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/check/learn"
	"github.com/ringtrue/ringtrue/internal/check/rule"
)

// The numbers of the judgement that are not stated by rules or by the taxonomy.
const (
	decisivePoints = 4
	strongPoints   = 2
	weakPoints     = 0.75
	hintShare      = 1.0 / 3
	deniedAbout    = 1.0  // a flag that is denied speaks for a text about scams
	benignShare    = 0.7  // what a point of benign stance takes from the sum
	aboutKeeps     = 0.2  // what a text about scams keeps of its sum
	aboutMost      = 3.4  // the most that such a text keeps: under warning
	leadShare      = 0.12 // what a smaller lead of "about" takes, for each point
	aboutLeast     = 2.0  // points of stance from which a text may be about scams
	aboutAlone     = 1.5  // the same, where nobody speaks as caller or victim
	aboutPlainly   = 3.0  // points from which a text is plainly about scams, so that danger in it is not somebody's now
	aboutMore      = 0.4  // and what each further decisive flag asks on top
	accountShare   = 1.5  // how somebody's own account weighs against "about": mistaking it costs most
	scammerShare   = 0.8  // how the caller's voice weighs against "about"
	repeatPoints   = 0.25
	otherShare     = 0.25 // what a second kind of other scam counts
)

// signal is one place where a rule spoke, in offsets of the text as given.
type signal struct {
	rule       int32
	start, end int
	denied     bool
}

// stretch is the judgement over one stretch of the text.
type stretch struct {
	sum     float64
	stance  Stance
	flags   map[string]*found // undenied, by id
	signs   map[string]*found
	dangers map[string]*found
	sides   map[string]float64
	benign  *found
	about   *found
	account *found
	scammer *found
	kin     bool     // somebody's child, parent, sister is spoken of
	extra   []Reason // numbers and links
	// dangerElsewhere is set when another stretch of a long text speaks of danger.
	dangerElsewhere bool

	// What the learned part made of it; heard is nil where rules alone judge.
	heard   *heard
	sums    []learn.Name // how the rules had summed up
	ruleSum float64
	agreed  float64      // what the rules added to a sum that stood at warning without them
	decided learn.Target // what the sum was made from
}

// found gathers what spoke for one name.
type found struct {
	points  float64
	lowered float64 // what it took from the sum
	signals []signal
	rules   []string
	hint    bool
}

func (f *found) add(s signal, r *rule.Compiled) {
	f.signals = append(f.signals, s)
	if !slices.Contains(f.rules, r.ID) {
		f.rules = append(f.rules, r.ID)
	}
}

// nothing is the judgement of a text in which nothing spoke. It is never written to.
var nothing = &stretch{stance: StanceOther, benign: &found{}, about: &found{}, account: &found{}, scammer: &found{}}

// judge adds up the signals of one stretch.
func (c *Checker) judge(signals []signal, extra []Reason) *stretch {
	if len(extra) == 0 && !slices.ContainsFunc(signals, func(s signal) bool { return c.speaks(s) }) {
		return nothing
	}
	st := &stretch{
		flags: map[string]*found{}, signs: map[string]*found{}, dangers: map[string]*found{},
		sides: map[string]float64{}, extra: extra,
		benign: &found{}, about: &found{}, account: &found{}, scammer: &found{},
	}
	denied := map[string]bool{}
	for _, s := range signals {
		r := &c.know.Program.Rules[s.rule]
		if s.denied {
			if r.Kind == rule.Flag {
				denied[r.Name] = true
			}
			continue
		}
		switch r.Kind {
		case rule.Flag:
			into(st.flags, r, s)
		case rule.Sign:
			into(st.signs, r, s)
		case rule.Danger:
			into(st.dangers, r, s)
		case rule.Cue:
			st.kin = st.kin || r.Name == "kin"
		case rule.Side:
			st.sides[r.Name] += r.Points
		case rule.Stance:
			st.voice(r.Name).speak(s, r)
		}
	}
	st.about.points += deniedAbout * math.Min(2, float64(len(denied)))
	st.sum = c.flagPoints(st) + signPoints(st)
	for _, e := range extra {
		st.sum += e.Points
	}
	st.decideStance()
	return st
}

// speaks says whether a signal can change a verdict: a cue alone cannot.
func (c *Checker) speaks(s signal) bool {
	switch c.know.Program.Rules[s.rule].Kind {
	case rule.Flag, rule.Sign, rule.Danger, rule.Stance:
		return true
	}
	return false
}

func into(m map[string]*found, r *rule.Compiled, s signal) {
	f := m[r.Name]
	if f == nil {
		f = &found{hint: true}
		m[r.Name] = f
	}
	if !r.Hint {
		f.hint = false
	}
	if first := !slices.Contains(f.rules, r.ID); first && r.Points > f.points {
		f.points = r.Points
	}
	f.add(s, r)
}

func (st *stretch) voice(name string) *found {
	switch name {
	case "about":
		return st.about
	case "account":
		return st.account
	case "scammer":
		return st.scammer
	}
	return st.benign
}

// speak counts a stance rule once, and a little for one repeat.
func (f *found) speak(s signal, r *rule.Compiled) {
	if !slices.Contains(f.rules, r.ID) {
		f.points += r.Points
	} else if len(f.signals) < 2*len(f.rules) {
		f.points += repeatPoints * r.Points
	}
	f.add(s, r)
}

// flagPoints sets each flag's points and returns their sum.
func (c *Checker) flagPoints(st *stretch) (sum float64) {
	for _, id := range slices.Sorted(maps.Keys(st.flags)) {
		f := st.flags[id]
		switch c.know.Taxonomy[id].Weight {
		case "decisive":
			f.points = decisivePoints
		case "strong":
			f.points = strongPoints
		case "weak":
			f.points = weakPoints
		default:
			f.points = 0
		}
		if f.hint {
			f.points *= hintShare
		}
		sum += f.points
	}
	return sum
}

// signPoints adds up the signs. Of other scams the strongest counts, a little more for each rule
// that agrees, and a second kind for a quarter: one message's words are often two scams' words,
// and none of them is this crime. Signs of this crime and of family emergencies count in full.
func signPoints(st *stretch) (sum float64) {
	names := slices.SortedFunc(maps.Keys(st.signs), func(a, b string) int {
		return cmp.Or(cmp.Compare(st.signs[b].points, st.signs[a].points), cmp.Compare(a, b))
	})
	others := 0
	for _, n := range names {
		f := st.signs[n]
		f.points += math.Min(1, 0.5*float64(len(f.rules)-1))
		if strings.HasPrefix(n, "other.") {
			f.points *= []float64{1, otherShare, 0}[min(others, 2)]
			others++
		}
		sum += f.points
	}
	return sum
}

// decideStance weighs the voices and applies what the stance does to the sum. A text about scams
// keeps a small part and never reaches warning; where "about" leads by less than that takes, it
// still lowers the sum.
func (st *stretch) decideStance() {
	about, account, scammer := st.about.points, accountShare*st.account.points, scammerShare*st.scammer.points
	lead := about - math.Max(account, scammer)
	switch {
	case about >= st.aboutNeeds(account+scammer) && lead > 0:
		st.stance = StanceAbout
		st.lower(st.about, math.Max(st.sum*(1-aboutKeeps), st.sum-aboutMost))
	case account == 0 && scammer == 0 && st.sum < cautionAt:
		st.stance = StanceOther
	case account > scammer:
		st.stance = StanceAccount
	default:
		st.stance = StanceScammer
	}
	if st.stance != StanceAbout && lead > 0 {
		st.lower(st.about, st.sum*leadShare*lead)
	}
	st.lower(st.benign, benignShare*st.benign.points)
}

// aboutNeeds is how much must speak for a text about scams: less where nobody speaks as caller
// or victim, more the more decisive flags stand in it.
func (st *stretch) aboutNeeds(voices float64) float64 {
	least := aboutLeast
	if voices == 0 {
		least = aboutAlone
	}
	return least + aboutMore*float64(max(0, st.decisive()-1))
}

// decisive counts the decisive flags.
func (st *stretch) decisive() (n int) {
	for _, f := range st.flags {
		if f.points == decisivePoints {
			n++
		}
	}
	return n
}

// lower takes points from the sum, at most all of it, and notes them as what f contributed.
func (st *stretch) lower(f *found, points float64) {
	points = math.Min(st.sum, points)
	st.sum -= points
	f.lowered += points
}

// urgent are the flags that, undenied, speak of a person who is held, hurt, moved or out of reach.
var urgent = map[string]bool{
	"I01": true, "I02": true, "I03": true, "I04": true, "I05": true, "I06": true, "K10": true,
	"X01": true, "X02": true, "X03": true, "X04": true, "X05": true, "X06": true, "X07": true,
}

// danger says whether somebody may be in danger now. Only a text that is plainly about scams, and
// accounts for nobody in particular, speaks of danger in general.
func (st *stretch) danger() bool {
	if st.dangerElsewhere {
		return true
	}
	if st.stance == StanceAbout && st.about.points >= aboutPlainly && st.account.points == 0 {
		return false
	}
	return st.inDanger()
}

// inDanger says whether a rule spoke of danger, or a flag that means it.
func (st *stretch) inDanger() bool {
	if len(st.dangers) > 0 {
		return true
	}
	for id, f := range st.flags {
		if urgent[id] && !f.hint {
			return true
		}
	}
	return false
}
