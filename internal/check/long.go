package check

import "slices"

// judgeLong judges a text in overlapping stretches and lets the worst decide. A short text is
// one stretch. Danger, flags and quotes are gathered from every stretch that is not about scams.
func (c *Checker) judgeLong(signals []signal, extra []Reason, size int) *stretch {
	if size <= longText {
		return c.judge(signals, extra)
	}
	slices.SortStableFunc(signals, func(a, b signal) int { return a.start - b.start })
	var worst *stretch
	var all []*stretch
	lo, hi := 0, 0
	for from := 0; from < size; from += farReach {
		for lo < len(signals) && signals[lo].start < from {
			lo++
		}
		for hi < len(signals) && signals[hi].start < from+longText {
			hi++
		}
		if lo == hi && worst != nil {
			continue
		}
		st := c.judge(signals[lo:hi], within(extra, from, from+longText))
		all = append(all, st)
		if worst == nil || worst == nothing || st.sum > worst.sum {
			worst = st
		}
	}
	if worst == nothing {
		return nothing // and so all are: anything else would have taken its place
	}
	return merge(worst, all)
}

func within(extra []Reason, from, to int) (out []Reason) {
	for _, e := range extra {
		if len(e.Quotes) > 0 && e.Quotes[0].Start >= from && e.Quotes[0].Start < to {
			out = append(out, e)
		}
	}
	return out
}

// merge adds to the worst stretch what the others found; the sum stays the worst one's.
func merge(worst *stretch, all []*stretch) *stretch {
	for _, st := range all {
		if st == worst || st.stance == StanceAbout {
			continue
		}
		for id, f := range st.flags {
			if old := worst.flags[id]; old == nil {
				g := *f
				g.points = 0
				worst.flags[id] = &g
			} else {
				old.signals = union(old.signals, f.signals)
			}
		}
		for id, f := range st.dangers {
			if worst.dangers[id] == nil {
				worst.dangers[id] = f
			}
		}
	}
	worst.dangerElsewhere = slices.ContainsFunc(all, func(st *stretch) bool { return st.danger() })
	return worst
}

func union(a, b []signal) []signal {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
