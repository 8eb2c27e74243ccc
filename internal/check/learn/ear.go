package learn

import (
	"cmp"
	"slices"
)

// Ear hears a text with a model. It says what sheets and a scorer say, to the last bit (a test
// insists), but it looks up only once what the text shows, and then answers for any stretch and any
// sentence of it. Reuse it, but not from two goroutines.
type Ear struct {
	Reader

	model *Model
	words []shown           // the features among the grams, in the order of the grams
	told  [tellings][]shown // what the sentences speak of: Notions, Together, Follows
	ends  [][tellings]int32 // sentence -> where what it speaks of ends in told

	whole Scorer // of the stretch asked last
	near  Scorer // of the sentence asked last
	sheet Sheet

	scores [Targets]float64 // of the stretch, before what was heard in its sentences
	plain  []float64        // of each sentence, flag by flag, what its words alone say
	known  []bool           // sentence -> whether that is known
}

// tellings are the groups from Notions on that only depend on what a sentence says.
const tellings = int(Follows - Notions + 1)

// Read reads folded text, which must stay as it is while questions are asked.
func (e *Ear) Read(m *Model, text []byte) {
	e.model = m
	e.Reader.Read(m.Lexicon, text)
	e.words = e.words[:0]
	for _, g := range e.grams {
		if f := m.find(g.Key); f >= 0 {
			e.words = append(e.words, shown{f, g.Key, Span{g.Start, g.End}})
		}
	}
	e.ends = e.ends[:0]
	for t := range e.told {
		e.told[t] = e.told[t][:0]
	}
	for _, x := range e.Sentences {
		e.tell(x)
		e.ends = append(e.ends, [tellings]int32{int32(len(e.told[0])), int32(len(e.told[1])), int32(len(e.told[2]))})
	}
	e.known = append(e.known[:0], make([]bool, len(e.Sentences))...)
	e.plain = slices.Grow(e.plain[:0], len(e.Sentences)*len(m.Flags))[:len(e.Sentences)*len(m.Flags)]
}

// tell adds to told what a stretch of one sentence speaks of.
func (e *Ear) tell(x Span) {
	e.sheet.reset()
	notions(e.model.Lexicon, &e.sheet, e.hitsIn(x))
	for t := range e.told {
		e.told[t] = e.features(e.told[t], Notions+Group(t))
	}
}

// features appends the features of a group of the sheet.
func (e *Ear) features(dst []shown, g Group) []shown {
	for i, k := range e.sheet.Keys[g] {
		if f := e.model.find(k); f >= 0 {
			dst = append(dst, shown{f, k, e.sheet.Places[g][i]})
		}
	}
	return dst
}

// hitsIn are the notions that begin in a stretch.
func (r *Reader) hitsIn(x Span) []Hit {
	at := func(h Hit, at int32) int { return cmp.Compare(h.Start, at) }
	lo, _ := slices.BinarySearchFunc(r.hits, x.Start, at)
	hi, _ := slices.BinarySearchFunc(r.hits, x.End, at)
	return r.hits[lo:max(lo, hi)]
}

// Scores asks every target of the stretch [from,to). names are what rules gave in it.
func (e *Ear) Scores(from, to int32, names []Name) [Targets]float64 {
	sc := &e.whole
	sc.parts = sc.parts[:0]
	e.say(sc, from, to)
	e.gave(sc, names)
	e.scores = e.model.start
	e.model.weigh(&e.scores, sc.parts)
	return e.scores
}

// Heard asks every target of the stretch that was asked last, now that its sentences were asked for
// flags. best is the greatest score of any sentence, for each of the model's flags.
func (e *Ear) Heard(best []float64) [Targets]float64 {
	sc := &e.whole
	before := len(sc.parts)
	e.sheet.Hear(best)
	for g := Heard; g <= HeardPairs; g++ {
		e.group(sc, g)
	}
	out := e.scores
	e.model.weigh(&out, sc.parts[before:])
	return out
}

// FlagScores asks which red flags sentence i shows. names are what rules gave in it. The result is
// valid until the next call.
func (e *Ear) FlagScores(i int, names []Name) []float64 {
	sc, m := &e.near, e.model
	plain := e.plain[i*len(m.Flags) : (i+1)*len(m.Flags)]
	if !e.known[i] {
		e.known[i] = true
		copy(plain, m.flag0)
		sc.parts = sc.parts[:0]
		e.say(sc, e.Sentences[i].Start, e.Sentences[i].End)
		m.weighFlags(plain, sc.parts)
	}
	sc.parts = sc.parts[:0]
	e.gave(sc, names)
	sc.flags = append(sc.flags[:0], plain...)
	m.weighFlags(sc.flags, sc.parts)
	return sc.flags
}

// say gathers what a stretch says in words.
func (e *Ear) say(sc *Scorer, from, to int32) {
	sc.open()
	lo, _ := slices.BinarySearchFunc(e.words, from, func(x shown, at int32) int { return cmp.Compare(x.at.End, at) })
	for _, x := range e.words[lo:] {
		if x.at.Start >= to {
			break
		}
		if x.at.Start >= from && x.at.End <= to {
			sc.show(e.model, Words, x)
		}
	}
	sc.close(Words)
	first, _ := slices.BinarySearchFunc(e.Sentences, from, func(x Span, at int32) int { return cmp.Compare(x.Start, at) })
	last := first
	for last < len(e.Sentences) && e.Sentences[last].End <= to {
		last++
	}
	var rest [tellings]int // where the features of a last sentence that is cut begin in told
	for t := range rest {
		rest[t] = len(e.told[t])
	}
	if last < len(e.Sentences) && e.Sentences[last].Start < to {
		e.tell(Span{e.Sentences[last].Start, to})
	}
	for t := range e.told {
		g := Notions + Group(t)
		sc.open()
		if last > first {
			lo := int32(0)
			if first > 0 {
				lo = e.ends[first-1][t]
			}
			for _, x := range e.told[t][lo:e.ends[last-1][t]] {
				sc.show(e.model, g, x)
			}
		}
		for _, x := range e.told[t][rest[t]:] {
			sc.show(e.model, g, x)
		}
		sc.close(g)
		e.told[t] = e.told[t][:rest[t]]
	}
}

// gave gathers what rules gave.
func (e *Ear) gave(sc *Scorer, names []Name) {
	e.sheet.reset()
	e.given(&e.sheet, names)
	for g := Given; g <= GivenPairs; g++ {
		e.group(sc, g)
	}
}

// group gathers a group of the sheet.
func (e *Ear) group(sc *Scorer, g Group) {
	sc.open()
	for i, k := range e.sheet.Keys[g] {
		if f := e.model.find(k); f >= 0 {
			sc.show(e.model, g, shown{f, k, e.sheet.Places[g][i]})
		}
	}
	sc.close(g)
}

// Why lists what each thing in the stretch that was asked last adds to a target's score.
func (e *Ear) Why(t Target) []Part { return e.model.why(e.whole.parts, t) }

// WhyFlag lists what each thing that sentence i shows adds to a flag's score.
func (e *Ear) WhyFlag(i int, names []Name, flag int) []Part {
	sc := &e.near
	sc.parts = sc.parts[:0]
	e.say(sc, e.Sentences[i].Start, e.Sentences[i].End)
	e.gave(sc, names)
	return e.model.whyFlag(sc.parts, flag)
}
