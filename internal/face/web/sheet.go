package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
)

// The hand-over sheet is one page for whoever can act: what happened, in the reader's language and
// in theirs. It is made from a form, shown, and forgotten. What was typed travels in the form alone:
// a switch of language, a mistake and "change" carry it on in fields, and no address ever holds it.

// sheetPage is the form, and what the sheet is made of.
type sheetPage struct {
	page
	Where   directory.Whereabouts
	To      string        // language of whoever receives the sheet
	Side    string        // whose eyes the text was written through, see check.Readers; or ""
	Text    string        // the message it began with, or ""
	reader  string        // who reads, where that was said
	told    check.Choices // answers of a flow it began with; none where its Flow is nil
	With    bool          // numbers, accounts and signs of the text stand on the sheet
	v       values
	long    map[string]int
	Problem string
	dir     *directory.Directory
	now     time.Time
}

func (s *Site) getSheet(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	p := s.newSheet(s.newPage(r, "/handover"), q)
	p.With = true
	p.answers(s.guide, q.Get("flow"), q.Get("a"))
	p.begin()
	s.showSheetForm(w, r, http.StatusOK, p)
}

// newSheet begins a sheet with the places that are known.
func (s *Site) newSheet(pg page, q url.Values) *sheetPage {
	p := &sheetPage{page: pg, dir: s.Directory, v: values{}, now: s.now()}
	p.Where = directory.Whereabouts{Here: chosen(q, "from"), There: chosen(q, "country"), Home: chosen(q, "home")}
	if p.Where.Here == "" {
		p.Where.Here = s.From
	}
	if c := q.Get("city"); slices.Contains(s.Directory.Cities(p.Where.There), c) {
		p.Where.City = c
	}
	p.Private = true
	p.To = s.receiver(p, q.Get("to"))
	return p
}

// receiver is the language of the other side: as chosen, else what is spoken where the student is,
// else English.
func (s *Site) receiver(p *sheetPage, asked string) string {
	if s.has(asked) {
		return asked
	}
	if p.Where.There != "" {
		if tag, known := s.Checker.Knowledge().Tongue(p.Where.There, p.Where.City); known && s.has(tag) && tag != p.Lang {
			return tag
		}
	}
	return "en"
}

// answers takes over what was answered in a flow, written as codes.
func (p *sheetPage) answers(g *check.Guide, flow, codes string) {
	f := g.Flow(flow)
	if f == nil {
		return
	}
	p.told = f.Read(codes)
	if p.Side == "" {
		p.Side, p.reader = f.Side, f.Side
	}
}

// Began says whether the sheet began with something that signs can be taken from.
func (p *sheetPage) Began() bool { return p.Text != "" || p.told.Flow != nil }

// Told is the flow and the answers, as a form carries them on.
func (p *sheetPage) Told() (flow, codes string) {
	if p.told.Flow == nil {
		return "", ""
	}
	return p.told.Flow.ID, p.told.Codes()
}

// begin fills in what can be told without asking.
func (p *sheetPage) begin() {
	p.v["rep_speaks"] = p.Lang
	p.v["rep_is"] = map[string]string{"student": "self", "family": "parent", "campus": "school"}[p.reader]
}

// postSheet makes the sheet; or, when it comes from an answer, when a language was chosen, or when
// "change" was pressed, shows the form with what was typed.
func (s *Site) postSheet(w http.ResponseWriter, r *http.Request) {
	f, err := readForm(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	pg, switched := s.inForm(r, f, "/handover")
	q := url.Values{}
	for _, k := range []string{"country", "city", "from", "home", "to"} {
		q.Set(k, f.get(k, 64))
	}
	p := s.newSheet(pg, q)
	p.Text, _ = f.text("text")
	p.Side, p.reader = f.side()
	p.answers(s.guide, f.get("flow", 16), f.get("a", 256))
	view := f.get("view", 8)
	if view != "form" && view != "sheet" {
		s.startSheet(w, r, p)
		return
	}
	p.v, p.With = readValues(f), f.get("with", 1) != ""
	if was, ok := f.was(); switched && ok && p.To == p.Lang {
		p.To = was // who reads and who receives change places
	}
	p.long = p.v.tooLong()
	switch {
	case f.get("edit", 1) != "", switched && view == "form":
		s.showSheetForm(w, r, http.StatusOK, p)
	case len(p.long) > 0:
		p.Problem = p.T("sheet.too_long")
		s.showSheetForm(w, r, http.StatusUnprocessableEntity, p)
	case p.v.empty() && !p.Began():
		p.Problem = p.T("sheet.empty")
		s.showSheetForm(w, r, http.StatusUnprocessableEntity, p)
	default:
		s.showSheet(w, r, p)
	}
}

// side is whose eyes a message was written through, and who reads. An answer says both, and who reads
// may be unsaid: a message to a student is often brought by a parent, who must not sign as the student.
func (f form) side() (side, reader string) {
	known := func(name string) string {
		if x := f.get(name, 16); slices.Contains(check.Readers, x) {
			return x
		}
		return ""
	}
	side = cmp.Or(known("side"), known("as"))
	if _, asked := f["as"]; asked {
		return side, known("as")
	}
	return side, side
}

// was is the language a form was written in.
func (f form) was() (string, bool) {
	tag := f.get("lang", 16)
	return tag, slices.Contains(check.InterfaceLanguages, tag)
}

// startSheet shows the form with what a message tells already.
func (s *Site) startSheet(w http.ResponseWriter, r *http.Request, p *sheetPage) {
	p.With = true
	if p.Text != "" {
		v, err := s.Checker.Check(p.Text, check.Options{As: p.Side, From: p.Where.Here, Lang: p.Lang})
		if err != nil {
			s.fail(w, r, err)
			return
		}
		p.prefill(v)
	}
	p.begin()
	s.showSheetForm(w, r, http.StatusOK, p)
}

func (s *Site) showSheetForm(w http.ResponseWriter, r *http.Request, status int, p *sheetPage) {
	p.Again = "sheet"
	s.write(w, r, status, &p.page, sheetFormView(p))
}

// now is the time by the site's clock.
func (s *Site) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}

