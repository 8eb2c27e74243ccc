package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/ringtrue/ringtrue/internal/check"
)

// hrefs are the addresses of links of a class.
func (d doc) hrefs(class string) (out []string) {
	for _, a := range d.all("a", "class", class) {
		out = append(out, get(a, "href"))
	}
	return out
}

// main is the text of the page without its frame.
func (d doc) main(t *testing.T) string { return text(d.one(t, "main", "", "")) }

func TestHome(t *testing.T) {
	h := newHouse(t)
	for _, tag := range check.InterfaceLanguages {
		d := h.get("/?lang=" + tag)
		checkFrame(t, "home", tag, d)
		want := []string{"/now/student?lang=" + tag, "/now/family?lang=" + tag, "/now/bystander?lang=" + tag}
		if got := d.hrefs("door"); !slices.Equal(got, want) {
			t.Errorf("%s: doors %v", tag, got)
		}
		if len(d.all("section", "class", "danger")) != 1 || len(d.all("a", "class", "tile")) != 3 {
			t.Errorf("%s: the danger block or the tiles are missing", tag)
		}
	}
	if d := h.get("/?lang=en"); len(d.all("form", "", "")) != 0 || !strings.Contains(d.main(t), "None is published here") {
		t.Error("the Check form is still on the first page, or warnings claim something")
	}
}

// Every page that can be reached by taking first answers, in every language.
func TestEveryQuestion(t *testing.T) {
	h := newHouse(t)
	for _, tag := range check.InterfaceLanguages {
		for _, flow := range check.FlowIDs {
			at, n := "/now/"+flow+"?lang="+tag, 0
			for ; n < 9; n++ {
				d := h.get(at)
				checkFrame(t, at, tag, d)
				if d.StatusCode != 200 {
					t.Fatalf("%s: %d", at, d.StatusCode)
				}
				if next := d.hrefs("answer"); len(next) > 0 {
					at = next[0]
				} else if len(d.all("input", "name", "x")) > 0 {
					at = formURL(t, d, "x", "1", "x", "2")
				} else if len(d.all("select", "name", "country")) > 0 {
					at = formURL(t, d, "country", "CA", "from", "CN", "home", "CN")
				} else {
					break
				}
			}
			if d := h.get(at); n < 5 || len(d.all("article", "class", "num")) == 0 {
				t.Errorf("%s %s: after %d questions no answer with numbers at %s", tag, flow, n, at)
			}
		}
	}
}

// formURL is where a GET form of the page leads with these values.
func formURL(t *testing.T, d doc, pairs ...string) string {
	t.Helper()
	f := d.one(t, "form", "method", "get")
	v := url.Values{}
	names := map[string]bool{}
	for n := range f.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "input" || n.Data == "select") {
			names[get(n, "name")] = true
			if get(n, "type") == "hidden" {
				v.Add(get(n, "name"), get(n, "value"))
			}
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		if names[pairs[i]] {
			v.Add(pairs[i], pairs[i+1])
		}
	}
	return get(f, "action") + "?" + v.Encode()
}

func TestQuestionKeepsItsPlace(t *testing.T) {
	h := newHouse(t)
	d := h.get("/now/student?a=A1B2&country=CA&home=CN")
	if got := text(d.one(t, "h1", "", "")); got != "Did they tell you any of this?" {
		t.Errorf("asks %q", got)
	}
	for _, l := range d.all("a", "hreflang", "") {
		if hl := get(l, "hreflang"); hl != "" && get(l, "href") != "/now/student?a=A1B2&country=CA&home=CN&lang="+hl {
			t.Errorf("the switch to %s leads to %s", hl, get(l, "href"))
		}
	}
	if got := d.hrefs("back"); got[0] != "/now/student?a=A1&country=CA&home=CN" {
		t.Errorf("back leads to %v", got)
	}
	if s := d.main(t); !strings.Contains(s, "Question 3 of 6") || !strings.Contains(s, "Police, a prosecutor or a court") {
		t.Errorf("the place or what was answered is missing: %s", s)
	}
	if got := formURL(t, d, "x", "1", "x", "9"); got != "/now/student?a=A1B2&country=CA&home=CN&q=C&x=1&x=9" {
		t.Errorf("the form leads to %s", got)
	}
	next := h.get("/now/student?a=A1B2&country=CA&home=CN&q=C&x=9&x=1&x=zz&x=1")
	if got := next.hrefs("second"); len(got) != 1 || !strings.Contains(got[0], "a=A1B2C19D&") {
		t.Errorf("the next question carries %v", got)
	}
	if h.get("/now/student").hrefs("back")[0] != "/" {
		t.Error("the first question does not lead back home")
	}
}

