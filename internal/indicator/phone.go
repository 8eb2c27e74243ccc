package indicator

import (
	"strings"
)

// How near a phone word must end before digits to vouch for them, in bytes.
const (
	phoneReach = 40
	shortReach = 24 // two or three digits need closer company
)

// phone looks for a telephone number or short code at the beginning of r, longest first, and
// returns the byte after it, 0 if there is none.
func (f *Finder) phone(r *run) int {
	if !r.plus && partOfID(f.s, r.grp[0].start) {
		return 0
	}
	ctx := f.near(ctxPhone, r.grp[0].start, phoneReach)
	for k := min(r.ng, 12); k > 0; k-- {
		n := r.upto(k)
		if n > 19 || n < 2 {
			continue
		}
		value, kind, note := f.readPhone(r, k, ctx)
		if value == "" {
			continue
		}
		from, end := f.brackets(r, r.grp[k-1].end)
		f.add(kind, value, note, from, end)
		if kind == ShortCode {
			f.ctx[ctxPhone] = end // "110, 120": the word vouches for the whole list
		}
		return end
	}
	if r.plus { // what follows '+' is no number; neither is any part of it
		return r.grp[min(r.ng, 4)-1].end
	}
	return 0
}

// brackets returns the span of r up to end, with its opening bracket only if it is closed inside
// or right after.
func (f *Finder) brackets(r *run, end int) (int, int) {
	from := r.from
	switch {
	case f.s[from] == '(':
		if strings.IndexByte(f.s[from:end], ')') < 0 {
			if end < len(f.s) && f.s[end] == ')' {
				return from, end + 1
			}
			from++
		}
	case strings.HasPrefix(f.s[from:], "（"):
		if !strings.Contains(f.s[from:end], "）") {
			if strings.HasPrefix(f.s[end:], "）") {
				return from, end + 3
			}
			from += 3
		}
	}
	return from, end
}

// readPhone judges the first k groups of r as one number.
func (f *Finder) readPhone(r *run, k int, ctx bool) (value string, kind Kind, note string) {
	d := r.dig[:r.upto(k)]
	if v, kind, note := international(r, k); v != "" {
		return v, kind, note
	}
	if r.plus {
		return "", "", ""
	}
	if k == 1 && string(d) == "9110" && r.grp[0].start > 0 && f.s[r.grp[0].start-1] == '#' {
		return "#9110", ShortCode, "" // Japan's police advice line
	}
	if k == 1 && len(d) <= 6 {
		if f.shortAllowed(r) {
			region := f.o.Region
			if region == "" && len(d) < 3 {
				region = f.hint // 17 and 18 are codes where French is spoken, and numbers elsewhere
				if region == "" {
					return "", "", ""
				}
			}
			if known, urgent := shortCode(region, string(d)); known {
				return string(d), ShortCode, emergencyNote(urgent)
			}
			if f.o.Region != "" && ctx && len(d) > 2 { // a code from home, quoted abroad
				if known, urgent := shortCode("", string(d)); known {
					return string(d), ShortCode, emergencyNote(urgent)
				}
			}
		}
		return "", "", ""
	}
	if len(d) < 7 || f.unlikePhone(r, k) {
		return "", "", ""
	}
	if v := national(r, k, f.o.Region, ctx); v != "" {
		return v, Phone, ""
	}
	if ctx {
		if v := national(r, k, f.hint, true); v != "" {
			return v, Phone, ""
		}
	}
	if v := unambiguous(r, k); v != "" {
		return v, Phone, ""
	}
	if ctx && k > 1 && len(d) <= 12 && f.near(ctxPhone, r.grp[0].start, 20) && evenGroups(r, k) {
		return string(d), Phone, NoteNationalOnly
	}
	return "", "", ""
}

func emergencyNote(urgent bool) string {
	if urgent {
		return NoteEmergency
	}
	return ""
}

