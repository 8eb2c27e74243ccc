// Package say puts what the directory knows into the reader's sentences, for every face alike:
// a number always comes with whether it works from where the reader is, what that office never
// does, its source and its date.
//
// What does not live here: the sentences (data/wording), pages and prompts.
package say

import (
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
)

// Line is one listing in the reader's words.
type Line struct {
	Name, Kind, Place string
	Number            string // what to dial, or ""
	Tel               string // a whole URI for a link, or ""
	Code              string // the machine reason, see directory.Code…
	Notes             []string
	Source            string
}

// Listing says one listing for a reader in a country ("" when not known).
func Listing(w *check.Wording, l directory.Listing, from string) Line {
	e := l.Entry
	v := Line{Name: e.Name(w.Tag), Kind: w.UI("kind." + string(e.Kind)), Code: l.Dial.Code}
	if e.City != "" {
		v.Place = " · " + e.City
	}
	v.Place += " · " + lang.Country(w.Tag, e.Country)
	if e.ShortCode || l.Dial.How == directory.HowLocalOnly {
		v.Number, v.Tel = e.Local, ""
	}
	if l.Dial.Number != "" {
		v.Number, v.Tel = l.Dial.Number, l.Dial.Tel
	}
	v.Notes = notes(w, l, from)
	key := "number.source"
	if e.Confirmed() == "" {
		key = "number.source_undated"
	}
	v.Source = w.UI(key, "Source", e.Source, "Date", e.Confirmed())
	return v
}

// notes are the sentences that travel with a number.
func notes(w *check.Wording, l directory.Listing, from string) (out []string) {
	e := l.Entry
	add := func(key string, pairs ...string) { out = append(out, w.UI(key, pairs...)) }
	switch l.Dial.Code {
	case directory.CodeShortCode:
		add("number.short_code", "Country", lang.Country(w.Tag, e.Country))
	case directory.CodeNational:
		add("number.local_only", "Country", lang.Country(w.Tag, e.Country))
	case directory.CodeDerived:
		add("number.derived", "Local", e.Local)
		add("number.unknown_abroad")
	case directory.CodeTollFree:
		add("number.unknown_abroad")
	case directory.CodeAbroadOnly:
		add("number.for_callers_abroad")
	}
	if e.Ext != "" {
		add("number.extension", "Ext", e.Ext)
	}
	if e.NeverCalls() {
		add("number.calls_out.never")
	}
	for _, n := range e.Notes {
		add("number.note." + n)
	}
	if e.Hours != "" {
		out = append(out, hours(w, e.Hours))
	}
	if len(e.Languages) > 0 {
		add("number.languages", "Languages", strings.Join(e.Languages, ", "))
	}
	if e.Conflict != "" {
		add("number.sources_differ")
		out = append(out, e.Conflict)
	}
	if !e.OfficialSource {
		add("number.copy_source")
	}
	return out
}

func hours(w *check.Wording, h string) string {
	switch {
	case h == "24h":
		return w.UI("number.hours_all")
	case w.Has("number.hours." + h):
		return w.UI("number.hours." + h)
	}
	return w.UI("number.hours", "Hours", h)
}

// Standing says what is known of a number somebody saw. It never says that a call is genuine.
func Standing(w *check.Wording, st directory.Standing) string {
	name := ""
	if len(st.Entries) > 0 {
		name = st.Entries[0].Name(w.Tag)
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
	return w.UI("number.unknown")
}

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