// From a first look at the site to the right number in at most three pages.
func TestThreeScreens(t *testing.T) {
	h := newHouse(t)
	q := h.get(h.get("/?lang=en").hrefs("door")[0])
	links := []string{}
	for _, a := range q.all("a", "", "") {
		if text(a) == "Show me what to do" {
			links = append(links, get(a, "href"))
		}
	}
	if len(links) != 1 {
		t.Fatalf("%d ways to the answer", len(links))
	}
	if got := text(h.get(links[0]).one(t, "h1", "", "")); got != "Hang up." {
		t.Errorf("got %q", got)
	}
	place := h.get(h.get("/?lang=en").hrefs("door")[1])
	city := h.get(formURL(t, place, "from", "VN", "country", "SG") + "&end=1")
	d := h.get(city.hrefs("answer")[0])
	if s := d.main(t); !strings.Contains(s, "00 65 6255 0000") || !strings.Contains(s, "999 does not connect from here") {
		t.Errorf("from Vietnam for Singapore: %s", s)
	}
}

func TestStudentAnswer(t *testing.T) {
	h := newHouse(t)
	d := h.get("/now/student?lang=zh-Hans&a=A1B3C12D1PQ&home=CN&country=CA&city=Edmonton")
	s := d.main(t)
	for _, want := range []string{"先挂断电话。", "一种已知的犯罪手法", "(780) 492-5050", "(780) 423-4567", "(403) 537-6907", "011 86 10 12308", "来源：", "他们自称的，就是这里", "Please help me", "请帮帮我", "4 个迹象"} {
		if !strings.Contains(s, want) {
			t.Errorf("the answer lacks %q", want)
		}
	}
	for _, bad := range []string{"安全的", "假的", "回拨", "+1 911", "00 911", "CHN"} {
		if strings.Contains(s, bad) {
			t.Errorf("the answer says %q", bad)
		}
	}
	if call := d.all("a", "class", "call"); len(call) != 1 || get(call[0], "href") != "tel:911" {
		t.Errorf("the emergency call: %v", call)
	}
	if len(d.all("section", "class", "ask-danger")) != 1 {
		t.Error("danger that was not named is stated, not asked")
	}
	if card := d.one(t, "blockquote", "", ""); get(card, "lang") != "en" {
		t.Errorf("the card is in %q", get(card, "lang"))
	}
}

func TestStudentInDanger(t *testing.T) {
	d := newHouse(t).get("/now/student?a=A4&country=JP&home=VN&lang=vi&end=1")
	if len(d.all("section", "class", "ask-danger")) != 0 || len(d.all("section", "class", "danger")) != 1 {
		t.Error("danger is asked about, not stated")
	}
	if s := d.main(t); strings.Contains(s, "Hãy cúp máy") || !strings.Contains(s, "助けてください") || !strings.Contains(s, "110") {
		t.Errorf("got %s", s)
	}
}

