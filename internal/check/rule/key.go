package rule

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// A pattern is looked for by one of its steps, its key, and the other steps only near a place where
// the key was found. So what an ordinary text costs depends on how rare the keys are in it. Function
// words ("you", "我") stand in thousands of patterns and are hardly ever a key.

// mostSteps is how many steps a pattern may have.
const mostSteps = 15

// oftenFound is how often a find is taken to stand in ordinary text, as often as a common word.
const oftenFound = 300

// common lists the phrases that texts hold most often, with how often they were counted in
// data/texts; phrases that are not listed are rare. It only decides what is looked for first, so it
// need not be current. `go run ./internal/check/gen -common` counts anew.
//
//go:embed common.txt
var common string

var oftenOf = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for line := range strings.Lines(common) {
		if n, phrase, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			m[phrase], _ = strconv.Atoi(n)
		}
	}
	return m
})

// howOften estimates how often a phrase stands in ordinary text; of rare ones the short are likelier.
func howOften(p scan.Phrase) int {
	const unit = 32 // so that what is counted outweighs what is guessed
	return oftenOf()[key(p)]*unit + max(1, 16-len(p.Text))
}

// beside is the step that is looked for after the key: the next, if there is one.
func (p *pattern) beside() int {
	switch {
	case len(p.steps) == 1:
		return 0
	case p.key == 0:
		return 1
	}
	return p.key - 1
}

// CommonPhrases counts how often each phrase of the program stands in texts, and lists those that do
// at least some times, in the form of common.txt.
func (p *Program) CommonPhrases(folded [][]byte) string {
	const least = 20
	count := make([]int, p.set.Len())
	var hits []scan.Hit
	for _, b := range folded {
		hits = p.set.Scan(hits[:0], b)
		for _, h := range hits {
			count[h.Phrase]++
		}
	}
	var lines []string
	for i, ph := range p.Phrases() {
		if count[i] >= least {
			lines = append(lines, strconv.Itoa(count[i])+" "+key(ph)+"\n")
		}
	}
	slices.SortFunc(lines, func(a, b string) int {
		return strings.Compare(a[strings.Index(a, " "):], b[strings.Index(b, " "):])
	})
	return strings.Join(lines, "")
}

// stepsOf returns the steps of a pattern, two numbers each.
func (p *Program) stepsOf(pattern int32) []int32 {
	return p.stepList[p.stepAt[pattern]:p.stepAt[pattern+1]]
}

// stepOf reads the i-th of steps.
func stepOf(steps []int32, i int) step {
	return step{steps[2*i], steps[2*i+1] >> 1, steps[2*i+1]&1 == 1}
}

// keyedBy returns the steps that a slot is the key of, two numbers each: one to be read by keyOf, and
// the slot of a step beside it, or the slot itself where the pattern has no other step.
func (p *Program) keyedBy(slot int32) []int32 { return p.keyList[p.keyAt[slot]:p.keyAt[slot+1]] }

// keyOf reads a step that is the key of a pattern.
func keyOf(v int32) (pattern, step int32) { return v / (mostSteps + 1), v % (mostSteps + 1) }

// keys is how many slots are the key of a pattern; they are numbered first.
func (p *Program) keys() int32 { return int32(len(p.keyAt) - 1) }

func (p *Program) slotsOf(phrase int32) []int32 {
	return p.slotList[p.slotAt[phrase]:p.slotAt[phrase+1]]
}

// findPhrase is the number under which a find stands behind the phrases, or -1.
func (p *Program) findPhrase(name string) int32 {
	if i := slices.Index(finds, name); i >= 0 {
		return int32(p.set.Len() + i)
	}
	return -1
}

// Whether a phrase fills a slot is asked of every hit near a key, so it is asked in three steps: the
// hit's sign, 32 bits for all the slots of its phrase; a bitmap with a bit for each phrase with each
// of its slots; and the slots themselves.
const filledBits = 1 << 20

func filledBit(phrase, slot int32) uint32 {
	return (uint32(phrase)*0x9E3779B1 ^ uint32(slot)*0x85EBCA6B) * 0xC2B2AE35 >> 12
}

// signBit is the bit of a slot in a sign.
func signBit(slot int32) uint32 { return 1 << (uint32(slot) * 0x9E3779B1 >> 27) }

// fill makes the signs and the bitmap from the slots of every phrase.
func (p *Program) fill(of [][]int32) {
	p.filled = make([]uint32, filledBits/32)
	p.sign = make([]uint32, len(of))
	for phrase, slots := range of {
		for _, s := range slots {
			b := filledBit(int32(phrase), s)
			p.filled[b>>5] |= 1 << (b & 31)
			p.sign[phrase] |= signBit(s)
		}
	}
}

// fills says whether a phrase fills a slot.
func (p *Program) fills(phrase, slot int32) bool {
	b := filledBit(phrase, slot)
	if p.filled[b>>5]>>(b&31)&1 == 0 {
		return false
	}
	_, ok := slices.BinarySearch(p.slotsOf(phrase), slot)
	return ok
}
