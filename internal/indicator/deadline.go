package indicator

import "fmt"

// A deadline is a span ("within 2 hours") or a moment ("before 18:00"), and needs both the time and
// the word that makes it a limit: a time alone is an appointment.

// span records "n units" at [from, end) as a deadline if a limit stands before or behind it.
func (f *Finder) span(from, end int, n int, designator string) int {
	if to := skipSpace(f.s, end); firstOf(f.s, to, suffixIn) > 0 {
		end = to + firstOf(f.s, to, suffixIn)
	} else if b, l, _, _ := f.limitBefore(from); l == limitIn {
		from = b
	} else {
		return 0
	}
	value := fmt.Sprintf("PT%d%s", n, designator)
	if designator == "D" {
		value = fmt.Sprintf("P%dD", n)
	}
	f.add(Deadline, value, "", from, end)
	return end
}

// clock records hour:minute at [from, end) as a deadline if a limit stands before or behind it.
// sure is false for a bare hour, which needs more than a limit.
func (f *Finder) clock(from, end, hour, minute int, sure bool) int {
	s := f.s
	if a := skipSpace(s, end); !sure && firstOf(s, a, afterPM) == 0 && firstOf(s, a, afterAM) == 0 && firstOf(s, a, afterDay) == 0 {
		if _, l, _, pointed := f.limitBefore(from); l != limitBy || !pointed {
			return 0
		}
	}
	tomorrow := false
	shift, fixed := false, false
	for range 3 { // period and day words before it: 今天下午四点
		b := backSpace(s, from)
		if w := lastOf(s, b, pmWords); w > 0 {
			shift, from = true, b-w
		} else if w := lastOf(s, b, amWords); w > 0 {
			fixed, from = true, b-w
		} else if w := lastOf(s, b, dayWords); w > 0 {
			from = b - w
		} else if w := lastOf(s, b, nextDay); w > 0 {
			tomorrow, from = true, b-w
		} else {
			break
		}
	}
	for range 2 {
		a := skipSpace(s, end)
		if w := firstOf(s, a, afterPM); w > 0 {
			shift, end, sure = true, a+w, true
		} else if w := firstOf(s, a, afterAM); w > 0 {
			fixed, end, sure = true, a+w, true
		} else if w := firstOf(s, a, afterDay); w > 0 {
			day := s[a : a+w]
			tomorrow = tomorrow || day == "tomorrow" || day == "demain" || day == "mañana" || day == "ngày mai"
			end, sure = a+w, true
		}
	}
	to := skipSpace(s, end)
	if w := firstOf(s, to, suffixBy); w > 0 && sure {
		end = to + w
	} else if b, l, t, pointed := f.limitBefore(from); l == limitBy && (sure || pointed) {
		from, tomorrow = b, tomorrow || t
	} else {
		return 0
	}
	if shift && !fixed && hour < 12 {
		hour += 12
	}
	if fixed && hour == 12 {
		hour = 0
	}
	if hour > 24 || minute > 59 {
		return 0
	}
	value := fmt.Sprintf("%02d:%02d", hour%24, minute)
	if tomorrow {
		value = "tomorrow " + value
	}
	f.add(Deadline, value, "", from, end)
	return end
}

