package scan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
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
		return cmp.Or(cmp.Compare(firstWord(a.Phrase), firstWord(b.Phrase)), cmp.Compare(a.Text, b.Text), cmp.Compare(btoi(a.Open), btoi(b.Open)))
	})
	b := &builder{}
	index := make([]int32, len(phrases))
	for _, a := range all {
		if n := len(b.phrases); n == 0 || b.phrases[n-1] != a.Phrase {
			b.phrases = append(b.phrases, a.Phrase)
		}
		index[a.was] = int32(len(b.phrases) - 1)
	}
	return b.build(), index, nil
}

// Phrases returns the phrases in the order hits number them.
func (s *Set) Phrases() []Phrase {
	out := make([]Phrase, len(s.at)-1)
	for i := range out {
		out[i] = Phrase{s.phrase(int32(i)), s.isOpen(int32(i))}
	}
	return out
}

// Len is the number of phrases.
func (s *Set) Len() int { return len(s.at) - 1 }

// firstWord is the whole ASCII word a phrase begins with, or "" when it begins otherwise or is one
// open word, which longer words begin with too.
func firstWord(p Phrase) string {
	n := 0
	for n < len(p.Text) && class[p.Text[n]] == word {
		n++
	}
	if n == len(p.Text) && p.Open {
		return ""
	}
	return p.Text[:n]
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// builder makes a set of phrases in order: those without a first word, then by first word.
type builder struct {
	phrases            []Phrase
	set                *Set
	nodes              []int32
	words, jump, edges table
}

// build makes the bitmaps and the trie. Phrases with the same beginning are a range.
func (b *builder) build() *Set {
	b.set = &Set{bits: make([]uint32, allBits)}
	b.edges, b.jump, b.words = newTable(len(b.phrases)), newTable(len(b.phrases)/4), newTable(len(b.phrases)/4)
	b.newNode(0, 0)
	var shorts []int
	for lo := 0; lo < len(b.phrases); {
		p := b.phrases[lo]
		if w := firstWord(p); w != "" {
			lo = b.addWord(w, lo)
			continue
		}
		if depthOf(p.Text) == 0 {
			b.set.mark(short, hash(load([]byte(p.Text), 0)))
			b.set.openShort = true
			shorts = append(shorts, lo)
			lo++
			continue
		}
		lo = b.addBeginning(p.Text[:depthOf(p.Text)], lo)
	}
	b.growShort(shorts)
	b.lay()
	return b.set
}

// addWord adds the phrases from lo on that begin with the word w, and returns the next.
func (b *builder) addWord(w string, lo int) int {
	hi := lo
	for hi < len(b.phrases) && firstWord(b.phrases[hi]) == w {
		hi++
	}
	h := hashWord([]byte(w), 0, len(w))
	b.set.mark(whole, h)
	for lookUp(b.words.cells, h) >= 0 {
		h += nextHash // another first word has this hash
	}
	n := b.newNode(len(w), lo)
	b.words.put(h, n)
	b.grow(n, lo, hi, len(w))
	return hi
}

// addBeginning adds the phrases from lo on that begin with these bytes, and returns the next.
func (b *builder) addBeginning(bytes string, lo int) int {
	hi := lo
	for hi < len(b.phrases) && firstWord(b.phrases[hi]) == "" && strings.HasPrefix(b.phrases[hi].Text, bytes) {
		b.set.markFirst(b.phrases[hi].Text, len(bytes))
		hi++
	}
	n := b.newNode(len(bytes), lo)
	b.jump.put(first(bytes, len(bytes)), n)
	b.grow(n, lo, hi, len(bytes))
	return hi
}

// lay writes the phrases and tables into the flat set.
func (b *builder) lay() {
	var text, open []byte
	for _, p := range b.phrases {
		b.set.at = append(b.set.at, uint32(len(text)))
		text = append(text, p.Text...)
		open = append(open, byte(btoi(p.Open)))
	}
	b.set.at = append(b.set.at, uint32(len(text)))
	b.set.text, b.set.open = string(text), string(append(open, byte(btoi(b.set.openShort))))
	b.set.nodes, b.set.words, b.set.jump, b.set.edges = b.nodes, b.words.cells, b.jump.cells, b.edges.cells
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
		s.mark(single, v&0x0F<<12|v>>8&0x3F<<6|v>>16&0x3F)
	case depth == 3:
		s.mark(pair, hash2(v, load(b, 3)&0xFFFFFF))
	case len(text) < 8:
		s.mark(four, hash(v))
	default:
		s.mark(eight, hash2(v, load(b, 4)))
	}
}

func (b *builder) newNode(depth, phrase int) int32 {
	b.nodes = append(b.nodes, 0, 0, int32(depth), int32(phrase), 0)
	return int32(len(b.nodes)/nodeSize - 1)
}

func (b *builder) node(n int32) []int32 { return b.nodes[n*nodeSize : n*nodeSize+nodeSize] }

// grow adds the subtree of node n: phrases lo..hi share their first depth bytes.
func (b *builder) grow(n int32, lo, hi, depth int) {
	if lo < hi && len(b.phrases[lo].Text) == depth {
		b.node(n)[nodeEnds] = int32(lo) + 1
		for lo < hi && len(b.phrases[lo].Text) == depth {
			lo++
		}
	}
	if hi-lo == 1 {
		b.node(n)[nodeTail] = int32(lo) + 1
		return
	}
	for lo < hi {
		c := b.phrases[lo].Text[depth]
		end := lo + 1
		for end < hi && b.phrases[end].Text[depth] == c {
			end++
		}
		to := b.newNode(depth+1, lo)
		b.link(n, c, to)
		b.grow(to, lo, end, depth+1)
		lo = end
	}
}

func (b *builder) link(n int32, c byte, to int32) {
	b.edges.put(uint32(n)<<8|uint32(c), to)
	b.node(n)[nodeNext] |= int32(uint32(1) << (c & 31))
}

// growShort adds the phrases of fewer than four bytes under node 0. They are not a range of the
// sorted phrases, so each is put in byte by byte.
func (b *builder) growShort(shorts []int) {
	for _, p := range shorts {
		n := int32(0)
		for i := range len(b.phrases[p].Text) {
			c := b.phrases[p].Text[i]
			to := lookUp(b.edges.cells, uint32(n)<<8|uint32(c))
			if to < 0 {
				to = b.newNode(i+1, p)
				b.link(n, c, to)
			}
			n = to
		}
		if b.node(n)[nodeEnds] == 0 {
			b.node(n)[nodeEnds] = int32(p) + 1
		}
	}
}
