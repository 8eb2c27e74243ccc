package fold

import (
	"sort"
	"sync"
	"unicode/utf8"
)

// class is what a character is to its neighbours.
type class uint8

const (
	other   class = iota // a letter, vowel sign or number of a script with no class of its own
	latin                // folds to ASCII letters
	digit                // folds to ASCII digits
	cjk                  // Han, kana, bopomofo: written without spaces
	hangul               // a whole syllable
	jamo                 // a piece of a syllable, joined to one where the pieces allow
	voice                // the kana voice marks, joined to the kana before them
	sign                 // @ and $, which may stand for letters
	mark                 // ends or divides a sentence, or belongs to a number: never planted
	dot                  // a full stop that may be planted
	symbol               // may be planted between CJK characters and between Hangul syllables
	inside               // may also be planted inside a word of letters
	picture              // emoji and the like
	space                // white space within a line
	newline              // ends a line
	drop                 // says nothing
	nothing              // no character: the ends of the text
)

// span says that the characters from lo to hi are of one class.
type span struct {
	lo, hi uint16
	class  class
}

// expansion says that r becomes several characters.
type expansion struct {
	r uint16
	s string
}

// manyBase is where the codes of expansions begin in table.to. Surrogates are never characters.
const manyBase = 0xD800

// table is what the generated constants are unpacked into, once, at the first Fold.
type table struct {
	class [1 << 16]class
	to    [1 << 16]uint16
	far   []rune // characters above U+FFFF that change, in order
	farTo []rune
	alike []rune
	latin []byte // what alike looks like
}

var load = sync.OnceValue(unpack)

func unpack() *table {
	t := new(table)
	for i := range t.to {
		t.to[i] = uint16(i)
	}
	for _, s := range spans {
		for r := s.lo; ; r++ {
			t.class[r] = s.class
			if r == s.hi {
				break
			}
		}
	}
	for i, m := range many {
		t.to[m.r] = manyBase + uint16(i)
	}
	for i := 0; i < len(near); {
		from, w := utf8.DecodeRuneInString(near[i:])
		to, v := utf8.DecodeRuneInString(near[i+w:])
		t.to[from] = uint16(to)
		i += w + v
	}
	t.far, t.farTo = make([]rune, 0, len(far)/8+64), make([]rune, 0, len(far)/8+64)
	for i := 0; i < len(far); {
		from, w := utf8.DecodeRuneInString(far[i:])
		to, v := utf8.DecodeRuneInString(far[i+w:])
		t.far, t.farTo = append(t.far, from), append(t.farTo, to)
		i += w + v
	}
	for i := 0; i < len(alike); {
		from, w := utf8.DecodeRuneInString(alike[i:])
		t.alike, t.latin = append(t.alike, from), append(t.latin, alike[i+w])
		i += w + 1
	}
	return t
}

// above looks up a character above U+FFFF.
func (t *table) above(r rune) (class, rune) {
	if r >= 0x1F300 && r < 0x1F3FB || r > 0x1F3FF && r < 0x1FB00 {
		return picture, ' '
	}
	if i := sort.Search(len(t.far), func(i int) bool { return t.far[i] >= r }); i < len(t.far) && t.far[i] == r {
		v := t.farTo[i]
		switch {
		case v < 1<<16:
			return t.class[v], v
		case r >= 0x20000:
			return cjk, v
		}
		return other, v
	}
	switch {
	case r >= 0x1F3FB && r <= 0x1F3FF, r >= 0xE0000 && r < 0xE1000: // skin tones; tags and selectors
		return drop, 0
	case r >= 0x1F000 && r < 0x20000, r >= 0x1D000 && r < 0x1D250, r >= 0xF0000:
		return picture, ' '
	case r >= 0x20000 && r < 0x40000, r >= 0x1AFF0 && r < 0x1B170:
		return cjk, r
	}
	return other, r
}

// looks returns the ASCII letter that a letter of another script is drawn like, or 0.
func (t *table) looks(r rune) byte {
	i := sort.Search(len(t.alike), func(i int) bool { return t.alike[i] >= r })
	if i < len(t.alike) && t.alike[i] == r {
		return t.latin[i]
	}
	return 0
}

// at reads the character at src[i]: its class, what it becomes, and its width in bytes. A negative
// value v stands for the text many[-v-1].s. A byte that is not UTF-8 reads as a space.
func (t *Text) at(i int) (k class, v rune, w int) {
	c := t.src[i]
	if c < utf8.RuneSelf {
		return t.tab.class[c], rune(t.tab.to[c]), 1
	}
	s := t.src[i:]
	if c >= 0xC2 && c < 0xE0 && len(s) > 1 && s[1]&0xC0 == 0x80 {
		r := uint16(c&0x1F)<<6 | uint16(s[1]&0x3F)
		return t.tab.class[r], t.tab.value(r), 2
	}
	if c > 0xE0 && c < 0xED && len(s) > 2 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		r := uint16(c)<<12 | uint16(s[1]&0x3F)<<6 | uint16(s[2]&0x3F)
		return t.tab.class[r], t.tab.value(r), 3
	}
	return t.atRare(s)
}

// value is what a character below U+10000 becomes, as at returns it.
func (t *table) value(r uint16) rune {
	v := rune(t.to[r])
	if v&0xF800 == manyBase {
		return manyBase - 1 - v
	}
	return v
}

// atRare is at for what its short cuts leave.
func (t *Text) atRare(s string) (k class, v rune, w int) {
	r, w := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && w == 1 {
		return space, ' ', 1
	}
	if r >= 1<<16 {
		k, v = t.tab.above(r)
		return k, v, w
	}
	return t.tab.class[r], t.tab.value(uint16(r)), w
}
