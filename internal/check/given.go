package check

import (
	"slices"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check/rule"
	"github.com/ringtrue/ringtrue/internal/indicator"
)

// givens are the cues, flags and signs a message gives, by the numbers the program gives names,
// and where. In a long text only what stands nearby counts.
type givens struct {
	has    []bool
	first  []place   // where each name was first given
	places [][]place // every place, of long texts only
	long   bool
	whole  int32 // "dialogue", which holds for the whole text
}

type place struct{ start, end int }

func (g *givens) reset(p *rule.Program, long bool) {
	g.long = long
	g.has = slices.Grow(g.has[:0], p.Names)[:p.Names]
	g.first = slices.Grow(g.first[:0], p.Names)[:p.Names]
	clear(g.has)
	if long {
		g.places = make([][]place, p.Names)
	}
}

// builtin gives what the engine itself sees (rule.BuiltinCues).
func (g *givens) builtin(p *rule.Program, found []indicator.Indicator, text string) {
	id := func(cue string) int32 { return p.BuiltinIDs[slices.Index(rule.BuiltinCues, cue)] }
	for _, in := range found {
		g.add(id("has."+findName(in.Kind)), in.Start, in.End)
	}
	if len(text) < 200 {
		g.add(id("short"), 0, 0)
	}
	g.whole = id("dialogue")
	if isDialogue(text) {
		g.add(g.whole, 0, 0)
	}
}

func (g *givens) add(name int32, start, end int) {
	if !g.has[name] {
		g.has[name], g.first[name] = true, place{start, end}
	}
	if g.long {
		g.places[name] = append(g.places[name], place{start, end})
	}
}

// near returns where a name is given near a place.
func (g *givens) near(name int32, at int) (place, bool) {
	if !g.has[name] || !g.long || name == g.whole {
		return g.first[name], g.has[name]
	}
	i := slices.IndexFunc(g.places[name], func(p place) bool { return max(p.start-at, at-p.start) <= farReach })
	if i < 0 {
		return place{}, false
	}
	return g.places[name][i], true
}

func (g *givens) gives(name int32, at int) bool {
	_, ok := g.near(name, at)
	return ok
}

// hold says whether a rule's conditions are met at a place.
func (g *givens) hold(r *rule.Compiled, at int) bool {
	for _, n := range r.NeverIDs {
		if g.gives(n, at) {
			return false
		}
	}
	for _, anyOf := range r.NeedIDs {
		if !slices.ContainsFunc(anyOf, func(n int32) bool { return g.gives(n, at) }) {
			return false
		}
	}
	return true
}

// conditions drops signals whose rule needs what the message does not give, or is ruled out by
// what it gives, and adds the signals of blends: rules that say nothing of their own and speak
// when all they need stands together. The order: what rules without conditions give; blends; what
// then holds of the rules with conditions; blends again; and at last every signal is asked anew.
func (r *run) conditions(p *rule.Program, text string) []signal {
	if len(r.signals) == 0 && len(r.found) == 0 {
		return nil
	}
	r.dropForeign(p, text)
	g := &r.given
	g.reset(p, len(text) > longText)
	g.builtin(p, r.found, text)
	conditional := func(s signal) bool { ru := &p.Rules[s.rule]; return len(ru.NeedIDs)+len(ru.NeverIDs) > 0 }
	for _, s := range r.signals {
		if !s.denied && !conditional(s) {
			g.add(p.Rules[s.rule].Gives, s.start, s.end)
		}
	}
	r.blend(p)
	r.held = r.held[:0]
	for _, s := range r.signals {
		if !s.denied && conditional(s) && g.hold(&p.Rules[s.rule], s.start) {
			r.held = append(r.held, s)
		}
	}
	for _, s := range r.held {
		g.add(p.Rules[s.rule].Gives, s.start, s.end)
	}
	blends := r.blend(p)
	r.held = r.held[:0]
	for _, s := range r.signals {
		if g.hold(&p.Rules[s.rule], s.start) {
			r.held = append(r.held, s)
		}
	}
	r.held = append(r.held, blends...)
	return r.held
}

// dropForeign drops the signals of rules of a language in Latin letters that the text around them
// is surely not in: without their marks, French or Vietnamese words are often somebody's English.
// What a short or mixed text says is kept.
func (r *run) dropForeign(p *rule.Program, text string) {
	several := false
	for _, s := range r.signals {
		several = several || p.Rules[s.rule].Lang != p.Rules[r.signals[0].rule].Lang
	}
	if !several {
		return
	}
	foreign := map[int][]string{} // by stretch of the text
	r.signals = slices.DeleteFunc(r.signals, func(s signal) bool {
		at := s.start / farReach
		list, known := foreign[at]
		if !known {
			list = lang.Foreign(text[floor(text, (at-1)*farReach):floor(text, (at+2)*farReach)])
			foreign[at] = list
		}
		return slices.Contains(list, p.Rules[s.rule].Lang)
	})
}

// floor is i brought inside the text and down to the border of a character.
func floor(text string, i int) int {
	i = max(0, min(i, len(text)))
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// blend lets every blend speak for whom all that it needs is given, and gives its name. Its
// signals are the places of what it needs.
func (r *run) blend(p *rule.Program) (out []signal) {
	g := &r.given
	for _, b := range p.Blends {
		ru := &p.Rules[b]
		for _, n := range ru.NeedIDs[0] {
			if !g.has[n] {
				continue
			}
			starts := []place{g.first[n]}
			if g.long {
				starts = g.places[n]
			}
			i := slices.IndexFunc(starts, func(at place) bool { return g.hold(ru, at.start) })
			if i < 0 {
				continue
			}
			out = append(out, r.meet(b, ru, starts[i])...)
			g.add(ru.Gives, starts[i].start, starts[i].end)
			break
		}
	}
	return out
}

// meet lists the places of what a blend needs, near one of them.
func (r *run) meet(b int32, ru *rule.Compiled, at place) (out []signal) {
	for _, anyOf := range ru.NeedIDs {
		for _, n := range anyOf {
			if w, ok := r.given.near(n, at.start); ok && w.end > w.start {
				out = append(out, signal{b, w.start, w.end, false})
				break
			}
		}
	}
	if len(out) == 0 {
		out = append(out, signal{b, at.start, at.end, false})
	}
	return out
}
