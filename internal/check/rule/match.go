package rule

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// Signal is one place where a rule spoke, in the folded text.
type Signal struct {
	Rule       int32 // index into Program.Rules
	Start, End int32
	Denied     bool // negation stands before or after it
}

// Find is something found in the message by other means (an amount, a number), in folded offsets.
type Find struct {
	Name       string
	Start, End int32
}

// Matcher holds the memory one run needs; reuse it, but not from two goroutines.
type Matcher struct {
	prog    *Program
	text    []byte
	hits    []scan.Hit // phrases and finds, in order of start
	sign    []uint32   // of each hit
	longest int32      // bytes of the longest hit so far that is not among them
	long    []int32    // hits of more than longHit bytes so far, in order of end

	filled  []uint64     // bitmap of the slots that are filled anywhere
	seen    [1024]uint64 // round and phrase: whose slots are known to be filled
	round   uint32       // number of this run, so that nothing need be cleared between runs
	matched []matched    // pattern -> what it matched last
	crowded bool         // places were followed before all were known
	firsts  []uint64     // pattern and hit of its first step, for patterns whose key is a later step
	signals []Signal     // every match, the silent ones too

	negations, kept []Signal
	order           []uint64
}

// matched is where a pattern matched last, and how often in this round.
type matched struct {
	round uint32
	end   int32
	count int32
}

// most bounds what one pattern may say about one text: more places add nothing to a verdict.
const most = 64

// mostFirsts is how many places are noted before they are followed, so that in a text made of little
// else the patterns that have matched often enough are soon left alone.
const mostFirsts = 2048

// longHit is the length in bytes up to which the hits before a place are looked for one by one.
const longHit = 96

// Run finds every signal of the program in folded text, before needs and nevers are asked.
// The result is valid until the next Run.
//
// Each hit that fills the key of a pattern whose step beside it is filled somewhere asks for the pattern's other steps near it. Where the key
// is the first step the pattern is followed at once. Else the places before it where the pattern may
// begin are noted, and followed when all are known, since of overlapping matches the first counts.
func (m *Matcher) Run(p *Program, text []byte, found []Find) []Signal {
	m.start(p, text, found)
	keys := p.keys()
	for i := range m.hits {
		h := &m.hits[i]
		for _, s := range p.slotsOf(h.Phrase) {
			if s >= keys {
				break
			}
			list := p.keyedBy(s)
			for k := 0; k+1 < len(list); k += 2 {
				if !m.isFilled(list[k+1]) {
					continue
				}
				if pattern, step := keyOf(list[k]); step == 0 {
					m.try(pattern, i)
				} else {
					m.before(pattern, step, i)
				}
			}
		}
		if h.End-h.Start > longHit {
			m.noteLong(i)
		} else {
			m.longest = max(m.longest, h.End-h.Start)
		}
		if len(m.firsts) > mostFirsts {
			m.tryFirsts()
			m.crowded = true
		}
	}
	m.tryFirsts()
	if len(m.signals) == 0 {
		return nil
	}
	return m.settle(p)
}

// tryFirsts follows the patterns from the places that were noted.
func (m *Matcher) tryFirsts() {
	slices.Sort(m.firsts)
	for _, f := range slices.Compact(m.firsts) {
		m.try(int32(f>>32), int(uint32(f)))
	}
	m.firsts = m.firsts[:0]
}

func (m *Matcher) start(p *Program, text []byte, found []Find) {
	if len(m.matched) < len(p.ruleOf) {
		m.matched = make([]matched, len(p.ruleOf))
		m.round, m.seen = 0, [1024]uint64{}
	}
	if m.round++; m.round == 0 { // after four thousand million runs
		clear(m.matched)
		clear(m.seen[:])
		m.round = 1
	}
	m.prog, m.text = p, text
	m.long, m.firsts, m.signals, m.longest = m.long[:0], m.firsts[:0], m.signals[:0], 0
	m.crowded = false
	m.hits = p.set.Scan(m.hits[:0], text)
	if len(found) > 0 {
		m.addFinds(found)
	}
	m.see()
}

// see notes the signs of the hits and which slots are filled anywhere.
func (m *Matcher) see() {
	p := m.prog
	m.sign = m.sign[:0]
	m.filled = append(m.filled[:0], make([]uint64, p.slots/64+1)...)
	for i := range m.hits {
		phrase := m.hits[i].Phrase
		m.sign = append(m.sign, p.sign[phrase])
		if seen := &m.seen[phrase%int32(len(m.seen))]; *seen != uint64(m.round)<<32|uint64(phrase) {
			*seen = uint64(m.round)<<32 | uint64(phrase)
			for _, s := range p.slotsOf(phrase) {
				m.filled[s>>6] |= 1 << (s & 63)
			}
		}
	}
}

// isFilled says whether a slot is filled anywhere in the text.
func (m *Matcher) isFilled(slot int32) bool { return m.filled[slot>>6]>>(slot&63)&1 != 0 }

// fills says whether hit i fills a slot. bit is the slot's in a sign.
func (m *Matcher) fills(i int, slot int32, bit uint32) bool {
	return m.sign[i]&bit != 0 && m.prog.fills(m.hits[i].Phrase, slot)
}

// addFinds puts the finds among the hits, as phrases of their own.
func (m *Matcher) addFinds(found []Find) {
	for _, f := range found {
		if n := m.prog.findPhrase(f.Name); n >= 0 {
			m.hits = append(m.hits, scan.Hit{Phrase: n, Start: f.Start, End: f.End})
		}
	}
	slices.SortStableFunc(m.hits, func(a, b scan.Hit) int { return cmp.Compare(a.Start, b.Start) })
}