// deadline looks for a span, a clock time or a date at the beginning of r, and returns the byte
// after it, 0 if there is none.
func (f *Finder) deadline(r *run) int {
	g := r.grp[0]
	size := r.size(0)
	if r.plus || size > 4 || size == 4 && r.ng < 3 {
		return 0
	}
	n := 0
	for _, d := range r.dig[:size] {
		n = n*10 + int(d-'0')
	}
	if r.ng >= 3 && size == 4 && n >= 1990 && n < 2100 {
		return f.date(r, n)
	}
	if size > 3 {
		return 0
	}
	s, end := f.s, g.end
	if end < len(s) && (s[end] == ':' || hasFold(s, end, "：")) && size <= 2 {
		m := end + 1
		if s[end] != ':' {
			m = end + 3
		}
		if digitRun(s, m, 3) == 2 {
			d1, w1 := digitAt(s, m)
			d2, w2 := digitAt(s, m+w1)
			return f.clock(g.start, m+w1+w2, n, d1*10+d2, true)
		}
		return 0
	}
	at := skipSpace(s, end)
	if _, e := f.unitAt(at, unitClock); e > 0 && size <= 2 {
		e, m := f.minutes(e)
		if end := f.clock(g.start, e, n, m, true); end > 0 {
			return end
		}
	}
	if u, e := f.unitAt(at, unitSpan); e > 0 {
		if end := f.span(g.start, e, n, u.code); end > 0 {
			return end
		}
		if u.code == "H" && size <= 2 { // "avant 18 heures", "trước 18 giờ"
			e, m := f.minutes(e)
			return f.clock(g.start, e, n, m, true)
		}
		return 0
	}
	if size <= 2 && at < len(s) && s[at]|0x20 == 'h' && digitRun(s, at+1, 3) == 2 { // 18h30
		e, m := f.minutes(at + 1)
		return f.clock(g.start, e, n, m, true)
	}
	if hasFold(s, at, "月") || hasFold(s, at, "월") {
		return f.monthDay(g.start, at+3, n)
	}
	if size <= 2 && (r.ng == 1 || r.grp[1].sep == ' ') && n <= 24 {
		if end := f.clock(g.start, g.end, n, 0, false); end > 0 {
			return end
		}
		return f.dayMonth(g.start, g.end, n)
	}
	return 0
}

// minutes reads "半", "30", "30分" after an hour.
func (f *Finder) minutes(i int) (end, minute int) {
	if hasFold(f.s, i, "半") || hasFold(f.s, i, "반") {
		return i + 3, 30
	}
	at := skipSpace(f.s, i)
	if n := digitRun(f.s, at, 3); n == 2 || n == 1 {
		m, e := 0, at
		for range n {
			d, w := digitAt(f.s, e)
			m, e = m*10+d, e+w
		}
		if hasFold(f.s, e, "分") || hasFold(f.s, e, "분") {
			return e + 3, m
		}
		if n == 2 && at == i {
			return e, m
		}
	}
	return i, 0
}

// date records a year-month-day date that is a limit.
func (f *Finder) date(r *run, year int) int {
	m, d := r.dig[r.grp[1].n:r.upto(2)], r.dig[r.grp[2].n:r.upto(3)]
	if len(m) > 2 || len(d) > 2 || r.grp[1].sep == ' ' {
		return 0
	}
	month, day := atoi(m), atoi(d)
	end := r.grp[2].end
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0
	}
	return f.onDay(r.grp[0].start, end, fmt.Sprintf("%04d-%02d-%02d", year, month, day))
}

func atoi(d []byte) int {
	n := 0
	for _, c := range d {
		n = n*10 + int(c-'0')
	}
	return n
}

// monthDay reads the day after "3月" or "3월".
func (f *Finder) monthDay(from, i, month int) int {
	i = skipSpace(f.s, i)
	n := digitRun(f.s, i, 3)
	if n == 0 || n > 2 || month < 1 || month > 12 {
		return 0
	}
	day := 0
	for range n {
		d, w := digitAt(f.s, i)
		day, i = day*10+d, i+w
	}
	if firstOf(f.s, i, []string{"日", "号", "號", "일"}) == 0 || day < 1 || day > 31 {
		return 0
	}
	return f.onDay(from, i+3, fmt.Sprintf("--%02d-%02d", month, day))
}

