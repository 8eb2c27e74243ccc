package web

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// page is what every page has.
type page struct {
	Lang    string
	Dir     string // ltr or rtl
	Here    string // path of this page
	Langs   []tongue
	Again   string // id of the form that a language switch sends, or "" where links do
	Chosen  bool   // the language was asked for, so links carry it on
	Private bool   // an answer: not for search engines
	Class   string // of the page's body, for paper; or ""
	More    string // a script beside leave.js that helps on this page, or ""
	Share   share  // what an app shows when the address is sent on; most pages have none

	css, js, icon string
	words         *check.Wording
	countries     *countries
	host          Host
}

// share is the title and text an app shows of an address that is sent on. Only pages that are made
// to be shown have it: the title of every page is neutral.
type share struct{ Title, Text string }

// tongue is one choice of the language switch.
type tongue struct {
	Tag, Name string
	Href      templ.SafeURL // where links do
	Now       bool
}

// ownNames are the languages' own names for themselves.
var ownNames = map[string]string{"en": "English", "fr": "Français", "zh-Hans": "简体中文", "zh-Hant": "繁體中文", "ko": "한국어", "vi": "Tiếng Việt", "ar": "العربية"}

// T says a sentence of the page's language.
func (p *page) T(key string, pairs ...string) string { return p.words.UI(key, pairs...) }

// Link is the address of another page, in the language asked for. Pairs of name and value follow;
// none of them may hold what people wrote.
func (p *page) Link(path string, pairs ...string) templ.SafeURL {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if p.Chosen {
		q.Set("lang", p.Lang)
	}
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return templ.SafeURL(path)
}

// Country names a country in the page's language.
func (p *page) Country(code string) string { return p.countries.Name(code) }

// Dot stands between two facts of one line.
func (p *page) Dot() string {
	if strings.HasPrefix(p.Lang, "zh") {
		return "，"
	}
	return " · "
}

// english is a run of English words inside a text in a script of its own.
var english = regexp.MustCompile(`[A-Za-z][A-Za-z'’]*(?:[ ,.]+[A-Za-z'’]+){2,}\.?`)

// Prose is a text of ours in which English that is to be said or shown to others is marked as such.
func (p *page) Prose(text string) templ.Component {
	safe := templ.EscapeString(text)
	if strings.HasPrefix(p.Lang, "zh") || p.Lang == "ko" {
		safe = english.ReplaceAllString(safe, `<span lang="en">$0</span>`)
	}
	return templ.Raw(safe)
}

// DeskSource says who gave the number of the local desk.
func (p *page) DeskSource() string {
	if who := p.host.Who(); who != "" {
		return who
	}
	return p.T("who.desk.own")
}

// newPage begins a page in the language that the address or the browser asks for.
func (s *Site) newPage(r *http.Request, path string) page {
	tag, chosen := gate.Language(r, s.Lang, s.has)
	return s.pageIn(tag, chosen, path, r.URL.Query())
}

// pageIn begins a page in a language. q is the query that a switch of language keeps.
func (s *Site) pageIn(tag string, chosen bool, path string, q url.Values) page {
	w, err := s.Checker.Knowledge().Wording(tag)
	if err != nil { // the fallback is not there: configuration, refused at the start
		w, tag = &check.Wording{Tag: "en"}, "en"
	}
	p := page{
		Lang: tag, Dir: direction(tag), Here: path, Chosen: chosen, words: w, countries: s.atlas.in(tag),
		host: s.hostIn(tag), css: s.assets.css.path, js: s.assets.js.path, icon: s.assets.icon.path,
	}
	for _, l := range s.langs {
		keep := url.Values{"lang": {l}}
		for _, k := range []string{"country", "from"} {
			if v := q.Get(k); isCountry(v) {
				keep.Set(k, v)
			}
		}
		p.Langs = append(p.Langs, tongue{l, ownNames[l], templ.SafeURL(path + "?" + keep.Encode()), l == tag})
	}
	return p
}

// inForm lets what a form says of the language override what the address and the browser say:
// the switch that was pressed, else the language the form was written in.
func (s *Site) inForm(r *http.Request, f form, path string) (p page, switched bool) {
	for _, name := range []string{"switch", "lang"} {
		if tag, ok := lang.Interface(f.get(name, 16)); ok && s.has(tag) {
			return s.pageIn(tag, true, path, nil), name == "switch"
		}
	}
	return s.newPage(r, path), false
}

// direction of an interface language; all of today's run left to right.
func direction(tag string) string {
	switch tag {
	case "ar", "fa", "ur", "he":
		return "rtl"
	}
	return "ltr"
}

// write sends a page. It is made whole before the first byte goes out, so a failure in the middle
// is an error page and not half an answer.
func (s *Site) write(w http.ResponseWriter, r *http.Request, status int, p *page, body templ.Component) {
	var b bytes.Buffer
	// A body that came too slowly ends the request's context, and is answered all the same.
	if err := body.Render(context.WithoutCancel(r.Context()), &b); err != nil {
		s.Log.Error("a page could not be made", "route", r.Pattern)
		http.Error(w, "Something went wrong. In danger, call the police.", http.StatusInternalServerError)
		return
	}
	gate.SayLanguage(w, p.Lang)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	send(w, r, status, b.Bytes(), zipped(b.Bytes()))
}
