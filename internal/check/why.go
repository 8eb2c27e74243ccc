package check

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/check/learn"
)

// pot gathers contributions of one sort.
type pot struct {
	points float64
	parts  []learn.Part
}

func (p *pot) add(x learn.Part) {
	p.points += x.Points
	p.parts = append(p.parts, x)
}

// mostWords is how many places of a pot a reason shows.
const mostWords = 6

// quotes shows the places that weighed most in the direction of the whole, in the block that was
// folded last, which is the one of the deciding stretch.
func (p *pot) quotes(r *run, text string, st *stretch) []Quote {
	type place struct {
		weigh float64
		signal
	}
	heavier := func(a, b place) int {
		return cmp.Or(cmp.Compare(b.weigh, a.weigh), cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	}
	var top []place // in order, at most mostWords
	for _, x := range p.parts {
		weigh := math.Abs(x.Points)
		if x.Points*p.points <= 0 || x.At.End <= x.At.Start || len(top) == mostWords && weigh < top[mostWords-1].weigh {
			continue
		}
		at := origin(&r.text, st.heard.best[st.decided].block, x.At.Start, x.At.End)
		if at.end <= at.start || strings.TrimSpace(text[at.start:at.end]) == "" {
			continue
		}
		here := place{weigh, signal{start: at.start, end: at.end}}
		i, _ := slices.BinarySearchFunc(top, here, heavier)
		top = slices.Insert(top, i, here)
		top = top[:min(len(top), mostWords)]
	}
	var at []signal
	for _, x := range top {
		at = append(at, x.signal)
	}
	return quotes(at, text)
}

// why reads the deciding stretch again and says what each thing in it added.
func (c *Checker) why(r *run, text string, st *stretch, signals []signal) []learn.Part {
	if st.decided == byRules {
		return nil
	}
	w, l, m := st.heard.best[st.decided], &r.listener, c.know.Model
	end := blockEnd(text, w.block)
	if w.block > 0 || end < len(text) { // else it is the text that the ear has read
		r.text.Fold(text[w.block:end])
		l.ear.Read(m, r.text.B)
	}
	names := c.names(nil, &r.text, w.block, end, signals, r.found)
	lo, hi := r.text.Origin(int(w.from), int(w.to))
	within := slices.DeleteFunc(names, func(n learn.Name) bool { return n.Start < w.from || n.End > w.to })
	if whole := w.block == 0 && end == len(text) && int(w.to-w.from) == len(r.text.B); whole {
		within = append(within, st.sums...)
	} else {
		within = summed(within, c.judge(between(signals, w.block+lo, w.block+hi), nil))
	}
	c.listen(r, w, within)
	return l.ear.Why(st.decided)
}
