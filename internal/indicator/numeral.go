package indicator

import (
	"strings"
	"unicode/utf8"
)

// numeral is what one Chinese, Japanese or Korean numeral stands for.
type numeral struct {
	digit int8 // 0 to 9, -1 for a unit
	exp   int8 // power of ten of a unit
}

// numeralAt returns the numeral at s[i:] and its length, 0 if there is none.
func (f *Finder) numeralAt(i int) (numeral, int) {
	if i < 0 || i >= len(f.s) || f.s[i] < 0xE3 {
		return numeral{}, 0
	}
	r, w := utf8.DecodeRuneInString(f.s[i:])
	n := numeralOf(r)
	if n.digit < 0 && n.exp == 0 {
		return n, 0
	}
	return n, w
}

// numeralOf knows everyday and banker's numerals, simplified and traditional, and Sino-Korean ones.
func numeralOf(r rune) numeral {
	switch r {
	case '零', '〇', '영':
		return numeral{0, 0}
	case '一', '壹', '壱', '일':
		return numeral{1, 0}
	case '二', '两', '兩', '贰', '貳', '弐', '俩', '이':
		return numeral{2, 0}
	case '三', '叁', '參', '参', '삼':
		return numeral{3, 0}
	case '四', '肆', '사':
		return numeral{4, 0}
	case '五', '伍', '오':
		return numeral{5, 0}
	case '六', '陆', '陸', '육':
		return numeral{6, 0}
	case '七', '柒', '칠':
		return numeral{7, 0}
	case '八', '捌', '팔':
		return numeral{8, 0}
	case '九', '玖', '구':
		return numeral{9, 0}
	case '十', '拾', '십':
		return numeral{-1, 1}
	case '百', '佰', '백':
		return numeral{-1, 2}
	case '千', '仟', '천':
		return numeral{-1, 3}
	case '万', '萬', '만':
		return numeral{-1, 4}
	case '亿', '億', '억':
		return numeral{-1, 8}
	}
	return numeral{-1, 0}
}

// numerals reads a number in numerals from i on. cur, when has is set, is the quantity already read
// in digits directly before i, as in "3千5百万". ok is false when nothing was read or it is too big.
func (f *Finder) numerals(i int, cur decimal, has bool) (v decimal, end int, ok bool) {
	var total, section decimal
	fits := true
	sum := func(a, b decimal) decimal {
		c, fit := a.plus(b)
		fits = fits && fit && c.e <= 14
		return c
	}
	last, plainDigit := int8(0), false
	end = i
	for steps := 0; steps < 24 && fits; steps++ {
		if (last == 4 || last == 8) && !has && end < len(f.s) && f.s[end] == ' ' && f.s[end-3] >= 0xEA { // "1억 2천만원"
			if _, w := f.numeralAt(end + 1); w > 0 || isDigit(f.s[min(end+1, len(f.s)-1)]) {
				end++
			}
		}
		if d, _ := digitAt(f.s, end); d >= 0 && !has && last > 0 {
			lit, e, _, good := f.literal(end)
			if !good {
				break
			}
			cur, has, plainDigit, end = lit, true, false, e
			continue
		}
		n, w := f.numeralAt(end)
		if w == 0 {
			if w = f.aboutAt(end); w > 0 {
				end += w
				continue
			}
			break
		}
		end += w
		switch {
		case n.digit >= 0:
			if cur.m > 1e12 {
				return v, end, false
			}
			plainDigit = !has && n.digit > 0
			cur, has = sum(decimal{cur.m * 10, cur.e}, decimal{uint64(n.digit), 0}), true
			if n.digit == 0 {
				cur, has, last = decimal{}, false, 0
			}
		case n.exp < 4:
			if !has {
				cur = decimal{1, 0}
			}
			cur.e += int(n.exp)
			section, cur, has, last = sum(section, cur), decimal{}, false, n.exp
		default:
			section = sum(section, cur)
			if section.m == 0 {
				section = decimal{1, 0}
			}
			if n.exp == 8 {
				section = sum(total, section)
				total = decimal{}
			}
			section.e += int(n.exp)
			total, section, cur, has, last = sum(total, section), decimal{}, decimal{}, false, n.exp
		}
	}
	if has && plainDigit && last >= 2 { // 三万五 is 35,000
		cur.e += int(last) - 1
	}
	v = sum(sum(total, section), cur)
	return v, end, fits && end > i && v.m > 0
}

// aboutAt returns the length of "more than" inside a number, as in 三十多万, 0 if there is none.
func (f *Finder) aboutAt(i int) int {
	for _, w := range [...]string{"多", "余", "餘", "来"} {
		if hasFold(f.s, i, w) {
			if n, size := f.numeralAt(i + len(w)); size > 0 && n.exp >= 4 {
				return len(w)
			}
		}
	}
	return 0
}

// amountInWords looks for a sum written in numerals or number words around the scale or currency
// word at [from, to).
func (f *Finder) amountInWords(from, to int) {
	if _, w := f.numeralAt(from); w > 0 {
		f.amountInNumerals(from, to)
		return
	}
	start, n := f.wordsBefore(from)
	if n == 0 {
		return
	}
	v, end := f.readWords(start)
	if v == 0 || end < from {
		return
	}
	at := skipSpace(f.s, end)
	if e := f.ofCurrency(at); e > 0 {
		at = e
	}
	u, e := f.unitAt(at, unitCurrency)
	switch {
	case e > 0:
		end = e
	case f.counted(end) || v < 1000 || !f.near(ctxMoney, start, 40):
		return
	}
	f.add(Amount, f.money(u.code, decimal{v, 0}), "", start, end)
}

