package say

import (
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
)

// Sorts of facts; a face may have a sign for each.
const (
	FactWorks  = "works"  // it connects from where the reader is
	FactInside = "inside" // it connects inside one country only
	FactUnsure = "unsure" // nobody has confirmed that it connects
	FactDial   = "dial"   // another way to dial it
	FactNever  = "never"  // what the office never does
	FactCalls  = "calls"  // the office does call people
	FactDoubt  = "doubt"  // sources differ
	FactNote   = "note"
)

// Fact is one sentence that travels with a number.
type Fact struct {
	Sort, Text string
	Quote      string // words of the directory, in English, that the sentence introduces
}

// facts are what a reader must know before dialling, how it is reached first.
func facts(w *check.Wording, l directory.Listing, from string) (out []Fact) {
	e := l.Entry
	add := func(sort, key string, pairs ...string) {
		out = append(out, Fact{Sort: sort, Text: w.UI(key, pairs...)})
	}
	reach(w, l, from, add)
	if across(l.Dial) && l.Dial.Number != l.Dial.Plus {
		add(FactDial, "number.from_landline", "Number", l.Dial.Number)
	}
	if e.Short != "" && l.Dial.Code == directory.CodeSameCountry {
		add(FactDial, "number.short_inside", "Country", lang.Country(w.Tag, e.Country), "Short", e.Short)
	}
	if e.Ext != "" {
		add(FactDial, "number.extension", "Ext", e.Ext)
	}
	switch {
	case e.NeverCalls():
		add(FactNever, "number.calls_out.never")
	case e.CallsOut == directory.CallsMay:
		add(FactCalls, "number.calls_out.may")
	}
	if s := never(w, e); s != "" {
		out = append(out, Fact{Sort: FactNever, Text: s})
	}
	for _, n := range e.Notes {
		add(FactNote, "number.note."+n)
	}
	if e.Conflict != "" {
		out = append(out, Fact{Sort: FactDoubt, Text: w.UI("number.doubt"), Quote: e.Conflict})
	}
	if !e.OfficialSource {
		add(FactNote, "number.copy_source")
	}
	return out
}

// across says whether the number is dialled over a border.
func across(d directory.Dial) bool {
	return d.Plus != "" && d.Number != "" && d.Code != directory.CodeSameCountry
}

// reach says whether the number connects from where the reader is.
func reach(w *check.Wording, l directory.Listing, from string, add func(sort, key string, pairs ...string)) {
	there := lang.Country(w.Tag, l.Country)
	switch l.Dial.Code {
	case directory.CodeShortCode:
		add(FactInside, "number.short_code", "Country", there)
	case directory.CodeNational:
		add(FactInside, "number.local_only", "Country", there)
	case directory.CodeDerived:
		add(FactUnsure, "number.derived", "Local", l.Local)
		add(FactUnsure, "number.unknown_abroad")
	case directory.CodeTollFree:
		add(FactUnsure, "number.toll_free")
	case directory.CodeAbroadOnly:
		add(FactNote, "number.for_callers_abroad")
	case directory.CodeSameCountry:
		if l.ShortCode {
			add(FactInside, "number.short_here", "Country", there)
		} else {
			add(FactWorks, "number.works_from", "Country", there)
		}
	case directory.CodeStated:
		if from != "" {
			add(FactWorks, "number.works_abroad", "Country", lang.Country(w.Tag, from))
		}
	}
}

// never says in one sentence what the office says it never does.
func never(w *check.Wording, e directory.Entry) string {
	var what []string
	for _, key := range e.Never {
		if key != "call_out" { // said by itself
			what = append(what, w.UI("never."+key))
		}
	}
	if len(what) == 0 {
		return ""
	}
	return w.UI("number.never_list", "What", strings.Join(what, w.UI("list.comma")))
}
