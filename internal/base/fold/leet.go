package fold

import "strings"

// leet says whether the digits and signs of a word stand for letters. What it must leave alone is
// more common than what it must see through:
//
//   - Fewer letters than stand-ins, or any 2, 6, 8, 9: an identifier or a number.
//   - A digit behind $, three letters and $ at the end: an amount or a currency (US$5, HK$).
//   - @ first or last: a handle.
//   - Digits in front only: "3rd", "10am", "300k", unless it is one digit and four letters that are
//     not a unit ("5ecurity", but not "3days").
//   - Digits behind only: "room5", "F1", "mp3", unless it is a single 0 or 3 that ends a word of some
//     length ("inf0", "polic3").
//   - Digits inside a word of two letters: "h1b", unless they are zeros ("y0u") or come with a sign ("b@i1").
func (s *survey) leet() bool {
	if s.leets == 0 || s.plain > 0 || s.amount || s.letters < s.leets || s.first == '@' || s.last == '@' {
		return false
	}
	within := s.leets - s.lead - s.tail
	switch {
	case within > 0:
		return s.letters >= 3 || s.letters == 2 && (s.signs > 0 || s.leets == s.zeros)
	case s.lead > 0 && s.tail > 0:
		return s.letters >= 4
	case s.first == '$':
		return s.letters >= 3
	case s.last == '$':
		return s.letters > 3
	case s.lead > 0:
		return s.lead == 1 && s.letters >= 4
	}
	return s.tail == 1 && (s.last == '0' && s.letters >= 2 || s.last == '3' && s.letters >= 4)
}

// units are words that follow an amount without a space.
const units = " days hour hours mins minute minutes week weeks month months year years million thousand" +
	" lakh lakhs crore star stars usd aud cad nzd hkd sgd cny rmb gbp eur yuan euro euros dollars bucks grand percent "

// notLeet says whether the word at src[i] is a number after all: an amount and its unit, or hexadecimal.
func (t *Text) notLeet(i int, s survey) bool {
	if strings.HasPrefix(t.src[i:s.end], "0x") {
		return true
	}
	if s.lead == 0 || s.lead != s.leets || s.letters > 8 {
		return false
	}
	var b [10]byte
	w := append(b[:0], ' ')
	for i < s.end {
		k, v, n := t.at(i)
		if k == latin && v > 0 {
			w = append(w, byte(v))
		}
		i += n
	}
	return strings.Contains(units, string(append(w, ' ')))
}

// unleet returns the letter that a digit or sign stands for, or itself.
func unleet(v rune) rune {
	switch v {
	case '0':
		return 'o'
	case '1':
		return 'i'
	case '3':
		return 'e'
	case '4', '@':
		return 'a'
	case '5', '$':
		return 's'
	case '7':
		return 't'
	}
	return v
}

// raw says whether src[i] lies in a link, an address or a handle, which are copied as they stand: a
// run of printable ASCII that starts with @ or www., holds ://, or holds @ and later a full stop
// with a letter or digit behind it. Each run is judged once.
func (t *Text) raw(i int) bool {
	if i < t.chunkEnd {
		return t.chunkRaw
	}
	from, end := i, i
	for from > t.chunkEnd && printable(t.src[from-1]) {
		from--
	}
	for end < len(t.src) && printable(t.src[end]) {
		end++
	}
	t.chunkEnd, t.chunkRaw = max(end, i+1), isLink(t.src[from:end])
	return t.chunkRaw
}

func printable(c byte) bool { return c > ' ' && c < 0x7F }

func isLink(s string) bool {
	if s == "" {
		return false
	}
	if s[0] == '@' && len(s) > 1 && letter[s[1]] || strings.Contains(s, "://") ||
		len(s) > 4 && strings.EqualFold(s[:4], "www.") {
		return true
	}
	_, host, ok := strings.Cut(s, "@")
	for ok {
		var name string
		if _, name, ok = strings.Cut(host, "."); ok && name != "" && (letter[name[0]] || name[0] >= '0' && name[0] <= '9') {
			return true
		}
		host = name
	}
	return false
}