func (f *Finder) amountInNumerals(from, to int) {
	if n := len(f.cands); n > 0 && f.cands[n-1].End >= to && f.cands[n-1].Kind == Amount {
		return
	}
	start := from
	for steps := 0; steps < 24 && start >= 3; steps++ {
		_, w := f.numeralAt(start - 3)
		if w == 0 && (f.aboutAt(start-3) == 0 || start-3 < 3) {
			break
		}
		start -= 3
	}
	if d, _ := digitAt(f.s, start-1); d >= 0 || from-start >= 72 {
		return // the digits before it were judged already; or a wall of numerals
	}
	v, end, ok := f.numerals(start, decimal{}, false)
	if !ok || end < to {
		return
	}
	head, _ := f.numeralAt(start)
	code, e := f.currencyAfter(end, "", false)
	hangul := f.s[from] >= 0xEA
	switch {
	case e > 0:
		if head.digit < 0 && end == start+3 { // 百元 alone is a kind of note
			return
		}
		end = e
	case hangul || f.counted(end) || hasFold(f.s, end, "火急") || hasFold(f.s, end, "分之"):
		return
	case head.digit <= 0 && head.exp != 1 || !v.atLeast(1e4) || end-start < 6:
		return // 千万 is "by all means", 万一 "in case"
	}
	f.add(Amount, f.money(code, v), "", start, end)
}

// wordsBefore walks back over number words that end before i, at most eight.
func (f *Finder) wordsBefore(i int) (start, n int) {
	start = i
	for n < 8 {
		e := backSpace(f.s, start)
		if e == start || e == 0 {
			break
		}
		b := e
		for b > 0 && e-b < 24 && f.s[b-1] != ' ' && f.s[b-1] != '\n' && f.s[b-1] != '-' && f.s[b-1] != ',' {
			b--
		}
		if v, _ := wordNumber(f.s[b:e]); v == 0 {
			break
		}
		start = b
		n++
	}
	return start, n
}

// readWords adds up number words from i on and returns the byte after the last one.
func (f *Finder) readWords(i int) (total uint64, end int) {
	var section uint64
	end = i
	for n := 0; n < 10; n++ {
		b := skipSpace(f.s, end)
		if b > i && b < len(f.s) && f.s[b] == '-' {
			b++
		}
		e := b
		for e < len(f.s) && e-b < 24 && f.s[e] != ' ' && f.s[e] != '\n' && f.s[e] != '-' && f.s[e] != ',' && f.s[e] != '.' && f.s[e] != '!' && f.s[e] != '?' {
			e++
		}
		v, scale := wordNumber(f.s[b:e])
		switch {
		case v == 0 && n > 0 && hasFold(f.s, b, "and "):
			end = b + 3
			continue
		case v == 0 || total > 1e12:
			return total + section, end
		case !scale:
			section += v
		case v == 100:
			section = max(section, 1) * 100
		default:
			total += max(section, 1) * v
			section = 0
		}
		end = e
	}
	return total + section, end
}

// wordNumber is the value of one number word, 0 if it is none, and whether it multiplies.
func wordNumber(w string) (v uint64, scale bool) {
	switch strings.ToLower(w) {
	case "a", "an", "one", "un", "một", "एक", "uno":
		return 1, false
	case "two", "deux", "dos", "hai", "दो", "اثنان", "مليونين":
		return 2, false
	case "three", "trois", "tres", "ba", "तीन", "ثلاثة", "ثلاث":
		return 3, false
	case "four", "quatre", "cuatro", "bốn", "चार", "أربعة", "أربع":
		return 4, false
	case "five", "cinq", "cinco", "năm", "पांच", "पाँच", "خمسة", "خمس":
		return 5, false
	case "six", "seis", "sáu", "छह", "छः", "ستة", "ست":
		return 6, false
	case "seven", "sept", "siete", "bảy", "सात", "سبعة", "سبع":
		return 7, false
	case "eight", "huit", "ocho", "tám", "आठ", "ثمانية", "ثماني":
		return 8, false
	case "nine", "neuf", "nueve", "chín", "नौ", "تسعة", "تسع":
		return 9, false
	case "ten", "dix", "diez", "mười", "दस", "عشرة", "عشر":
		return 10, false
	case "twelve", "douze", "doce", "बारह":
		return 12, false
	case "fifteen", "quinze", "quince", "पंद्रह":
		return 15, false
	case "twenty", "vingt", "veinte", "बीस", "عشرين", "عشرون":
		return 20, false
	case "twenty-four":
		return 24, false
	case "thirty", "trente", "treinta", "तीस", "ثلاثين":
		return 30, false
	case "forty", "quarante", "cuarenta", "चालीस", "أربعين":
		return 40, false
	case "fifty", "cinquante", "cincuenta", "पचास", "خمسين", "خمسون":
		return 50, false
	case "sixty", "soixante", "sesenta", "साठ":
		return 60, false
	case "seventy", "setenta":
		return 70, false
	case "eighty", "ochenta", "अस्सी":
		return 80, false
	case "ninety", "noventa":
		return 90, false
	case "hundred", "cent", "cents", "cien", "ciento", "trăm", "सौ", "مئة", "مائة":
		return 100, true
	case "quinientos":
		return 500, false
	case "thousand", "mille", "mil", "nghìn", "ngàn", "हज़ार", "हजार", "ألف", "آلاف", "grand":
		return 1e3, true
	case "lakh", "lakhs", "लाख":
		return 1e5, true
	case "million", "millions", "millón", "millones", "triệu", "مليون", "ملايين":
		return 1e6, true
	case "crore", "crores", "करोड़":
		return 1e7, true
	case "billion", "milliard", "milliards", "tỷ", "tỉ", "مليار":
		return 1e9, true
	}
	return 0, false
}
