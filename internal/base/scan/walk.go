package scan

import "math/bits"

// walk follows the trie from node n with the text from j on, and appends the phrases that begin
// at i and end at a fair place.
func (s *Set) walk(dst []Hit, b []byte, i, j int, n int32) []Hit {
	if j > len(b) {
		return dst
	}
	for ; ; j++ {
		nd := s.nodes[n*nodeSize : n*nodeSize+nodeSize : n*nodeSize+nodeSize]
		if nd[nodePhrase]&ends != 0 {
			dst = s.ending(dst, b, i, j, int32(nd[nodePhrase]>>nodeShift))
		}
		if nd[nodeNext] == 0 {
			if nd[nodeDown] == 0 {
				return dst
			}
			p := int32(nd[nodeDown] - 1)
			rest := s.phrase(p)[j-i:]
			if len(b)-j >= len(rest) && string(b[j:j+len(rest)]) == rest {
				if end, ok := s.fairEnd(b, j+len(rest), p); ok {
					dst = append(dst, Hit{p, int32(i), int32(end)})
				}
			}
			return dst
		}
		if j >= len(b) {
			return dst
		}
		if n = s.down(nd, b[j]); n < 0 {
			return dst
		}
	}
}

// ending appends the phrases that end at j: p, and another of the same text.
func (s *Set) ending(dst []Hit, b []byte, i, j int, p int32) []Hit {
	for e := p + 1; e != 0; e = s.chain(e - 1) {
		if end, ok := s.fairEnd(b, j, e-1); ok {
			dst = append(dst, Hit{e - 1, int32(i), int32(end)})
		}
	}
	return dst
}

// down is the node that a byte leads to, or -1.
func (s *Set) down(nd []uint32, c byte) int32 {
	low := uint32(1) << (c & 31)
	if nd[nodeNext]&low == 0 {
		return -1
	}
	n := nd[nodeDown] + uint32(bits.OnesCount32(nd[nodeNext]&(low-1)))
	if s.label[n] == c {
		return int32(n)
	}
	if nd[nodePhrase]&crowded != 0 {
		for ; s.label[n] != 0; n++ {
			if s.label[n] == c {
				return int32(n)
			}
		}
	}
	return -1
}

// chain gives the next phrase of the same text (one closed, one open), plus one, or 0.
func (s *Set) chain(p int32) int32 {
	if s.isOpen(p) || int(p)+2 >= len(s.at) || s.phrase(p+1) != s.phrase(p) {
		return 0
	}
	return p + 2
}

// fairEnd says whether phrase p may end at j, and where its span ends.
func (s *Set) fairEnd(b []byte, j int, p int32) (int, bool) {
	switch c := s.text[s.at[p+1]-1]; {
	case class[c] == word:
		if j >= len(b) || class[b[j]] != word {
			return j, true
		}
		if !s.isOpen(p) {
			return 0, false
		}
		for j < len(b) && class[b[j]] == word {
			j++
		}
		return j, true
	case c < 0x80:
		return j, true
	default:
		return fairEndScript(b, j, s.phrase(p), s.isOpen(p))
	}
}
