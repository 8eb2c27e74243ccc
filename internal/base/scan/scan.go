// Package scan finds many phrases at once in folded text, with their spans, in one pass.
//
// A phrase can only begin where a token begins: at the start of a word in scripts that put
// spaces between words, at every character in those that do not. So the scanner walks from
// token start to token start, asks a small bitmap whether any phrase begins with the four bytes
// that stand there, and only then walks a trie. The bitmap lives in the first-level cache and
// turns away nearly everything; the trie bounds the work at one start by the longest phrase, so
// the time is linear in the text whatever the text is (there is no fallback to fall back to).
//
// What does not live here: how text is folded (base/fold), what a phrase means (check/rule).
package scan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Phrase is one literal to look for, already folded.
type Phrase struct {
	Text string
	Open bool // the last word may go on: "transfer*"
}

// Hit is one phrase found: its number in the list given to New and its span in the text.
// For an open phrase End is the end of the word it ended in.
type Hit struct {
	Phrase     int32
	Start, End int32
}

// Set is a compiled list of phrases. It is read-only and may be shared. Everything in it is flat,
// so that it can be used straight from a file (flat.go).
//
// A phrase that begins with a whole ASCII word is found by that word (words); the others, by their
// first character or four bytes (jump): scripts without spaces, and "transfer*", which any longer
// word may begin with.
type Set struct {
	text string   // every phrase, one behind the other, in order
	at   []uint32 // phrase i is text[at[i]:at[i+1]]
	open string   // phrase i: 1 when its last word may go on; behind them 1 when openShort

	// What may begin a phrase, asked at every token start. The bitmaps keep out nearly all of an
	// ordinary text: whole words; phrases of four to seven bytes by their first four, longer ones by
	// their first eight, shorter ones as they are; in scripts without spaces, phrases of one
	// character by it, longer ones by their first two.
	bits []uint32

	openShort bool // an open phrase has fewer than four bytes

	words []uint32 // table: hash of the first word -> trie node below it
	jump  []uint32 // table: first four bytes, or first character -> trie node below them
	nodes []uint32 // nodeSize numbers a node, see below; node 0 is the root of the short phrases
	label string   // node -> the byte that leads to it
}

// The bitmaps lie one behind the other in Set.bits.
const (
	bitmapBits = 1 << 17
	whole      = 0 * bitmapBits / 32
	four       = 1 * bitmapBits / 32
	eight      = 2 * bitmapBits / 32
	pair       = 3 * bitmapBits / 32
	short      = 4 * bitmapBits / 32
	single     = 5 * bitmapBits / 32 // exact, by the character's number
	allBits    = single + 1<<16/32
)

func (s *Set) mark(m int, h uint32)     { s.bits[m+int(h>>5&(bitmapBits/32-1))] |= 1 << (h & 31) }
func (s *Set) has(m int, h uint32) bool { return s.bits[m+int(h>>5&(bitmapBits/32-1))]>>(h&31)&1 != 0 }

// A trie node is three numbers. nodePhrase holds a phrase that passes through it and two marks.
// nodeNext says which bytes go on from it, a bit for the low five bits of each. The nodes they lead
// to lie in a row, in the order of those low bits; nodeDown is the first of them. Where only one
// phrase goes on from here there is no such row: nodeDown is that phrase plus one, and its tail is
// compared directly instead of walked.
const (
	nodePhrase = iota // phrase<<nodeShift, and the marks
	nodeNext
	nodeDown
	nodeSize
)

const (
	ends      = 1 << iota // the phrase ends at this node
	crowded               // bytes with the same low bits go on from here; a node without a label ends the row
	nodeShift = iota
)

func (s *Set) phrase(p int32) string { return s.text[s.at[p]:s.at[p+1]] }
func (s *Set) isOpen(p int32) bool   { return s.open[p] == 1 }

// Byte classes of folded text.
const (
	gap   = iota // space, punctuation, controls
	word         // ASCII letter or digit
	each         // lead byte of a script without spaces (or with clitics): every rune is a start
	lead         // lead byte of a script with spaces: a start when the rune before is no letter
	cont         // continuation byte; met alone only in broken text
	lead2        // two-byte lead of Arabic: every rune is a start, clitics are checked
)

var class = func() (t [256]uint8) {
	for c := range 256 {
		switch {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			t[c] = word
		case c < 0x80:
			t[c] = gap
		case c < 0xC0:
			t[c] = cont
		case c >= 0xD8 && c <= 0xDB:
			t[c] = lead2
		case c == 0xE0, c == 0xE1, c == 0xE2, c < 0xE0, c == 0xEF:
			t[c] = lead
		default: // E3–EE: kana, Han, Hangul; F0 and up: rare Han
			t[c] = each
		}
	}
	return t
}()

