package scan

import (
	"unicode"
	"unicode/utf8"
)

// The rules of where a word may begin and end, script by script:
//   - Han, kana, Hangul: anywhere; there are no spaces, or particles follow without one.
//   - Arabic: after a separator or after joined particles (and, with, the …); the end may carry
//     a pronoun, unless the phrase is open, when anything may follow.
//   - everything else with letters: at the borders of a word.

func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

func isArabic(r rune) bool { return r >= 0x0620 && r <= 0x06FF && unicode.IsLetter(r) }

// proclitics are what Arabic writes joined in front of a word.
var proclitics = map[string]bool{
	"و": true, "ف": true, "ب": true, "ل": true, "ك": true, "س": true, "ال": true, "وال": true,
	"بال": true, "لل": true, "فال": true, "كال": true, "ول": true, "وب": true, "وس": true,
	"فس": true, "ولل": true, "وبال": true, "ه": true, "ح": true, "م": true, "ت": true, "ي": true, "ن": true, "ا": true,
}

// enclitics are the pronouns Arabic joins behind a word.
var enclitics = map[string]bool{
	"ه": true, "ها": true, "هم": true, "ك": true, "كم": true, "ي": true, "نا": true, "ني": true, "كي": true,
	"هن": true, "ات": true, "ين": true, "ون": true, "وا": true, "و": true,
}

// cliticBefore says whether a word may begin at i: nothing but joined particles stands between
// i and the last separator. It looks back at most four runes.
func cliticBefore(b []byte, i int) bool {
	j := i
	for k := 0; k < 5; k++ {
		r, n := utf8.DecodeLastRune(b[:j])
		if n == 0 || !isArabic(r) {
			return j == i || proclitics[string(b[j:i])]
		}
		j -= n
	}
	return false
}

func fairEndScript(b []byte, j int, phrase string, open bool) (int, bool) {
	last, _ := utf8.DecodeLastRuneInString(phrase)
	switch {
	case isArabic(last):
		k := wordEnd(b, j, isArabic)
		if k == j || open || enclitics[string(b[j:k])] {
			return k, true
		}
		return 0, false
	case unspaced(last) || !isLetter(last):
		return j, true
	default:
		k := wordEnd(b, j, isLetter)
		if k == j || open {
			return k, true
		}
		return 0, false
	}
}

func wordEnd(b []byte, j int, in func(rune) bool) int {
	for j < len(b) {
		r, n := utf8.DecodeRune(b[j:])
		if !in(r) {
			break
		}
		j += n
	}
	return j
}

// unspaced says whether r belongs to a script in which words are not set apart by spaces, or
// carry particles without one.
func unspaced(r rune) bool {
	return r >= 0x2E80 && r <= 0xD7FF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 || r >= 0x0E00 && r <= 0x0EFF
}
