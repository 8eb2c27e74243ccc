package directory

import "strings"

// How a number can be reached from where somebody is.
const (
	HowDial      = "dial"       // type Number
	HowLocalOnly = "local_only" // works inside its country only
	HowUnknown   = "unknown"    // Number, if any, may not connect
)

// Why Dial says what it says; faces have a sentence for each.
const (
	CodeSameCountry = "same_country"
	CodeShortCode   = "short_code_does_not_cross_borders"
	CodeNational    = "national_only"
	CodeStated      = "international_stated"   // the source prints an international form
	CodeDerived     = "international_derived"  // nobody has confirmed that it works from abroad
	CodeTollFree    = "toll_free_unconfirmed"  // freephone of North America: may not connect from elsewhere
	CodeAbroadOnly  = "for_callers_abroad"     // not meant for callers inside the country
	CodeNotShown    = "not_shown"              // the entry is not listed; never offer it
	CodeNoOrigin    = "international_any_exit" // where the caller is, is not known: Number begins with +
)

// Dial is how to reach an entry from one country.
type Dial struct {
	How    string `json:"how"`              // HowDial, HowLocalOnly, HowUnknown
	Number string `json:"number,omitempty"` // what to type from there: "011 86 10 12308"; "" when nothing works
	Plus   string `json:"plus,omitempty"`   // the same with +, which every mobile phone accepts: "+86 10 12308"
	Tel    string `json:"tel,omitempty"`    // a whole URI (RFC 3966, or sms:), or ""
	Code   string `json:"code"`             // why
}

// DialFrom says how to reach the entry from a country (ISO 3166; "" when not known). An entry that
// is not listed gives no number at all. A short code gives one inside its own country only.
func (e Entry) DialFrom(country string) Dial {
	if e.Status != Listed {
		return Dial{How: HowUnknown, Code: CodeNotShown}
	}
	country = strings.ToUpper(strings.TrimSpace(country))
	switch {
	case country == e.Country:
		return e.dialInside()
	case e.ShortCode:
		return Dial{How: HowLocalOnly, Code: CodeShortCode}
	case e.E164 == "" || e.FromAbroad == AbroadNo:
		return Dial{How: HowLocalOnly, Code: CodeNational}
	}
	return e.dialAcross(country)
}

func (e Entry) dialInside() Dial {
	if e.CallingCode != "" && e.ForCallersAbroad {
		return Dial{How: HowUnknown, Code: CodeAbroadOnly}
	}
	d := Dial{How: HowDial, Number: e.Local + extension(e.Ext), Code: CodeSameCountry}
	switch {
	case e.Noted(NoteSMS):
		d.Tel = "sms:" + digitsOf(e.Local)
	case e.Noted(NoteWhatsApp):
	case e.E164 != "":
		d.Plus = "+" + strings.Join(e.international(), " ") + extension(e.Ext)
		d.Tel = e.telURI()
	case strings.HasPrefix(e.Local, "#"):
		d.Tel = "tel:%23" + digitsOf(e.Local)
	default:
		d.Tel = "tel:" + digitsOf(e.Local)
	}
	return d
}

func (e Entry) dialAcross(country string) Dial {
	groups := e.international()
	joined := strings.Join(groups, " ") + extension(e.Ext)
	d := Dial{How: HowDial, Plus: "+" + joined, Number: "+" + joined, Tel: e.telURI(), Code: CodeDerived}
	if e.FromAbroad == AbroadYes && !e.E164Derived {
		d.Code = CodeStated
	}
	there, _ := planOf(e.Country)
	here, known := planOf(country)
	switch {
	case !known:
		if d.Code == CodeStated {
			d.Code = CodeNoOrigin
		}
	case here.code == "1" && there.code == "1" && e.CallingCode == "":
		d.Number = joined // inside the North American plan, 1 and the number; no exit prefix
	case here.exit != "+":
		d.Number = here.exit + " " + joined
	}
	if e.tollFree() && here.code != "1" {
		d.How, d.Code = HowUnknown, CodeTollFree
	}
	return d
}

// tollFree says whether the number is freephone of the North American plan.
func (e Entry) tollFree() bool {
	if !strings.HasPrefix(e.E164, "+18") || len(e.E164) != 12 {
		return false
	}
	switch e.E164[2:5] {
	case "800", "833", "844", "855", "866", "877", "888":
		return true
	}
	return false
}

// international splits the number into country code and the groups its local form is written in,
// so that "(02) 6228 3948" becomes 61 2 6228 3948.
func (e Entry) international() []string {
	p, _ := planOf(e.Country)
	if e.CallingCode != "" {
		p.code, p.trunk = e.CallingCode, ""
	}
	national, ok := p.significant(e.E164)
	if !ok {
		return []string{strings.TrimPrefix(e.E164, "+")}
	}
	groups := strings.FieldsFunc(e.Local, func(r rune) bool { return r < '0' || r > '9' })
	for _, lead := range []string{"", p.trunk, p.code} {
		if strings.Join(groups, "") == lead+national {
			groups = dropLead(groups, lead)
			return append([]string{p.code}, groups...)
		}
	}
	return []string{p.code, national}
}

// dropLead takes the leading digits off a list of groups; they are known to be there.
func dropLead(groups []string, lead string) []string {
	out := append([]string(nil), groups...)
	for lead != "" {
		n := min(len(lead), len(out[0]))
		lead, out[0] = lead[n:], out[0][n:]
		if out[0] == "" {
			out = out[1:]
		}
	}
	return out
}

func (e Entry) telURI() string {
	if e.Noted(NoteWhatsApp) || e.Noted(NoteSMS) {
		return ""
	}
	if e.Ext != "" {
		return "tel:" + e.E164 + ";ext=" + e.Ext
	}
	return "tel:" + e.E164
}

func extension(ext string) string {
	if ext == "" {
		return ""
	}
	return " ext. " + ext
}
