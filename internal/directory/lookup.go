package directory

import "strings"

// What is known about a number, in the words of the glossary.
const (
	StateGenuine    = "genuine"    // an office of this directory has it; proves nothing about a caller
	StateDenied     = "denied"     // used or displayed by scammers
	StateSuperseded = "superseded" // an old number of an office
	StateUnknown    = "unknown"
)

// StateReported is what Directory.Standing says of an office's own line that false calls displayed.
const StateReported = "reported"

// ReasonDressed marks a short code that was written behind a country code. Its state is unknown,
// since no such number is known to exist; its entries are the short codes it is made of.
const ReasonDressed = "short_code_with_country_code"

// Standing is the answer of the reverse look-up.
type Standing struct {
	State   string  `json:"state"`
	Entries []Entry `json:"entries,omitempty"` // those that decide the state
	// Reason is a denied entry's reason; or undated_source, old_number, spoofed_caller_id (a listed
	// line that has been displayed falsely), several_countries (a short code without a region).
	Reason string `json:"reason,omitempty"`
}

// Lookup says what is known about a number as somebody saw it: E.164, with an exit prefix, as
// dialled inside region (ISO 3166; "" when not known), or a short code. A match with a genuine
// office is no evidence that the office is calling; caller ID can be forged.
func (d *Directory) Lookup(number, region string) Standing {
	hits := d.match(number, strings.ToUpper(strings.TrimSpace(region)))
	for _, s := range []Status{Denied, Listed, Undated, Superseded} {
		var same []Entry
		for _, i := range hits {
			if d.entries[i].Status == s {
				same = append(same, d.entries[i])
			}
		}
		if len(same) > 0 {
			return standing(s, same)
		}
	}
	if dressed := d.dressed(number); len(dressed) > 0 {
		return Standing{State: StateUnknown, Entries: dressed, Reason: ReasonDressed}
	}
	return Standing{State: StateUnknown}
}

// exits are ways out of a country as people write them, longest first.
var exits = []string{"0011", "011", "010", "001", "002", "00"}

// mostDressed is more digits than a country code and a short number have together.
const mostDressed = 9

// dressed returns the listed short codes that a number is when its country code is taken off:
// +86 110, 0044 101. Callers show them on false displays; a real short code has no such form.
func (d *Directory) dressed(number string) []Entry {
	plus, digits := reading(number)
	if plus {
		return d.shortBehindCode(digits)
	}
	for _, exit := range exits {
		if rest, ok := strings.CutPrefix(digits, exit); ok {
			if found := d.shortBehindCode(rest); found != nil {
				return found
			}
		}
	}
	return nil
}

func (d *Directory) shortBehindCode(digits string) (out []Entry) {
	if len(digits) > mostDressed {
		return nil
	}
	for _, e := range d.entries {
		p, _ := planOf(e.Country)
		code, ok := strings.CutPrefix(digits, p.code)
		if ok && code != "" && e.Status == Listed && (e.ShortCode && digitsOf(e.Local) == code || digitsOf(e.Short) == code) {
			out = append(out, e)
		}
	}
	return out
}

// Instead returns the listed lines of the office that an old or misused number was said to be of:
// same sort of office, place and citizens.
func (d *Directory) Instead(of Entry) (out []Entry) {
	for _, e := range d.entries {
		same := e.Country == of.Country && e.City == of.City && e.Kind == of.Kind && e.Serves == of.Serves
		if same && e.Status == Listed && (e.City != "" || e.IsMission()) {
			out = append(out, e)
		}
	}
	return out
}

func standing(s Status, same []Entry) Standing {
	first := same[0]
	out := Standing{Entries: same}
	switch s {
	case Denied:
		out.State, out.Reason = StateDenied, first.Reason
	case Superseded:
		out.State, out.Reason = StateSuperseded, "old_number"
	case Undated:
		out.State, out.Reason = StateGenuine, "undated_source"
	default:
		out.State = StateGenuine
		for _, e := range same {
			if e.Country != first.Country {
				out.Reason = "several_countries"
			} else if e.Noted(NoteSpoofed) && out.Reason == "" {
				out.Reason = NoteSpoofed
			}
		}
	}
	return out
}

