package learn

import (
	"slices"

	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// Group is a sort of thing that a text shows. Each group is brought to the same length before it
// is weighed, so that a long text does not shout, and the many pairs do not drown the words.
type Group int

// The groups.
const (
	Words      Group = iota // grams
	Notions                 // what is spoken of
	Together                // two notions in one sentence
	Follows                 // one notion right behind another
	Given                   // what rules gave: flags, cues, stances, and how they summed up
	GivenPairs              // two of those in the same stretch
	Heard                   // what its sentences were found to show: flags, danger
	HeardPairs              // two of those
	Groups     = iota
)

// share is how much each group weighs against the others, found by trying on writers left out.
var share = [Groups]float64{Words: 1, Given: 0.5, GivenPairs: 0.3, Notions: 0.7, Together: 0.5, Follows: 0.5, Heard: 0.7, HeardPairs: 0.4}

// least is the length that a group is brought to at the least: of a text that says little, little
// is known.
var least = [Groups]float64{Words: 30, Given: 3, GivenPairs: 8, Notions: 8, Together: 20, Follows: 15, Heard: 3, HeardPairs: 10}

// Name is something that rules gave at a place of the folded text: Hash is HashName of
// "flag.K01", "cue.official" and the like.
type Name struct {
	Hash       uint64
	Start, End int32
}

// Span is a piece of folded text, in bytes.
type Span struct{ Start, End int32 }

// Sheet is what one stretch of text shows, by group. A key may stand in it more than once; it
// counts once.
type Sheet struct {
	Keys   [Groups][]uint32
	Places [Groups][]Span // where each key stands
}

func (s *Sheet) reset() {
	for g := range s.Keys {
		s.Keys[g], s.Places[g] = s.Keys[g][:0], s.Places[g][:0]
	}
}

func (s *Sheet) add(g Group, key uint32, at Span) {
	s.Keys[g] = append(s.Keys[g], key)
	s.Places[g] = append(s.Places[g], at)
}

// Reader reads folded text and fills sheets from stretches of it. Reuse it, but not from two
// goroutines.
type Reader struct {
	Sentences []Span

	grams []Gram
	hits  []Hit
	found []scan.Hit
	text  []byte
	names []uint64
	spans []Span

	walker walker
}

// Read reads folded text, which must stay as it is while sheets are filled.
func (r *Reader) Read(l *Lexicon, text []byte) {
	r.text = text
	r.walker.out = r.grams[:0]
	r.walker.walk(text)
	r.grams = r.walker.out
	r.hits, r.found = l.Find(r.hits[:0], r.found, text)
	r.Sentences = sentences(r.Sentences[:0], text)
}

const (
	longSentence = 600 // bytes after which a sentence is cut, whatever it says
	mostCompany  = 24  // notions behind it that a notion is paired with
)

// sentences cuts folded text where a sentence or a line ends.
func sentences(dst []Span, b []byte) []Span {
	from := 0
	for i := 0; i <= len(b); i++ {
		if i < len(b) && !endsSentence(b, i) && (i-from < longSentence || b[i]&0xC0 == 0x80) {
			continue
		}
		if i-from > 1 {
			dst = append(dst, Span{int32(from), int32(min(i+1, len(b)))})
		}
		from = i + 1
	}
	return dst
}

func endsSentence(b []byte, i int) bool {
	switch b[i] {
	case '\n', '!', '?':
		return true
	case '.', ';':
		return i+1 >= len(b) || b[i+1] == ' ' || b[i+1] == '\n' || b[i+1] >= 0x80
	}
	return false
}

// Sheet fills s from the stretch [from,to) of the text that was read. names are what rules gave
// in it.
func (r *Reader) Sheet(l *Lexicon, s *Sheet, from, to int32, names []Name) {
	s.reset()
	lo, _ := slices.BinarySearchFunc(r.grams, from, func(g Gram, at int32) int { return int(g.End - at) })
	for _, g := range r.grams[lo:] {
		if g.Start >= to {
			break
		}
		if g.Start >= from && g.End <= to {
			s.add(Words, g.Key, Span{g.Start, g.End})
		}
	}
	r.given(s, names)
	first, _ := slices.BinarySearchFunc(r.Sentences, from, func(x Span, at int32) int { return int(x.Start - at) })
	h, _ := slices.BinarySearchFunc(r.hits, from, func(x Hit, at int32) int { return int(x.Start - at) })
	for _, x := range r.Sentences[first:] {
		if x.Start >= to {
			break
		}
		for h < len(r.hits) && r.hits[h].Start < x.Start {
			h++
		}
		end := h
		for end < len(r.hits) && r.hits[end].Start < min(x.End, to) {
			end++
		}
		notions(l, s, r.hits[h:end])
		h = end
	}
}

// given adds the names and every two of them.
func (r *Reader) given(s *Sheet, names []Name) {
	r.names, r.spans = r.names[:0], r.spans[:0]
	for _, n := range names {
		h := n.Hash
		if slices.Contains(r.names, h) {
			continue
		}
		at := Span{n.Start, n.End}
		s.add(Given, key(sortName, h), at)
		for i, other := range r.names {
			s.add(GivenPairs, key(sortNames, min(h, other)*finish+max(h, other)), r.spans[i])
		}
		r.names, r.spans = append(r.names, h), append(r.spans, at)
	}
}

// notions adds what one sentence speaks of.
func notions(l *Lexicon, s *Sheet, hits []Hit) {
	for i, a := range hits {
		at, h := Span{a.Start, a.End}, l.hash[a.Notion]
		s.add(Notions, key(sortNotion, h), at)
		next := int32(-1)
		for _, b := range hits[i+1 : min(len(hits), i+1+mostCompany)] {
			if a.Notion != b.Notion {
				k := l.hash[b.Notion]
				s.add(Together, key(sortTogether, min(h, k)*finish+max(h, k)), Span{a.Start, max(a.End, b.End)})
			}
			if b.Start >= a.End && (next < 0 || b.Start == next) {
				next = b.Start
				s.add(Follows, key(sortFollows, h*finish+l.hash[b.Notion]), Span{a.Start, b.End})
			}
		}
	}
}

// HashName is FNV-1a.
func HashName(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// GivenKey is the key under which a name stands among the Given.
func GivenKey(hash uint64) uint32 { return key(sortName, hash) }

// Beside the flags, a sentence is asked two things more; they stand in Model.Flags like flags.
const (
	DangerMark = "!" // words that show danger
	AnyMark    = "*" // words that show any flag
)

// heardSteps are the scores at which a flag heard in some sentence counts for more.
var heardSteps = [...]float64{-0.7, -0.4, -0.15, 0.1, 0.4}

// pairStep is the score from which two heard flags make a pair.
const pairStep = -0.4

// Hear adds to a sheet how strongly its sentences show each flag: best is the greatest score of
// any sentence, for each of the model's flags.
func (s *Sheet) Hear(best []float64) {
	s.Keys[Heard], s.Places[Heard] = s.Keys[Heard][:0], s.Places[Heard][:0]
	s.Keys[HeardPairs], s.Places[HeardPairs] = s.Keys[HeardPairs][:0], s.Places[HeardPairs][:0]
	for f, score := range best {
		for step, at := range heardSteps {
			if score >= at {
				s.add(Heard, heardKey(f, step), Span{})
			}
		}
		if score < pairStep {
			continue
		}
		for g, other := range best[:f] {
			if other >= pairStep {
				s.add(HeardPairs, key(sortHeards, uint64(f*len(best)+g+1)*base), Span{})
			}
		}
	}
}

func heardKey(flag, step int) uint32 {
	return key(sortHeard, uint64(flag*len(heardSteps)+step+1)*base)
}

// HeardKeys lists the keys under which a flag, by its number in the model, may stand among the
// Heard.
func HeardKeys(flag int) (out []uint32) {
	for step := range heardSteps {
		out = append(out, heardKey(flag, step))
	}
	return out
}