// shortAllowed reports whether two to six bare digits may be a short code here: a phone word stands
// before them, or they are five digits beginning with 1 or 9 inside Chinese text.
func (f *Finder) shortAllowed(r *run) bool {
	s, g := f.s, r.grp[0]
	after := skipSpace(s, g.end)
	if after < len(s) && strings.IndexByte("%:$°", s[after]) >= 0 {
		return false
	}
	if _, e := f.unitAt(after, unitCurrency|unitScale|unitSpan|unitClock|unitCount); e > 0 {
		return false
	}
	if firstOf(s, after, []string{"月", "号", "號", "室", "分", "층", "월", "pm", "am", "percent"}) > 0 {
		return false
	}
	if g.start > 0 && strings.IndexByte("$.,/", s[g.start-1]) >= 0 {
		return false
	}
	if f.near(ctxPhone, g.start, shortReach) || lastOf(s, backSpace(s, g.start), []string{"打", "拨", "撥", "叫", "按"}) > 0 || firstOf(s, after, []string{"报警", "報警", "热线", "熱線", "专线", "專線", "来电", "로 전화", "に電話", "に通報", "へ電話"}) > 0 {
		return true
	}
	if r.n != 5 || r.dig[0] != '1' && r.dig[0] != '9' || lastOf(s, backSpace(s, g.start), []string{"编号是", "编号为", "编号", "编号：", "码是", "号是", "编码"}) > 0 {
		return false
	}
	return isWide(s, g.end) || g.start >= 3 && isWide(s, g.start-3)
}

// unlikePhone refuses shapes that dates, times, sums, versions and long lists have.
func (f *Finder) unlikePhone(r *run, k int) bool {
	d := r.dig[:r.upto(k)]
	s := f.s
	end := r.grp[k-1].end
	if end < len(s) && (isLetter(s[end]) || s[end] == '%') {
		return true
	}
	if open := strings.LastIndexByte(s[r.grp[0].start:end], '('); open >= 0 && strings.IndexByte(s[r.grp[0].start+open:end], ')') < 0 {
		return true // "95118-3209 (24/7"
	}
	if end+1 < len(s) && (s[end] == ',' || s[end] == ':') && isDigit(s[end+1]) {
		return true
	}
	if from := r.grp[0].start; from >= 2 && (s[from-1] == ',' || s[from-1] == '.' || s[from-1] == ':') && isDigit(s[from-2]) {
		return true
	}
	if year := string(d[:4]); (year >= "1900" && year <= "2099") && len(d) == 8 && (k > 1 || d[4] <= '1') {
		return true // 2024-03-05, 20240305, 2023 2024
	}
	single := 0
	for g := range k {
		if r.size(g) == 1 {
			single++
		}
		if g > 0 && r.grp[g].sep == '/' {
			return true
		}
	}
	if len(d) == 18 && isChineseID(d) {
		return true
	}
	// One digit planted in each place is a disguise; a few single digits are a list.
	return single > 1 && single != k && single != k-1
}

// evenGroups reports whether the groups have the sizes that numbers are written in.
func evenGroups(r *run, k int) bool {
	for g := range k {
		if n := r.size(g); n < 2 || n > 8 {
			return false
		}
	}
	return k <= 5
}

// international reads r as a number with its calling code: after '+', after 00 or 011, or in a
// group of its own before a number that exists there.
func international(r *run, k int) (string, Kind, string) {
	d := r.dig[:r.upto(k)]
	marked := r.plus
	switch {
	case r.plus:
	case strings.HasPrefix(string(d), "00") && (len(d) >= 9 || len(d) >= 6 && k == 2 && r.size(0) > 3):
		d, marked = d[2:], true
		if len(d) > 2 && d[0] == '1' && d[1] == '1' && r.size(0) == 4 {
			d = d[2:] // 0011, from Australia
		}
	case len(d) >= 11 && d[0] == '0' && d[1] == '1' && d[2] == '1':
		d, marked = d[3:], true
	case k > 1 && len(d) >= 10 && (r.grp[1].sep == '-' || r.grp[1].sep == ' ' || r.grp[1].sep == ')'):
		if n := r.size(0); n >= 2 && n <= 3 && splitsAt(d, n) && plainCode(string(d[:n])) {
			break
		}
		return "", "", ""
	case k == 1 && len(d) == 13 && d[0] == '8' && d[1] == '6' && d[2] == '1':
	default:
		return "", "", ""
	}
	cc, n := splitCode(d)
	if n == 0 {
		return "", "", ""
	}
	nat := d[n:]
	if region := regionOfCode(cc); region != "" && marked && len(nat) <= 6 && len(nat) >= 2 {
		if known, urgent := shortCode(region, string(nat)); known {
			return string(nat), ShortCode, emergencyNote(urgent)
		}
	}
	if v := e164(cc, nat); v != "" && (r.plus || r.upto(k) >= 9) {
		return v, Phone, ""
	}
	return "", "", ""
}

