package lang

import "strings"

// Interface picks the interface language for a BCP 47 tag such as "zh-TW" or "fr_CA". Chinese
// goes by script, and without one by place: Taiwan, Hong Kong and Macau read traditional.
// ok is false when the language is not offered.
func Interface(tag string) (string, bool) {
	t := strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	base, rest, _ := strings.Cut(t, "-")
	switch base {
	case "en", "fr", "ko", "vi":
		return base, true
	case "zh", "yue":
		for _, mark := range []string{"hant", "tw", "hk", "mo"} {
			if strings.Contains("-"+rest+"-", "-"+mark+"-") {
				return "zh-Hant", true
			}
		}
		if base == "yue" && !strings.Contains(rest, "hans") {
			return "zh-Hant", true
		}
		return "zh-Hans", true
	}
	return "", false
}

// FromHeader picks the interface language for an Accept-Language header, or "" when none of
// what it asks for is offered (RFC 9110 §12.5.4; weights decide, then order).
func FromHeader(header string) string {
	best, bestQ := "", 0.0
	for _, part := range strings.Split(header[:min(len(header), 512)], ",") {
		tag, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		q := 1.0
		if v, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			q = quality(v)
		}
		if l, ok := Interface(strings.TrimSpace(tag)); ok && q > bestQ {
			best, bestQ = l, q
		}
	}
	return best
}

// quality reads a weight such as "0.8"; what is no weight counts as zero.
func quality(s string) float64 {
	whole, frac, _ := strings.Cut(s, ".")
	if whole == "1" {
		return 1
	}
	if whole != "0" {
		return 0
	}
	q, unit := 0.0, 0.1
	for _, c := range frac {
		if c < '0' || c > '9' {
			return 0
		}
		q += unit * float64(c-'0')
		unit /= 10
	}
	return q
}
