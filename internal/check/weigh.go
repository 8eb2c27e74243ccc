package check

import (
	"maps"
	"math"
	"slices"

	"github.com/ringtrue/ringtrue/internal/check/learn"
	"github.com/ringtrue/ringtrue/internal/check/rule"
)

// How the learned part and the rules come to one sum. The learned part has seen what rules gave,
// so it decides whether a text is at warning. Where both agree, the greater sum counts: what is
// said plainly is an alarm. And rules hold the sum up (ruleFloor): what they are sure of is never
// less than caution.

// byRules stands for the target where the sum is the rules' own.
const byRules learn.Target = -1

const (
	otherMost   = 3.4  // the most that a scam of another kind brings by wording alone: under warning
	cautionStep = 2.0  // points for one unit of score above the mark of caution
	ruleFloor   = 0.5  // the share of the rules' own sum below which the sum never falls, up to otherMost
	nearAny     = 0.3  // how near to caution a text must come for the rules' alarm to count
	nowMore     = 0.25 // how far above its mark danger must stand in what looks like a text about scams
	aboutPlain  = 0.3  // how far above its mark a text is plainly about scams
	nearAbout   = 0.1  // how near to its mark a text must come that rules take for one about scams
	ruledFlag   = 0.3  // how near to its mark a flag must come that rules found
)

// weigh lets what was heard decide the stretch's sum, stance, danger and flags.
func (c *Checker) weigh(st *stretch, h *heard) *stretch {
	if st == nothing {
		st = &stretch{flags: map[string]*found{}, signs: map[string]*found{}, dangers: map[string]*found{}, sides: map[string]float64{},
			stance: StanceOther, benign: &found{}, about: &found{}, account: &found{}, scammer: &found{}}
	}
	m := c.know.Model
	st.heard, st.sums = h, summed(nil, st)
	st.ruleSum = st.sum
	st.sum, st.decided = c.learnedSum(h)
	switch floor := math.Min(otherMost, ruleFloor*st.ruleSum); {
	case c.ownPoints(st) > st.sum:
		st.sum, st.decided = c.ownPoints(st), byRules
	case st.ruleSum > st.sum && c.agrees(st, h):
		st.agreed = st.ruleSum - st.sum
		st.sum = st.ruleSum
	case floor > st.sum && st.stance != StanceAbout:
		st.sum, st.decided = floor, byRules
	}
	c.weighFlags(st, h)
	about := h.scores[learn.About] - m.Marks[learn.About]
	family := h.scores[learn.Family] - m.Marks[learn.Family]
	switch {
	case about >= 0 && family < aboutPlain, about >= -nearAbout && st.stance == StanceAbout && family < 0:
		st.stance = StanceAbout
	case st.sum >= cautionAt && h.scores[learn.Account] > m.Marks[learn.Account]:
		st.stance = StanceAccount
	case st.sum >= cautionAt:
		st.stance = StanceScammer
	case st.stance == StanceAbout:
		st.stance = StanceOther
	}
	if st.stance == StanceAbout && c.ofSomebody(st, h) {
		st.stance = StanceAccount
		if st.scammer.points > st.account.points {
			st.stance = StanceScammer
		}
		if st.sum < cautionAt {
			st.sum, st.decided = cautionAt, byRules
		}
	}
	return st
}

// agrees says whether rules and the learned part say the same, so that the greater sum counts: it
// is at warning, too; or it is at caution where the rules warn, or near caution where they alarm,
// and does not take the text for one about scams.
func (c *Checker) agrees(st *stretch, h *heard) bool {
	m := c.know.Model
	any := h.scores[learn.Any] - m.Marks[learn.Any]
	return st.sum >= warningAt || h.scores[learn.About] < m.Marks[learn.About] &&
		(st.ruleSum >= alarmAt && any >= -nearAny || st.ruleSum >= warningAt && any >= 0)
}

// isOwn says whether a rule spoke that the model knows nothing of.
func (c *Checker) isOwn(f *found) bool {
	return c.know.Learned != nil && slices.ContainsFunc(f.rules, func(id string) bool { return !c.know.Learned[id] })
}

// ownPoints is what such rules bring.
func (c *Checker) ownPoints(st *stretch) (sum float64) {
	if c.know.Learned == nil || st.stance == StanceAbout {
		return 0
	}
	for _, m := range []map[string]*found{st.flags, st.signs} {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			if f := m[name]; c.isOwn(f) {
				sum += f.points
			}
		}
	}
	return sum
}

// learnedSum turns scores into points: the marks stand at the borders of the levels.
func (c *Checker) learnedSum(h *heard) (float64, learn.Target) {
	m := c.know.Model
	family := warningAt + (h.scores[learn.Family]-m.Marks[learn.Family])*c.familyStep()
	other := math.Min(otherMost, cautionAt+(h.scores[learn.Any]-m.Marks[learn.Any])*cautionStep)
	if family >= other {
		return math.Max(0, family), learn.Family
	}
	return math.Max(0, other), learn.Any
}

// familyStep is the points for one unit of the family's score.
func (c *Checker) familyStep() float64 {
	m := c.know.Model
	return (alarmAt - warningAt) / math.Max(0.05, m.AlarmMark-m.Marks[learn.Family])
}