// splitsAt reports whether the first n digits of d are a whole calling code.
func splitsAt(d []byte, n int) bool { _, m := splitCode(d); return m == n }

// plainCode lists calling codes that people write without '+': those of the countries this concerns.
func plainCode(cc string) bool {
	return listed("86 852 853 886 82 84 81 44 61 64 65 91 60 66 63 62 33 34 49 39 971", cc)
}

// e164 returns the number nat of calling code cc in E.164 form, "" if it cannot exist. A trunk zero
// left in by mistake, as in +44 (0)20, is taken out.
func e164(cc int, nat []byte) string {
	if len(nat) < 4 || len(nat) > 14 {
		return ""
	}
	ok := validNational(cc, nat)
	if !ok && cc == 86 {
		ok = chineseServiceLine(nat)
	}
	if !ok && nat[0] == '0' {
		nat = nat[1:]
		ok = validNational(cc, nat) || cc == 86 && chineseServiceLine(nat)
	}
	if !ok {
		return ""
	}
	var buf [18]byte
	b := append(buf[:0], '+')
	if cc >= 100 {
		b = append(b, byte('0'+cc/100))
	}
	if cc >= 10 {
		b = append(b, byte('0'+cc/10%10))
	}
	b = append(b, byte('0'+cc%10))
	return string(append(b, nat...))
}

// chineseServiceLine reports whether nat is a service line reached from abroad by its area code,
// as in +86-10-12308, which the Foreign Ministry publishes in this form.
func chineseServiceLine(nat []byte) bool {
	if nat[0] == '1' && nat[1] == '0' || nat[0] == '2' && nat[1] != '6' {
		nat = nat[2:]
	} else if nat[0] >= '3' && len(nat) > 3 {
		nat = nat[3:]
	} else {
		return false
	}
	if len(nat) != 5 {
		return false
	}
	known, urgent := shortCode("CN", string(nat))
	return known && !urgent
}

// national reads r as dialled inside region. Without a trunk prefix the shape must be one that
// numbers are written in there, or a phone word must vouch for it.
func national(r *run, k int, region string, ctx bool) string {
	cc, trunk := planRegion(region)
	if cc == 0 || cc != 1 && sizes(r, k, 1, 3, 3, 4) {
		return ""
	}
	d := r.dig[:r.upto(k)]
	if trunk != "" && strings.HasPrefix(string(d), trunk) {
		if v := e164(cc, d[len(trunk):]); v != "" && (trunk != "0" && (ctx || k > 1) || trunk == "0" && (len(d) >= 9 || ctx)) {
			if cc != 1 || ctx || sizes(r, k, 1, 3, 3, 4) {
				return v
			}
		}
	}
	if !validNational(cc, d) {
		return ""
	}
	switch cc {
	case 86:
		if len(d) == 11 && d[0] == '1' && written(r, k, 11) || len(d) == 10 && (k > 1 || ctx) || ctx && len(d) == 11 {
			return e164(cc, d)
		}
		return ""
	case 1:
		if ctx && k == 1 || nanpShape(r, k) {
			return e164(cc, d)
		}
		return ""
	}
	if !ctx && trunk == "0" { // without the zero it is not how people write it there
		return ""
	}
	if ctx || k > 1 && evenGroups(r, k) && r.grp[1].sep != '.' && (len(d) != 8 || sizes(r, k, 4, 4) && !years(d)) && len(d) >= 8 {
		return e164(cc, d)
	}
	return ""
}

