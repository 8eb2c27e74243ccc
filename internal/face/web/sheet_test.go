package web

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ringtrue/ringtrue/internal/check"
)

// typed is a sheet as a family might fill it in; every value can be told from all others.
var typed = []string{
	"country", "CA", "city", "Calgary", "from", "CN", "home", "CN", "side", "family", "with", "1",
	"text", "准备赎金 and Tell nobody about this. 转到安全账户 6222020200112233445",
	"name", "林知夏 Zebrafink", "about", "20 Zebrafink-about", "phone", "+1 403 555 0163", "accounts", "zx Zebrafink-acc",
	"school", "Zebrafink School", "address", "14 Zebrafink Road", "near", "Zebrafink-near",
	"heard", "2026-11-21T20:15", "heard_zone", "Asia/Shanghai", "heard_how", "Zebrafink-how",
	"seen", "yesterday Zebrafink-seen", "seen_zone", "America/Edmonton", "seen_by", "Zebrafink-by",
	"words", "准备三百万\n<b>Zebrafink</b> \"&\u202e", "words_at", "2026-11-22T14:31", "words_at_zone", "Asia/Shanghai",
	"through", "Zebrafink-through", "amount", "Zebrafink-amount", "pay_to", "Zebrafink-pay",
	"deadline", "Zebrafink-dead", "deadline_at", "2026-11-22T20:00", "deadline_at_zone", "Asia/Shanghai", "received", "Zebrafink-received",
	"more", "Zebrafink-more", "police_there", "yes", "police_there_note", "Zebrafink-pt", "police_home", "no", "mission", "no",
	"campus", "yes", "campus_note", "Zebrafink-campus", "bank", "no", "bank_note", "Zebrafink-bank", "paid", "no", "paid_note", "Zebrafink-paid",
	"told", "Zebrafink-told", "rep_name", "Zebrafink-rep", "rep_is", "parent", "rep_phone", "+86 28 5550 0134", "rep_speaks", "zh-Hans",
}

func asMap(pairs []string) map[string]string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

// with is the fields with some changed or added.
func with(pairs []string, more ...string) []string { return append(slices.Clone(pairs), more...) }

// noon is when the tests' sheets are made.
var noon = time.Date(2026, 11, 22, 7, 10, 0, 0, time.UTC)

func newSheetHouse(t *testing.T) *house {
	h := newHouse(t)
	h.site.Now = func() time.Time { return noon }
	return h
}

// kept insists that a form holds everything that was typed.
func kept(t *testing.T, what string, d doc, want map[string]string) {
	t.Helper()
	got := asMap(d.fields(t, "sheet", "switch", "fr"))
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if g := strings.ReplaceAll(got[name], "\r\n", "\n"); g != want[name] {
			t.Errorf("%s: %s is %q, want %q", what, name, g, want[name])
		}
	}
}

// TestSheetKeepsWhatWasTyped goes all the ways between form and sheet.
func TestSheetKeepsWhatWasTyped(t *testing.T) {
	h := newSheetHouse(t)
	want := asMap(typed)
	form := with(typed, "view", "form", "lang", "en", "to", "en")
	switched := h.post("/handover", with(form, "switch", "fr")...)
	kept(t, "the form in another language", switched, want)
	checkFrame(t, "the form", "fr", switched)

	sheet := h.post("/handover", form...)
	if sheet.StatusCode != http.StatusOK || len(sheet.all("article", "class", "sheet")) != 1 {
		t.Fatalf("no sheet: %d", sheet.StatusCode)
	}
	checkFrame(t, "the sheet", "en", sheet)
	kept(t, "the sheet", sheet, want)
	again := h.post("/handover", sheet.fields(t, "sheet", "switch", "ko")...)
	if len(again.all("article", "class", "sheet")) != 1 {
		t.Error("a switch of language lost the sheet")
	}
	kept(t, "the sheet in another language", again, want)
	edit := h.post("/handover", again.fields(t, "sheet", "edit", "1")...)
	kept(t, "back to the form", edit, want)
	if len(edit.all("textarea", "name", "words")) != 1 {
		t.Error("change leads to no form")
	}

	long := with(typed, "view", "form", "lang", "fr", "to", "ko", "school", strings.Repeat("长", mostLine+1))
	bad := h.post("/handover", long...)
	if bad.StatusCode != http.StatusUnprocessableEntity || len(bad.all("p", "role", "alert")) != 1 {
		t.Errorf("too long: %d", bad.StatusCode)
	}
	want["school"], want["to"] = strings.Repeat("长", mostLine+1), "ko"
	kept(t, "after a mistake", bad, want)
	checkFrame(t, "a mistake", "fr", bad)
}

