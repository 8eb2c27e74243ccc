package indicator

import "unicode/utf8"

// decimal is m × 10^e, exact.
type decimal struct {
	m uint64
	e int
}

// maxMantissa keeps sums inside what any ransom has been, and products inside 64 bits.
const maxMantissa = 1e16

// plus returns a+b, and false when it does not fit.
func (a decimal) plus(b decimal) (decimal, bool) {
	if a.m == 0 {
		return b, true
	}
	if b.m == 0 {
		return a, true
	}
	for a.e > b.e && a.m < maxMantissa {
		a.m, a.e = a.m*10, a.e-1
	}
	for b.e > a.e && b.m < maxMantissa {
		b.m, b.e = b.m*10, b.e-1
	}
	return decimal{a.m + b.m, a.e}, a.e == b.e && a.m+b.m < maxMantissa
}

// append writes the plain decimal form, without needless zeros.
func (a decimal) append(b []byte) []byte {
	for a.e < 0 && a.m%10 == 0 {
		a.m, a.e = a.m/10, a.e+1
	}
	var t [40]byte
	i := len(t)
	for ; a.e > 0 && i > 20; a.e-- {
		i--
		t[i] = '0'
	}
	for a.m > 0 || a.e < 0 || i == len(t) || t[i] == '.' {
		i--
		t[i] = byte('0' + a.m%10)
		a.m /= 10
		if a.e < 0 {
			if a.e++; a.e == 0 {
				i--
				t[i] = '.'
			}
		}
	}
	return append(b, t[i:]...)
}

// literal reads the digits at r's beginning as a quantity: groups of three (or, in India, two)
// behind commas, dots, blanks or apostrophes, and a decimal part. One separator before exactly
// three digits groups; any other separates decimals. end is the byte after it.
func (f *Finder) literal(i int) (v decimal, end, digits int, ok bool) {
	s := f.s
	var sizes [8]int
	var seps [8]byte
	n := 0
	j := i
	for {
		size := 0
		for {
			d, w := digitAt(s, j)
			if d < 0 {
				break
			}
			if digits++; digits > 16 {
				return v, 0, digits, false
			}
			v.m = v.m*10 + uint64(d)
			size++
			j += w
		}
		sizes[n] = size
		end = j
		if n++; n == len(sizes) {
			break
		}
		sep, w := byte(0), 1
		if j < len(s) {
			switch s[j] {
			case ',', '.', '\'':
				sep = s[j]
			default:
				if w = spaceAt(s, j); w > 0 && (n == 1 || seps[n-1] == ' ') {
					sep = ' '
				} else if hasFold(s, j, "，") || hasFold(s, j, "’") {
					sep, w = ',', 3
				} else if hasFold(s, j, "٬") || hasFold(s, j, "٫") {
					sep, w = ',', 2
					if s[j+1] == 0xAB {
						sep = '.'
					}
				}
			}
		}
		if d, _ := digitAt(s, j+w); sep == 0 || d < 0 {
			break
		}
		next := digitRun(s, j+w, 7)
		if (sep == ' ' || sep == '\'') && (next != 3 || sizes[0] > 3) {
			break
		}
		if next > 6 && sep != '.' || next > 8 {
			return v, 0, digits, false
		}
		seps[n] = sep
		j += w
	}
	if n == 1 {
		return v, end, digits, true
	}
	last := sizes[n-1]
	grouped := last == 3 && sizes[0] <= 3 && sizes[0] > 0 && (sizes[0] > 1 || f.firstDigit(i) != 0)
	for k := 1; k < n-1; k++ {
		if seps[k] != seps[1] || sizes[k] != 3 && sizes[k] != 2 {
			return v, 0, digits, false // 1.2.3 is a version, 12,5,7 a list
		}
	}
	switch {
	case n == 2 && grouped, n > 2 && seps[n-1] == seps[1] && last == 3:
	case n > 2 && seps[n-1] == seps[1], seps[n-1] == ' ':
		return v, 0, digits, false
	default:
		v.e = -last
	}
	return v, end, digits, true
}

func (f *Finder) firstDigit(i int) int { d, _ := digitAt(f.s, i); return d }

