package web

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/ringtrue/ringtrue/internal/face/gate"
)

var allTags = []string{"en", "fr", "zh-Hans", "zh-Hant", "ko", "vi"}

// hosted is the house with somebody who runs it.
func hosted(t *testing.T, change func(*Site)) *house {
	t.Helper()
	h := newHouse(t)
	site := *h.site
	change(&site)
	mux := http.NewServeMux()
	site.Mount(mux)
	h.Server.Close()
	h.Server = httptest.NewServer(gate.Gate{Refuse: site.Refuse, Log: site.Log, Burst: 10_000}.Wrap(mux))
	t.Cleanup(h.Server.Close)
	return h
}

func TestHousePages(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{"/about", "/who", "/privacy", "/accessibility", "/warnings", "/institutions", "/signs", "/api", "/components"} {
		for _, tag := range allTags {
			d := h.get(path + "?lang=" + tag)
			if d.StatusCode != 200 {
				t.Errorf("%s: %d", path, d.StatusCode)
			}
			checkFrame(t, path, tag, d)
			if !strings.Contains(d.body, path+"?lang=fr") {
				t.Errorf("%s: another language does not keep the place", path)
			}
			for _, bad := range []string{"call back", "回拨", "回撥", "打回去", "{{.", "<nil>"} {
				if strings.Contains(d.body, bad) {
					t.Errorf("%s %s says %q", path, tag, bad)
				}
			}
			for _, n := range d.all("footer", "", "") {
				for _, x := range footLinks {
					if !strings.Contains(d.body, `href="`+x.path+"?lang="+tag) {
						t.Errorf("%s: the foot of %v does not lead to %s", path, n.Data, x.path)
					}
				}
			}
		}
		r, _ := http.NewRequest("POST", h.URL+path, nil)
		if d := h.do(r); d.StatusCode != 405 || d.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: %d, Allow %q", path, d.StatusCode, d.Header.Get("Allow"))
		}
	}
}

// TestHost shows who runs the copy, as text and in the reader's language, or says that nobody is named.
func TestHost(t *testing.T) {
	bare := newHouse(t)
	if d := bare.get("/who?lang=en"); !strings.Contains(d.body, "has not given a name") || strings.Contains(d.body, "tel:") || !strings.Contains(d.body, `href="/numbers?lang=en"`) {
		t.Error("a copy of nobody's does not say so, or shows a number")
	}
	if d := bare.get("/about?lang=en"); strings.Contains(d.body, "is run by") {
		t.Error("the foot names somebody")
	}
	h := hosted(t, func(s *Site) {
		s.Host = func(tag string) Host {
			who := "Northgate <script>alert(1)</script>"
			if tag == "ko" {
				who = "노스게이트 대학교"
			}
			return Host{
				Name: "Northgate copy", RunBy: who, Address: "https://ringtrue.example.edu",
				Desk:  Desk{Name: "Campus security", Text: "Day and night.", Tel: "+1 (403) 555-0119", Mail: "desk@example.edu", Confirmed: "2026-11-14"},
				Links: []HostLink{{"Office", "https://example.edu/office"}},
			}
		}
		s.Offer = []string{"en", "ko"}
	})
	d := h.get("/who?lang=en")
	checkFrame(t, "/who", "en", d)
	for _, want := range []string{"+1 (403) 555-0119", `href="tel:+14035550119"`, "2026-11-14", "mailto:desk@example.edu", "Dial it yourself", `rel="noreferrer noopener external"`, "Northgate copy", "&lt;script&gt;"} {
		if !strings.Contains(d.body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(d.body, "<script>") || strings.Contains(d.body, "lang=fr") || strings.Contains(text(d.one(t, "title", "", "")), "Northgate") {
		t.Error("the name is markup, a language is offered that is not, or the title is not neutral")
	}
	if d := h.get("/about?lang=ko"); !strings.Contains(d.body, "노스게이트 대학교") {
		t.Error("the foot does not name who runs it in Korean")
	}
	if d := h.get("/about?lang=fr"); get(d.one(t, "html", "", ""), "lang") == "fr" {
		t.Error("a language is answered that is not offered")
	}
	if d := h.get("/institutions?lang=en"); !strings.Contains(d.body, "https://ringtrue.example.edu/card?lang=ko") || strings.Contains(d.body, "127.0.0.1") {
		t.Error("what is to be copied does not hold the configured address")
	}
}

// TestCard insists that the card alone may be framed, and holds neither script nor form.
func TestCard(t *testing.T) {
	h := newHouse(t)
	for _, tag := range allTags {
		d := h.get("/card?lang=" + tag)
		csp := d.Header.Get("Content-Security-Policy")
		if d.StatusCode != 200 || !strings.Contains(csp, "frame-ancestors *") || strings.Contains(csp, "script-src") || d.Header.Get("X-Frame-Options") != "" || d.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("%s: %d, %v", tag, d.StatusCode, d.Header)
		}
		if len(d.all("script", "", ""))+len(d.all("form", "", ""))+len(d.all("button", "", ""))+len(d.all("input", "", "")) > 0 || strings.Contains(d.body, "⟦") || d.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: the card holds more than words and a link", tag)
		}
		if a := d.one(t, "a", "target", "_blank"); get(a, "href") != "/?lang="+tag || !strings.Contains(get(a, "rel"), "noopener") {
			t.Errorf("%s: it leads to %q", tag, get(a, "href"))
		}
	}
	for _, path := range []string{"/", "/about", "/signs", "/signs/C08", "/check", "/institutions", "/card/x"} {
		d := h.get(path)
		if !strings.Contains(d.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") || d.Header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s may be framed", path)
		}
	}
}

