package fold

import "unicode/utf8"

import "slices"

// letter holds the ASCII letters.
var letter = func() (a [256]bool) {
	for c := 'a'; c <= 'z'; c++ {
		a[c], a[c-'a'+'A'] = true, true
	}
	return
}()

// words appends plain ASCII words from src[i] on, with the single spaces and marks between them, and
// leaves everything else to others. This is where English text spends its time.
func (t *Text) words(i int) int {
	src, n := t.src, len(t.src)
	t.step(i)
	t.B = slices.Grow(t.B, n-i)
	at := len(t.B)
	b := t.B[:at+n-i]
	t.left = latin
	for {
		from := i
		for i < n && letter[src[i]] {
			b[at] = src[i] | 0x20
			at++
			i++
		}
		if i == n {
			break
		}
		c := src[i]
		k := t.tab.class[c]
		if c >= 0x80 || k == digit || k == sign || k == inside {
			if k, _, _ := t.at(i); k == cjk || k == hangul || k == mark {
				break
			}
			t.B = b[:at-(i-from)]
			return t.word(from)
		}
		if i-from == 1 && i+1 < n && (letter[src[i+1]] || src[i+1] >= 0x80 || t.tab.class[src[i+1]] == digit) {
			t.B = b[:at-1]
			if end := t.spelled(from); end > 0 {
				return end
			}
			t.B = b[:at]
		}
		// One separator, or a mark and a space, with a letter behind it stays as it is.
		if i+1 < n && letter[src[i+1]] && c >= ' ' && c != 0x7F {
			b[at] = byte(t.tab.to[c])
			at, i = at+1, i+1
			continue
		}
		if i+2 < n && src[i+1] == ' ' && letter[src[i+2]] && (k == mark || k == dot) {
			b[at], b[at+1] = c, ' '
			at, i = at+2, i+2
			continue
		}
		break
	}
	t.B = b[:at]
	return i
}

// survey is what a first look at a word found, so that a second can write it.
type survey struct {
	end     int  // of the word in src
	letters int  // Latin letters
	others  int  // letters of other scripts
	lead    int  // digits and signs before the first letter
	tail    int  // digits and signs behind the last letter
	leets   int  // 0 1 3 4 5 7 @ $, anywhere
	zeros   int  // of these, 0
	signs   int  // of these, @ and $
	plain   int  // other digits
	amount  bool // a digit right behind $
	first   rune // the first character, folded
	last    rune // the last
}

// look reads the word at src[i] without writing anything. Symbols planted between two letters belong
// to it, except in a link, an address or a handle.
func (t *Text) look(i int) survey {
	s := survey{end: i, first: -1}
	prev := nothing
	for j := i; j < len(t.src); {
		k, v, w := t.at(j)
		switch k {
		case latin:
			s.letters++
			s.tail = 0
		case other:
			s.others++
			s.tail = 0
		case digit, sign:
			s.count(v, prev == sign && s.last == '$' && k == digit)
			if s.letters+s.others == 0 {
				s.lead++
			}
			s.tail++
		case drop:
			j += w
			continue
		case inside, picture:
			if prev != latin && prev != other {
				return s
			}
			if j = t.overPlanted(j); j < 0 {
				return s
			}
			continue
		default:
			return s
		}
		if s.first < 0 {
			s.first = v
		}
		prev, s.last = k, v
		j += w
		s.end = j
	}
	return s
}

// count adds a digit or sign to the survey.
func (s *survey) count(v rune, afterDollar bool) {
	s.amount = s.amount || afterDollar
	switch v {
	case '0':
		s.zeros++
		s.leets++
	case '1', '3', '4', '5', '7':
		s.leets++
	case '@', '$':
		s.signs++
		s.leets++
	default:
		s.plain++
	}
}

// overPlanted returns where the letter behind a few planted symbols is, or -1 if there is none.
func (t *Text) overPlanted(j int) int {
	if t.raw(j) {
		return -1
	}
	for n := 0; j < len(t.src); {
		k, _, w := t.at(j)
		switch k {
		case inside, picture:
			if n++; n > planted {
				return -1
			}
		case latin, other:
			return j
		case drop:
		default:
			return -1
		}
		j += w
	}
	return -1
}

// word appends the word at src[i], which begins with a letter, a digit or a sign.
func (t *Text) word(i int) int {
	s := t.look(i)
	if s.letters+s.others == 1 && s.leets+s.plain == 0 {
		if end := t.spelled(i); end > 0 {
			return end
		}
	}
	t.write(i, s, s.leet() && !t.notLeet(i, s) && !t.raw(i))
	return s.end
}

// write appends the letters, digits and signs of the word that s describes, without what is planted.
func (t *Text) write(i int, s survey, leet bool) {
	alike := s.letters > 0 && s.others > 0 && t.allAlike(i, s.end)
	for i < s.end {
		k, v, w := t.at(i)
		switch k {
		case latin:
			t.emit(v, i, w)
		case digit, sign:
			if leet {
				v = unleet(v)
			}
			t.emit(v, i, w)
		case other:
			if alike {
				v = rune(t.lookalike(i))
			}
			t.emit(v, i, w)
		}
		i += w
	}
	t.left = digit
	if s.letters > 0 {
		t.left = latin
	} else if s.others > 0 {
		t.left = other
	}
}

// lookalike returns the Latin letter that the character at src[i] is drawn like, or 0.
func (t *Text) lookalike(i int) byte {
	if r, _ := utf8.DecodeRuneInString(t.src[i:]); t.tab.looks(r) != 0 {
		return t.tab.looks(r)
	}
	if _, v, _ := t.at(i); v > 0 {
		return t.tab.looks(v)
	}
	return 0
}

// allAlike says whether every letter of another script in src[i:end] is drawn like a Latin one.
func (t *Text) allAlike(i, end int) bool {
	for i < end {
		k, _, w := t.at(i)
		if k == other && t.lookalike(i) == 0 {
			return false
		}
		i += w
	}
	return true
}