// digitRun counts the digits at s[i:], at most limit.
func digitRun(s string, i, limit int) int {
	n := 0
	for n < limit {
		d, w := digitAt(s, i)
		if d < 0 {
			break
		}
		n++
		i += w
	}
	return n
}

// amount looks for a sum of money at the beginning of r: a currency before it, or a scale and a
// currency after it, or a word of payment shortly before. It returns the byte after it, or 0.
func (f *Finder) amount(r *run) int {
	if r.plus {
		return 0
	}
	i := r.grp[0].start
	v, end, digits, ok := f.literal(i)
	if !ok {
		return 0
	}
	from, code := f.currencyBefore(i)
	if code == "" && digits > 15 {
		return 0
	}
	v, end, scale, ok := f.scales(v, end)
	if !ok {
		return 0
	}
	if c, e := f.currencyAfter(end, code, scale != ""); e > 0 {
		code, end = c, e
	}
	switch {
	case code != "":
	case f.counted(end):
		return 0
	case scale != "":
		if !f.near(ctxMoney, i, 40) && (len(scale) == 1 || !v.atLeast(1e4)) {
			return 0
		}
	case digits < 4 || digits > 8 || !f.near(ctxMoney, i, 12) || f.firstDigit(i) == 0 || f.dateish(end, r):
		return 0
	}
	if v.m == 0 || scale == "" && code == "" && end < len(f.s) && isAlnum(f.s[end]) {
		return 0
	}
	f.add(Amount, f.money(code, v), "", from, end)
	return end
}

// currencyAfter returns the currency named after a number that ends at end, and the byte after it,
// or 0. A currency already named before the number gives way only to a clearer one: "$500 CAD".
func (f *Finder) currencyAfter(end int, before string, scaled bool) (code string, to int) {
	at := skipSpace(f.s, end)
	if scaled {
		if e := f.ofCurrency(at); e > 0 {
			at = e
		}
	}
	u, to := f.unitAt(at, unitCurrency)
	if to == 0 || weakUnit(f.s, u.word, at > end, at) {
		return "", 0
	}
	if d, _ := digitAt(f.s, skipSpace(f.s, to)); d >= 0 && (at > end || before != "") && u.word[0] < 0xE3 {
		return "", 0 // it belongs to the number that follows it
	}
	code = u.code
	if code == "Y" {
		if u2, to2 := f.unitAt(to, unitCurrency); to2 > 0 && u2.code != "Y" { // 元人民币
			code, to = u2.code, to2
		}
	}
	switch {
	case before == "":
		return code, to
	case (before == "$" || before == "Y") && code != "$" && code != "Y", before == code && at == end:
		return code, to
	}
	return "", 0
}

// atLeast reports whether a is n or more.
func (a decimal) atLeast(n uint64) bool {
	for a.e > 0 && a.m < n {
		a.m, a.e = a.m*10, a.e-1
	}
	for a.e < 0 {
		a.m, a.e = a.m/10, a.e+1
	}
	return a.m >= n
}

// dateish reports whether the number is a year or goes on as a date or a list.
func (f *Finder) dateish(end int, r *run) bool {
	if r.size(0) == 4 && r.ng == 1 {
		if y := string(r.dig[:4]); y >= "1900" && y <= "2099" {
			return true
		}
	}
	return end < len(f.s) && (f.s[end] == '-' || f.s[end] == '/' || f.s[end] == ':') || isWide(f.s, end) && hasFold(f.s, end, "号")
}

// money writes a sum in its normal form.
func (f *Finder) money(code string, v decimal) string {
	b := f.buf[:0]
	if code != "" {
		b = append(b, f.o.resolve(code)...)
		b = append(b, ' ')
	}
	b = v.append(b)
	f.buf = b
	return string(b)
}

// scales applies the scale words at end, as in "3千5百万", "1.2 billion", "5 लाख". scale is the word,
// "" if there is none.
func (f *Finder) scales(v decimal, end int) (_ decimal, to int, scale string, ok bool) {
	if w, e, ok := f.mixed(v, end); ok {
		return w, e, "万", true
	}
	i := skipSpace(f.s, end)
	u, e := f.unitAt(i, unitScale)
	if e == 0 || len(u.word) == 1 && (i > end && u.word != "k" || f.twoUnits(e)) {
		return v, end, "", true
	}
	v.e += int(u.exp)
	return v, e, u.word, v.e <= 14
}

