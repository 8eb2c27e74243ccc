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
		if p.Text == "" || class[p.Text[0]] == gap || strings.Contains(p.Text, "\x00") { // no node is labelled 0
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
	phrases     []Phrase
	set         *Set
	nodes       []uint32
	label       []byte
	words, jump table
}

// build makes the bitmaps and the trie. Phrases with the same beginning stand in a row.
func (b *builder) build() *Set {
	b.set = &Set{bits: make([]uint32, allBits)}
	b.words, b.jump = newTable(), newTable()
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
	if len(shorts) > 0 {
		b.branch(0, shorts, 0)
	}
	b.lay()
	return b.set
}

// addWord adds the phrases from lo on that begin with the word w, and returns the next.
func (b *builder) addWord(w string, lo int) int {
	var list []int
	for hi := lo; hi < len(b.phrases) && firstWord(b.phrases[hi]) == w; hi++ {
		list = append(list, hi)
	}
	h := hashWord([]byte(w), 0, len(w))
	b.set.mark(whole, h)
	for lookUp(b.words.cells, h) >= 0 {
		h += nextHash // another first word has this hash
	}
	n := b.newNode(lo, 0)
	b.words.put(h, n)
	b.grow(n, list, len(w))
	return lo + len(list)
}

// addBeginning adds the phrases from lo on that begin with these bytes, and returns the next.
func (b *builder) addBeginning(bytes string, lo int) int {
	var list []int
	for hi := lo; hi < len(b.phrases) && firstWord(b.phrases[hi]) == "" && strings.HasPrefix(b.phrases[hi].Text, bytes); hi++ {
		b.set.markFirst(b.phrases[hi].Text, len(bytes))
		list = append(list, hi)
	}
	n := b.newNode(lo, 0)
	b.jump.put(first(bytes, len(bytes)), n)
	b.grow(n, list, len(bytes))
	return lo + len(list)
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
	b.set.nodes, b.set.label, b.set.words, b.set.jump = b.nodes, string(b.label), b.words.cells, b.jump.cells
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

func (b *builder) newNode(phrase int, label byte) int32 {
	b.nodes = append(b.nodes, uint32(phrase)<<nodeShift, 0, 0)
	b.label = append(b.label, label)
	return int32(len(b.label) - 1)
}

func (b *builder) node(n int32) []uint32 { return b.nodes[n*nodeSize : n*nodeSize+nodeSize] }

// grow adds the subtree of node n: the phrases of the list share their first depth bytes.
func (b *builder) grow(n int32, list []int, depth int) {
	if len(b.phrases[list[0]].Text) == depth {
		b.node(n)[nodePhrase] |= ends
		for len(list) > 0 && len(b.phrases[list[0]].Text) == depth {
			list = list[1:]
		}
	}
	switch len(list) {
	case 0:
	case 1:
		b.node(n)[nodeDown] = uint32(list[0]) + 1
	default:
		b.branch(n, list, depth)
	}
}

// branch adds a row of nodes below n, one for each byte that goes on.
func (b *builder) branch(n int32, list []int, depth int) {
	at := func(i int) byte { return b.phrases[i].Text[depth] }
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(i, j int) int {
		return cmp.Or(cmp.Compare(at(i)&31, at(j)&31), cmp.Compare(at(i), at(j)))
	})
	down := int32(len(b.label))
	b.node(n)[nodeDown] = uint32(down)
	var groups [][]int
	for len(list) > 0 {
		end := 1
		for end < len(list) && at(list[end]) == at(list[0]) {
			end++
		}
		c := at(list[0])
		if b.node(n)[nodeNext]>>(c&31)&1 != 0 {
			b.node(n)[nodePhrase] |= crowded
		}
		b.node(n)[nodeNext] |= 1 << (c & 31)
		b.newNode(list[0], c)
		groups, list = append(groups, list[:end]), list[end:]
	}
	if b.node(n)[nodePhrase]&crowded != 0 {
		b.newNode(0, 0)
	}
	for i, g := range groups {
		b.grow(down+int32(i), g, depth+1)
	}
}
