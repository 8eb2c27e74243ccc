package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/ringtrue/ringtrue/internal/check/learn"
)

// What is set by hand, and was found by trying on writers left out.
const (
	leastShown  = 2     // lessons that must show a feature
	mostKept    = 90000 // features kept, those with the greatest weights
	missCost    = 1.0   // of a mistake on a text
	flagCost    = 1.0   // of a mistake on a sentence
	flagMissing = 4     // how much more a missed flag costs than a wrong one
	flagLeast   = 0.06  // weights below this are left out of a flag's sum
	fewest      = 8     // sentences a flag must have to be learned
)

// train fits a model on lessons, in two rounds. First the flags of sentences: each third of the
// writers is heard by a model fitted on the others, so that what a lesson's sentences are found to
// show is no better than it will be for strangers. Then the targets, which see that too. Marks are
// left at zero.
func train(list []*lesson, lexicon *learn.Lexicon, flags []string) (*learn.Draft, *learn.Model) {
	for fold := range thirds {
		in, out := split(list, fold, thirds)
		m := trainFlags(in, lexicon, flags)
		for _, x := range out {
			hearAll(m, x)
		}
	}
	d := vocabulary(list, leastShown, nil)
	if len(d.Keys) > mostKept {
		m := compiled(d, lexicon, flags)
		fitTargets(d, m, list)
		d = vocabulary(list, leastShown, strongest(d))
	}
	m := compiled(d, lexicon, flags)
	fitTargets(d, m, list)
	fitFlags(d, m, list, flags)
	return d, compiled(d, lexicon, flags)
}

const thirds = 3

// split parts lessons by writer: out is every writer whose number leaves the rest fold.
func split(list []*lesson, fold, folds int) (in, out []*lesson) {
	var writers []string
	for _, x := range list {
		if !slices.Contains(writers, x.Writer) {
			writers = append(writers, x.Writer)
		}
	}
	for _, x := range list {
		if slices.Index(writers, x.Writer)%folds == fold {
			out = append(out, x)
		} else {
			in = append(in, x)
		}
	}
	return in, out
}

// trainFlags fits the flags alone.
func trainFlags(list []*lesson, lexicon *learn.Lexicon, flags []string) *learn.Model {
	d := vocabulary(list, leastShown, nil)
	m := compiled(d, lexicon, flags)
	fitFlags(d, m, list, flags)
	return compiled(d, lexicon, flags)
}

// hearAll lets every example of a lesson hear what its sentences show.
func hearAll(m *learn.Model, x *lesson) {
	var sc learn.Scorer
	scores := make([][]float64, len(x.sentences))
	for i := range x.sentences {
		scores[i] = slices.Clone(sc.FlagScores(m, &x.sentences[i].sheet))
	}
	for _, e := range x.examples {
		e.sheet.Hear(greatest(scores[e.from:e.to], len(m.Flags)))
	}
}

// greatest is the greatest score of any sentence, for each flag.
func greatest(scores [][]float64, flags int) []float64 {
	best := make([]float64, flags)
	for f := range best {
		best[f] = math.Inf(-1)
	}
	for _, s := range scores {
		for f := range s {
			best[f] = max(best[f], s[f])
		}
	}
	return best
}

// compiled lays a draft out as the program uses it.
func compiled(d *learn.Draft, lexicon *learn.Lexicon, flags []string) *learn.Model {
	d.Flags = flags
	if d.Flag0 == nil {
		d.Flag0, d.FlagMarks = make([]float64, len(flags)), make([]float64, len(flags))
	}
	m, err := learn.Decode(string(d.Encode(lexicon)))
	if err != nil {
		panic(err)
	}
	return m
}

func vectors(m *learn.Model, sheets []*learn.Sheet) []*vector {
	var sc learn.Scorer
	out := make([]*vector, len(sheets))
	for i, s := range sheets {
		v := &vector{}
		v.feature, v.value = sc.Features(m, s)
		for _, x := range v.value {
			v.square += float64(x * x)
		}
		out[i] = v
	}
	return out
}

func fitTargets(d *learn.Draft, m *learn.Model, list []*lesson) {
	var sheets []*learn.Sheet
	var of []*example
	for _, x := range list {
		sheets, of = append(sheets, &x.examples[0].sheet), append(of, x.examples[0])
	}
	vs := vectors(m, sheets)
	for t := range learn.Target(learn.Targets) {
		want, cost := make([]int8, len(of)), make([]float64, len(of))
		count := [3]float64{}
		for i, e := range of {
			want[i] = e.answers[t]
			count[want[i]+1]++
		}
		for i := range of {
			cost[i] = missCost
			if want[i] > 0 {
				cost[i] *= count[0] / count[2]
			}
		}
		w := solve(vs, want, cost, len(d.Keys))
		for f := range d.Keys {
			d.Weight[f][t] = float32(w[f])
		}
		d.Start[t] = float64(w[len(d.Keys)] * startValue)
	}
}

// strongest returns the keys whose weights are greatest for any target.
func strongest(d *learn.Draft) map[uint32]bool {
	order := make([]int, len(d.Keys))
	size := make([]float64, len(d.Keys))
	for f := range order {
		order[f] = f
		for _, w := range d.Weight[f] {
			size[f] = max(size[f], math.Abs(float64(w)))
		}
		size[f] *= float64(d.Rare[f])
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(size[b], size[a]), a-b) })
	keep := map[uint32]bool{}
	for _, f := range order[:mostKept] {
		keep[d.Keys[f]] = true
	}
	return keep
}

func fitFlags(d *learn.Draft, m *learn.Model, list []*lesson, flags []string) {
	var sheets []*learn.Sheet
	var marked [][]string
	for _, x := range list {
		if !x.Annotated || x.Label == "warning" {
			continue
		}
		for i := range x.sentences {
			if x.ordinary() && i%3 > 0 {
				continue // there is more everyday talk than a flag needs to be told from
			}
			sheets = append(sheets, &x.sentences[i].sheet)
			marked = append(marked, x.sentences[i].flags)
		}
	}
	vs := vectors(m, sheets)
	want, cost := make([]int8, len(vs)), make([]float64, len(vs))
	for n, id := range flags {
		found := 0
		for i := range vs {
			want[i], cost[i] = -1, flagCost
			if slices.Contains(marked[i], id) {
				want[i], cost[i] = 1, flagCost*flagMissing
				found++
			}
		}
		d.Flag0[n] = -9
		if found < fewest {
			continue
		}
		w := solve(vs, want, cost, len(d.Keys))
		for f := range d.Keys {
			if math.Abs(w[f]) >= flagLeast {
				d.FlagW[f] = append(d.FlagW[f], learn.FlagOne{Flag: int32(n), Weight: float32(w[f])})
			}
		}
		d.Flag0[n] = float64(w[len(d.Keys)] * startValue)
	}
}
