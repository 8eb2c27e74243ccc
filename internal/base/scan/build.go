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

// build makes the bitmap and the trie. Phrases are sorted, so a node's phrases are a range.
func (s *Set) build() {
	size := uint32(1024)
	total := 0
	for _, p := range s.phrases {
		total += len(p.Text)
	}
	for size < uint32(2*min(total, 6*len(s.phrases)+64)) {
		size *= 2
	}
	s.cells, s.mask = make([]cell, size), size-1
	s.nodes = make([]node, 1, len(s.phrases)*2+1)
	for _, p := range s.phrases {
		v := load([]byte(p.Text[:min(4, len(p.Text))]), 0)
		s.mark(v)
		s.openShort = s.openShort || p.Open && len(p.Text) < 4
	}
	s.grow(0, 0, len(s.phrases), 0)
}

// grow adds the subtree of node n: phrases lo..hi share their first depth bytes.
func (s *Set) grow(n int32, lo, hi, depth int) {
	s.nodes[n].depth = int32(depth)
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
		to := int32(len(s.nodes))
		s.nodes = append(s.nodes, node{})
		s.link(n, c, to)
		s.grow(to, lo, end, depth+1)
		lo = end
	}
}

func (s *Set) link(n int32, c byte, to int32) {
	s.links++
	if s.links*2 > len(s.cells) {
		s.rehash()
	}
	s.put(uint32(n)<<8|uint32(c)+1, to)
}

func (s *Set) put(key uint32, to int32) {
	h := key * 0x85EBCA6B >> 7 & s.mask
	for s.cells[h].key != 0 {
		h = (h + 1) & s.mask
	}
	s.cells[h] = cell{key, to}
}

func (s *Set) rehash() {
	old := s.cells
	s.cells = make([]cell, 2*len(old))
	s.mask = uint32(len(s.cells)) - 1
	for _, c := range old {
		if c.key != 0 {
			s.put(c.key, c.to)
		}
	}
}
