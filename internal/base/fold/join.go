package fold

import (
	"strings"
	"unicode/utf8"
)

// last returns the last character of B, of three bytes, or 0.
func (t *Text) last() rune {
	r, w := utf8.DecodeLastRune(t.B)
	if w != 3 {
		return 0
	}
	return r
}

// replace puts r in the place of the last character, both of three bytes; it came from everything up to src[end].
func (t *Text) replace(r rune, end int) int {
	t.extend(3, end)
	utf8.AppendRune(t.B[:len(t.B)-3], r)
	return end
}

// voice joins a kana voice mark to the kana before it. Anywhere else it says nothing.
func (t *Text) voice(i int, v rune, w int) int {
	if t.left != cjk {
		return i + w
	}
	base, shift := t.last(), rune(0)
	if base >= 0x30A1 && base <= 0x30FE {
		base, shift = base-0x60, 0x60
	}
	switch {
	case strings.ContainsRune("はひふへほ", base):
		return t.replace(base+shift+v-0x3098, i+w)
	case v == 0x3099 && strings.ContainsRune("かきくけこさしすせそたちつてとゝ", base):
		return t.replace(base+shift+1, i+w)
	case v == 0x3099 && shift > 0 && base >= 0x308F && base <= 0x3092: // ワ ヰ ヱ ヲ
		return t.replace(base+shift+8, i+w)
	case v == 0x3099 && base == 'う':
		return t.replace(0x3094+shift, i+w)
	}
	return i + w
}

// jamo joins a piece of a Hangul syllable to the piece before it (Unicode 15 §3.12), or starts a new one.
func (t *Text) jamo(i int, v rune, w int) int {
	const leads, vowels, tails, syllables = 0x1100, 0x1161, 0x11A7, 0xAC00
	if t.left == hangul {
		base := t.last()
		if base >= leads && base < leads+19 && v >= vowels && v < vowels+21 {
			return t.replace(syllables+((base-leads)*21+v-vowels)*28, i+w)
		}
		if base >= syllables && base <= 0xD7A3 && (base-syllables)%28 == 0 && v > tails && v < tails+28 {
			return t.replace(base+v-tails, i+w)
		}
	}
	t.emit(v, i, w)
	t.left = hangul
	return i + w
}
