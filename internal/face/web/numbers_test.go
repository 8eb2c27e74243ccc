package web

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/ringtrue/ringtrue/internal/check"
)

func TestNumbers(t *testing.T) {
	h := newHouse(t)
	d := h.get("/numbers?country=CA&from=CN")
	cards := d.all("article", "class", "num")
	if len(cards) < 5 {
		t.Fatalf("%d numbers of Canada", len(cards))
	}
	for _, c := range cards {
		if s := text(c); !strings.Contains(s, "Source: ") {
			t.Errorf("a number without its source: %s", s)
		}
	}
	if strings.Contains(d.body, "1 911<") || strings.Contains(d.body, "+1911") || strings.Contains(d.body, "tel:911") {
		t.Error("911 was dressed as a number that works from China")
	}
	if d := h.get("/numbers?country=ZW&from=CN"); len(d.all("ol", "class", "steps")) != 1 {
		t.Error("a country without numbers needs the next best way")
	}
	look := h.post("/numbers", "number", "911", "from", "CA", "country", "CA", "lang", "en")
	if s := text(look.one(t, "section", "class", "verdict")); !strings.Contains(s, "proves nothing") {
		t.Errorf("a match must not speak for a caller: %s", s)
	}
	if d := h.post("/numbers", "number", "abc"); d.StatusCode != 422 {
		t.Errorf("letters: got %d", d.StatusCode)
	}
	if d := h.post("/numbers", look.fields(t, "lookup", "switch", "fr")...); get(d.one(t, "input", "id", "number"), "value") != "911" {
		t.Error("the switch forgot the number")
	}
}

// TestNumbersEverywhere asks for every need, in every language, from and for many places: every
// number has a source and a date, no short code crosses a border, and nothing is left unsaid.
func TestNumbersEverywhere(t *testing.T) {
	h := newHouse(t)
	places := []string{"from=CN&country=CA&city=Calgary", "from=IN&country=CA&city=Toronto", "from=KR&country=AU&city=Sydney", "from=VN&country=SG", "from=CA&country=CA", "country=GB", "from=CN&country=ZW", "from=CN&country=US&home=CN"}
	for i, place := range places {
		for j, need := range needs {
			tag := check.InterfaceLanguages[(i+j)%len(check.InterfaceLanguages)]
			path := "/numbers?" + place + "&need=" + need + "&lang=" + tag
			d := h.get(path)
			checkFrame(t, path, tag, d)
			for _, c := range d.all("article", "class", "num") {
				numberIsWhole(t, path, c)
			}
			if len(d.all("article", "class", "num"))+len(d.all("div", "class", "num")) == 0 && need != needCompany {
				t.Errorf("%s: neither a number nor the next best way", path)
			}
		}
	}
}

// numberIsWhole insists that a card has a source, a date or that there is none, and no dressed code.
func numberIsWhole(t *testing.T, path string, card *html.Node) {
	t.Helper()
	source := false
	for n := range card.Descendants() {
		if n.Data != "a" {
			continue
		}
		switch href := get(n, "href"); {
		case strings.HasPrefix(href, "tel:"):
			if digits := strings.TrimPrefix(href, "tel:+"); digits != href && len(digits) < 8 {
				t.Errorf("%s: a short code behind a country code: %s", path, href)
			}
		case strings.HasPrefix(href, "http"):
			source = true
			if rel := get(n, "rel"); !strings.Contains(rel, "noreferrer") || get(n, "target") != "" {
				t.Errorf("%s: a source tells where its reader came from: rel=%q", path, rel)
			}
		}
	}
	if !source {
		t.Errorf("%s: a number without its source: %s", path, text(card))
	}
}

