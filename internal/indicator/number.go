package indicator

// maxDigits bounds a run of digits that is looked at as a whole: two telephone numbers, or the
// longest account. maxGroups bounds the pieces it may be written in.
const (
	maxDigits = 40
	maxGroups = 20
)

// group is a stretch of digits without anything between them.
type group struct {
	n          int  // number of digits before this group
	start, end int  // bytes
	sep        byte // what stands before it: ' ', '-', '.', '/', ')' or 0 for the first
}

// run is digits as people write numbers: groups joined by blanks, dashes, dots, brackets.
type run struct {
	dig  [maxDigits]byte
	n    int
	grp  [maxGroups]group
	ng   int
	plus bool
	from int  // start with its '+' or '('
	full bool // the text goes on where the bounds ended the run
}

// upto returns how many digits the first k groups have.
func (r *run) upto(k int) int {
	if k < r.ng {
		return r.grp[k].n
	}
	return r.n
}

// size returns how many digits group k has.
func (r *run) size(k int) int { return r.upto(k+1) - r.grp[k].n }

// read reads the run whose first digit stands at i.
func (r *run) read(s string, i int) {
	r.n, r.ng, r.plus, r.from, r.full = 0, 0, false, i, false
	if b := backSpace(s, i); b > 0 && i-b <= 1 {
		switch {
		case s[b-1] == '+':
			r.plus, r.from = true, b-1
		case b >= 3 && s[b-3:b] == "＋":
			r.plus, r.from = true, b-3
		}
	}
	if r.from > 0 && (s[r.from-1] == '(' || r.from >= 3 && s[r.from-3:r.from] == "（") {
		r.from-- // dropped again unless the number closes the bracket
		if s[r.from] != '(' {
			r.from -= 2
		}
	}
	sep := byte(0)
	for {
		g := group{n: r.n, start: i, sep: sep}
		for {
			d, w := digitAt(s, i)
			if d < 0 {
				break
			}
			if r.n == maxDigits {
				r.full = true
				break
			}
			r.dig[r.n] = byte('0' + d)
			r.n++
			i += w
			for len(s)-i >= 3 && s[i] == 0xEF && s[i+1] == 0xB8 && s[i+2] == 0x8F || len(s)-i >= 3 && s[i] == 0xE2 && s[i+1] == 0x83 && s[i+2] == 0xA3 {
				i += 3 // the keycap form of a digit
			}
		}
		g.end = i
		if r.n > g.n {
			r.grp[r.ng] = g
			r.ng++
		}
		if r.full || r.ng == maxGroups {
			r.full = true
			return
		}
		var next int
		next, sep = separator(s, i)
		if next == i {
			return
		}
		i = next
	}
}

// separator reads what may stand between two groups of one number. It returns i when the run ends:
// no digit follows, or too much lies between.
func separator(s string, i int) (next int, sep byte) {
	j := i
	for k := 0; k < 4 && j < len(s); k++ {
		if d, _ := digitAt(s, j); d >= 0 {
			return j, sep
		}
		w, c := 1, s[j]
		if n := spaceAt(s, j); n > 0 {
			w, c = n, ' '
		} else if c >= 0x80 {
			switch {
			case hasFold(s, j, "－") || hasFold(s, j, "‐") || hasFold(s, j, "‑") || hasFold(s, j, "–") || hasFold(s, j, "—") || hasFold(s, j, "−") || hasFold(s, j, "ー"):
				w, c = 3, '-'
			case hasFold(s, j, "（") || hasFold(s, j, "）"):
				w, c = 3, ')'
			case hasFold(s, j, "．") || hasFold(s, j, "・") || hasFold(s, j, "•"):
				w, c = 3, '.'
			case hasFold(s, j, "·"):
				w, c = 2, '.'
			default:
				return i, 0
			}
		}
		switch c {
		case '(', ')':
			sep = ')'
		case '-', '.', '/', '_', '*':
			if sep != 0 && sep != ' ' && sep != ')' {
				return i, 0
			}
			sep = c
		case ' ':
			if sep == 0 {
				sep = ' '
			}
		default:
			return i, 0
		}
		j += w
	}
	if d, _ := digitAt(s, j); d >= 0 && sep != 0 {
		return j, sep
	}
	return i, 0
}

// token returns the bounds of the ASCII letters and digits around i. Each byte of the text is
// measured once, however many digits a token has.
func (f *Finder) token(i int) (from, to int) {
	if i >= f.prevTo {
		from = i
		for from > f.prevTo && isAlnum(f.s[from-1]) {
			from--
		}
		to = i
		for to < len(f.s) && isAlnum(f.s[to]) {
			to++
		}
		f.tokFr, f.prevTo = from, to
	}
	return f.tokFr, f.prevTo
}

// number judges the digits at i, where no digit stands before them, and returns where the scan
// goes on.
func (f *Finder) number(i int) int {
	s := f.s
	from, to := i, i
	if isDigit(s[i]) {
		from, to = f.token(i)
		if to-from >= 25 && f.wallet(from, to) {
			return to
		}
		if next := f.iban(i, from); next > 0 {
			return next
		}
		if to-from > maxDigits {
			return to // a hash, a key, a wall of digits
		}
	}
	var r run
	r.read(s, i)
	if r.n == 0 {
		return i + 1
	}
	first := r.grp[0].end
	glued := i > from && isLetter(s[i-1])
	if glued && !gluedPrefix(s[from:i]) {
		return first
	}
	if !r.full {
		if end := f.deadline(&r); end > 0 {
			return max(first, end)
		}
	}
	if end := f.amount(&r); end > 0 {
		return end
	}
	if f.near(ctxOrder, i, 24) {
		return first
	}
	if end := f.account(&r); end > 0 {
		return end
	}
	if to > i && to > first && to < len(s) && isLetter(s[first]) && r.ng == 1 && !r.plus {
		return first // "3rd", "12b": no telephone number ends in a letter
	}
	if end := f.phone(&r); end > 0 {
		return end
	}
	if r.full && allSingle(&r) {
		return r.grp[r.ng-1].end
	}
	return first
}

// allSingle reports whether every group is one digit, as in a long list of them.
func allSingle(r *run) bool { return r.ng == r.n }

// gluedPrefix reports whether letters directly before digits leave them a number of their own.
func gluedPrefix(p string) bool {
	if len(p) > 8 {
		return false
	}
	for _, w := range [...]string{"tel", "ph", "p", "t", "m", "mob", "phone", "call", "fax", "wa", "whatsapp", "acct", "acc", "ac"} {
		if len(w) == len(p) && hasFold(p, 0, w) {
			return true
		}
	}
	_, ok := currencyCode(p)
	return ok
}
