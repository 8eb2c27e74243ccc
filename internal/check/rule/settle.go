package rule

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// settle sorts the signals, removes what an 'unless' silences and what lies inside a longer
// signal of the same rule, and marks what negation denies.
func (m *Matcher) settle(p *Program) []Signal {
	m.sort()
	m.signals = slices.CompactFunc(m.signals, func(a, b Signal) bool { return a.Rule == b.Rule && b.Start < a.End })
	m.negations, m.kept = m.negations[:0], m.kept[:0]
	for _, s := range m.signals {
		if r := &p.Rules[s.Rule]; r.Kind == Negate && !m.silenced(r, s) {
			m.negations = append(m.negations, s)
		}
	}
	for _, s := range m.signals {
		r := &p.Rules[s.Rule]
		if r.Kind == silent || m.silenced(r, s) {
			continue
		}
		if !r.Bare && (r.Kind == Flag || r.Kind == Sign || r.Kind == Danger) {
			s.Denied = m.denied(p, s)
		}
		m.kept = append(m.kept, s)
	}
	return m.kept
}

// Bits of a rule, a start and a length in a number that signals can be sorted by.
const ruleBits, placeBits = 20, 22

// sort puts the signals in the order of compareSignals; where the numbers allow, which is nearly
// always, by sorting plain numbers.
func (m *Matcher) sort() {
	if len(m.prog.Rules) >= 1<<ruleBits || len(m.text) >= 1<<placeBits {
		slices.SortFunc(m.signals, compareSignals)
		return
	}
	const all = 1<<placeBits - 1
	m.order = m.order[:0]
	for _, s := range m.signals {
		m.order = append(m.order, uint64(s.Rule)<<(2*placeBits)|uint64(s.Start)<<placeBits|uint64(all-s.End))
	}
	slices.Sort(m.order)
	for i, n := range m.order {
		m.signals[i] = Signal{Rule: int32(n >> (2 * placeBits)), Start: int32(n >> placeBits & all), End: all - int32(n&all)}
	}
}

// compareSignals orders by rule, then by start, the longer first.
func compareSignals(a, b Signal) int {
	switch {
	case a.Rule != b.Rule:
		return int(a.Rule - b.Rule)
	case a.Start != b.Start:
		return int(a.Start - b.Start)
	}
	return int(b.End - a.End)
}

func (m *Matcher) silenced(r *Compiled, s Signal) bool {
	all := m.signals
	for _, u := range r.unless {
		from, _ := slices.BinarySearchFunc(all, u.rule, func(s Signal, rule int32) int { return cmp.Compare(s.Rule, rule) })
		if from == len(all) || all[from].Rule != u.rule {
			continue
		}
		lo, hi := m.around(s, u.near)
		for _, x := range all[from:] {
			if x.Rule != u.rule {
				break
			}
			if int(x.Start) < hi && int(x.End) > lo {
				return true
			}
		}
	}
	return false
}

// around returns the stretch of text an 'unless' looks at.
func (m *Matcher) around(s Signal, near int) (int, int) {
	if near == 0 {
		return sentenceAround(m.text, int(s.Start), int(s.End))
	}
	return back(m.text, int(s.Start), near), forth(m.text, int(s.End), near)
}

func (m *Matcher) denied(p *Program, s Signal) bool {
	for _, n := range m.negations {
		r := &p.Rules[n.Rule]
		reach := int(r.Points)
		if r.Name == "before" {
			if n.Start < s.Start && n.End <= s.End && int(n.End) >= back(m.text, int(s.Start), reach) &&
				!hasSentenceEnd(m.text, int(n.Start), int(s.Start)) {
				return true
			}
		} else if n.End > s.End && n.Start >= s.Start && int(n.Start) <= forth(m.text, int(s.End), reach) &&
			!hasSentenceEnd(m.text, int(s.End), int(n.Start)) {
			return true
		}
	}
	return false
}

// back and forth move n characters from i, staying inside the text.
func back(text []byte, i, n int) int {
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRune(text[:i])
		i -= w
	}
	return i
}

func forth(text []byte, i, n int) int {
	for ; n > 0 && i < len(text); n-- {
		_, w := utf8.DecodeRune(text[i:])
		i += w
	}
	return i
}
