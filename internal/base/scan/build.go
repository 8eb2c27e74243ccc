package scan

import (
	"cmp"
	"fmt"
	"slices"
)

// New compiles phrases. A hit's Phrase is the index in the order returned, which is sorted by
// text (closed before open) and free of repeats; the second result maps each given phrase to it.
func New(phrases []Phrase) (*Set, []int32, error) {
	type at struct {
		Phrase
		was int
	}
	all := make([]at, len(phrases))
	for i, p := range phrases {
		if p.Text == "" || class[p.Text[0]] == gap {
			return nil, nil, fmt.Errorf("phrase %q begins with no letter or digit, so it can never be found; begin it with a word", p.Text)
		}
		all[i] = at{p, i}
	}
	slices.SortStableFunc(all, func(a, b at) int {
		if c := cmp.Compare(a.Text, b.Text); c != 0 {
			return c
		}
		return cmp.Compare(btoi(a.Open), btoi(b.Open))
	})
	s := &Set{}
	index := make([]int32, len(phrases))
	for _, a := range all {
		if n := len(s.phrases); n == 0 || s.phrases[n-1] != a.Phrase {
			s.phrases = append(s.phrases, a.Phrase)
		}
		index[a.was] = int32(len(s.phrases) - 1)
	}
	s.build()
	return s, index, nil
}

// FromSorted rebuilds a set from phrases in the order New left them.
func FromSorted(phrases []Phrase) *Set {
	s := &Set{phrases: phrases}
	s.build()
	return s
}

// Phrases returns the phrases in the order hits number them. It must not be changed.
func (s *Set) Phrases() []Phrase { return s.phrases }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// build makes the bitmaps and the trie. Phrases are sorted, so a node's phrases are a range.
func (s *Set) build() {
	s.nodes = make([]node, 0, len(s.phrases)*2+1)
	s.edges = newTable(len(s.phrases) * 2)
	s.jump = newTable(len(s.phrases))
	s.root = s.newNode(0)
	var short []int
	for lo := 0; lo < len(s.phrases); {
		text := s.phrases[lo].Text
		depth := depthOf(text)
		if depth == 0 {
			s.short.mark(hash(load([]byte(text), 0)))
			s.openShort = s.openShort || s.phrases[lo].Open
			short = append(short, lo)
			lo++
			continue
		}
		hi := lo
		for hi < len(s.phrases) && len(s.phrases[hi].Text) >= depth && s.phrases[hi].Text[:depth] == text[:depth] {
			s.markFirst(s.phrases[hi].Text, depth)
			hi++
		}
		n := s.newNode(depth)
		s.jump.put(first(text, depth), n)
		s.grow(n, lo, hi, depth)
		lo = hi
	}
	s.growShort(short)
}

// depthOf is how many bytes of a phrase the jump table takes at once: a character in scripts
// without spaces, else four bytes, or none when there are fewer.
func depthOf(text string) int {
	switch {
	case class[text[0]] == each && len(text) >= 3:
		return 3
	case len(text) >= 4:
		return 4
	}
	return 0
}

func first(text string, depth int) uint32 {
	v := load([]byte(text[:min(4, len(text))]), 0)
	if depth == 3 {
		v &= 0xFFFFFF
	}
	return v
}

func (s *Set) markFirst(text string, depth int) {
	b := []byte(text[:min(8, len(text))])
	v := first(text, depth)
	switch {
	case depth == 3 && len(text) < 6:
		// One character, perhaps with a letter or digit behind it, which the walk compares.
		alone := uint16(v&0x0F<<12 | v>>8&0x3F<<6 | v>>16&0x3F)
		s.single[alone>>6] |= 1 << (alone & 63)
	case depth == 3:
		s.pair.mark(hash2(v, load(b, 3)&0xFFFFFF))
	case len(text) < 8:
		s.four.mark(hash(v))
	default:
		s.eight.mark(hash2(v, load(b, 4)))
	}
}

func (s *Set) newNode(depth int) int32 {
	s.nodes = append(s.nodes, node{depth: int32(depth)})
	return int32(len(s.nodes) - 1)
}

// grow adds the subtree of node n: phrases lo..hi share their first depth bytes.
func (s *Set) grow(n int32, lo, hi, depth int) {
	if lo < hi && len(s.phrases[lo].Text) == depth {
		s.nodes[n].ends = int32(lo) + 1
		for lo < hi && len(s.phrases[lo].Text) == depth {
			lo++
		}
	}
	if hi-lo == 1 {
		s.nodes[n].tail = int32(lo) + 1
		return
	}
	for lo < hi {
		c := s.phrases[lo].Text[depth]
		end := lo + 1
		for end < hi && s.phrases[end].Text[depth] == c {
			end++
		}
		to := s.newNode(depth + 1)
		s.edges.put(uint32(n)<<8|uint32(c), to)
		s.grow(to, lo, end, depth+1)
		lo = end
	}
}

// growShort adds the phrases of fewer than four bytes under the root. They are not a range of
// the sorted phrases, so each is put in byte by byte.
func (s *Set) growShort(short []int) {
	for _, p := range short {
		n := s.root
		for i := range len(s.phrases[p].Text) {
			key := uint32(n)<<8 | uint32(s.phrases[p].Text[i])
			to := s.edges.get(key)
			if to < 0 {
				to = s.newNode(i + 1)
				s.edges.put(key, to)
			}
			n = to
		}
		if s.nodes[n].ends == 0 {
			s.nodes[n].ends = int32(p) + 1
		}
	}
}
