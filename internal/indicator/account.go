package indicator

// accountReach is how near an account word must end before digits, in bytes: "account number
// (Bank of Somewhere, main branch): " and its translations fit.
const accountReach = 60

// account looks for a payment card, a Chinese transfer card or a bank account at the beginning of
// r and returns the byte after it, 0 if there is none.
func (f *Finder) account(r *run) int {
	if r.plus || partOfID(f.s, r.grp[0].start) || dateShape(r) {
		return 0
	}
	near := f.near(ctxAccount, r.grp[0].start, accountReach) && (f.ctx[ctxAccount] > f.ctx[ctxPhone] || r.n > 13)
	for k := min(r.ng, 8); k > 0; k-- {
		d := r.dig[:r.upto(k)]
		if len(d) < 10 {
			break
		}
		if len(d) > 22 || f.cutShort(r, k) {
			continue
		}
		from, end := r.grp[0].start, r.grp[k-1].end
		if len(d) == 18 && isChineseID(d) {
			return end // the victim's identity number is not the scammer's account
		}
		switch {
		case unionPay(d) && luhn(d) && cardGroups(r, k):
			f.add(BankAccount, string(d), NoteChecksumOK, from, end)
			return end
		case isCard(d) && luhn(d) && cardGroups(r, k):
			f.add(Card, string(d), NoteChecksumOK, from, end)
			return end
		case near && len(d) >= 10 && (k == 1 || accountGroups(r, k)):
			if v, kind, _ := f.readPhone(r, k, false); v != "" && kind == Phone {
				return 0 // a wallet opened under a telephone number
			}
			f.add(BankAccount, string(d), NoteChecksumUnknown, from, end)
			return end
		}
	}
	return 0
}

// cutShort reports whether the first k groups of r end where a number plainly goes on.
func (f *Finder) cutShort(r *run, k int) bool {
	end := r.grp[k-1].end
	if k < r.ng && r.grp[k].sep == '-' {
		return true
	}
	return end < len(f.s) && (isLetter(f.s[end]) || f.s[end] == ':' && end+1 < len(f.s) && isDigit(f.s[end+1]))
}

// dateShape reports whether r begins as a date: 10-02-2026, 2026-02-10.
func dateShape(r *run) bool {
	if r.ng < 3 || r.grp[1].sep == ' ' {
		return false
	}
	a, b, c := r.size(0), r.size(1), r.size(2)
	return b <= 2 && (a <= 2 && c == 4 || a == 4 && c <= 2)
}

// partOfID reports whether the digits at i go on from letters or digits before a dash, slash or
// underscore, as in "HL-20231107" or "400-0829-115".
func partOfID(s string, i int) bool {
	return i >= 2 && (s[i-1] == '-' || s[i-1] == '/' || s[i-1] == '_') && (isAlnum(s[i-2]) || s[i-2] == '_')
}

// accountGroups reports whether r is written as account numbers are: dashes or single blanks, no
// dots or slashes.
func accountGroups(r *run, k int) bool {
	for g := 1; g < k; g++ {
		if r.grp[g].sep != '-' && r.grp[g].sep != ' ' {
			return false
		}
	}
	return true
}

// cardGroups reports whether r is unbroken or in groups of three or more, as cards are printed.
func cardGroups(r *run, k int) bool {
	if !accountGroups(r, k) {
		return false
	}
	for g := range k {
		if n := r.size(g); n < 3 && !(g == k-1 && n > 0 && k > 3) {
			return false
		}
	}
	return true
}

// unionPay reports whether d has the form of a Chinese bank card: 62 and 16 to 19 digits in all.
func unionPay(d []byte) bool {
	return len(d) >= 16 && len(d) <= 19 && d[0] == '6' && d[1] == '2'
}

// isCard reports whether d has the issuer digits and length of a card scheme (ISO/IEC 7812).
func isCard(d []byte) bool {
	p := func(n int) int {
		v := 0
		for _, c := range d[:n] {
			v = v*10 + int(c-'0')
		}
		return v
	}
	n := len(d)
	switch {
	case n < 13 || n > 19:
		return false
	case d[0] == '4':
		return n == 13 || n == 16 || n == 19
	case p(2) >= 51 && p(2) <= 55, p(4) >= 2221 && p(4) <= 2720:
		return n == 16
	case p(2) == 34, p(2) == 37:
		return n == 15
	case p(4) >= 3528 && p(4) <= 3589, p(4) == 6011, p(3) >= 644 && p(3) <= 649, p(2) == 65, p(2) == 81:
		return n >= 16
	case p(3) >= 300 && p(3) <= 305, p(2) == 36, p(2) == 38, p(2) == 39:
		return n == 14
	}
	return false
}

// luhn reports whether the last digit is the check digit of ISO/IEC 7812-1, annex B.
func luhn(d []byte) bool {
	sum, double := 0, false
	zero := true
	for i := len(d) - 1; i >= 0; i-- {
		v := int(d[i] - '0')
		zero = zero && v == 0
		if double {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
		double = !double
	}
	return sum%10 == 0 && !zero
}

// isChineseID reports whether 18 digits are a resident identity number (GB 11643): a birth date in
// the seventh to fourteenth place and a check digit.
func isChineseID(d []byte) bool {
	if y := string(d[6:10]); y < "1900" || y > "2099" {
		return false
	}
	if m := string(d[10:12]); m < "01" || m > "12" {
		return false
	}
	sum, w := 0, 1
	for i := 17; i >= 0; i-- {
		sum += int(d[i]-'0') * w
		w = w * 2 % 11
	}
	return sum%11 == 1
}

// iban looks for an IBAN whose check digits begin at i, so that its country stands before them. It
// returns the byte after it, 0 if there is none.
func (f *Finder) iban(i, from int) int {
	s := f.s
	if i-from != 2 || i+2 > len(s) || !isDigit(s[i]) || i+1 >= len(s) || !isDigit(s[i+1]) {
		return 0
	}
	want := ibanLength(string([]byte{s[from] &^ 0x20, s[from+1] &^ 0x20}))
	if want == 0 {
		return 0
	}
	var b [34]byte
	n, j := 0, from
	for j < len(s) && n < want {
		c := s[j]
		switch {
		case isLetter(c):
			c &^= 0x20
		case isDigit(c):
		case (c == ' ' || c == '-') && n > 0 && s[j-1] != c:
			j++
			continue
		default:
			return 0
		}
		b[n] = c
		n++
		j++
	}
	if n < want || j < len(s) && isAlnum(s[j]) || !mod97(b[:n]) {
		return 0
	}
	f.add(IBAN, string(b[:n]), NoteChecksumOK, from, j)
	return j
}

// mod97 checks an IBAN by ISO 7064 MOD 97-10: its first four signs go to the end, letters count
// from 10, and the remainder is 1.
func mod97(b []byte) bool {
	rem := 0
	for k := range b {
		c := b[(k+4)%len(b)]
		if c >= 'A' {
			rem = (rem*100 + int(c-'A') + 10) % 97
		} else {
			rem = (rem*10 + int(c-'0')) % 97
		}
	}
	return rem == 1
}

// ibanLength is the length of a country's IBAN by the SWIFT registry, 0 where there is none.
func ibanLength(country string) int {
	const registry = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
	for i := 0; i+4 <= len(registry); i += 5 {
		if registry[i:i+2] == country {
			return int(registry[i+2]-'0')*10 + int(registry[i+3]-'0')
		}
	}
	return 0
}
