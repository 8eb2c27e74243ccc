package web

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// outline is the structure of an answer: its sections' headings, marks and steps, in order.
func outline(d doc) (out []string) {
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		class := strings.Fields(get(n, "class") + " -")[0]
		switch {
		case n.Data == "section" && (class == "danger" || class == "verdict"):
			out = append(out, get(n, "class"))
		case n.Data == "mark":
			out = append(out, "mark "+text(n))
		case n.Data == "section" && get(n, "id") != "", n.Data == "form":
			out = append(out, n.Data+" "+get(n, "id"))
		case n.Data == "ol" || n.Data == "ul" && (class == "nums" || class == "clues"):
			out = append(out, n.Data+" "+class)
		}
	}
	return out
}

func TestAnswerEnglish(t *testing.T) {
	d := newHouse(t).post("/check", "text", "Officer Wen: Tell nobody about this. It is a secret matter.\r\nCall +1 202 555 0147.", "as", "student", "from", "CA")
	want := []string{
		"verdict lv-alarm", "mark Tell nobody about this12", "mark secret matter1", "ol why", "ol track", "section todo", "ol steps",
		"section numbers", "ul nums", "ul clues", "form again",
	}
	if got := outline(d); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("outline:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	said := d.one(t, "bdi", "class", "said")
	if get(said, "lang") != "en" || get(said, "dir") != "auto" {
		t.Errorf("the text is lang=%q dir=%q", get(said, "lang"), get(said, "dir"))
	}
	if s := text(said); !strings.Contains(s, ".\nCall") {
		t.Errorf("line breaks are lost: %q", s)
	}
	links := map[string]bool{}
	for _, m := range d.all("mark", "", "") {
		for a := range m.Descendants() {
			if a.Data == "a" {
				links[get(a, "href")] = true
				d.one(t, "li", "id", strings.TrimPrefix(get(a, "href"), "#"))
			}
		}
	}
	if !links["#r1"] || !links["#r2"] {
		t.Errorf("the marks lead to %v", links)
	}
	for _, r := range d.all("a", "", "") {
		if href := get(r, "href"); strings.HasPrefix(href, "#m") && href != "#main" {
			d.one(t, "a", "id", href[1:])
		}
	}
	if n := folded(d); n != 1 {
		t.Errorf("%d of two reasons are folded, want all but the first", n)
	}
	if n := folded(newHouse(t).post("/check", d.fields(t, "again", "print", "1")...)); n != 0 {
		t.Errorf("%d reasons are folded in the print version, so they would not print", n)
	}
	for _, n := range d.all("article", "class", "num") {
		if !strings.Contains(text(n), "Source: ") {
			t.Errorf("a number without its source: %s", text(n))
		}
	}
	if len(d.all("article", "class", "num")) == 0 {
		t.Error("no numbers for Canada")
	}
	if d.one(t, "meta", "name", "robots") == nil || len(d.all("section", "class", "danger")) > 0 {
		t.Error("an answer without danger has no red")
	}
}

// folded counts the reasons that are closed.
func folded(d doc) (n int) {
	for _, det := range d.all("details", "", "") {
		if get(det, "class") == "" && !has(det, "open") {
			n++
		}
	}
	return n
}

func has(n *html.Node, attr string) bool {
	for _, a := range n.Attr {
		if a.Key == attr {
			return true
		}
	}
	return false
}

func TestAnswerChinese(t *testing.T) {
	h := newHouse(t)
	d := h.post("/check?lang=zh-Hans", "text", "准备赎金，转到安全账户。", "as", "family", "from", "CN")
	if get(d.one(t, "html", "", ""), "lang") != "zh-Hans" {
		t.Fatal("not in Chinese")
	}
	got := outline(d)
	if len(got) < 3 || got[0] != "danger" || !strings.HasPrefix(got[1], "verdict lv-") || got[2] != "mark 准备赎金1" || got[3] != "mark 安全账户2" {
		t.Errorf("danger comes first, then the level, then the words, those of danger too; got %q", got)
	}
	danger := d.one(t, "section", "class", "danger")
	if s := text(danger); !strings.Contains(s, "报警") {
		t.Errorf("the danger block does not name the police: %s", s)
	}
	if lang := get(d.one(t, "bdi", "class", "said"), "lang"); lang != "zh-Hans" {
		t.Errorf("the text is in %q", lang)
	}
	checkFrame(t, "the Chinese answer", "zh-Hans", d)
	if !strings.Contains(d.body, `>110<`) || strings.Contains(d.body, "+86110") || strings.Contains(d.body, "+86 110") {
		t.Error("110 is shown as it is, never with a country code")
	}
}

func TestNoneNeverSaysSafe(t *testing.T) {
	d := newHouse(t).post("/check", "text", "See you at six in the library.")
	if len(d.all("section", "class", "lv-none")) != 1 || len(d.all("mark", "", "")) > 0 {
		t.Fatal("want the lowest level and no marks")
	}
	s := strings.ToLower(text(d.one(t, "main", "", "")))
	for _, bad := range []string{" safe", "fake", "ignore"} {
		if strings.Contains(s, bad) {
			t.Errorf("the lowest answer says %q", bad)
		}
	}
}

func TestHostileText(t *testing.T) {
	const evil = "<script>alert(1)</script><mark>\"'&lt; \u202egnp.exe\u202c tell nobody</textarea><img src=x onerror=alert(1)>"
	h := newHouse(t)
	for _, d := range []doc{
		h.post("/check", "text", evil), h.post("/check", "text", evil, "edit", "1"),
		h.post("/numbers", "number", `5"><script>alert(1)</script>`),
		h.post("/check", "text", "x", "lang", `"><script>`, "as", "<script>", "from", "<b"),
		h.get(`/numbers?country="><script>&from=%3Cscript%3E&lang=%3Cscript%3E`),
	} {
		for _, n := range d.all("script", "", "") {
			if !strings.HasPrefix(get(n, "src"), "/static/") {
				t.Fatal("a script from outside became part of the page")
			}
		}
		if len(d.all("img", "", "")) > 0 {
			t.Fatal("markup from outside became part of the page")
		}
	}
	d := h.post("/check", "text", evil)
	said := text(d.one(t, "bdi", "class", "said"))
	if strings.ContainsAny(said, "\u202e\u202c") || !strings.Contains(said, "<script>alert(1)</script>") {
		t.Errorf("the text is shown as %q", said)
	}
	if kept := d.one(t, "input", "name", "text"); get(kept, "value") != evil {
		t.Errorf("the kept text is %q", get(kept, "value"))
	}
}

// TestWithoutScript walks from the form to the answer, to another language, and back to the form,
// by buttons alone.
func TestWithoutScript(t *testing.T) {
	const typed = "Tell nobody.\n  Zweite Zeile & 第三"
	h := newHouse(t)
	d := h.post("/check", "text", typed, "view", "form", "lang", "en", "switch", "fr", "from", "CA", "as", "family")
	if get(d.one(t, "html", "", ""), "lang") != "fr" || len(d.all("mark", "", "")) > 0 {
		t.Fatal("the switch on the form must show the form in French")
	}
	if got := text(d.one(t, "textarea", "", "")); got != typed {
		t.Errorf("the switch kept %q", got)
	}
	fields := d.fields(t, "check", "switch", "en")
	if s := strings.Join(fields, "|"); !strings.Contains(s, "from|CA") || !strings.Contains(s, "as|family") {
		t.Errorf("the switch forgot who reads and where: %s", s)
	}

	answer := h.post("/check", fields[:len(fields)-2]...)
	if len(answer.all("mark", "", "")) == 0 || get(answer.one(t, "html", "", ""), "lang") != "fr" {
		t.Fatal("no answer in French")
	}
	english := h.post("/check", answer.fields(t, "again", "switch", "en")...)
	if len(english.all("mark", "", "")) == 0 || get(english.one(t, "html", "", ""), "lang") != "en" {
		t.Fatal("the switch on the answer must answer in English")
	}
	change := h.post("/check", english.fields(t, "again", "edit", "1")...)
	if got := text(change.one(t, "textarea", "", "")); got != typed {
		t.Errorf("change shows %q", got)
	}
}

func TestEmptyText(t *testing.T) {
	d := newHouse(t).post("/check", "text", " \n ", "as", "hotel")
	if d.StatusCode != 422 || len(d.all("p", "class", "err")) != 1 {
		t.Errorf("got %d", d.StatusCode)
	}
	if got := d.fields(t, "check", "switch", "fr"); !strings.Contains(strings.Join(got, "|"), "as|hotel") {
		t.Errorf("the form forgot what was chosen: %q", got)
	}
}

func TestWhereUnknown(t *testing.T) {
	h := newHouse(t)
	d := h.post("/check", "text", "tell nobody")
	sel := d.one(t, "select", "name", "from")
	if get(sel, "form") != "again" || len(d.all("article", "class", "num")) > 0 {
		t.Error("without a country the answer asks for it and shows no number")
	}
	if len(d.all("input", "name", "from")) > 0 {
		t.Error("two fields send the country")
	}
}

func TestOtherEncodings(t *testing.T) {
	h := newHouse(t)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("你好，请把钱转到安全账户，今天下午四点之前。")
	if err != nil {
		t.Fatal(err)
	}
	if d := h.post("/check", "text", gb); !strings.Contains(text(d.one(t, "bdi", "class", "said")), "安全账户") {
		t.Error("GB18030 was not read")
	}
	d := h.post("/check", "text", "tell nobody \xff here")
	if !strings.Contains(text(d.one(t, "section", "class", "verdict")), "could not be read") {
		t.Error("that a byte was lost must be said")
	}
}

func TestLongText(t *testing.T) {
	h := newHouse(t)
	long := strings.Repeat("good morning ", 40_000) + "TELL nobody" + strings.Repeat(" good night", 30_000)
	d := h.post("/check", "text", long)
	said := text(d.one(t, "bdi", "class", "said"))
	if len(d.all("mark", "", "")) != 1 || len(said) > 4000 || strings.Count(said, "[…]") != 2 {
		t.Errorf("%d marks, %d bytes shown, %d cuts", len(d.all("mark", "", "")), len(said), strings.Count(said, "[…]"))
	}
	if len(long) > gate.PageBody {
		t.Fatal("the test's text is over the limit")
	}
}

func TestPieces(t *testing.T) {
	q := func(s, e int) []check.Quote { return []check.Quote{{Start: s, End: e}} }
	rs := []reason{{N: 1, Quotes: q(0, 4), heavy: 0}, {N: 2, Quotes: q(2, 6), heavy: 2}, {N: 3, Quotes: q(6, 8), heavy: 1}, {N: 4, Quotes: q(5, 99)}}
	got := pieces("abcdefghij", rs)
	if len(got) != 3 || got[0].Text != "abcdef" || got[0].Class != "a" || len(got[0].Reasons) != 2 || got[1].Text != "gh" || got[2].Text != "ij" {
		t.Errorf("got %+v", got)
	}
	if got := pieces("", nil); len(got) != 0 {
		t.Errorf("no text gave %+v", got)
	}
}