// hashWord mixes the length, the first eight and the last eight bytes of a word.
func hashWord(b []byte, i, end int) uint32 {
	n := end - i
	if n <= 8 && i+8 <= len(b) {
		w := binary.LittleEndian.Uint64(b[i:]) << (64 - 8*uint(n))
		return mix(w, uint64(n))
	}
	if n <= 8 {
		var w uint64
		for k := end - 1; k >= i; k-- {
			w = w<<8 | uint64(b[k])
		}
		return mix(w<<(64-8*uint(n)), uint64(n))
	}
	return mix(binary.LittleEndian.Uint64(b[i:])^bits.RotateLeft64(binary.LittleEndian.Uint64(b[end-8:]), 29), uint64(n))
}

// nextHash leads from a hash that is taken to the next one tried.
const nextHash = 0x9E3779B1

func mix(w, n uint64) uint32 { return uint32((w ^ n*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93 >> 32) }

func hash(v uint32) uint32     { return v * 0x9E3779B1 >> 15 }
func hash2(v, w uint32) uint32 { return (v*0x9E3779B1 ^ w*0x85EBCA6B) * 0xC2B2AE35 >> 15 }

// load reads up to four bytes, little-endian; bytes past the end read as zero.
func load(b []byte, i int) uint32 {
	if i+4 <= len(b) {
		_ = b[i+3]
		return uint32(b[i]) | uint32(b[i+1])<<8 | uint32(b[i+2])<<16 | uint32(b[i+3])<<24
	}
	var v uint32
	for k := 0; i+k < len(b); k++ {
		v |= uint32(b[i+k]) << (8 * k)
	}
	return v
}

// Scan appends every hit in b to dst, in order of start, and returns it.
func (s *Set) Scan(dst []Hit, b []byte) []Hit {
	inWord := false
	for i := 0; i < len(b); {
		switch class[b[i]] {
		case word:
			end := i + 1
			for end < len(b) && class[b[end]] == word {
				end++
			}
			if !inWord {
				dst = s.wholeWord(dst, b, i, end)
				dst = s.beginning(dst, b, i)
			}
			i, inWord = end, true
		case each:
			dst = s.character(dst, b, i)
			inWord = false
			i += width(b, i)
		case lead2:
			if v := load(b, i); (s.has(four, hash(v)) || s.has(eight, hash2(v, load(b, i+4)))) && cliticBefore(b, i) {
				dst = s.beginning(dst, b, i)
			}
			inWord = false
			i += width(b, i)
		case lead:
			r, n := utf8.DecodeRune(b[i:])
			letter := isLetter(r)
			if letter && !inWord {
				dst = s.beginning(dst, b, i)
			}
			inWord = letter
			i += n
		default:
			inWord = false
			i++
		}
	}
	return dst
}

// wholeWord looks for phrases whose first word is b[i:end].
func (s *Set) wholeWord(dst []Hit, b []byte, i, end int) []Hit {
	h := hashWord(b, i, end)
	if !s.has(whole, h) {
		return dst
	}
	for ; ; h += nextHash {
		n := lookUp(s.words, h)
		if n < 0 {
			return dst
		}
		// Another word may have the same hash: compare with a phrase that passes here.
		if s.startsWithWord(n, b[i:end]) {
			return s.walk(dst, b, i, end, n)
		}
	}
}

// startsWithWord says whether the phrases of node n begin with the whole word w.
func (s *Set) startsWithWord(n int32, w []byte) bool {
	p := s.phrase(int32(s.nodes[n*nodeSize+nodePhrase] >> nodeShift))
	return len(p) >= len(w) && p[:len(w)] == string(w) && (len(p) == len(w) || class[p[len(w)]] != word)
}

// beginning looks for phrases that begin at i, other than by a whole word.
func (s *Set) beginning(dst []Hit, b []byte, i int) []Hit {
	v := load(b, i)
	if s.openShort && s.hasShort(v) {
		dst = s.walk(dst, b, i, i, 0)
	}
	if s.has(four, hash(v)) || s.has(eight, hash2(v, load(b, i+4))) {
		if n := lookUp(s.jump, v); n >= 0 {
			dst = s.walk(dst, b, i, i+4, n)
		}
	}
	return dst
}

func (s *Set) hasShort(v uint32) bool {
	return s.has(short, hash(v&0xFFFFFF)) || s.has(short, hash(v&0xFFFF)) || s.has(short, hash(v&0xFF))
}

// character looks for phrases that begin with the character at i, in a script without spaces.
func (s *Set) character(dst []Hit, b []byte, i int) []Hit {
	v := load(b, i) & 0xFFFFFF
	alone := uint16(v&0x0F<<12 | v>>8&0x3F<<6 | v>>16&0x3F)
	if s.has(single, uint32(alone)) || s.has(pair, hash2(v, load(b, i+3)&0xFFFFFF)) {
		if n := lookUp(s.jump, v); n >= 0 {
			dst = s.walk(dst, b, i, i+3, n)
		}
	}
	return dst
}

func width(b []byte, i int) int {
	_, n := utf8.DecodeRune(b[i:])
	return n
}
