package indicator

import (
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// ParsePhone normalises one number typed by a person, in whatever script and with whatever
// punctuation. A short code stays a short code. region is the ISO 3166 country it is dialled in, or
// "" when only the international form can be read. Text in the result is s as given.
//
// Errors are faults of kind Invalid: "phone_empty", "phone_letters", "phone_needs_country",
// "phone_impossible". Each says what to type instead.
func ParsePhone(s, region string) (Indicator, error) {
	start := 0
	for start < len(s) {
		if d, _ := digitAt(s, start); d >= 0 {
			break
		}
		start++
	}
	if start == len(s) {
		return Indicator{}, fault.New(fault.Invalid, "phone_empty", "there are no digits in %q; type the number, with its country code if you know it, e.g. +86 10 12308", s)
	}
	var r run
	r.read(s, start)
	rest := strings.Trim(s[r.grp[r.ng-1].end:], " \t)）.")
	if r.full || rest != "" {
		return Indicator{}, fault.New(fault.Invalid, "phone_letters", "%q is more than one number; type one, in digits only", s)
	}
	region = strings.ToUpper(region)
	d := string(r.dig[:r.n])
	out := Indicator{Kind: Phone, Text: s, End: len(s)}
	if head := strings.TrimLeft(s[:start], " \t"); head == "#" {
		d = "#" + d
	}
	if !r.plus {
		if known, urgent := shortCode(region, d); known {
			out.Kind, out.Value, out.Note = ShortCode, d, emergencyNote(urgent)
			return out, nil
		}
	}
	if v, kind, note := international(&r, r.ng); v != "" {
		out.Kind, out.Value, out.Note = kind, v, note
		return out, nil
	}
	cc, trunk := planRegion(region)
	switch {
	case r.plus || cc == 0 && region == "":
		if v := unambiguous(&r, r.ng); v != "" && !r.plus {
			out.Value = v
			return out, nil
		}
		if !r.plus {
			return Indicator{}, fault.New(fault.Invalid, "phone_needs_country", "%q can belong to several countries; put + and the country code before it, e.g. +86, or say which country it is dialled in", s)
		}
	case cc == 0:
		return Indicator{}, fault.New(fault.Invalid, "phone_needs_country", "%q is not a country; use its two-letter code, e.g. CN or CA", region)
	default:
		nat := r.dig[:r.n]
		if trunk != "" && strings.HasPrefix(d, trunk) {
			if v := e164(cc, nat[len(trunk):]); v != "" {
				out.Value = v
				return out, nil
			}
		}
		if v := e164(cc, nat); v != "" {
			out.Value = v
			return out, nil
		}
	}
	return Indicator{}, fault.New(fault.Invalid, "phone_impossible", "no telephone number looks like %q; check the digits, and put + and the country code before a number from abroad", s)
}