var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// dayMonth reads "5 March" and "March 5" around the day n at [from, end).
func (f *Finder) dayMonth(from, end, n int) int {
	for k, m := range monthNames {
		a := skipSpace(f.s, end)
		if hasFold(f.s, a, m) && a > end {
			for a < len(f.s) && isLetter(f.s[a]) {
				a++
			}
			return f.onDay(from, a, fmt.Sprintf("--%02d-%02d", k+1, n))
		}
	}
	b := backSpace(f.s, from)
	w := b
	for w > 0 && b-w < 10 && isLetter(f.s[w-1]) {
		w--
	}
	for k, m := range monthNames {
		if b-w >= 3 && hasFold(f.s, w, m) && n > 0 {
			return f.onDay(w, end, fmt.Sprintf("--%02d-%02d", k+1, n))
		}
	}
	return 0
}

// onDay records a day as a deadline if a limit stands before or behind it.
func (f *Finder) onDay(from, end int, value string) int {
	if to := skipSpace(f.s, end); firstOf(f.s, to, suffixBy) > 0 {
		end = to + firstOf(f.s, to, suffixBy)
	} else if b, l, _, _ := f.limitBefore(from); l == limitBy {
		from = b
	} else {
		return 0
	}
	f.add(Deadline, value, "", from, end)
	return end
}

// spanInWords looks for a span in words that ends with the unit at [from, to): "two hours",
// "两小时", "半个小时", "ساعتين".
func (f *Finder) spanInWords(designator string, from, to int) {
	n, start := 0, from
	switch {
	case designator[0] == '2':
		n, designator = 2, designator[1:]
	case f.s[from] >= 0xE3 && isWide(f.s, from):
		n, start = f.wideCount(from)
		if n < 0 { // half
			n, designator = 30, "M"
		}
	default:
		b, words := f.wordsBefore(from)
		if words == 0 && f.s[from] == 0xD8 {
			n = 1 // خلال ساعة
			break
		}
		v, _ := f.readWords(b)
		if words == 0 || v > 999 {
			return
		}
		n, start = int(v), b
	}
	if n > 0 {
		f.span(start, to, n, designator)
	}
}

// wideCount reads the Chinese, Japanese or native Korean count before a unit at i; -1 means half.
func (f *Finder) wideCount(i int) (n, start int) {
	at := backSpace(f.s, i)
	for _, w := range [...]string{"个", "個"} {
		if hasFoldEnd(f.s, at, w) {
			at -= 3
		}
	}
	if hasFoldEnd(f.s, at, "半") {
		return -1, at - 3
	}
	for k, w := range [...]string{"한", "두", "세", "네", "다섯"} {
		if hasFoldEnd(f.s, at, w) {
			return k + 1, at - len(w)
		}
	}
	start = at
	for steps := 0; steps < 5 && start >= 3; steps++ {
		if _, w := f.numeralAt(start - 3); w == 0 {
			break
		}
		start -= 3
	}
	v, end, ok := f.numerals(start, decimal{}, false)
	if !ok || end != at || v.e > 1 || v.m > 999 {
		return 0, i
	}
	for ; v.e > 0; v.e-- {
		v.m *= 10
	}
	return int(v.m), start
}

// clockInWords looks for a clock time in Chinese numerals before the "点前" at [from, to).
func (f *Finder) clockInWords(from, to int) {
	n, start := f.wideCount(from)
	if n <= 0 || n > 24 {
		return
	}
	minute, end := 0, from+3
	if hasFold(f.s, end, "钟") || hasFold(f.s, end, "鐘") {
		end += 3
	}
	if hasFold(f.s, end, "半") {
		minute, end = 30, end+3
	}
	f.clock(start, end, n, minute, true)
}

// moment records midnight, noon, today or tomorrow at [from, to) if a limit stands before or behind.
func (f *Finder) moment(value string, from, to int) {
	start, end := from, to
	if a := skipSpace(f.s, to); firstOf(f.s, a, suffixBy) > 0 {
		end = a + firstOf(f.s, a, suffixBy)
	} else if n := firstOf(f.s, a, suffixIn); n > 0 && value == "today" {
		end = a + n
	} else if b, l, _, _ := f.limitBefore(from); l == limitBy {
		start = b
	} else {
		return
	}
	f.add(Deadline, value, "", start, end)
}
