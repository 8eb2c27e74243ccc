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
	bySlot  [][]span // slot -> its hits in this text, by start
	touched []int32
	signals []Signal
	text    []byte
}

type span struct{ start, end int32 }

// most bounds what one rule may say about one text: more places add nothing to a verdict.
const most = 64

// Run finds every signal of the program in folded text, before needs and nevers are asked.
// The result is valid until the next Run.
func (m *Matcher) Run(p *Program, text []byte, found []Find) []Signal {
	m.reset(p)
	m.text = text
	m.hits = p.set.Scan(m.hits[:0], text)
	for _, h := range m.hits {
		for _, s := range p.slotsOf[h.Phrase] {
			m.put(s, span{h.Start, h.End})
		}
	}
	for _, f := range found {
		if i := slices.Index(finds, f.Name); i >= 0 && p.findSlot[i] >= 0 {
			m.put(p.findSlot[i], span{f.Start, f.End})
		}
	}
	for _, s := range m.touched {
		slices.SortStableFunc(m.bySlot[s], func(a, b span) int { return cmp.Compare(a.start, b.start) })
	}
	for _, s := range m.touched {
		for _, i := range p.byKey[s] {
			m.join(p, &p.patterns[i])
		}
	}
	return m.settle(p)
}

func (m *Matcher) reset(p *Program) {
	if len(m.bySlot) < p.slots {
		m.bySlot = make([][]span, p.slots)
	}
	for _, s := range m.touched {
		m.bySlot[s] = m.bySlot[s][:0]
	}
	m.touched, m.signals = m.touched[:0], m.signals[:0]
}

func (m *Matcher) put(slot int32, s span) {
	if len(m.bySlot[slot]) == 0 {
		m.touched = append(m.touched, slot)
	}
	m.bySlot[slot] = append(m.bySlot[slot], s)
}

// join finds the places where a pattern's steps follow each other as it asks.
func (m *Matcher) join(p *Program, pt *pattern) {
	for _, st := range pt.steps {
		if len(m.bySlot[st.slot]) == 0 {
			return
		}
	}
	found := 0
	end := int32(-1)
	for _, first := range m.bySlot[pt.steps[0].slot] {
		if first.start < end {
			continue // inside the last match
		}
		if e, ok := m.follow(pt.steps[1:], first); ok {
			m.signals = append(m.signals, Signal{Rule: pt.rule, Start: first.start, End: e})
			end = e
			if found++; found == most {
				return
			}
		}
	}
}

// follow tries to place the remaining steps after prev; of several places the nearest is taken
// first. At most eight candidates are tried at each step, which bounds the work.
func (m *Matcher) follow(rest []step, prev span) (int32, bool) {
	if len(rest) == 0 {
		return prev.end, true
	}
	st := rest[0]
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
		if end, ok := m.follow(rest[1:], next); ok {
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
