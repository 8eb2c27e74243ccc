package indicator

import "unicode/utf8"

// digitZeros are the zeros of the decimal digits people type, beside ASCII: full width, Arabic-Indic
// and its Persian form, the scripts of India, Thai, Lao, Tibetan, Burmese, Khmer. Nine digits follow each.
var digitZeros = [...]rune{
	0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
	0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0,
}

// The mathematical digits, five alphabets of ten, are used to slip past filters.
const mathDigitsFrom, mathDigitsTo = 0x1D7CE, 0x1D7FF

// digitAt returns the value of the decimal digit at s[i:] and its length, or -1 and 0.
func digitAt(s string, i int) (d, size int) {
	if i < 0 || i >= len(s) {
		return -1, 0
	}
	c := s[i]
	if c < 0x80 {
		if d := c - '0'; d < 10 {
			return int(d), 1
		}
		return -1, 0
	}
	if c < 0xD9 {
		return -1, 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if r >= mathDigitsFrom && r <= mathDigitsTo {
		return int(r-mathDigitsFrom) % 10, n
	}
	for _, z := range digitZeros {
		if r >= z && r < z+10 {
			return int(r - z), n
		}
	}
	return -1, 0
}

// lower folds one ASCII letter.
func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}

func isLetter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool  { return c-'0' < 10 }
func isAlnum(c byte) bool  { return isLetter(c) || isDigit(c) }

// hasFold reports whether s[i:] begins with w, ASCII letters in any case. w is lower case.
func hasFold(s string, i int, w string) bool {
	if i < 0 || len(s)-i < len(w) {
		return false
	}
	for j := 0; j < len(w); j++ {
		if s[i+j] != w[j] && lower(s[i+j]) != w[j] {
			return false
		}
	}
	return true
}

// hasFoldEnd reports whether s[:i] ends with w, ASCII letters in any case.
func hasFoldEnd(s string, i int, w string) bool { return hasFold(s, i-len(w), w) }

// wordAt is hasFold, and a word that ends in an ASCII letter must end there.
func wordAt(s string, i int, w string) bool {
	if !hasFold(s, i, w) {
		return false
	}
	e := i + len(w)
	return e >= len(s) || !isLetter(w[len(w)-1]) || !isLetter(s[e]) && !startsLatin(s, e)
}

// wordEndAt is hasFoldEnd, and a word that begins with an ASCII letter must begin there.
func wordEndAt(s string, i int, w string) bool {
	if !hasFoldEnd(s, i, w) {
		return false
	}
	b := i - len(w)
	return b <= 0 || !isLetter(w[0]) || !isLetter(s[b-1])
}

// startsLatin reports whether an accented Latin letter begins at s[i], as inside "señal".
func startsLatin(s string, i int) bool { return s[i] >= 0xC3 && s[i] <= 0xC9 || s[i] == 0xE1 }

// spaceAt returns the length of the blank at s[i:], 0 if there is none. A line break is no blank.
func spaceAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch s[i] {
	case ' ', '\t':
		return 1
	case 0xC2:
		if i+1 < len(s) && s[i+1] == 0xA0 { // no-break space
			return 2
		}
	case 0xE2:
		if i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] >= 0x80 && s[i+2] <= 0x8D || s[i+2] == 0xAF || s[i+2] == 0x8E || s[i+2] == 0x8F) {
			return 3 // thin, narrow, zero width, direction marks
		}
	case 0xE3:
		if i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x80 { // ideographic space
			return 3
		}
	}
	return 0
}

// skipSpace returns the first place at or after i that is no blank, looking at no more than 8 blanks.
func skipSpace(s string, i int) int {
	for n := 0; n < 8; n++ {
		w := spaceAt(s, i)
		if w == 0 {
			break
		}
		i += w
	}
	return i
}

// backSpace returns the place after the last rune before i that is no blank.
func backSpace(s string, i int) int {
	for n := 0; n < 8 && i > 0; n++ {
		if s[i-1] == ' ' || s[i-1] == '\t' {
			i--
			continue
		}
		if i >= 2 && spaceAt(s, i-2) == 2 {
			i -= 2
			continue
		}
		if i >= 3 && spaceAt(s, i-3) == 3 {
			i -= 3
			continue
		}
		break
	}
	return i
}

// isWide reports whether s[i:] begins with a rune of a script written without spaces between words.
func isWide(s string, i int) bool {
	if i >= len(s) || s[i] < 0xE1 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF
}
