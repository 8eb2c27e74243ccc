package check

import (
	"slices"

	"github.com/ringtrue/ringtrue/internal/check/rule"
	"github.com/ringtrue/ringtrue/internal/indicator"
)

// givens are the cues, flags and signs a message gives, and where.
type givens struct {
	places map[string][]int
	long   bool // only what stands nearby counts
}

// givenBy starts with what the engine itself sees (rule.BuiltinCues).
func givenBy(found []indicator.Indicator, text string) givens {
	g := givens{places: map[string][]int{}, long: len(text) > longText}
	for _, in := range found {
		if n := findName(in.Kind); n != "" {
			g.add("has."+n, in.Start)
		}
	}
	if len(text) < 200 {
		g.add("short", 0)
	}
	if isDialogue(text) {
		g.add("dialogue", 0)
	}
	return g
}

func (g givens) add(name string, at int) { g.places[name] = append(g.places[name], at) }

func (g givens) clone() givens {
	c := givens{places: make(map[string][]int, len(g.places)), long: g.long}
	for n, p := range g.places {
		c.places[n] = slices.Clip(p)
	}
	return c
}

func (g givens) has(name string, at int) bool {
	places := g.places[name]
	if !g.long || name == "dialogue" {
		return len(places) > 0
	}
	return slices.ContainsFunc(places, func(p int) bool { return max(p-at, at-p) <= farReach })
}

// hold says whether a rule's conditions are met at a place.
func (g givens) hold(r *rule.Compiled, at int) bool {
	if slices.ContainsFunc(r.Never, func(n string) bool { return g.has(n, at) }) {
		return false
	}
	for _, anyOf := range r.Needs {
		if !slices.ContainsFunc(anyOf, func(n string) bool { return g.has(n, at) }) {
			return false
		}
	}
	return true
}
