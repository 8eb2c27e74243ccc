package indicator

import (
	"cmp"
	"slices"
)

// rank orders kinds where candidates overlap: the more specific the form, the higher. A link holds
// numbers that are part of it; a mail address holds a domain; a number announced as a case number
// is one whatever it looks like; an amount never takes a part of a telephone number.
func rank(k Kind) int {
	switch k {
	case URL:
		return 13
	case Email:
		return 12
	case Handle:
		return 11
	case Wallet:
		return 10
	case IBAN:
		return 9
	case CaseNumber, BadgeNumber:
		return 8
	case Card:
		return 7
	case Phone:
		return 6
	case BankAccount:
		return 5
	case ShortCode:
		return 4
	case Deadline:
		return 3
	}
	return 2
}

// settle appends to dst the candidates that remain when overlaps are resolved: rank first, then
// length, then the earlier one.
func settle(dst, cands []Indicator) []Indicator {
	sorted := func(a, b Indicator) int { return cmp.Compare(a.Start, b.Start) }
	if !slices.IsSortedFunc(cands, sorted) {
		slices.SortStableFunc(cands, sorted)
	}
	base := len(dst)
next:
	for _, c := range cands {
		keep := len(dst)
		for keep > base && dst[keep-1].End > c.Start {
			p := dst[keep-1]
			if rank(p.Kind) > rank(c.Kind) || rank(p.Kind) == rank(c.Kind) && p.End-p.Start >= c.End-c.Start {
				continue next
			}
			keep--
		}
		dst = append(dst[:keep], c)
	}
	return dst
}
