// Package fold makes one comparable text out of what people write, with the exact way back.
//
// Two messages that say the same should read the same to a rule, however they were typed, and a
// verdict must still quote the writer's own words. So a Text holds the comparable form in B and
// maps any span of it to the span of the original, and back.
//
// What becomes of a message, and who each step is for:
//
//   - Compatibility forms take their plain form (full width, circled, mathematical letters), and
//     everything is lower case: text from phones' keyboards, and "fonts" used against filters.
//   - Digits of every script become 0-9; numerals written as Han characters stay.
//   - Latin letters lose their marks (é, ứ, đ, ł, ß as ss): Vietnamese, French and Spanish are
//     often typed without them. Composed and decomposed input gives the same bytes.
//   - Arabic loses vowel signs and tatweel, and the letters that writers exchange become one
//     (أ ى ة, Persian ک ی). Devanagari loses nukta and joiners; candrabindu becomes anusvara.
//   - Half-width kana and their voice marks, and pieces of Hangul syllables, are composed.
//   - Traditional characters become simplified ones, one by one, so that one Chinese phrase serves
//     Taipei, Hong Kong and Beijing. Variants follow; Cantonese characters stay.
//   - Quotes, dashes, dots and sentence marks become their ASCII forms, repeated ones become one,
//     white space becomes one space or, with a line end in it, one \n; lines and the text itself
//     carry no space at their ends. Zero-width characters, direction controls and stacked marks go.
//   - Planted characters go: white space between two CJK characters; one to three symbols between
//     two CJK characters or two Hangul syllables (but not , ! ? ; : 。 which end sentences, nor an
//     ASCII full stop that a space follows); * _ ~ ^ | inside a word of letters; emoji in all three
//     places. Emoji elsewhere become a space. Four or more single letters with the same separator
//     between them are one word: "p.o.l.i.c.e".
//   - Look-alikes from other scripts become Latin letters in a word that also has a Latin letter and
//     no letter that resembles none, so Russian and Greek stay as they are.
//   - Digits and signs that stand for letters inside a word become those letters ("F1NAL",
//     "w@rrant"). Amounts, times, ordinals, names with a number, addresses, links and handles
//     stay; leet.go has the rules.
//
// Everything is one pass from left to right with bounded looking ahead, linear for every input. The
// text holds at most three bytes for each byte of the original.
//
// What does not live here: phrases, rules and what they mean (check), and numbers, accounts and
// links, which are read in the original (indicator).
package fold

import (
	"slices"
	"strings"
)

// Text is one folded text. The zero value is ready; Fold may be called again and keeps the buffers.
// It is for one goroutine at a time.
type Text struct {
	B []byte // the comparable text, UTF-8

	tab   *table
	src   string
	segs  []seg
	shift int   // of the last segment, if in step: offset in src minus offset in B
	block bool  // the last segment is not in step
	left  class // of the last character appended
	sign  rune  // the last mark or symbol appended, to append it once; valid while len(B) == signEnd

	signStart, signEnd int

	chunkEnd int  // how far in src chunkRaw was decided
	chunkRaw bool // inside a link, an address or a handle
}

// Fold makes t the folded form of src, which should be UTF-8 of less than 2 GiB. Each byte that is
// not UTF-8 separates as a space does.
func (t *Text) Fold(src string) {
	t.tab, t.src = load(), src
	t.B, t.segs = slices.Grow(t.B[:0], len(src)+16), t.segs[:0]
	t.shift, t.block, t.left = 0, true, nothing
	t.signEnd, t.chunkEnd = -1, 0
	for i := 0; i < len(src); {
		if letter[src[i]] {
			i = t.words(i)
			continue
		}
		k, v, w := t.at(i)
		switch k {
		case cjk:
			i = t.han(i, v, w)
		case latin, other, digit:
			i = t.word(i)
		case hangul:
			t.emit(v, i, w)
			t.left = hangul
			i += w
		case jamo:
			i = t.jamo(i, v, w)
		case voice:
			i = t.voice(i, v, w)
		case sign:
			i = t.signs(i, v, w)
		case mark:
			t.once(v, i, w)
			t.left = mark
			i += w
		case newline:
			i = t.newline(i)
		default:
			i = t.gap(i)
		}
	}
}

// Phrase folds a phrase written in a rule: what Fold makes of it inside a text, without the white
// space at its ends.
func Phrase(s string) string {
	var t Text
	t.Fold(s)
	return strings.TrimSpace(string(t.B))
}

// han appends a run of CJK characters, of which the first is given. Stretches that are already
// simplified are copied whole; characters of three bytes that become three keep the way back in step.
func (t *Text) han(i int, v rune, w int) int {
	t.left = cjk
	if c := t.src[i]; c < 0xE3 || c > 0xE9 || v < 0x800 {
		t.emit(v, i, w)
		return i + w
	}
	t.step(i)
	src, from := t.src, i
	for i+3 <= len(src) {
		c0, c1, c2 := src[i], src[i+1], src[i+2]
		if c0 < 0xE3 || c0 > 0xE9 || c1&0xC0 != 0x80 || c2&0xC0 != 0x80 {
			break
		}
		r := uint16(c0&15)<<12 | uint16(c1&63)<<6 | uint16(c2&63)
		to := t.tab.to[r]
		if t.tab.class[r] != cjk || to < 0x800 || to&0xF800 == manyBase {
			break
		}
		if to != r {
			t.B = append(t.B, src[from:i]...)
			t.B = append(t.B, 0xE0|byte(to>>12), 0x80|byte(to>>6)&0xBF, 0x80|byte(to)&0xBF)
			from = i + 3
		}
		i += 3
	}
	t.B = append(t.B, src[from:i]...)
	return i
}
