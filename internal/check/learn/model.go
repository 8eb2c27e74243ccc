package learn

import (
	"math"
	"math/bits"
)

// Target is a question that is asked of a whole stretch.
type Target int

// The targets.
const (
	Family  Target = iota // officials impersonated, kidnap and ransom, family emergency, or an account of it
	Any                   // any scam
	Danger                // a person may be held, hurt, missing or moved now
	About                 // a text about scams: a warning, news, advice
	Account               // of scams: somebody tells what happens, rather than the caller speaking
	Targets = iota
)

// TargetNames names the targets in files and reports.
var TargetNames = [Targets]string{"family", "any", "danger", "about", "account"}

// Model holds what was learned. It is read-only and may be shared. Its tables are views of the
// compiled file (encode.go).
type Model struct {
	Lexicon *Lexicon
	Flags   []string // flag ids, in the order of Scores.Flags

	// The mark from which on a score counts as a yes, for each target and for each flag; and for
	// Family the mark of the highest level.
	Marks     [Targets]float64
	AlarmMark float64
	FlagMarks []float64

	slots  []uint32  // table: key of a feature, or 0
	ranks  []uint32  // for 32 cells of it: which are taken, and how many before them
	rare   []float32 // feature -> how much it says by being rare, the logarithm of its share inverted
	weight []int16   // feature -> a weight for each target, sixteen bits each, in units
	unit   [Targets]float64
	start  [Targets]float64
	flagAt []int32   // feature -> where its flags begin in flagOf; one more for the end
	flagOf string    // a flag's number
	flagW  []int16   // the feature's weight for it, sixteen bits, in units of 1/flagScale
	flag0  []float64 // where each flag's sum starts
}

// Scorer holds the memory one run needs; reuse it, but not from two goroutines.
type Scorer struct {
	seen  once // the features of the group that is open
	parts []part
	flags []float64

	from   int     // the group that is open begins here in parts
	length float64 // the square of its length so far
}

// shown is a feature that stands somewhere in a text.
type shown struct {
	feature int32
	key     uint32
	at      Span
}

// part is one feature that a sheet shows.
type part struct {
	feature int32
	group   Group
	key     uint32
	value   float64
	at      Span
}

// look finds the features of a sheet, each once in its group, with their values: how rare each is,
// every group brought to the same length.
func (sc *Scorer) look(m *Model, s *Sheet) []part {
	sc.parts = sc.parts[:0]
	for g := range Group(Groups) {
		sc.open()
		for i, k := range s.Keys[g] {
			if f := m.find(k); f >= 0 {
				sc.show(m, g, shown{f, k, s.Places[g][i]})
			}
		}
		sc.close(g)
	}
	return sc.parts
}

// open begins a group.
func (sc *Scorer) open() {
	sc.seen.empty()
	sc.from, sc.length = len(sc.parts), 0
}

// show adds a feature to the group that is open.
func (sc *Scorer) show(m *Model, g Group, x shown) {
	if !sc.seen.add(x.feature) {
		return
	}
	v := float64(m.rare[x.feature])
	sc.length += float64(v * v)
	sc.parts = append(sc.parts, part{x.feature, g, x.key, v, x.at})
}

// close brings the group to its length.
func (sc *Scorer) close(g Group) {
	if sc.length > 0 {
		scale := share[g] / max(math.Sqrt(sc.length), least[g])
		for i := sc.from; i < len(sc.parts); i++ {
			sc.parts[i].value *= scale
		}
	}
}

func (m *Model) find(key uint32) int32 {
	mask := uint32(len(m.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		switch m.slots[i] {
		case key:
			r := m.ranks[i/32*2 : i/32*2+2]
			return int32(r[1]) + int32(bits.OnesCount32(r[0]&(1<<(i%32)-1)))
		case 0:
			return -1
		}
	}
}

// Scores asks every target of a sheet.
func (sc *Scorer) Scores(m *Model, s *Sheet) (out [Targets]float64) {
	out = m.start
	m.weigh(&out, sc.look(m, s))
	return out
}

// weigh adds what parts say to the scores.
func (m *Model) weigh(out *[Targets]float64, parts []part) {
	for i := range parts {
		p := &parts[i]
		w := m.weight[int(p.feature)*Targets:][:Targets]
		for t := range out {
			out[t] += float64(float64(w[t]) * m.unit[t] * p.value)
		}
	}
}

// weightOf is a feature's weight for a target.
func (m *Model) weightOf(feature int32, t Target) float64 {
	return float64(m.weight[int(feature)*Targets+int(t)]) * m.unit[t]
}

// flag is the flag that stands at a place of flagOf, and the weight for it.
func (m *Model) flag(i int32) (flag int, weight float64) {
	return int(m.flagOf[i]), float64(m.flagW[i]) / flagScale
}

// FlagScores asks which red flags a sheet, of one sentence, shows. The result is valid until the
// next call.
func (sc *Scorer) FlagScores(m *Model, s *Sheet) []float64 {
	sc.flags = append(sc.flags[:0], m.flag0...)
	m.weighFlags(sc.flags, sc.look(m, s))
	return sc.flags
}

// weighFlags adds what parts say to the scores of flags.
func (m *Model) weighFlags(flags []float64, parts []part) {
	for i := range parts {
		p := &parts[i]
		from, to := m.flagAt[p.feature], m.flagAt[p.feature+1]
		of, w := m.flagOf[from:to], m.flagW[from:to]
		for k := range w {
			flags[of[k]] += float64(float64(w[k]) / flagScale * p.value)
		}
	}
}

// Part is what one thing that a sheet shows adds to a score.
type Part struct {
	Group  Group
	Points float64
	At     Span // in the folded text
	Key    uint32
}

// Why lists what each thing that a sheet shows adds to a target's score.
func (sc *Scorer) Why(m *Model, s *Sheet, t Target) (parts []Part) {
	return m.why(sc.look(m, s), t)
}

func (m *Model) why(list []part, t Target) (parts []Part) {
	for _, p := range list {
		if w := m.weightOf(p.feature, t); w != 0 {
			parts = append(parts, Part{Group: p.group, Points: w * p.value, At: p.at, Key: p.key})
		}
	}
	return parts
}

// Features returns what a sheet shows as numbered features with their values, for fitting.
func (sc *Scorer) Features(m *Model, s *Sheet) (feature []int32, value []float64) {
	for _, p := range sc.look(m, s) {
		feature, value = append(feature, p.feature), append(value, p.value)
	}
	return feature, value
}

// WhyFlag lists what each thing that a sentence shows adds to a flag's score.
func (sc *Scorer) WhyFlag(m *Model, s *Sheet, flag int) (parts []Part) {
	return m.whyFlag(sc.look(m, s), flag)
}

func (m *Model) whyFlag(list []part, flag int) (parts []Part) {
	for _, p := range list {
		for i := m.flagAt[p.feature]; i < m.flagAt[p.feature+1]; i++ {
			if f, w := m.flag(i); f == flag {
				parts = append(parts, Part{Group: p.group, Points: w * p.value, At: p.at})
			}
		}
	}
	return parts
}
