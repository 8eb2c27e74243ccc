package web

import (
	"embed"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
)

// The living page: every part of the site on one page, drawn by the templates that pages use, in
// any language. Nothing leads to it, and it is not for search engines.

// testLocale is Arabic, as far as the living page needs it, to prove that pages can run from right
// to left. It is no language of the site: nobody who thinks in it has read it over.
//
//go:embed locale
var testLocale embed.FS

const testTag = "ar"

// componentsPage holds a sample of everything.
type componentsPage struct {
	page
	Levels  []levelSample
	Answer  answerPage
	Ask     askPage
	Say     script
	Numbers []card
	Desk    page
	Sign    signPage
	Tongues []tongueSample
}

// levelSample is a level with its meter.
type levelSample struct {
	Level string
	Meter []bool
}

// tongueSample is the type of one language.
type tongueSample struct {
	Tag, Dir, Name, Title, Text string
}

var icons = []string{"phone", "leave", "language", "back", "next", "down", "page", "yes", "not", "lock", "warn", "heart", "eye", "search", "book", "horn", "pin", "dot"}

func (s *Site) getComponents(w http.ResponseWriter, r *http.Request) {
	sub, err := fs.Sub(testLocale, "locale")
	if err != nil {
		s.fail(w, r, err)
		return
	}
	test, err := check.LoadWording(sub, testTag)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	c := componentsPage{page: s.newPage(r, "/components")}
	if r.URL.Query().Get("lang") == testTag {
		c.page = s.pageIn("en", true, "/components", nil)
		c.Lang, c.Dir, c.words, c.countries = testTag, direction(testTag), test, s.atlas.in(testTag)
	}
	for i := range c.Langs {
		c.Langs[i].Now = c.Langs[i].Tag == c.Lang
	}
	c.Langs = append(c.Langs, tongue{testTag, ownNames[testTag], templ.SafeURL("/components?lang=" + testTag), c.Lang == testTag})
	c.Private = true
	s.fillComponents(&c)
	for _, t := range c.Langs {
		words := test
		if t.Tag != testTag {
			if words, err = s.Checker.Knowledge().Wording(t.Tag); err != nil {
				continue
			}
		}
		c.Tongues = append(c.Tongues, tongueSample{t.Tag, direction(t.Tag), t.Name, words.UI("brand.question"), words.UI("number.caller_id")})
	}
	w.Header().Set("X-Robots-Tag", "noindex")
	s.write(w, r, http.StatusOK, &c.page, componentsView(&c))
}

func (s *Site) fillComponents(c *componentsPage) {
	for i, l := range check.Levels {
		c.Levels = append(c.Levels, levelSample{string(l), []bool{i > 0, i > 1, i > 2}})
	}
	k := s.Checker.Knowledge()
	c.Answer = sampleAnswer(c.page)
	c.Ask = askPage{nowPage: nowPage{page: c.page}, Options: []option{
		{Title: c.T("yes"), More: c.T("signs.do.student.p"), Href: "#ask"}, {Title: c.T("no"), Href: "#ask"},
	}}
	c.Say = script{Lang: c.Lang, Text: c.T("embed.student")}
	for _, e := range sampleEntries {
		for _, from := range []string{"CN", "CA"} {
			c.Numbers = append(c.Numbers, s.card(&c.page, directory.Listing{Entry: e, Dial: e.DialFrom(from)}, from))
		}
	}
	c.Desk = c.page
	c.Desk.host = Host{RunBy: "example.edu", Desk: Desk{Name: "Northgate Campus Security", Text: "24 h", Tel: "+1 403 555 0119", Mail: "desk@example.edu", Confirmed: "2026-11-14"}}
	c.Sign = signPage{page: c.page, redFlag: c.page.redFlag(k.Taxonomy["C08"])}
}

// sampleEntries are invented; 555 01xx numbers are set aside for that.
var sampleEntries = []directory.Entry{
	{Org: "Northgate Police Service", Kind: directory.Police, Country: "CA", City: "Northgate", E164: "+14035550142", Local: "403 555 0142", FromAbroad: directory.AbroadYes, CallsOut: directory.CallsNever, Hours: "24h", Source: "northgatepolice.example", SourceDate: "2026-11-12", OfficialSource: true, Status: directory.Listed},
	{Org: "Northgate Police Service", Kind: directory.Emergency, Country: "CA", Local: "555", Short: "555", ShortCode: true, FromAbroad: directory.AbroadNo, CallsOut: directory.CallsNever, Hours: "24h", Source: "northgatepolice.example", SourceDate: "2026-11-12", OfficialSource: true, Status: directory.Listed},
}

// sampleAnswer is an answer to a sentence, with two reasons and a course of events.
func sampleAnswer(p page) answerPage {
	text := p.T("check.placeholder")
	half := len(text) / 2
	for !utf8.RuneStart(text[half]) {
		half++
	}
	if i := strings.IndexAny(text[half:], " ，,。.؛،"); i >= 0 {
		half += i
	}
	var reasons []reason
	for i, id := range []string{"C08", "C07"} {
		from, to := 0, half
		if i == 1 {
			from, to = half, len(text)
		}
		reasons = append(reasons, reason{
			N: i + 1, Title: p.words.FlagTitle(id), Why: p.words.FlagWhy(id), Sign: id,
			Quotes: []check.Quote{{Text: text[from:to], Start: from, End: to}}, heavy: 2 - i,
		})
	}
	a := answerPage{page: p, asked: asked{Text: text}, Reasons: reasons, TextLang: p.Lang}
	a.Verdict = &check.Verdict{Level: check.Alarm, Stance: check.StanceScammer, Side: "student", Languages: []string{p.Lang}}
	a.Verdict.Advice = []check.Advice{{Do: p.T("signs.do.student.p")}, {Do: p.T("danger.call_police"), More: p.T("number.caller_id")}}
	a.Pieces = pieces(text, reasons)
	stages := []string{"contact", "hook", "control", "isolate", "extract", "stage", "extort-family", "aftermath"}
	here := slices.Index(stages, "control")
	pl := play{Play: check.Play{Title: p.T("signs.kicker"), Next: p.T("phase.isolate") + "."}}
	for i, id := range stages {
		pl.Track = append(pl.Track, stop{p.T("phase." + id), i < here, i == here})
	}
	a.Plays = []play{pl}
	return a
}
