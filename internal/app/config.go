package app

import (
	"cmp"
	"slices"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
)

// Settings are what an operator says in ringtrue.toml and in RINGTRUE_* of the environment, which
// overrides the file. The zero value serves the site on 127.0.0.1, in every language, and names
// nobody.
type Settings struct {
	Instance
	Region    string   // country readers are taken to be in until they say, or ""
	Language  string   // for readers who ask for none that is offered, or ""
	Languages []string // offered; empty: all
	Serve     Serving

	local map[string]Instance // by language: what differs
	links []link
}

// Instance is who runs this copy, in one language.
type Instance struct {
	Name, RunBy, Address string
	Desk                 Desk
	Links                []Link
}

// Desk is where somebody near the reader can be reached.
type Desk struct {
	Name, Text, Tel, Mail string
	Confirmed             string // the day the number was last tried, YYYY-MM-DD
}

// Link is a page of whoever runs this copy.
type Link struct{ Title, URL string }

// link is a Link that may be for one language only.
type link struct {
	Link
	lang string
}

// Serving is how the site is served.
type Serving struct {
	Addr, DataDir   string
	TLSDomains      []string
	TLSCert, TLSKey string
	Redirect        string // address that sends readers on to HTTPS
	Metrics         string // address of the counts
	Proxies         []string
}

// In is the instance as readers of a language see it.
func (s *Settings) In(tag string) Instance {
	i, l := s.Instance, s.local[tag]
	i.Name, i.RunBy = cmp.Or(l.Name, i.Name), cmp.Or(l.RunBy, i.RunBy)
	d, m := &i.Desk, l.Desk
	d.Name, d.Text, d.Mail = cmp.Or(m.Name, d.Name), cmp.Or(m.Text, d.Text), cmp.Or(m.Mail, d.Mail)
	if m.Tel != "" {
		d.Tel, d.Confirmed = m.Tel, m.Confirmed
	}
	for _, x := range s.links {
		if x.lang == "" || x.lang == tag {
			i.Links = append(i.Links, x.Link)
		}
	}
	return i
}

// ReadSettings reads a configuration file ("" for none) and the environment, given as os.Environ
// has it. Every mistake is reported at once, each with its place and the mend.
func ReadSettings(file string, environ []string) (*Settings, error) {
	r, err := newReader(file, environ)
	if err != nil {
		return nil, err
	}
	s := &Settings{local: map[string]Instance{}}
	s.Instance = r.instance("")
	s.Address = r.text("address", isAddress)
	s.Region = r.text("region", isRegion)
	s.Language = r.text("language", isLanguage)
	s.Languages = r.list("languages", isLanguage)
	if s.Language != "" && len(s.Languages) > 0 && !slices.Contains(s.Languages, s.Language) {
		r.problem("language", "%q is not among languages; add it there or choose one of them", s.Language)
	}
	for _, tag := range r.under("in") {
		if !slices.Contains(check.InterfaceLanguages, tag) {
			r.problem("in."+tag, "in.%s is no interface language; write one of %s", tag, offered())
		}
		s.local[tag] = r.instance("in." + tag + ".")
	}
	for _, n := range r.under("link") {
		l := link{lang: r.text("link."+n+".lang", isLanguage)}
		l.Title, l.URL = r.text("link."+n+".title", isLine), r.text("link."+n+".url", isURL)
		if l.Title == "" || l.URL == "" {
			r.problem("link."+n, "a link needs a title and a url; write both")
		}
		s.links = append(s.links, l)
	}
	s.Serve = r.serving()
	return s, r.end()
}

func (r *reader) instance(at string) Instance {
	i := Instance{Name: r.text(at+"name", isLine), RunBy: r.text(at+"run_by", isLine)}
	d := Desk{
		Name: r.text(at+"desk.name", isLine), Text: r.text(at+"desk.text", isPara), Tel: r.text(at+"desk.tel", isTel),
		Mail: r.text(at+"desk.mail", isMail), Confirmed: r.text(at+"desk.confirmed", isDay),
	}
	if d.Tel != "" && d.Confirmed == "" {
		r.problem(at+"desk.tel", `a number is shown only with the day it was last tried; add confirmed = "YYYY-MM-DD" under [%sdesk]`, at)
	}
	if at == "" && d.Name == "" && (d.Tel != "" || d.Mail != "" || d.Text != "") {
		r.problem("desk", `the desk has no name; add name = "..." under [desk]`)
	}
	i.Desk = d
	return i
}

func (r *reader) serving() Serving {
	v := Serving{
		Addr: r.text("serve.addr", isListen), DataDir: r.text("serve.data_dir", isLine),
		TLSDomains: r.list("serve.tls_domain", isDomain), TLSCert: r.text("serve.tls_cert", isLine), TLSKey: r.text("serve.tls_key", isLine),
		Redirect: r.text("serve.redirect_addr", isListen), Metrics: r.text("serve.metrics_addr", isListen), Proxies: r.list("serve.proxy", isNetwork),
	}
	return v
}

// Vet refuses settings that the data speaks against: a desk's number that is on the deny list.
func (a *App) Vet(s *Settings) error {
	d, err := a.Directory()
	if err != nil {
		return err
	}
	for _, tag := range append([]string{""}, check.InterfaceLanguages...) {
		if tel := s.In(tag).Desk.Tel; tel != "" && d.Lookup(tel, "").State == directory.StateDenied {
			return fault.New(fault.Invalid, "config", "desk.tel %q is on the list of numbers that callers misuse; give another number, or leave it out", tel)
		}
	}
	return nil
}