// TestComponents draws the living page in every language and in the test locale from right to left.
func TestComponents(t *testing.T) {
	h := newHouse(t)
	d := h.get("/components?lang=ar")
	root := d.one(t, "html", "", "")
	if get(root, "lang") != "ar" || get(root, "dir") != "rtl" || strings.Contains(d.body, "⟦") || len(d.all("h1", "", "")) != 1 {
		t.Errorf("lang=%q dir=%q, missing: %v", get(root, "lang"), get(root, "dir"), regexp.MustCompile("⟦[^⟧]*⟧").FindAllString(d.body, -1))
	}
	if d.Header.Get("X-Robots-Tag") != "noindex" || len(d.all("meta", "name", "robots")) != 1 {
		t.Error("search engines may list the page")
	}
	if n := len(d.all("section", "class", "part")); n < 14 {
		t.Errorf("%d parts", n)
	}
	for _, n := range d.all("bdi", "class", "d") {
		if get(n, "dir") != "ltr" {
			t.Error("a number would be turned around")
		}
	}
	for _, path := range []string{"/", "/about", "/institutions", "/signs?lang=ar"} {
		if d := h.get(path); strings.Contains(d.body, "/components") || get(d.one(t, "html", "", ""), "lang") == "ar" {
			t.Errorf("%s leads to the living page, or speaks the test locale", path)
		}
	}
}

// TestDirections refuses what names a side of the page, unless a rule for the other direction
// stands beside it: a page may run from right to left.
func TestDirections(t *testing.T) {
	css := newHouse(t).site.assets.css.body
	bad := regexp.MustCompile(`(?:^|[;{\s])((?:margin|padding|border)-(?:left|right)|float|text-align:\s*(?:left|right))`)
	place := regexp.MustCompile(`(?:^|[;{\s])(?:left|right):`)
	turned := map[string]bool{}
	rules := regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`).FindAllStringSubmatch(string(css), -1)
	for _, r := range rules {
		if sel, ok := strings.CutPrefix(strings.TrimSpace(r[1]), `[dir="rtl"] `); ok {
			turned[sel] = true
		}
	}
	for _, r := range rules {
		sel := strings.TrimSpace(r[1])
		if strings.HasPrefix(sel, `[dir="rtl"]`) || sel == ".code" || sel == "legend.h3" { // code runs from the left everywhere; the legend is as wide as its line
			continue
		}
		if m := bad.FindString(r[2]); m != "" {
			t.Errorf("%s: %q names a side", sel, m)
		}
		if place.MatchString(r[2]) && !turned[sel] {
			t.Errorf("%s stands at a side and has no rule for the other direction: %s", sel, r[2])
		}
	}
}

func TestReference(t *testing.T) {
	doc := `{"paths":{"/api/v1/x":{"post":{"summary":"Says <x>","parameters":[{"name":"a","in":"query","description":"A"}],
		"requestBody":{"content":{"text/plain":{"example":"hello"}}},"responses":{"200":{"description":"Good","content":{"application/json":{"example":{"b":1}}}},"400":{"$ref":"#/components/responses/Bad"}}}}},
		"components":{"responses":{"Bad":{"description":"No good"}}}}`
	h := hosted(t, func(s *Site) { s.Reference = []byte(doc) })
	d := h.get("/api?lang=vi")
	checkFrame(t, "/api", "vi", d)
	for _, want := range []string{"POST", "/api/v1/x", "Says &lt;x&gt;", "hello", "&#34;b&#34;: 1", "No good"} {
		if !strings.Contains(d.body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if d := hosted(t, func(s *Site) { s.Reference = []byte("{") }).get("/api"); d.StatusCode != 200 {
		t.Errorf("a document that cannot be read: %d", d.StatusCode)
	}
}