// Standing is Lookup in one word, for rooms that only weigh: genuine, denied, reported (an office's
// own line that false calls displayed) or unknown.
func (d *Directory) Standing(e164OrShort, region string) string {
	s := d.Lookup(e164OrShort, region)
	switch {
	case s.State == StateDenied && s.Reason == ReasonSpoofed:
		return StateReported
	case s.State == StateDenied, s.State == StateGenuine:
		return s.State
	}
	return StateUnknown
}

// match returns the entries a written number may stand for, likeliest reading first: as typed
// inside the region, then as an international number, then as a code of another country.
func (d *Directory) match(number, region string) []int32 {
	plus, digits := reading(number)
	if digits == "" {
		return nil
	}
	here, known := planOf(region)
	if plus {
		return d.international(digits)
	}
	if known {
		if hits := d.byLocal[region+":"+digits]; hits != nil {
			return hits
		}
		if hits := d.byE164["+"+here.code+digits]; hits != nil && len(digits) > 6 {
			return hits
		}
		if rest, ok := strings.CutPrefix(digits, here.trunk); ok && here.trunk != "" && len(rest) > 6 {
			if hits := d.byE164["+"+here.code+rest]; hits != nil {
				return hits
			}
		}
	}
	for _, exit := range append([]string{here.exit}, exits...) {
		if rest, ok := strings.CutPrefix(digits, exit); ok && exit != "" && len(rest) > 7 {
			if hits := d.international(rest); hits != nil {
				return hits
			}
		}
	}
	if len(digits) >= 9 {
		if hits := d.international(digits); hits != nil {
			return hits
		}
	}
	return d.elsewhere(digits, region)
}

// international finds digits that begin with a country code, also when a trunk 0 was left inside,
// as in 44 (0)20 or 0061-02.
func (d *Directory) international(digits string) []int32 {
	if hits := d.byE164["+"+digits]; hits != nil {
		return hits
	}
	for n := 1; n <= 3 && n < len(digits); n++ {
		if digits[n] == '0' {
			if hits := d.byE164["+"+digits[:n]+digits[n+1:]]; hits != nil {
				return hits
			}
		}
	}
	return nil
}

// elsewhere finds what is typed inside another country. With a region, only codes long enough to
// be told apart are looked for (a student abroad does write "96110 called me"); without one, all.
func (d *Directory) elsewhere(digits, region string) (hits []int32) {
	if region != "" && len(digits) < 5 {
		return nil
	}
	for i := range d.entries {
		e := &d.entries[i]
		if digitsOf(e.Short) == digits || digitsOf(e.Local) == digits && (region == "" || e.ShortCode) {
			hits = append(hits, int32(i))
		}
	}
	return hits
}

// reading takes a number as written to its digits; plus says that it began with a country code.
// The digits of other scripts count (see Digit); an extension does not.
func reading(number string) (plus bool, digits string) {
	s := strings.ToLower(strings.TrimSpace(number))
	s = strings.TrimPrefix(s, "tel:")
	if i := strings.IndexAny(s, ";x转"); i >= 0 { // ;ext=, ext., x7241
		if cut := strings.TrimRight(s[:i], " e"); digitsOf(cut) != "" {
			s = cut
		}
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case Digit(r) >= 0:
			b = append(b, byte('0'+Digit(r)))
		case (r == '+' || r == '＋') && len(b) == 0:
			plus = true
		}
	}
	return plus, string(b)
}

// zeros are the noughts of the scripts whose digits a number may be written in: ours, Arabic,
// Persian, Devanagari, full width.
var zeros = [...]rune{'0', '٠', '۰', '०', '０'}

// Digit is the value of a digit as people write one, or -1.
func Digit(r rune) int {
	for _, zero := range zeros {
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}