// mixed reads a number that goes on in Chinese or Korean units, with further digits between them.
func (f *Finder) mixed(v decimal, end int) (decimal, int, bool) {
	_, w := f.numeralAt(end)
	if w == 0 {
		return v, end, false
	}
	return f.numerals(end, v, true)
}

// weakUnit refuses a currency word at s[at:] that is more likely something else: "5 u", "3 块" of a
// thing, New Year's Day. apart is set when a blank stands before it.
func weakUnit(s, word string, apart bool, at int) bool {
	switch word {
	case "u", "mil", "刀", "块", "塊", "dong":
		return apart
	case "won":
		return !apart
	case "元":
		return hasFold(s, at, "元旦") || hasFold(s, at, "元宵")
	case "원":
		return hasFold(s, at, "원룸")
	}
	return false
}

// ofCurrency skips "of", "de", "d'" between a scale and its currency.
func (f *Finder) ofCurrency(i int) int {
	for _, w := range [...]string{"d'", "d’", "de ", "of "} {
		if hasFold(f.s, i, w) {
			if _, e := f.unitAt(i+len(w), unitCurrency); e > 0 {
				return i + len(w)
			}
		}
	}
	return 0
}

// counted reports whether a number ending at end counts things that are no money.
func (f *Finder) counted(end int) bool {
	i := skipSpace(f.s, end)
	if _, e := f.unitAt(i, unitCount|unitSpan); e > 0 {
		return true
	}
	return i < len(f.s) && (f.s[i] == '%' || hasFold(f.s, i, "of "))
}

// currencyBefore returns the currency named directly before i and where it begins, or i and "".
func (f *Finder) currencyBefore(i int) (from int, code string) {
	s := f.s
	at := backSpace(s, i)
	if at == 0 || i-at > 3 {
		return i, ""
	}
	if s[at-1] == '.' && at >= 3 && s[at-2]|0x20 == 's' { // "Rs."
		at--
	}
	if s[at-1] == ':' {
		return i, ""
	}
	// A sign, possibly behind the letters of its country: $, US$, HK$.
	if s[at-1] == '$' {
		b := at - 1
		for b > 0 && at-b < 4 && isLetter(s[b-1]) {
			b--
		}
		if b < at-1 && (b == 0 || !isLetter(s[b-1])) {
			if c, ok := currencyCode(s[b:at]); ok {
				return b, c
			}
		}
		return at - 1, "$"
	}
	if isLetter(s[at-1]) {
		b := at - 1
		for b > 0 && at-b < 9 && isLetter(s[b-1]) {
			b--
		}
		if w := at - b; w >= 2 && (b == 0 || !isLetter(s[b-1])) {
			if c, ok := currencyCode(s[b:at]); ok && currencyPrefix(s[b:at]) {
				return b, c
			}
		}
		return i, ""
	}
	// Signs and names in other scripts: look for one that ends here.
	r, w := utf8.DecodeLastRuneInString(s[:at])
	switch r {
	case '€', '£', '¥', '￥', '₩', '₹', '₫', '฿', '₱', '₽', '₿', '＄':
		if r == '＄' {
			return at - w, "$"
		}
		c, _ := currencyCode(s[at-w : at])
		return at - w, c
	}
	if r >= 0x2E80 {
		for b := at - w; b >= 0 && at-b <= 12; {
			if c, ok := currencyCode(s[b:at]); ok && at-b >= 6 {
				return b, c
			}
			_, w := utf8.DecodeLastRuneInString(s[:b])
			if w == 0 {
				break
			}
			b -= w
		}
	}
	return i, ""
}

// currencyPrefix reports whether a Latin currency word is one that people put before the number.
func currencyPrefix(w string) bool {
	return len(w) == 3 || len(w) == 4 && lower(w[0]) == 'u' || hasFold(w, 0, "rs") || hasFold(w, 0, "rm")
}

// twoUnits reports whether a one-letter scale goes on as another unit: "5 m/s", "600m²".
func (f *Finder) twoUnits(i int) bool {
	s := f.s
	return i < len(s) && (s[i] == '/' || s[i] == '\'' || s[i] == 0xC2 || s[i] == '.' && i+1 < len(s) && isAlnum(s[i+1]))
}