// TestSheetEveryPair makes a sheet in every pair of languages.
func TestSheetEveryPair(t *testing.T) {
	h := newSheetHouse(t)
	for _, a := range check.InterfaceLanguages {
		for _, b := range check.InterfaceLanguages {
			d := h.post("/handover", with(typed, "view", "form", "lang", a, "to", b)...)
			checkFrame(t, a+"+"+b, a, d)
			s := text(d.one(t, "article", "class", "sheet"))
			for _, tag := range []string{a, b} {
				w, err := h.site.Checker.Knowledge().Wording(tag)
				if err != nil {
					t.Fatal(err)
				}
				for _, key := range []string{"sheet.title", "sheet.box", "sheet.s.demand", "sheet.f.deadline_at", "sheet.foot", "sheet.is.parent", "sheet.paid.no"} {
					if !strings.Contains(s, w.UI(key)) {
						t.Errorf("%s+%s: no %s in %s", a, b, key, tag)
					}
				}
			}
			for _, v := range typed {
				if strings.HasPrefix(v, "Zebrafink") && !strings.Contains(s, v) {
					t.Errorf("%s+%s: %q is not on the sheet", a, b, v)
				}
			}
			for n := range d.one(t, "article", "class", "sheet").Descendants() {
				if n.Data == "bdi" && (get(n, "translate") != "no" || get(n, "dir") != "auto") {
					t.Errorf("somebody's own words could be translated or turn the page around: %q", text(n))
				}
			}
		}
	}
}

// TestSheetTimes shows a time by both clocks, with the day it is there.
func TestSheetTimes(t *testing.T) {
	h := newSheetHouse(t)
	d := h.post("/handover", with(typed, "view", "form", "lang", "zh-Hans", "to", "en")...)
	s := text(d.one(t, "article", "class", "sheet"))
	for _, want := range []string{
		"2026 年 11 月 21 日 20:15，中国 (UTC+8)", "21 Nov 2026 05:15, Calgary (UTC−7)", // heard
		"2026 年 11 月 22 日 15:10，中国 (UTC+8)", "22 Nov 2026 00:10, Calgary (UTC−7)", // made
		"in 4 h 50 min", "还有 4 小时 50 分", // deadline
		"yesterday Zebrafink-seen", "Interpreter, please: Mandarin.",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q on the sheet:\n%s", want, s)
		}
	}
	for _, c := range []struct{ country, city, want string }{
		{"CN", "", "Asia/Shanghai"}, {"CA", "Calgary", "America/Edmonton"}, {"CA", "Toronto", "America/Toronto"}, {"CA", "", ""}, {"US", "Chicago", "America/Chicago"}, {"GB", "London", "Europe/London"}, {"ZZ", "", ""}, {"", "", ""},
	} {
		if got := zoneAt(c.country, c.city); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.country, c.city, got, c.want)
		}
	}
	for _, z := range zones {
		if _, err := time.LoadLocation(z.id); err != nil {
			t.Errorf("%s: %v", z.id, err)
		}
	}
	for at, id := range clockOf {
		country, city, _ := strings.Cut(at, " ")
		if _, ok := zoneOf(id); !ok || !slices.Contains(h.site.Directory.Cities(country), city) {
			t.Errorf("clock of %s: %s is no clock, or the place is not in the directory", at, id)
		}
	}
}

