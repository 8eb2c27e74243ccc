package web

import (
	"net"
	"net/http"
	"strings"

	"github.com/ringtrue/ringtrue/internal/check"
)

// Host is who runs this copy, in their own words and in one language. The zero value names nobody.
type Host struct {
	Name    string // of this copy
	RunBy   string // who answers for it
	Address string // where it is, "https://ringtrue.example.edu", or ""
	Desk    Desk
	Links   []HostLink
}

// Desk is where somebody near the reader can be reached. Its number is shown with who gave it and
// the day they confirmed it, as every number is.
type Desk struct {
	Name, Text, Tel, Mail, Confirmed string
}

// HostLink is a page of whoever runs this copy.
type HostLink struct{ Title, URL string }

// Who names whoever runs the copy, or is "".
func (h Host) Who() string {
	if h.RunBy != "" {
		return h.RunBy
	}
	return h.Name
}

// Empty says whether there is nobody to reach.
func (d Desk) Empty() bool { return d.Name == "" && d.Text == "" && d.Tel == "" && d.Mail == "" }

// TelLink is the number as a link dials it: what people put between its digits is left out.
func (d Desk) TelLink() string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, d.Tel)
}

// mountHouse adds the pages around the pages. Each takes GET alone.
func (s *Site) mountHouse(page func(pattern string, h http.HandlerFunc)) {
	for path, h := range map[string]http.HandlerFunc{
		"/about":         s.textPage("/about", "about", ""),
		"/privacy":       s.textPage("/privacy", "privacy", "/who"),
		"/accessibility": s.textPage("/accessibility", "access", "/who"),
		"/who":           s.getWho,
		"/warnings":      s.getWarnings,
		"/institutions":  s.getInstitutions,
		"/signs":         s.getSigns,
		"/signs/{sign}":  s.getSign,
		"/card":          s.getCard,
		"/components":    s.getComponents,
		"/api":           s.getAPI,
	} {
		page("GET "+path, h)
		page(path, s.otherMethod("GET, HEAD"))
	}
}

// section is a heading of a page with what stands under it.
type section struct {
	Title string
	Paras []string
	List  []string
}

// prose is a page of sentences.
type prose struct {
	page
	Title    string
	Lead     string
	Sections []section
	Who      bool // ends with the way to whoever runs this copy
}

// sections reads the sections of a page from its wording: PREFIX.1 is a heading, PREFIX.1.p1 and
// on its paragraphs, PREFIX.1.l1 and on its list. So a page grows by words alone.
func sections(w *check.Wording, prefix string) (out []section) {
	for i := 1; w.Has(prefix + "." + itoa(i)); i++ {
		key := prefix + "." + itoa(i)
		out = append(out, section{w.UI(key), series(w, key+".p"), series(w, key+".l")})
	}
	return out
}

func series(w *check.Wording, key string) (out []string) {
	for i := 1; w.Has(key + itoa(i)); i++ {
		out = append(out, w.UI(key+itoa(i)))
	}
	return out
}

func (s *Site) textPage(path, prefix, who string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p := prose{page: s.newPage(r, path), Who: who != ""}
		p.Title, p.Lead, p.Sections = p.T(prefix+".h"), p.T(prefix+".lead"), sections(p.words, prefix)
		s.write(w, r, http.StatusOK, &p.page, proseView(&p))
	}
}

func (s *Site) getWho(w http.ResponseWriter, r *http.Request) {
	p := s.newPage(r, "/who")
	s.write(w, r, http.StatusOK, &p, whoView(&p))
}

// getWarnings says that there is none, and what that does not mean. Warnings themselves come with
// the room that drafts and approves them.
func (s *Site) getWarnings(w http.ResponseWriter, r *http.Request) {
	p := s.newPage(r, "/warnings")
	s.write(w, r, http.StatusOK, &p, warningsView(&p))
}

// institutions is the page for those who meet the student at work.
type institutions struct {
	page
	Places []section
	Frames []frame
}

// frame is the card in one language: where it is, and what to copy.
type frame struct {
	tongue
	Home string // the first page in that language
	Code string
}

// places are the sections of the page for institutions, in their order.
var places = []string{"campus", "hotel", "bank", "police"}

func (s *Site) getInstitutions(w http.ResponseWriter, r *http.Request) {
	p := institutions{page: s.newPage(r, "/institutions")}
	for _, id := range places {
		p.Places = append(p.Places, section{Title: p.T("inst." + id), List: series(p.words, "inst."+id+".l")})
	}
	at := s.address(r, p.host)
	for _, t := range p.Langs {
		p.Frames = append(p.Frames, frame{
			tongue: t, Home: at + "/?lang=" + t.Tag,
			Code: `<iframe src="` + at + "/card?lang=" + t.Tag + `" title="Ringtrue" width="340" height="400" loading="lazy" referrerpolicy="no-referrer"></iframe>`,
		})
	}
	s.write(w, r, http.StatusOK, &p.page, institutionsView(&p))
}

// address is where this copy is: as configured, else as the request came.
func (s *Site) address(r *http.Request, h Host) string {
	if h.Address != "" {
		return h.Address
	}
	name, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		name = r.Host
	}
	if ip := net.ParseIP(name); name == "localhost" || ip != nil && ip.IsLoopback() {
		return "http://" + r.Host
	}
	return "https://" + r.Host // behind a proxy, TLS ends there
}

// cardPolicy lets any site frame the card, and lets the card load the style sheet and nothing else.
const cardPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"

// getCard is the one page that other sites may frame. It has no field and no button, so nobody
// gains by laying something over it.
func (s *Site) getCard(w http.ResponseWriter, r *http.Request) {
	p := s.newPage(r, "/card")
	p.Chosen = true // its links keep its language
	h := w.Header()
	h.Set("Content-Security-Policy", cardPolicy)
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Del("X-Frame-Options")
	s.write(w, r, http.StatusOK, &p, cardView(&p))
}

// footLinks are the pages that every page leads to.
var footLinks = []struct{ path, key string }{
	{"/check", "nav.check"}, {"/numbers", "nav.numbers"}, {"/warnings", "nav.warnings"}, {"/signs", "nav.signs"},
	{"/institutions", "nav.institutions"}, {"/about", "nav.about"}, {"/who", "nav.who"}, {"/privacy", "nav.privacy"},
	{"/accessibility", "nav.accessibility"},
}