// years reports whether eight digits are two years.
func years(d []byte) bool {
	y := func(b []byte) bool { return b[0] == '1' && b[1] == '9' || b[0] == '2' && b[1] == '0' }
	return y(d[:4]) && y(d[4:])
}

// sizes reports whether the first k groups have exactly these numbers of digits.
func sizes(r *run, k int, want ...int) bool {
	if k != len(want) {
		return false
	}
	for g, n := range want {
		if r.size(g) != n {
			return false
		}
	}
	return true
}

func nanpShape(r *run, k int) bool {
	return sizes(r, k, 3, 3, 4) && (r.grp[1].sep == r.grp[2].sep || r.grp[1].sep == ')') || sizes(r, k, 3, 7) && r.grp[1].sep != ' '
}

// written reports whether a mobile number of n digits is unbroken, in usual groups, or disguised by
// one and the same thing between all its digits.
func written(r *run, k, n int) bool {
	if r.upto(k) != n {
		return false
	}
	switch {
	case k == 1, sizes(r, k, 3, 4, 4), sizes(r, k, 3, 8), sizes(r, k, 4, 4, 3), sizes(r, k, 3, 3, 5), sizes(r, k, 3, 2, 2, 2, 2), sizes(r, k, 4, 3, 4):
		return true
	}
	for g := 1; g < k; g++ {
		if r.size(g) > 2 || r.grp[g].sep != r.grp[1].sep {
			return false
		}
	}
	return k >= 5
}

// unambiguous reads r as a number whose shape tells its country. Where two countries share a shape,
// neither is taken.
func unambiguous(r *run, k int) string {
	d := r.dig[:r.upto(k)]
	if len(d) < 7 {
		return ""
	}
	dash := k > 1 && (r.grp[1].sep == '-' || r.grp[1].sep == ')')
	switch {
	case d[0] == '1' && len(d) == 11 && d[1] >= '3' && written(r, k, 11):
		return e164(86, d)
	case sizes(r, k, 1, 3, 3, 4) && d[0] == '1':
		return e164(1, d[1:])
	case nanpShape(r, k) && d[0] >= '2' && r.grp[1].sep != ' ':
		if v := e164(1, d); v != "" || string(d[:3]) != "400" {
			return v
		}
		return e164(86, d)
	case len(d) == 11 && string(d[:3]) == "010" && (sizes(r, k, 3, 4, 4) || k == 1), sizes(r, k, 2, 4, 4) && dash && string(d[:2]) == "02", sizes(r, k, 2, 3, 4) && dash && string(d[:2]) == "02", sizes(r, k, 3, 3, 4) && dash && d[0] == '0' && d[1] >= '3' && d[1] <= '6':
		if v := e164(82, d[1:]); v != "" {
			return v
		}
	}
	switch {
	case len(d) == 11 && (string(d[:3]) == "090" || string(d[:3]) == "080" || string(d[:3]) == "070") && sizes(r, k, 3, 4, 4), sizes(r, k, 4, 3, 3) && string(d[:4]) == "0120":
		return e164(81, d[1:])
	case d[0] == '0' && dash && (sizes(r, k, 3, 8) || sizes(r, k, 4, 8) || sizes(r, k, 4, 7)):
		return e164(86, d[1:])
	case d[0] == '0' && sizes(r, k, 2, 2, 2, 2, 2):
		return e164(33, d[1:])
	case d[0] == '0' && d[1] == '7' && (sizes(r, k, 5, 6) || sizes(r, k, 5, 3, 3)):
		return e164(44, d[1:])
	case d[0] == '0' && d[1] == '4' && sizes(r, k, 4, 3, 3) && r.grp[1].sep == ' ':
		return e164(61, d[1:])
	}
	return ""
}
