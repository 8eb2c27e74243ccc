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
	hits    []scan.Hit
	round   uint32   // number of this run, so that nothing need be cleared between runs
	phrase  []uint32 // phrase -> the last round in which it was hit
	seen    []uint32 // slot -> the last round in which a hit filled it
	wanted  []uint32 // slot -> the last round in which a pattern that may match asked for it
	bySlot  [][]span // slot -> its hits in this text, by start; valid when wanted in this round
	keys    []int32  // slots seen in this round that are the key of a pattern
	may     []int32  // patterns of which every slot was seen
	signals []Signal // every match, the silent ones too
	text    []byte

	negations, kept []Signal
}

type span struct{ start, end int32 }

// most bounds what one pattern may say about one text: more places add nothing to a verdict.
const most = 64

// Run finds every signal of the program in folded text, before needs and nevers are asked.
// The result is valid until the next Run.
//
// Most words of a text are in some pattern, and most patterns are not in the text. So the hits
// are gone through twice: first only to see which slots are filled at all, which rules out nearly
// every pattern; then to place the hits of those that are left.
func (m *Matcher) Run(p *Program, text []byte, found []Find) []Signal {
	m.start(p, text)
	m.hits = p.set.Scan(m.hits[:0], text)
	for _, h := range m.hits {
		if m.phrase[h.Phrase] == m.round {
			continue // its slots are known
		}
		m.phrase[h.Phrase] = m.round
		for _, s := range p.slotsOf(h.Phrase) {
			m.see(p, s)
		}
	}
	for _, f := range found {
		if s := p.slotOfFind(f.Name); s >= 0 {
			m.see(p, s)
		}
	}
	if !m.pick(p) {
		return nil
	}
	for _, h := range m.hits {
		for _, s := range p.slotsOf(h.Phrase) {
			if m.wanted[s] == m.round {
				m.bySlot[s] = append(m.bySlot[s], span{h.Start, h.End})
			}
		}
	}
	for _, f := range found {
		if s := p.slotOfFind(f.Name); s >= 0 && m.wanted[s] == m.round {
			m.bySlot[s] = append(m.bySlot[s], span{f.Start, f.End})
		}
	}
	for _, i := range m.may {
		m.join(p.ruleOf[i], p.stepsOf(i))
	}
	return m.settle(p)
}

func (m *Matcher) start(p *Program, text []byte) {
	if len(m.seen) < p.slots || len(m.phrase) < p.set.Len() {
		m.seen, m.wanted, m.bySlot = make([]uint32, p.slots), make([]uint32, p.slots), make([][]span, p.slots)
		m.phrase = make([]uint32, p.set.Len())
		m.round = 0
	}
	if m.round++; m.round == 0 { // after four thousand million runs
		clear(m.phrase)
		clear(m.seen)
		clear(m.wanted)
		m.round = 1
	}
	m.keys, m.may, m.signals, m.text = m.keys[:0], m.may[:0], m.signals[:0], text
}

func (m *Matcher) see(p *Program, slot int32) {
	if m.seen[slot] != m.round {
		m.seen[slot] = m.round
		if p.keyAt[slot] < p.keyAt[slot+1] {
			m.keys = append(m.keys, slot)
		}
	}
}

// pick lists the patterns whose every slot was seen, and wants their slots.
func (m *Matcher) pick(p *Program) bool {
	for _, k := range m.keys {
	patterns:
		for _, i := range p.keyedBy(k) {
			steps := p.stepsOf(i)
			for s := 0; s < len(steps); s += 2 {
				if m.seen[steps[s]] != m.round {
					continue patterns
				}
			}
			m.may = append(m.may, i)
			for s := 0; s < len(steps); s += 2 {
				if slot := steps[s]; m.wanted[slot] != m.round {
					m.wanted[slot] = m.round
					m.bySlot[slot] = m.bySlot[slot][:0]
				}
			}
		}
	}
	return len(m.may) > 0
}

// join finds the places where a pattern's steps follow each other as it asks.
func (m *Matcher) join(rule int32, steps []int32) {
	found := 0
	end := int32(-1)
	for _, first := range m.bySlot[steps[0]] {
		if first.start < end {
			continue // inside the last match
		}
		if e, ok := m.follow(steps[2:], first); ok {
			m.signals = append(m.signals, Signal{Rule: rule, Start: first.start, End: e})
			end = e
			if found++; found == most {
				return
			}
		}
	}
}

// follow tries to place the remaining steps after prev; of several places the nearest is taken
// first. At most eight candidates are tried at each step, which bounds the work.
func (m *Matcher) follow(rest []int32, prev span) (int32, bool) {
	if len(rest) == 0 {
		return prev.end, true
	}
	st := stepOf(rest, 0)
	hits := m.bySlot[st.slot]
	from, _ := slices.BinarySearchFunc(hits, prev.end, func(s span, at int32) int { return cmp.Compare(s.start, at) })
	for tried := 0; from < len(hits) && tried < 8; from, tried = from+1, tried+1 {
		next := hits[from]
		if !m.near(prev.end, next.start, int(st.gap), st.cross) {
			if int(next.start-prev.end) > 4*max(int(st.gap), 1)+8 {
				break
			}
			continue
		}
		if end, ok := m.follow(rest[2:], next); ok {
			return max(end, next.end), true
		}
	}
	return 0, false
}

// near says whether the text from a to b is a gap of at most n characters, within a sentence
// unless cross. A negative n asks for neighbours: only spaces, quotes and commas between.
func (m *Matcher) near(a, b int32, n int, cross bool) bool {
	between := m.text[a:b]
	if n < 0 {
		if len(between) > 3 {
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

// hasSentenceEnd says whether a sentence ends within text[a:b].
func hasSentenceEnd(text []byte, a, b int) bool {
	for i := a; i < b; i++ {
		if text[i] <= '?' && sentenceEnd(text, i) {
			return true
		}
	}
	return false
}

// sentenceEnd says whether the byte at i ends a sentence: a line break, ! or ?, or a full stop
// that does not stand inside a number, a name or an abbreviation.
func sentenceEnd(text []byte, i int) bool {
	switch text[i] {
	case '\n', '!', '?':
		return true
	case '.':
		return i+1 >= len(text) || text[i+1] == ' ' || text[i+1] == '\n' || text[i+1] >= 0x80 || text[i+1] == '"'
	}
	return false
}

// sentenceAround returns the borders of the sentence that holds a..b, at most 600 bytes each way.
func sentenceAround(text []byte, a, b int) (int, int) {
	lo := a
	for lo > 0 && a-lo < 600 && !sentenceEnd(text, lo-1) {
		lo--
	}
	hi := b
	for hi < len(text) && hi-b < 600 && !sentenceEnd(text, hi) {
		hi++
	}
	return lo, hi
}