// TestSheetFromAnAnswer begins with a message, as the Check page sends it.
func TestSheetFromAnAnswer(t *testing.T) {
	h := newSheetHouse(t)
	d := h.post("/handover", "text", "准备赎金 三百万元\n转到安全账户 6222020200112233445", "from", "CN", "country", "CA", "side", "family", "lang", "zh-Hans")
	checkFrame(t, "from an answer", "zh-Hans", d)
	got := asMap(d.fields(t, "sheet", "switch", "fr"))
	if !strings.Contains(got["words"], "准备赎金") || !strings.Contains(got["pay_to"], "6222020200112233445") || got["from"] != "CN" || got["country"] != "CA" || got["rep_is"] != "parent" || got["rep_speaks"] != "zh-Hans" || got["with"] != "1" || got["to"] != "en" {
		t.Errorf("prefilled with %q", got)
	}
	sheet := h.post("/handover", d.fields(t, "sheet", "switch", "zh-Hans")...)
	if len(sheet.all("article", "class", "sheet")) != 0 {
		t.Fatal("a switch of language on the form made a sheet")
	}
	fields := d.fields(t, "sheet", "switch", "zh-Hans")
	sheet = h.post("/handover", fields[:len(fields)-2]...)
	s := text(sheet.one(t, "article", "class", "sheet"))
	for _, want := range []string{"(E01)", "安全账户", "It asks for money for somebody’s release."} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q on the sheet:\n%s", want, s)
		}
	}
	student := h.post("/handover", "view", "form", "lang", "en", "to", "ko", "name", "x", "rep_is", "self", "rep_phone", "Zebrafink")
	if s := text(student.one(t, "article", "class", "sheet")); strings.Contains(s, "kidnapping") || !strings.Contains(s, "I am the person concerned") {
		t.Errorf("a student's own sheet: %s", s)
	}
	if d := h.get("/handover?country=CA&city=Montreal&from=CN"); asMap(d.fields(t, "sheet", "switch", "fr"))["to"] != "fr" {
		t.Error("Montreal is not addressed in French")
	}
}