func TestNumbersOrder(t *testing.T) {
	h := newHouse(t)
	d := h.get("/numbers?from=CN&country=CA&city=Calgary&lang=en")
	order := text(d.one(t, "ol", "class", "order"))
	last := -1
	for _, want := range []string{"Police where the student is", "+1 403 266 1234", "Police where you are", "110", "consulate", "+1 403 537 6907", "school"} {
		i := strings.Index(order, want)
		if i < last {
			t.Errorf("%q stands before what it should follow, or not at all", want)
		}
		last = i
	}
	body := text(d.one(t, "main", "", ""))
	for _, want := range []string{"911 will not connect from here: China", "says it never does", "confirmed "} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, l := range d.all("a", "hreflang", "") {
		q, err := url.Parse(get(l, "href"))
		if v := q.Query(); err != nil || v.Get("city") != "Calgary" || v.Get("from") != "CN" || v.Get("country") != "CA" {
			t.Errorf("a switch of language forgets the choice: %s", get(l, "href"))
		}
	}
	// English words of the directory are marked as such in another language.
	zh := h.get("/numbers?from=CN&country=CA&city=Calgary&lang=zh-Hans")
	quotes := zh.all("q", "lang", "en")
	if len(quotes) == 0 {
		t.Error("a doubt in English is not marked as English")
	}
	if !strings.Contains(zh.body, "卡尔加里") || !strings.Contains(zh.body, "24 小时") || strings.Contains(text(zh.one(t, "ol", "class", "order")), "24h") {
		t.Error("places or hours are not in the reader's language")
	}
	if d := h.get("/numbers?from=CN&country=CA&lang=en"); len(d.all("a", "class", "chip")) < 5 || !strings.Contains(d.body, "Choose the city above") {
		t.Error("without a city, the city is not asked for")
	}
	if d := h.get("/numbers?from=IN&country=CA&city=Toronto&lang=en"); !strings.Contains(d.body, "This line helps to stop payments") {
		t.Error("an anti-fraud line stands for the police")
	}
	for _, odd := range []string{"need=x", "city=%3Cb%3E", "city=Sydney", "country=%00", "from=CNN", "home=..", "need=police&need=all"} {
		if d := h.get("/numbers?country=CA&lang=en&" + odd); d.StatusCode != 200 || strings.Contains(d.body, "<b>X") {
			t.Errorf("%s: %d", odd, d.StatusCode)
		}
	}
}

func TestLookUp(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		number, from string
		status       int
		want         string
		owner        bool
	}{
		{"+1 403 537 6907", "CA", 200, "Published by an office", true},
		{"+31 70 306 5091", "NL", 200, "Known to be misused", true},
		{"416-529-0068", "CA", 200, "Old number", true},
		{"+1 202 555 0147", "CA", 200, "Not known to us", false},
		{"96110", "CA", 200, "This is a short number", true},
		{"+86 110", "CA", 200, "behind a country code", true},
		{"00 86 96110", "GB", 200, "behind a country code", true},
		{"110", "", 200, "Several countries", true},
		{"٤٠٣٢٦٦١٢٣٤", "CA", 200, "Published by an office", true},
		{"\u202e911\x00", "CA", 200, "proves nothing", true},
		{"", "CA", 422, "no number yet", false},
		{"call me", "CA", 422, "digits only", false},
		{"1-800-FLOWERS", "CA", 422, "digits only", false},
		{"7", "CA", 422, "has this form", false},
		{"1234567890123456789012345", "CA", 422, "has this form", false},
		{strings.Repeat("1 ", 60), "CA", 422, "has this form", false},
		{"<script>alert(1)</script>", "CA", 422, "has this form", false},
	} {
		d := h.post("/numbers", "number", c.number, "from", c.from, "lang", "en")
		s := text(d.one(t, "main", "", ""))
		if d.StatusCode != c.status || !strings.Contains(s, c.want) {
			t.Errorf("%q: %d, no %q", c.number, d.StatusCode, c.want)
		}
		if c.status == 200 && (!strings.Contains(s, "proves nothing") || !strings.Contains(s, "End the call")) {
			t.Errorf("%q: an answer without what it proves and what to do", c.number)
		}
		if got := len(d.all("h2", "id", "owners")) == 1; got != c.owner {
			t.Errorf("%q: own numbers shown: %v, want %v", c.number, got, c.owner)
		}
		if len(d.all("section", "class", "lv-none")) != 0 || len(d.all("script", "", "")) != 1 || strings.ContainsAny(s, "\x00\u202e") {
			t.Errorf("%q: reassures, or lets something through", c.number)
		}
		if d.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%q: may be kept", c.number)
		}
		checkFrame(t, c.number, "en", d)
	}
	// A denied number is never offered to be tapped.
	if d := h.post("/numbers", "number", "+31 70 306 5091", "from", "NL", "country", "NL", "lang", "en"); strings.Contains(d.body, "tel:+31703065091") {
		t.Error("a misused number can be tapped")
	}
	// The number survives a switch of language, with the places.
	look := h.post("/numbers", "number", "911", "from", "CN", "country", "CA", "city", "Calgary", "need", "police", "lang", "en")
	again := asMap(h.post("/numbers", look.fields(t, "lookup", "switch", "vi")...).fields(t, "lookup", "switch", "fr"))
	if again["number"] != "911" || again["city"] != "Calgary" || again["need"] != "police" || again["from"] != "CN" {
		t.Errorf("the switch forgot: %v", again)
	}
}
