package web

import (
	"strings"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/check"
)

// Kinds of input of the sheet.
const (
	inLine  = "line"
	inArea  = "area"
	inTime  = "time"  // with a clock beside it (name + _zone)
	inPick  = "pick"  // one of a list of codes, said in both languages
	inState = "state" // yes, no or not said, with a note beside it (name + _note)
)

// input is one thing the sheet asks for. Its label is sheet.f.<name>, its hint sheet.f.<name>.help
// where there is one. Always says that the sheet keeps its line free where nothing was written, so
// that an officer sees what is not known and can write it in.
type input struct {
	name, kind string
	opts       []string
	home       bool // a time by the reader's clock, else by the student's
	always     bool
	join       bool // goes on the line of the input before it, where that one holds something
}

// part is one heading of the sheet.
type part struct {
	id     string
	inputs []input
}

var (
	relations = []string{"parent", "sibling", "relative", "partner", "friend", "roommate", "school", "self", "other"}
	states    = []string{"yes", "no"}
)

// parts are the sheet, in the order of the form and of the page.
var parts = []part{
	{"who", []input{
		{name: "name", kind: inLine, always: true},
		{name: "about", join: true, kind: inLine},
		{name: "phone", kind: inLine, always: true},
		{name: "accounts", join: true, kind: inLine},
		{name: "school", kind: inLine},
		{name: "address", kind: inLine, always: true},
		{name: "near", kind: inLine},
	}},
	{"last", []input{
		{name: "heard", kind: inTime, home: true, always: true},
		{name: "heard_how", join: true, kind: inLine},
		{name: "seen", kind: inTime, always: true},
		{name: "seen_by", join: true, kind: inLine},
	}},
	{"demand", []input{
		{name: "words", kind: inArea},
		{name: "words_at", kind: inTime, home: true},
		{name: "through", kind: inLine},
		{name: "amount", kind: inLine},
		{name: "pay_to", kind: inLine},
		{name: "deadline_at", kind: inTime, home: true},
		{name: "deadline", join: true, kind: inLine},
		{name: "received", kind: inLine},
	}},
	{"found", []input{
		{name: "more", kind: inArea},
	}},
	{"done", []input{
		{name: "police_there", kind: inState, opts: states},
		{name: "police_home", kind: inState, opts: states},
		{name: "mission", kind: inState, opts: states},
		{name: "campus", kind: inState, opts: states},
		{name: "bank", kind: inState, opts: states},
		{name: "paid", kind: inState, opts: states},
		{name: "told", kind: inLine},
	}},
	{"reporter", []input{
		{name: "rep_name", kind: inLine},
		{name: "rep_is", join: true, kind: inPick, opts: relations},
		{name: "rep_phone", kind: inLine, always: true},
		{name: "rep_speaks", kind: inPick, opts: check.InterfaceLanguages},
	}},
}

// Sizes of what may be typed, in characters. A sheet is one page, and what does not fit is said so;
// nothing is cut in silence.
const (
	mostLine = 300
	mostArea = 4000
	mostTime = 60
)

func (in input) most() int {
	switch in.kind {
	case inArea:
		return mostArea
	case inTime:
		return mostTime
	}
	return mostLine
}

// values are what was typed, by the names of the form.
type values map[string]string

// readValues takes the sheet's inputs from a form. What is on no list of choices is left out.
func readValues(f form) values {
	v := values{}
	for _, p := range parts {
		for _, in := range p.inputs {
			v.read(f, in)
		}
	}
	return v
}

func (v values) read(f form, in input) {
	typed := func(name string) string {
		text, _ := f.text(name)
		return strings.TrimSpace(text)
	}
	switch in.kind {
	case inPick, inState:
		for _, o := range in.opts {
			if f.get(in.name, 32) == o {
				v[in.name] = o
			}
		}
		if in.kind == inState {
			v[in.name+"_note"] = typed(in.name + "_note")
		}
	case inTime:
		v[in.name] = typed(in.name)
		if _, ok := zoneOf(f.get(in.name+"_zone", 64)); ok {
			v[in.name+"_zone"] = f.get(in.name+"_zone", 64)
		}
	default:
		v[in.name] = typed(in.name)
	}
}

// tooLong lists the names whose text does not fit.
func (v values) tooLong() map[string]int {
	long := map[string]int{}
	for _, p := range parts {
		for _, in := range p.inputs {
			for name, most := range map[string]int{in.name: in.most(), in.name + "_note": mostLine} {
				if utf8.RuneCountInString(v[name]) > most {
					long[in.name] = most
				}
			}
		}
	}
	return long
}

// empty says whether nothing was written. A clock or a language alone is nothing.
func (v values) empty() bool {
	for name, x := range v {
		if x != "" && name != "rep_speaks" && name != "rep_is" && !strings.HasSuffix(name, "_zone") {
			return false
		}
	}
	return true
}