// What a family sees first, from four countries: the numbers that work, and honestly none.
func TestFamilyAnswer(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		from, country, city string
		has, not            []string
	}{
		{"CN", "CA", "Calgary", []string{"00 1 403 266 1234", "911 does not connect", "110", "00 1 403 537 6907", "Interpreter", "We list no school there"}, []string{"+1 911", "00 1 911"}},
		{"IN", "CA", "Toronto", []string{"00 1 416 808 2300", "1930", "This line helps to stop payments", "00 1 613 744 3751", "York University"}, []string{"416 594", "416 808 3200"}},
		{"KR", "AU", "Sydney", []string{"We know no number of the police there", "000 does not connect", "131 444 does not connect", "112", "02-3210-0404"}, []string{"+61 000", "001 61 131"}},
		{"VN", "SG", "Singapore", []string{"00 65 6255 0000", "113", "0981 848 484", "00 65 6790 5200"}, []string{"00 65 999", "6475"}},
		{"TG", "LA", "", []string{"We know no number of the police there", "We list no police number for your country", "We list no genuine number"}, []string{"tel:"}},
	} {
		d := h.get("/now/family?lang=en&a=PQA1B1C&from=" + c.from + "&country=" + c.country + "&city=" + c.city)
		s := d.main(t)
		for _, want := range c.has {
			if !strings.Contains(s, want) {
				t.Errorf("from %s for %s: lacks %q", c.from, c.city, want)
			}
		}
		for _, bad := range append(c.not, "fake", "is safe", "ignore it.”", "call back", "Call back") {
			if strings.Contains(s, bad) {
				t.Errorf("from %s for %s: says %q", c.from, c.city, bad)
			}
		}
		for _, n := range d.all("article", "class", "num") {
			if !strings.Contains(text(n), "Source: ") {
				t.Errorf("a number without its source: %s", text(n))
			}
		}
		if got := d.one(t, "ol", "class", "ten"); len(children(got, "li")) != 5 {
			t.Errorf("%d steps", len(children(got, "li")))
		}
	}
}

func children(n *html.Node, name string) (out []*html.Node) {
	for c := range n.ChildNodes() {
		if c.Data == name {
			out = append(out, c)
		}
	}
	return out
}

// A request for tuition is no reason for haste; a demand is; nothing said is taken as a demand.
func TestFamilyDanger(t *testing.T) {
	h := newHouse(t)
	for codes, danger := range map[string]bool{"PQA6": false, "PQA7": true, "PQA16": true, "PQA4": true, "": true, "PQA": true} {
		d := h.get("/now/family?lang=en&end=1&from=CN&country=CA&city=Calgary&a=" + codes)
		if asked := len(d.all("section", "class", "ask-danger")) == 1; asked == danger {
			t.Errorf("%q: danger asked about: %t", codes, asked)
		}
		if when := len(d.all("p", "class", "when")) > 0; when != danger {
			t.Errorf("%q: minutes shown: %t", codes, when)
		}
	}
}

func TestBystanderAnswer(t *testing.T) {
	h := newHouse(t)
	d := h.get("/now/bystander?lang=en&a=A4D1F1PQ&country=GB&city=London&home=CN")
	s := d.main(t)
	for _, want := range []string{"Hotel or landlord", "What to say", "What not to say", "Hotel rooms alone", "University College London", "Embassy of China", "A tent, a cabin"} {
		if !strings.Contains(s, want) {
			t.Errorf("lacks %q in %s", want, s)
		}
	}
	if strings.Contains(s, "Loans from friends") {
		t.Error("a sign that a hotel cannot see")
	}
}

func TestHostileAddress(t *testing.T) {
	h := newHouse(t)
	evil := url.QueryEscape(`"><script>alert(1)</script>` + strings.Repeat("Zebrafink", 50))
	for _, path := range []string{
		"/now/student?a=" + evil + "&country=" + evil + "&city=" + evil + "&from=" + evil + "&home=" + evil + "&end=" + evil + "&q=" + evil + "&x=" + evil + "&lang=" + evil,
		"/now/family?end=1&a=" + evil + "&country=CA&city=" + evil,
		"/now/bystander?a=A1&q=B&x=" + strings.Repeat("1&x=", 300),
	} {
		d := h.get(path)
		if d.StatusCode != 200 || strings.Contains(d.body, "Zebrafink") || strings.Contains(d.body, "<script>") || strings.Contains(d.body, "alert(1)") {
			t.Errorf("%.40s…: %d", path, d.StatusCode)
		}
		checkFrame(t, path[:20], "en", d)
	}
	for _, path := range []string{"/now/", "/now/dog", "/now/student/x"} {
		if got := h.get(path).StatusCode; got != 404 {
			t.Errorf("%s: %d", path, got)
		}
	}
	if strings.Contains(h.log.String(), "Zebrafink") || strings.Contains(h.log.String(), "A1") {
		t.Error("the log holds what was chosen")
	}
	if got := h.get("/now/student").Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q", got)
	}
}