// noteLong puts a hit among the long ones, by its end.
func (m *Matcher) noteLong(i int) {
	m.long = append(m.long, int32(i))
	for k := len(m.long) - 1; k > 0 && m.hits[m.long[k-1]].End > m.hits[m.long[k]].End; k-- {
		m.long[k-1], m.long[k] = m.long[k], m.long[k-1]
	}
}

// try notes the match of a pattern that begins with hit i, if there is one. Matches of a pattern
// are tried in the order of their starts; inside the last match none begins.
func (m *Matcher) try(pattern int32, i int) {
	last := &m.matched[pattern]
	if last.round != m.round {
		*last = matched{round: m.round, end: -1}
	}
	h := &m.hits[i]
	if h.Start < last.end || last.count == most {
		return
	}
	if end, ok := m.follow(m.prog.stepsOf(pattern)[2:], h.End, i+1); ok {
		m.signals = append(m.signals, Signal{Rule: m.prog.ruleOf[pattern], Start: h.Start, End: end})
		last.end = end
		last.count++
	}
}

// follow tries to place the remaining steps behind end, among the hits from i on; of several places
// the nearest is taken first. At most eight candidates are tried at each step, which bounds the work.
func (m *Matcher) follow(rest []int32, end int32, i int) (int32, bool) {
	if len(rest) == 0 {
		return end, true
	}
	st := stepOf(rest, 0)
	for i < len(m.hits) && m.hits[i].Start < end {
		i++
	}
	reach, bit := bytesOf(st.gap), signBit(st.slot)
	counted := false
	for tried := 0; i < len(m.hits) && tried < 8; i++ {
		next := &m.hits[i]
		if next.Start-end > reach {
			break
		}
		if !counted && next.Start-end > st.gap && st.gap >= 0 { // bytes are not characters: count once
			counted = true
			if reach = m.bytesFrom(end, st.gap); next.Start-end > reach {
				break
			}
		}
		if !m.fills(i, st.slot, bit) {
			continue
		}
		if !m.near(end, next.Start, int(st.gap), st.cross) {
			break // what is farther is not near either
		}
		tried++
		if e, ok := m.follow(rest[2:], next.End, i+1); ok {
			return max(e, next.End), true
		}
	}
	return 0, false
}

// before notes the hits with which a pattern may begin whose given step hit i fills. It goes back
// step by step, each time to every hit from which some hit of the step behind it may be reached.
func (m *Matcher) before(pattern, step int32, i int) {
	if last := &m.matched[pattern]; m.crowded && last.round == m.round && last.count == most {
		return
	}
	steps := m.prog.stepsOf(pattern)
	lo, hi := m.hits[i].Start, m.hits[i].Start
	for at := i; step > 0; step-- {
		st := stepOf(steps, int(step))
		slot := steps[2*(step-1)]
		from := lo - m.bytesBefore(lo, st.gap)
		lo, hi, at = m.reached(pattern, step == 1, slot, from, hi, at)
		if at < 0 {
			return
		}
	}
}

// reached finds the hits before number at that fill a slot and end within [from,to]: where the first
// and the last of them start, and the number of the last, or -1. If they are first steps it notes them.
func (m *Matcher) reached(pattern int32, first bool, slot, from, to int32, at int) (lo, hi int32, last int) {
	last = -1
	bit := signBit(slot)
	add := func(k int) {
		h := &m.hits[k]
		if last < 0 {
			lo, hi, last = h.Start, h.Start, k
		}
		lo, hi, last = min(lo, h.Start), max(hi, h.Start), max(last, k)
		if first {
			m.firsts = append(m.firsts, uint64(pattern)<<32|uint64(k))
		}
	}
	for k := at - 1; k >= 0 && m.hits[k].Start >= from-m.longest; k-- {
		if h := &m.hits[k]; h.End >= from && h.End <= to && h.End-h.Start <= longHit && m.fills(k, slot, bit) {
			add(k)
		}
	}
	for k := len(m.long) - 1; k >= 0 && m.hits[m.long[k]].End >= from; k-- {
		if h := &m.hits[m.long[k]]; h.End <= to && m.fills(int(m.long[k]), slot, bit) {
			add(int(m.long[k]))
		}
	}
	return lo, hi, last
}

// bytesOf is how many bytes a gap may hold at most.
func bytesOf(gap int32) int32 {
	if gap < 0 {
		return neighbours
	}
	return 4 * gap
}

// bytesFrom is how many bytes the next n characters take.
func (m *Matcher) bytesFrom(at, n int32) int32 {
	i := int(at)
	for ; i < len(m.text); i++ {
		if m.text[i]&0xC0 != 0x80 {
			if n--; n < 0 {
				break
			}
		}
	}
	return int32(i) - at
}

// bytesBefore is how many bytes the n characters before a place take, or what may stand between neighbours.
func (m *Matcher) bytesBefore(at, n int32) int32 {
	if n < 0 {
		return neighbours
	}
	i := at
	for ; n > 0 && i > 0; i-- {
		if m.text[i-1]&0xC0 != 0x80 {
			n--
		}
	}
	return at - i
}

// neighbours is how many bytes may stand between words that are next to each other.
const neighbours = 3

// near says whether the text from a to b is a gap of at most n characters, within a sentence
// unless cross. A negative n asks for neighbours: only spaces, quotes and commas between.
func (m *Matcher) near(a, b int32, n int, cross bool) bool {
	between := m.text[a:b]
	if n < 0 {
		if len(between) > neighbours {
			return false
		}
		for _, c := range between {
			if c != ' ' && c != ',' && c != '"' && c != '\'' && c != '-' {
				return false
			}
		}
		return true
	}
	if len(between) > 4*n || len(between) > n && utf8.RuneCount(between) > n {
		return false
	}
	return cross || !hasSentenceEnd(m.text, int(a), int(b))
}
