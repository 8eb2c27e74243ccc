package web

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		ems  float64
		want string
	}{
		{"", 10, ""},
		{"one two three", 4.5, "one two|three"},
		{"Wirklichunteilbarlang x", 3, "Wirklichunteilbarlang|x"},
		{"电话被转给“公安”，或别国", 6, "电话被转给|“公安”，或|别国"},
		{"電話轉接給「公安」。", 8, "電話轉接給「公|安」。"}, // no line begins with 」 or 。
		{"電話轉接給「公安」。", 6, "電話轉接給|「公安」。"}, // none ends with 「
		{"경찰에게 넘김", 5, "경찰에게|넘김"},
		{"a\u00a0b c", 1.5, "a\u00a0b|c"},
	} {
		if got := strings.Join(wrap(c.text, c.ems), "|"); got != c.want {
			t.Errorf("%q in %v: got %q, want %q", c.text, c.ems, got, c.want)
		}
	}
	if got := even("用學生本人的帳號勒索贖金", 11); len(got) != 2 || len([]rune(got[1])) < 5 {
		t.Errorf("a line is left nearly empty: %q", got)
	}
}

// TestSigns goes through every sign in every language: it stands in the list under its id, and has
// a card and a picture that hold the same words.
func TestSigns(t *testing.T) {
	h := newHouse(t)
	for _, tag := range []string{"en", "fr", "zh-Hans", "zh-Hant", "ko", "vi"} {
		list := h.get("/signs?lang=" + tag)
		checkFrame(t, "/signs", tag, list)
		items := list.all("li", "class", "sign")
		if len(items) != 49 {
			t.Fatalf("%s: %d signs, want 49", tag, len(items))
		}
		for _, li := range items {
			id := get(li, "id")
			card := h.get("/signs/" + id + "?lang=" + tag)
			checkFrame(t, "/signs/"+id, tag, card)
			title := text(card.one(t, "h1", "", ""))
			if !strings.Contains(text(li), title) {
				t.Errorf("%s %s: the list does not hold %q", tag, id, title)
			}
			pic := h.get("/signs/" + id + ".svg?lang=" + tag)
			checkPicture(t, tag+" "+id, pic, title)
		}
	}
}

func checkPicture(t *testing.T, name string, pic doc, title string) {
	t.Helper()
	if pic.StatusCode != 200 || !strings.HasPrefix(pic.Header.Get("Content-Type"), "image/svg+xml") || pic.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s: %d %v", name, pic.StatusCode, pic.Header)
	}
	if strings.Contains(pic.body, "⟦") || strings.Contains(pic.body, "<script") || strings.Contains(pic.body, "style=") || strings.Contains(pic.body, "href") {
		t.Errorf("%s: the picture lacks a sentence, or holds more than lines", name)
	}
	var words strings.Builder
	d := xml.NewDecoder(strings.NewReader(pic.body))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if s, ok := tok.(xml.CharData); ok {
			words.Write(s)
		}
	}
	squash := strings.NewReplacer(" ", "", "\u00a0", "")
	if got := squash.Replace(words.String()); strings.Count(got, squash.Replace(title)) != 2 { // <title> and the lines
		t.Errorf("%s: the picture does not say %q:\n%s", name, title, got)
	}
}

func TestSignCard(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		id   string
		has  []string
		lack string
	}{
		{"C08", []string{"Hang up."}, "Do not pay"},
		{"X03", []string{"Call the police where the person is, now.", "Do not pay, and do not let it rest."}, "Hang up."},
		{"E05", []string{"Do not pay, and do not let it rest."}, "Hang up."},
		{"I02", []string{"Speak with the person alone"}, "Do not pay"},
		{"K10", []string{"Call the police where the person is, now.", "Hang up."}, "Do not pay"},
	} {
		d := h.get("/signs/" + c.id + "?lang=en")
		for _, want := range c.has {
			if !strings.Contains(d.body, want) {
				t.Errorf("%s lacks %q", c.id, want)
			}
		}
		if strings.Contains(d.body, c.lack) {
			t.Errorf("%s says %q", c.id, c.lack)
		}
	}
	d := h.get("/signs/C08?lang=ko")
	if !strings.Contains(d.body, `property="og:title"`) || !strings.Contains(d.body, "/signs/C08?lang=ko") {
		t.Error("the card cannot be sent on")
	}
	for _, path := range []string{"/signs/C99", "/signs/c08", "/signs/C08.png", "/signs/.svg", "/signs/%3Cscript%3E", "/signs/" + strings.Repeat("x", 5000)} {
		if d := h.get(path); d.StatusCode != 404 || strings.Contains(d.body, "<script>") {
			t.Errorf("%.40s: got %d", path, d.StatusCode)
		}
	}
}