// Parts are the headings of the form.
func (p *sheetPage) Parts() []part { return parts }

// V is what was typed under a name.
func (p *sheetPage) V(name string) string { return p.v[name] }

// Label says what an input is.
func (p *sheetPage) Label(in input) string { return p.T("sheet.f." + in.name) }

// Help is the hint of an input, or "".
func (p *sheetPage) Help(in input) string {
	if key := "sheet.f." + in.name + ".help"; p.words.Has(key) {
		return p.T(key)
	}
	return ""
}

// Long says what is wrong with an input, or "".
func (p *sheetPage) Long(in input) string {
	if most := p.long[in.name]; most > 0 {
		return p.T("sheet.too_long.here", "Max", itoa(most))
	}
	return ""
}

// Aria ties an input to its hint and to what is wrong with it.
func (p *sheetPage) Aria(in input) templ.Attributes {
	by := ""
	if p.Help(in) != "" {
		by = in.name + "-help"
	}
	out := templ.Attributes{}
	if p.Long(in) != "" {
		by = strings.TrimSpace(by + " " + in.name + "-long")
		out["aria-invalid"] = "true"
	}
	if by != "" {
		out["aria-describedby"] = by
	}
	return out
}

// Picks are the choices of a list, said in the reader's language.
func (p *sheetPage) Picks(in input) (out []choice) {
	for _, o := range in.opts {
		out = append(out, choice{o, sayChoice(p.words, in, o), o == p.v[in.name]})
	}
	return out
}

// sayChoice says a choice in one language.
func sayChoice(w *check.Wording, in input, code string) string {
	switch in.name {
	case "rep_speaks":
		return w.UI("guide.say.in." + code)
	case "rep_is":
		return w.UI("sheet.is." + code)
	case "paid":
		return w.UI("sheet.paid." + code)
	}
	return w.UI("sheet.state." + code)
}

// Clocks are the clocks to choose from: those of the two places first, then all.
func (p *sheetPage) Clocks(in input) (near, rest []choice) {
	now := p.v[in.name+"_zone"]
	if now == "" {
		now = p.clock(in)
	}
	for _, z := range zones {
		c := choice{z.id, z.label(p.dir, p.Lang, p.now), z.id == now}
		if z.country == p.Where.Here || z.country == p.Where.There || z.id == now {
			near = append(near, c)
		} else {
			rest = append(rest, c)
		}
	}
	return near, rest
}

// clock is the clock an input goes by until another is chosen.
func (p *sheetPage) clock(in input) string {
	if in.home && p.Where.Here != "" {
		return zoneAt(p.Where.Here, "")
	}
	return zoneAt(p.Where.There, p.Where.City)
}

// Receivers are the languages a sheet can be received in, by their own names.
func (p *sheetPage) Receivers() (out []choice) {
	for _, l := range p.Langs {
		out = append(out, choice{l.Tag, l.Name, l.Tag == p.To})
	}
	return out
}

// Hidden is everything the form holds, to be carried on from the sheet.
func (p *sheetPage) Hidden() (out []choice) {
	add := func(name, value string) {
		if value != "" {
			out = append(out, choice{Label: name, Value: value})
		}
	}
	add("country", p.Where.There)
	add("city", p.Where.City)
	add("from", p.Where.Here)
	add("home", p.Where.Home)
	add("side", p.Side)
	if p.With {
		add("with", "1")
	}
	add("text", p.Text)
	flow, codes := p.Told()
	add("flow", flow)
	add("a", codes)
	for _, x := range parts {
		for _, in := range x.inputs {
			add(in.name, p.v[in.name])
			add(in.name+"_zone", p.v[in.name+"_zone"])
			add(in.name+"_note", p.v[in.name+"_note"])
		}
	}
	return out
}
