package web

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

// card is one number as a page shows it. Everything said of it comes from package say.
type card struct {
	say.Line
	Where string // the place, with the country's name
	How   string // see directory.How…
	Typed string // the number in a fact about another way to dial it, or ""
	Shut  string // "911 will not connect from China", in place of a number to tap; or ""
}

func (s *Site) card(p *page, l directory.Listing, from string) card {
	c := card{Line: say.Listing(p.words, l, from), Where: p.Country(l.Entry.Country), How: l.Dial.How, Typed: l.Dial.Number}
	if l.Entry.City != "" && l.Entry.Kind != directory.ConsularHotline { // a hotline serves the whole world
		if city := s.Directory.CityName(p.Lang, l.Entry.Country, l.Entry.City); city != c.Where {
			c.Where = city + comma(p.Lang) + c.Where
		}
	}
	return c
}

// shutCard is a number that people know and that does not connect from where they are. It is named,
// so that nobody loses minutes on it, and never a link.
func (s *Site) shutCard(p *page, l directory.Listing, from string) card {
	c := s.card(p, l, from)
	if from == "" {
		c.Shut = p.T("numbers.shut_abroad", "Number", l.Local)
	} else {
		c.Shut = p.T("numbers.shut_from", "Number", l.Local, "Country", p.Country(from))
	}
	c.Facts = append(c.Facts, say.Fact{Sort: say.FactNote, Text: p.T("numbers.ask_there")})
	return c
}

// factIcons are the signs before facts.
var factIcons = map[string]string{
	say.FactWorks: "yes", say.FactInside: "pin", say.FactUnsure: "warn", say.FactDial: "phone",
	say.FactNever: "never", say.FactCalls: "phone", say.FactDoubt: "warn", say.FactNote: "dot",
}

// Sub is the line under a card's name: what it is, where, when it answers, in which languages.
func (c card) Sub(p *page) string {
	line := c.Kind + p.Dot() + c.Where
	for _, x := range []string{c.Hours, c.Languages} {
		if x != "" {
			line += p.Dot() + x
		}
	}
	return line
}

// factText is a fact's sentence; a number in it stays on one line and runs from left to right.
func factText(c card, f say.Fact) templ.Component {
	text := templ.EscapeString(f.Text)
	if n := templ.EscapeString(c.Typed); f.Sort == say.FactDial && n != "" {
		text = strings.Replace(text, n, `<bdi class="typed" dir="ltr">`+n+"</bdi>", 1)
	}
	return templ.Raw(text)
}

// sources are links to follow, with their dates; a page loads nothing from them. They are made here
// and not in a template, since a template may add spaces that Chinese does not have.
func sources(p *page, list []say.Cite) templ.Component {
	var b strings.Builder
	b.WriteString("<span>")
	for i, x := range list {
		lead, date := "numbers.source", p.T("numbers.undated")
		if i > 0 {
			lead = "numbers.also"
			b.WriteString("<br>")
		}
		if x.Date != "" {
			date = p.T("numbers.confirmed", "Date", x.Date)
		}
		said := templ.EscapeString(p.T(lead))
		if !strings.HasSuffix(said, "：") { // a full-width colon has its gap in itself
			said += " "
		}
		dated := templ.EscapeString(p.Dot() + date)
		if on := templ.EscapeString(x.Date); on != "" { // a day stays on one line
			dated = strings.Replace(dated, on, `<span class="typed">`+on+"</span>", 1)
		}
		b.WriteString(said + `<a href="` + templ.EscapeString(string(templ.URL(x.URL))) +
			`" rel="noreferrer noopener nofollow external" dir="ltr">` + templ.EscapeString(x.Host) + "</a>" + dated)
	}
	b.WriteString("</span>")
	return templ.Raw(b.String())
}
