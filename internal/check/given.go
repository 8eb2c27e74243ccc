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
	places [][]place // where each name is given
	long   bool
	whole  int32 // "dialogue", which holds for the whole text
}

type place struct{ start, end int }

func (g *givens) reset(p *rule.Program, long bool) {
	g.long = long
	g.has = slices.Grow(g.has[:0], p.Names)[:p.Names]
	clear(g.has)
	g.places = slices.Grow(g.places[:0], p.Names)[:p.Names]
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
		g.has[name] = true
		g.places[name] = g.places[name][:0] // of an earlier text
	}
	g.places[name] = append(g.places[name], place{start, end})
}

// near returns the place where a name is given that lies nearest to another, within reach.
func (g *givens) near(name int32, at, reach int) (best place, ok bool) {
	if !g.has[name] {
		return place{}, false
	}
	if name == g.whole {
		return g.places[name][0], true
	}
	for _, p := range g.places[name] {
		if d := max(p.start-at, at-p.start); d <= reach {
			best, reach, ok = p, d-1, true
		}
	}
	return best, ok
}

// hold says whether a rule's conditions are met at a place, by what is given within reach of it.
func (g *givens) hold(r *rule.Compiled, at, reach int) bool {
	gives := func(n int32) bool { _, ok := g.near(n, at, reach); return ok }
	if slices.ContainsFunc(r.NeverIDs, gives) {
		return false
	}
	for _, anyOf := range r.NeedIDs {
		if !slices.ContainsFunc(anyOf, gives) {
			return false
		}
	}
	return true
}

// How far, in bytes, what a rule asks for may stand from where it speaks. In a text that is not
// long that is anywhere; a blend's cues must stand close in any text, or a talk about a hotel, a
// payment and a phone call would be told apart by its length alone.
func (g *givens) reach() int {
	if g.long {
		return farReach
	}
	return longText
}

const blendReach = 500

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
		if !s.denied && conditional(s) && g.hold(&p.Rules[s.rule], s.start, g.reach()) {
			r.held = append(r.held, s)
		}
	}
	for _, s := range r.held {
		g.add(p.Rules[s.rule].Gives, s.start, s.end)
	}
	blends := r.blend(p)
	r.held = r.held[:0]
	for _, s := range r.signals {
		if g.hold(&p.Rules[s.rule], s.start, g.reach()) {
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
		if ru.Lang != anyLanguage && !r.speaks(p, ru.Lang) {
			continue
		}
	names:
		for _, n := range ru.NeedIDs[0] {
			if !g.has[n] {
				continue
			}
			for _, at := range g.places[n] {
				if g.hold(ru, at.start, blendReach) {
					out = append(out, r.meet(b, ru, at)...)
					g.add(ru.Gives, at.start, at.end)
					break names
				}
			}
		}
	}
	return out
}

// anyLanguage is the folder of blends that hold whatever the language.
const anyLanguage = "any"

// speaks says whether a rule of a language spoke in the text: a blend that stands in a language's
// folder is about that language only.
func (r *run) speaks(p *rule.Program, language string) bool {
	return slices.ContainsFunc(r.signals, func(s signal) bool { return p.Rules[s.rule].Lang == language })
}

// meet lists the places of what a blend needs, near one of them.
func (r *run) meet(b int32, ru *rule.Compiled, at place) (out []signal) {
	for _, anyOf := range ru.NeedIDs {
		for _, n := range anyOf {
			if w, ok := r.given.near(n, at.start, blendReach); ok && w.end > w.start {
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