// TestSheetFromTheGuide begins with answers of a flow, as its page links here.
func TestSheetFromTheGuide(t *testing.T) {
	h := newSheetHouse(t)
	f := h.site.guide.Flow("family")
	var codes string
	for i := range f.Questions {
		if q := &f.Questions[i]; len(q.Answers) > 0 {
			codes += q.Code + q.Answers[0].Code
		}
	}
	d := h.get("/handover?country=CA&city=Calgary&from=CN&flow=family&a=" + codes + "&lang=ko")
	form := asMap(d.fields(t, "sheet", "switch", "fr"))
	if form["flow"] != "family" || form["a"] == "" || form["rep_is"] != "parent" {
		t.Fatalf("begun with %q", form)
	}
	fields := d.fields(t, "sheet", "switch", "fr")
	sheet := h.post("/handover", fields[:len(fields)-2]...)
	want, err := h.site.Checker.Conclude(f.Read(codes), check.Options{Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	s := text(sheet.one(t, "article", "class", "sheet"))
	if len(want.Flags) == 0 || !strings.Contains(s, want.Flags[0].Title+" ("+want.Flags[0].ID+")") {
		t.Errorf("the signs of the answers are not on the sheet:\n%s", s)
	}
	if odd := h.get("/handover?flow=none&a=%3Cb%3E&lang=en"); odd.StatusCode != 200 || strings.Contains(odd.body, "&lt;b") {
		t.Error("codes that are none were taken over")
	}
	// The Check page's form comes with its own fields.
	if d := h.post("/handover", "view", "answer", "lang", "en", "as", "student", "from", "CA", "text", "Tell nobody about this."); asMap(d.fields(t, "sheet", "switch", "fr"))["rep_is"] != "self" {
		t.Error("the form of an answer was not understood")
	}
	if d := h.post("/handover", "view", "answer", "lang", "en", "as", "", "side", "student", "text", "Tell nobody about this."); asMap(d.fields(t, "sheet", "switch", "fr"))["rep_is"] != "" {
		t.Error("whoever brought a message to a student is taken for the student")
	}
}

// TestSheetHostile sends what no form of ours sends.
func TestSheetHostile(t *testing.T) {
	h := newSheetHouse(t)
	d := h.post("/handover", "view", "form", "lang", "xx", "to", "<script>", "from", "Z<", "country", "12", "city", "<b>", "rep_is", "<i>", "heard", "\x00\x1b[31m", "heard_zone", "../../etc/passwd", "words", "</textarea><script>alert(1)</script>\u202eabc", "police_there", "maybe", "name", "a\xffb")
	if d.StatusCode != http.StatusOK || len(d.all("script", "", "")) != 1 {
		t.Errorf("got %d with %d scripts", d.StatusCode, len(d.all("script", "", "")))
	}
	if s := text(d.one(t, "article", "class", "sheet")); strings.ContainsAny(s, "\x00\x1b\u202e") {
		t.Errorf("a control came through: %q", s)
	}
	if d := h.post("/handover", "view", "form", "lang", "en"); d.StatusCode != http.StatusUnprocessableEntity || len(d.all("p", "role", "alert")) != 1 {
		t.Errorf("nothing typed: %d", d.StatusCode)
	}
	many := []string{"view", "form"}
	for i := range mostFields + 2 {
		many = append(many, "x"+itoa(i), "y")
	}
	if d := h.post("/handover", many...); d.StatusCode != http.StatusBadRequest {
		t.Errorf("too many fields: %d", d.StatusCode)
	}
	if d := h.post("/handover", with(typed, "view", "form", "lang", "en", "text", strings.Repeat("你", 1<<20))...); d.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d", d.StatusCode)
	}
	whole := strings.Repeat("Tell nobody about this. ", 1<<15)
	if d := h.post("/handover", "text", whole, "lang", "en"); d.StatusCode != http.StatusOK || len([]rune(asMap(d.fields(t, "sheet", "switch", "fr"))["words"])) > mostArea {
		t.Error("a long message does not fit the form it fills")
	}
}

// TestSheetIsKeptNowhere looks at every header and at the log for what was typed.
func TestSheetIsKeptNowhere(t *testing.T) {
	h := newSheetHouse(t)
	answers := []doc{
		h.post("/handover", typed...),
		h.post("/handover", with(typed, "view", "form", "lang", "en", "to", "fr")...),
		h.post("/handover", with(typed, "view", "form", "lang", "en", "to", "fr", "switch", "vi")...),
		h.post("/handover", with(typed, "view", "sheet", "lang", "en", "to", "fr", "edit", "1")...),
		h.post("/handover", with(typed, "view", "form", "school", strings.Repeat("Zebrafink", 99))...),
		h.get("/handover?country=CA&name=Zebrafink&text=Zebrafink&words=Zebrafink"),
	}
	for i, d := range answers {
		if cc := d.Header.Get("Cache-Control"); cc != "no-store" {
			t.Errorf("answer %d may be kept: %q", i, cc)
		}
		for k, v := range d.Header {
			if s := strings.Join(v, " "); strings.Contains(s, "Zebrafink") || strings.Contains(s, "555") || k == "Set-Cookie" || k == "Location" {
				t.Errorf("answer %d: header %s: %s", i, k, s)
			}
		}
		for n := range d.root.Descendants() {
			for _, a := range n.Attr {
				if (a.Key == "href" || a.Key == "action" || a.Key == "src" || a.Key == "formaction") && (strings.Contains(a.Val, "Zebrafink") || strings.Contains(a.Val, "555")) {
					t.Errorf("answer %d: an address holds what was typed: %s", i, a.Val)
				}
			}
		}
	}
	if strings.Contains(answers[5].body, "Zebrafink") {
		t.Error("words were taken from an address")
	}
	h.Close()
	for _, bad := range []string{"Zebrafink", "555", "6222", "country=", "Calgary"} {
		if strings.Contains(h.log.String(), bad) {
			t.Errorf("the log holds %q:\n%s", bad, h.log)
		}
	}
}