// weighFlags keeps the flags of rules that the learned part holds for likely, lowers the others
// to hints, and adds what it found itself.
func (c *Checker) weighFlags(st *stretch, h *heard) {
	for id, f := range st.flags {
		if _, near := h.near[id]; !near && !c.isOwn(f) {
			f.hint = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(h.flags)) {
		if _, ok := c.know.Taxonomy[id]; !ok {
			continue // what is asked of sentences beside the flags
		}
		f := st.flags[id]
		if f == nil {
			f = &found{}
			st.flags[id] = f
		}
		if f.hint || len(f.signals) == 0 {
			f.hint = false
			for _, s := range h.flags[id] {
				f.signals = append(f.signals, signal{rule: -1, start: s.start, end: s.end})
			}
		}
	}
}

// danger says whether somebody may be in danger now, by rules or by what was heard. What is plainly
// about scams speaks of danger in general.
func (c *Checker) danger(st *stretch) bool {
	if st.heard == nil {
		return st.danger()
	}
	over := st.heard.scores[learn.Danger] - c.know.Model.Marks[learn.Danger]
	if st.stance == StanceAbout {
		return false
	}
	return over >= 0 || st.inDanger()
}

// ofSomebody says whether a text that looks like one about scams speaks of danger to somebody in
// particular: somebody tells what happens to them, a caller speaks, or a sentence that is not about
// scams speaks of danger by itself. A mother who has read the police's warning writes of it, and a
// captor may paste one.
func (c *Checker) ofSomebody(st *stretch, h *heard) bool {
	mark := c.know.Model.Marks[learn.Danger]
	if h.scores[learn.Danger] < mark+nowMore {
		return false
	}
	return h.now >= mark+nowMore || st.account.points+st.scammer.points > 0 && st.inDanger()
}

// giver is what a name among the given stands for in the reasons.
type giver struct{ code, name string }

// givers maps the keys of the learned part to what rules gave, or sentences showed, under them.
func givers(p *rule.Program, flags []string) map[uint32]giver {
	out := map[uint32]giver{}
	for f, id := range flags {
		for _, k := range learn.HeardKeys(f) {
			out[k] = giver{"flag", id}
		}
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		code := string(r.Kind)
		switch {
		case r.Hint:
			code = "hint"
		case r.Kind == rule.Stance && r.Name == "benign":
			code = "benign"
		}
		kind := string(r.Kind)
		if r.Hint {
			kind = "hint"
		}
		out[learn.GivenKey(learn.HashName(kind+"."+r.Name))] = giver{code, r.Name}
	}
	return out
}

// learnedReasons gives every contribution to a sum that the learned part decided: to each reason
// of the rules its share, and beside them the notions spoken of, the wording, the company that
// signs keep, and where the sum starts.
func (c *Checker) learnedReasons(r *run, text string, st *stretch, signals []signal, ruled []Reason, w *Wording) []Reason {
	t := st.decided
	if st.sum == 0 { // whatever spoke was outweighed; there is no score to explain
		for i := range ruled {
			ruled[i].Points = 0
		}
		return ruled
	}
	scale := c.familyStep()
	if t == learn.Any {
		scale = cautionStep
	}
	share := map[giver]float64{}
	pots := map[string]*pot{"notion": {}, "wording": {}, "company": {}}
	givers := c.know.givers()
	for _, p := range c.why(r, text, st, signals) {
		p.Points *= scale
		switch {
		case p.Group == learn.Given, p.Group == learn.Heard:
			if g, ok := givers[p.Key]; ok {
				share[g] += p.Points
				continue
			}
			pots["company"].add(p)
		case p.Group == learn.GivenPairs, p.Group == learn.HeardPairs:
			pots["company"].add(p)
		case p.Group == learn.Words:
			pots["wording"].add(p)
		default:
			pots["notion"].add(p)
		}
	}
	for i := range ruled {
		if t == byRules {
			continue // "start" takes the difference
		}
		g := giver{ruled[i].Code, ruled[i].Name}
		ruled[i].Points = share[g]
		delete(share, g)
	}
	for _, rest := range share {
		pots["company"].points += rest
	}
	for _, code := range []string{"company", "notion", "wording"} {
		if p := pots[code]; p.points != 0 {
			ruled = append(ruled, Reason{Code: code, Name: code, Points: p.points, Text: w.UI("reason." + code), Quotes: p.quotes(r, text, st)})
		}
	}
	if st.agreed > 0 {
		ruled = append(ruled, Reason{Code: "agreed", Name: "rules", Points: st.agreed, Text: w.UI("reason.agreed")})
	}
	sum := 0.0
	for _, x := range ruled {
		sum += x.Points
	}
	// What is left is where the sum starts, and what the limits of the scale took or gave.
	return append(ruled, Reason{Code: "start", Name: TargetName(t), Points: st.sum - sum, Text: w.UI("reason.start")})
}

// TargetName names what was asked when a sum was made.
func TargetName(t learn.Target) string {
	if t == byRules {
		return "rules"
	}
	return learn.TargetNames[t]
}
