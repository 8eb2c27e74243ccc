// Package say puts what the directory knows into the reader's sentences, for every face alike:
// a number always comes with whether it works from where the reader is, what that office never
// does, its source and its date.
//
// What does not live here: the sentences (data/wording), pages and prompts.
package say

import (
	"net/url"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
)

// Line is one listing in the reader's words.
type Line struct {
	Name, Kind, Place string
	NameLang          string   // language of the name where it is another than the reader's, or ""
	Number            string   // what to dial, or ""
	Tel               string   // a whole URI for a link, or ""
	Code              string   // the machine reason, see directory.Code…
	Hours, Languages  string   // in the reader's words, or ""
	Facts             []Fact   // what travels with the number, most pressing first
	Notes             []string // hours, languages and facts as plain lines, for faces without a layout
	Source            string   // one line: where it was printed, and when
	Cites             []Cite   // the same, for a face that can link
}

// Cite is one page that carries the number.
type Cite struct {
	URL, Host string
	Date      string // in the reader's words, or "" when the page bears none
	Reach     bool   // it is cited for how the number is reached from abroad
}

// Listing says one listing for a reader in a country ("" when not known).
func Listing(w *check.Wording, l directory.Listing, from string) Line {
	e := l.Entry
	v := Line{Name: e.Name(w.Tag), Kind: w.UI("kind." + string(e.Kind)), Code: l.Dial.Code}
	if e.Names[w.Tag] == "" && w.Tag != english {
		v.NameLang = english
	}
	if e.City != "" {
		v.Place = " · " + e.City
	}
	v.Place += " · " + lang.Country(w.Tag, e.Country)
	if e.ShortCode || l.Dial.How == directory.HowLocalOnly {
		v.Number, v.Tel = e.Local, ""
	}
	if l.Dial.Number != "" {
		v.Number, v.Tel = l.Dial.Number, l.Dial.Tel
		if across(l.Dial) {
			v.Number = l.Dial.Plus // as a mobile phone takes it anywhere; facts have the way from a landline
		}
	}
	v.Hours, v.Languages = hours(w, e.Hours), languages(w, e.Languages)
	v.Facts = facts(w, l, from)
	v.Notes = v.plain(w)
	v.Cites = cites(w, e)
	key := "number.source"
	if e.Confirmed() == "" {
		key = "number.source_undated"
	}
	v.Source = w.UI(key, "Source", e.Source, "Date", Date(w, e.Confirmed()))
	return v
}

// plain lays hours, languages and facts out as lines.
func (v Line) plain(w *check.Wording) (out []string) {
	for _, f := range v.Facts {
		out = append(out, f.Text)
		if f.Quote != "" {
			out = append(out, f.Quote)
		}
	}
	if v.Hours != "" {
		out = append(out, w.UI("number.hours", "Hours", v.Hours))
	}
	if v.Languages != "" {
		out = append(out, w.UI("number.languages", "Languages", v.Languages))
	}
	return out
}

func cites(w *check.Wording, e directory.Entry) []Cite {
	out := []Cite{{URL: e.Source, Host: host(e.Source), Date: Date(w, e.Confirmed())}}
	for _, x := range e.Also {
		if x.Adds == "number" || x.Adds == "from_abroad" {
			out = append(out, Cite{x.URL, host(x.URL), Date(w, x.Date), x.Adds == "from_abroad"})
		}
	}
	return out
}

// host is the part of an address that people can compare.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// Standing says what is known of a number somebody saw. It never says that a call is genuine.
func Standing(w *check.Wording, st directory.Standing) string {
	name := ""
	if len(st.Entries) > 0 {
		name = st.Entries[0].Name(w.Tag)
	}
	if st.Reason == "several_countries" {
		return w.UI("number.several_countries")
	}
	switch st.State {
	case directory.StateDenied:
		s := w.UI("number.denied")
		if key := "number.denied." + st.Reason; w.Has(key) {
			s += " " + w.UI(key)
		}
		return s
	case directory.StateGenuine, directory.StateSuperseded:
		return w.UI("number."+st.State, "Name", name)
	}
	if st.Reason == directory.ReasonDressed {
		return w.UI("number.dressed", "Name", name)
	}
	return w.UI("number.unknown")
}

// english is the language that names and doubts of the directory fall back to.
const english = "en"

// stepKeys are the wording keys of the steps of a route.
var stepKeys = map[string]string{
	directory.StepEmergencyHere: "number.emergency",
	directory.StepPoliceThere:   "kind.police",
	directory.StepFriendThere:   "route.local_friend_in_person",
	directory.StepPoliceHome:    "route.home_police",
	directory.StepMission:       "route.consulate",
	directory.StepStation:       "route.station_in_person",
}

// Step says one step of a route.
func Step(w *check.Wording, st directory.Step) string { return w.UI(stepKeys[st.Code]) }

// Helpful are the lines to show under a verdict for a reader in a country: those of that country
// that can be dialled there, police and emergency first, then anti-fraud lines; at most six.
func Helpful(d *directory.Directory, from string) (out []directory.Listing) {
	for _, k := range []directory.Kind{directory.Emergency, directory.AntiFraud, directory.ConsularHotline, directory.Police} {
		n := 0
		for _, l := range d.Find(directory.Query{Country: from, From: from, Kind: k}) {
			if l.Dial.How == directory.HowDial && n < 2 && len(out) < 6 {
				out = append(out, l)
				n++
			}
		}
	}
	return out
}
