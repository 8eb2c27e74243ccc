package web

import (
	"net/http"
	"time"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// madeSheet is the sheet itself.
type madeSheet struct {
	sheetPage
	other *check.Wording // of whoever receives it
	Made  []string       // when it was made, by the clocks of both places
	Parts []sheetPart
	Speak string // "Interpreter, please: Mandarin.", in the receiver's language; or ""
	Self  bool   // the person at risk reports
}

// sheetPart is one heading with its lines.
type sheetPart struct {
	Title, Other string
	Rows         []sheetRow
}

// sheetRow is one line of the sheet: what it is, in both languages, and what is known.
type sheetRow struct {
	Label, Other string
	Lines        []sheetLine // none: a free line to write on
	Flow         bool        // several things, each with its translation and its words on one line
}

// sheetLine is one line of what is known.
type sheetLine struct {
	Text, Lang string
	Own        bool // in somebody's own words, and not translated
	Second     bool // says the same for the receiver
}

// T2 says a sentence in the receiver's language, or nothing where it is the reader's own.
func (m *madeSheet) T2(key string, pairs ...string) string {
	if m.To == m.Lang {
		return ""
	}
	return m.other.UI(key, pairs...)
}

// showSheet makes the sheet.
func (s *Site) showSheet(w http.ResponseWriter, r *http.Request, p *sheetPage) {
	other, err := s.Checker.Knowledge().Wording(p.To)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	m := &madeSheet{sheetPage: *p, other: other, Self: p.v["rep_is"] == "self"}
	if tag := p.v["rep_speaks"]; tag != "" && tag != p.To {
		k := s.Checker.Knowledge()
		m.Speak = k.Say(p.To, "interpreter", "Language", k.Say(p.To, "in."+tag))
	}
	m.stamp()
	found, err := s.found(m)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	for _, x := range parts {
		m.add(x, found)
	}
	m.Again = "sheet"
	m.Class = "on-paper"
	s.write(w, r, http.StatusOK, &m.page, sheetView(m))
}

// stamp says when the sheet was made, by the reader's clock and the student's.
func (m *madeSheet) stamp() {
	here, there := zoneAt(m.Where.Here, ""), zoneAt(m.Where.There, m.Where.City)
	if z, ok := zoneOf(here); ok {
		m.Made = append(m.Made, clock(m.words, m.dir, m.now, z))
	}
	if z, ok := zoneOf(there); ok && there != here {
		m.Made = append(m.Made, clock(m.other, m.dir, m.now, z))
	}
	if len(m.Made) == 0 {
		m.Made = append(m.Made, m.now.UTC().Format("2006-01-02 15:04")+" UTC")
	}
}

func (m *madeSheet) add(x part, found []sheetRow) {
	key := "sheet.s." + x.id
	out := sheetPart{Title: m.T(key), Other: m.T2(key)}
	switch x.id {
	case "who":
		out.Rows = append(out.Rows, m.place("sheet.f.place", m.Where.There != "", func(w *check.Wording) string { return spot(m.dir, w.Tag, m.Where) })...)
		out.Rows = append(out.Rows, m.place("sheet.f.home", m.Where.Home != "", func(w *check.Wording) string { return countryName(w.Tag, m.Where.Home) })...)
	case "found":
		out.Rows = append(out.Rows, found...)
	case "reporter":
		if m.Self {
			return
		}
		out.Rows = append(out.Rows, m.place("sheet.f.rep_place", m.Where.Here != "", func(w *check.Wording) string { return countryName(w.Tag, m.Where.Here) })...)
	}
	for _, in := range x.inputs {
		out.take(m, in)
	}
	if x.id == "done" {
		out.Rows = append(out.Rows, m.label("sheet.f.ref"))
	}
	if len(out.Rows) > 0 {
		m.Parts = append(m.Parts, out)
	}
}

// take adds an input, on the line before where it belongs there.
func (x *sheetPart) take(m *madeSheet, in input) {
	row, ok := m.row(in)
	if !ok {
		return
	}
	if n := len(x.Rows); in.join && n > 0 && len(x.Rows[n-1].Lines) > 0 {
		x.Rows[n-1].Lines = append(x.Rows[n-1].Lines, row.Lines...)
		return
	}
	x.Rows = append(x.Rows, row)
}

func (m *madeSheet) label(key string) sheetRow { return sheetRow{Label: m.T(key), Other: m.T2(key)} }

// place is a row that both languages can say.
func (m *madeSheet) place(key string, known bool, say func(*check.Wording) string) []sheetRow {
	if !known {
		return nil
	}
	row := m.label(key)
	row.Lines = m.both(say)
	return []sheetRow{row}
}

// both says something in both languages; once, where it is the same.
func (m *madeSheet) both(say func(*check.Wording) string) []sheetLine {
	a, b := say(m.words), say(m.other)
	lines := []sheetLine{{Text: a, Lang: m.Lang}}
	if a != b {
		lines = append(lines, sheetLine{Text: b, Lang: m.To, Second: true})
	}
	return lines
}

// row is one input on the sheet; ok is false where nothing was said and nothing need be asked.
func (m *madeSheet) row(in input) (row sheetRow, ok bool) {
	row = m.label("sheet.f." + in.name)
	typed := m.v[in.name]
	switch {
	case in.kind == inState:
		if typed != "" {
			row.Lines = m.both(func(w *check.Wording) string { return sayChoice(w, in, typed) })
		}
		row.own(m.v[in.name+"_note"])
		row.Flow = len(row.Lines) > 1
	case typed == "":
	case in.name == "rep_speaks" && m.Speak != "": // stands above, in the box
	case in.kind == inPick:
		row.Lines = m.both(func(w *check.Wording) string { return sayChoice(w, in, typed) })
	case in.kind == inTime:
		row.Lines = m.time(in, typed)
	default:
		row.own(typed)
	}
	return row, len(row.Lines) > 0 || in.always
}

func (r *sheetRow) own(text string) {
	if text != "" {
		r.Lines = append(r.Lines, sheetLine{Text: lang.Clean(text), Lang: tongueOf(text), Own: true})
	}
}

// tongueOf is the language of somebody's own words, or "" where it cannot be told.
func tongueOf(text string) string {
	if of := lang.Of(text, nil); len(of) > 0 {
		return of[0]
	}
	return ""
}

// time is a time by the clock it was written in, and for the receiver by the student's.
func (m *madeSheet) time(in input, typed string) []sheetLine {
	id := m.v[in.name+"_zone"]
	z, known := zoneOf(id)
	t, ok := moment(typed, id)
	if !known || !ok {
		lines := []sheetLine{{Text: lang.Clean(typed), Lang: tongueOf(typed), Own: true}}
		if known {
			lines = append(lines, sheetLine{Text: z.label(m.dir, m.To, m.now), Lang: m.To, Second: true})
		}
		return lines
	}
	there, apart := zoneOf(zoneAt(m.Where.There, m.Where.City))
	if !apart {
		there = z
	}
	a, b := clock(m.words, m.dir, t, z), clock(m.other, m.dir, t, there)
	if in.name == "deadline_at" {
		a, b = a+m.left(m.words, t), b+m.left(m.other, t)
	}
	lines := []sheetLine{{Text: a, Lang: m.Lang}}
	if a != b {
		lines = append(lines, sheetLine{Text: b, Lang: m.To, Second: true})
	}
	return lines
}

// left says how long there is until a deadline, from when the sheet was made.
func (m *madeSheet) left(w *check.Wording, t time.Time) string {
	d := t.Sub(m.now)
	if d <= 0 {
		return w.UI("sheet.passed")
	}
	if d > 96*time.Hour {
		return ""
	}
	return w.UI("sheet.left", "H", itoa(int(d.Hours())), "M", itoa(int(d.Minutes())%60))
}

// box is the key of the sentence that stands first.
func (m *madeSheet) box() string {
	if m.Self {
		return "sheet.box.self"
	}
	return "sheet.box"
}

// stampLang is the language of a time in Made.
func (m *madeSheet) stampLang(i int) string {
	if i == 0 {
		return m.Lang
	}
	return m.To
}

// ownWords writes somebody's own words as they are. It is made here and not in a template, since
// every space and line break counts and a template may add some.
func ownWords(l sheetLine) templ.Component {
	tag := ""
	if l.Lang != "" {
		tag = ` lang="` + templ.EscapeString(l.Lang) + `"`
	}
	return templ.Raw(`<bdi class="own" dir="auto" translate="no"` + tag + `>` + templ.EscapeString(l.Text) + `</bdi>`)
}
