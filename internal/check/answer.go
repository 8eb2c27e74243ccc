package check

import (
	"cmp"
	"maps"
	"slices"

	"github.com/ringtrue/ringtrue/internal/check/rule"
)

// verdict says what a judgement means to its reader.
func (c *Checker) verdict(text string, st *stretch, signals []signal, inds []Indicator, w *Wording, o Options) *Verdict {
	v := &Verdict{
		Level: levelOf(st.sum), Danger: c.danger(st), Score: score(st.sum), Stance: st.stance,
		Languages: c.languagesOf(text, signals), Indicators: inds, Rules: c.know.Program.Version,
		Playbooks: []Play{}, Flags: []Flag{}, Reasons: []Reason{}, Advice: []Advice{},
	}
	v.Side = cmp.Or(o.As, st.side())
	for _, id := range c.know.Order {
		if f := st.flags[id]; f != nil && !f.hint {
			v.Flags = append(v.Flags, c.flag(id, f, text, w))
		}
	}
	plays := c.plays(st, v)
	for _, p := range plays {
		v.Playbooks = append(v.Playbooks, p.said(w))
	}
	v.Reasons = c.reasons(st, v, text, w)
	v.Advice = c.advise(v, plays, w)
	return v
}

// side is the pair of eyes the text is written through: what side rules say, else what the
// flags can only be seen by, else, where somebody is missing, whoever misses them, else the student's.
func (st *stretch) side() string {
	best, most := "", 0.0
	for _, s := range []string{"student", "family", "bystander"} {
		if p := st.sides[s]; p > most {
			best, most = s, p
		}
	}
	if best != "" {
		return best
	}
	for _, id := range []string{"X03", "X04", "X05", "X07", "E05"} {
		if st.flags[id] != nil {
			return "family"
		}
	}
	if st.dangers["missing"] != nil || st.flags["I01"] != nil || st.flags["I05"] != nil {
		if st.kin {
			return "family"
		}
		return "bystander"
	}
	return "student"
}

func (c *Checker) flag(id string, f *found, text string, w *Wording) Flag {
	e := c.know.Taxonomy[id]
	said := w.flags[id]
	return Flag{ID: id, Name: e.Name, Title: said.Title, Why: said.Why, Phase: e.Phase, Weight: e.Weight, Quotes: quotes(f.signals, text)}
}

// mostQuotes is how many places of one flag a verdict shows.
const mostQuotes = 12

// quotes gives the words of the signals in order, without overlaps.
func quotes(signals []signal, text string) []Quote {
	s := slices.Clone(signals)
	slices.SortFunc(s, func(a, b signal) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	out := []Quote{}
	for _, x := range s {
		if n := len(out); n > 0 && x.start < out[n-1].End {
			if x.end > out[n-1].End {
				out[n-1].End = x.end
				out[n-1].Text = text[out[n-1].Start:x.end]
			}
			continue
		}
		if len(out) == mostQuotes {
			break
		}
		out = append(out, Quote{text[x.start:x.end], x.start, x.end})
	}
	return out
}

// reasons lists every contribution to the sum, the largest first.
func (c *Checker) reasons(st *stretch, v *Verdict, text string, w *Wording) []Reason {
	out := []Reason{}
	for _, id := range slices.Sorted(maps.Keys(st.flags)) {
		f := st.flags[id]
		r := Reason{Code: "flag", Name: id, Points: f.points, Text: w.flags[id].Title, Quotes: quotes(f.signals, text), Rules: f.rules}
		if f.hint {
			r.Code = "hint"
		}
		out = append(out, r)
	}
	for _, n := range slices.Sorted(maps.Keys(st.signs)) {
		f := st.signs[n]
		r := Reason{Code: "sign", Name: n, Points: f.points, Text: w.plays[n].Title, Quotes: quotes(f.signals, text), Rules: f.rules}
		if ofThisCrime(n) {
			r.Text = w.UI("reason.several_signs")
		}
		out = append(out, r)
	}
	for _, e := range st.extra {
		e.Text = w.UI("reason." + e.Code)
		out = append(out, e)
	}
	for _, x := range []struct {
		name string
		f    *found
	}{{"about", st.about}, {"account", st.account}, {"scammer", st.scammer}, {"benign", st.benign}} {
		if len(x.f.signals) == 0 && x.f.lowered == 0 {
			continue
		}
		r := Reason{Code: "stance", Name: x.name, Quotes: quotes(x.f.signals, text), Rules: x.f.rules}
		if x.f.lowered > 0 {
			r.Points = -x.f.lowered
		}
		key := "reason.stance_" + x.name
		if x.name == "benign" {
			r.Code, key = "benign", "reason.look_alike"
		}
		r.Text = w.UI(key)
		out = append(out, r)
	}
	for _, n := range slices.Sorted(maps.Keys(st.dangers)) {
		if !v.Danger {
			break // what a text about scams says of danger is said of nobody now
		}
		f := st.dangers[n]
		out = append(out, Reason{Code: "danger", Name: n, Text: w.UI("danger.means"), Quotes: quotes(f.signals, text), Rules: f.rules})
	}
	if unsure(st) {
		out = append(out, Reason{Code: "not_sure", Name: string(v.Level), Text: w.UI("not_sure")})
	}
	return out
}

// sortReasons puts the largest contribution first.
func sortReasons(list []Reason) {
	slices.SortStableFunc(list, func(a, b Reason) int { return cmp.Compare(b.Points, a.Points) })
}

// unsure says whether the honest answer includes "I am not sure": something spoke but not
// enough, or two voices weigh nearly the same.
func unsure(st *stretch) bool {
	if st.sum > 0.4 && st.sum < warningAt {
		return true
	}
	about := st.about.points
	return st.stance != StanceAbout && about >= aboutLeast && st.sum >= warningAt && st.sum < alarmAt
}

// extras are the points of numbers and links.
func (c *Checker) extras(inds []Indicator) (out []Reason) {
	for _, in := range inds {
		r := Reason{Name: in.Value, Points: 2, Quotes: []Quote{{in.Text, in.Start, in.End}}}
		switch {
		case in.Standing == "denied":
			r.Code = "denied_number"
		case len(in.Note) > 16 && in.Note[:17] == "lookalike_domain:":
			r.Code = "lookalike_domain"
		default:
			continue
		}
		if !slices.ContainsFunc(out, func(x Reason) bool { return x.Name == r.Name }) {
			out = append(out, r)
		}
	}
	return out
}

// RuleSpans gives, for tests and tools, every undenied signal of a text by rule.
func (c *Checker) RuleSpans(text string) map[string][]Quote {
	r := c.pool.Get().(*run)
	defer c.pool.Put(r)
	r.read(c.know.Program, text, "")
	out := map[string][]Quote{}
	for _, s := range r.conditions(c.know.Program, text) {
		ru := &c.know.Program.Rules[s.rule]
		if !s.denied || ru.Kind == rule.Negate {
			out[ru.ID] = append(out[ru.ID], Quote{text[s.start:s.end], s.start, s.end})
		}
	}
	return out
}
