package web

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
	"golang.org/x/net/html"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
)

// send posts a form with files: pairs of name and content follow the fields.
func (h *house) send(path string, fields []string, files ...string) doc {
	h.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i < len(fields); i += 2 {
		if err := m.WriteField(fields[i], fields[i+1]); err != nil {
			h.t.Fatal(err)
		}
	}
	for i := 0; i < len(files); i += 2 {
		w, err := m.CreateFormFile("file", files[i])
		if err != nil {
			h.t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			h.t.Fatal(err)
		}
	}
	m.Close()
	r, err := http.NewRequest("POST", h.URL+path, &b)
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Content-Type", m.FormDataContentType())
	return h.do(r)
}

// drawn is a picture of one line of English.
func drawn(t *testing.T, text string) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 520, 60))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	d := font.Drawer{Dst: img, Src: image.Black, Face: basicfont.Face7x13, Dot: fixed.P(12, 34)}
	d.DrawString(text)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func needEyes(t *testing.T) {
	t.Helper()
	if !eyes().Able() {
		t.Skip("skipped: tesseract is not installed")
	}
}

// TestSeveralMessages adds fields by a button alone and has all of them answered as one text.
func TestSeveralMessages(t *testing.T) {
	h := newHouse(t)
	d := h.post("/check", "text", "Hello.", "text", "", "add", "1", "lang", "en", "view", "form", "as", "student")
	areas := d.all("textarea", "", "")
	if len(areas) != 2 || text(areas[0]) != "Hello." || text(areas[1]) != "" || !has(areas[1], "autofocus") {
		t.Fatalf("%d fields, want the one typed and a fresh one: %s", len(areas), d.body)
	}
	checkFrame(t, "two fields", "en", d)
	fr := h.post("/check", d.fields(t, "check", "switch", "fr")...)
	if got := fr.all("textarea", "", ""); len(got) != 1 || text(got[0]) != "Hello." {
		t.Errorf("the switch keeps %d fields", len(got))
	}
	a := h.post("/check", "text", "Tell nobody about this.", "text", "", "text", "It is a secret matter.")
	if said := text(a.one(t, "bdi", "class", "said")); !strings.Contains(said, "matter") || len(a.all("mark", "", "")) != 2 {
		t.Errorf("the answer is about %q", said)
	}
	if kept := get(a.one(t, "input", "name", "text"), "value"); kept != "Tell nobody about this.\n\nIt is a secret matter." {
		t.Errorf("kept %q", kept)
	}
	res, err := h.Client().PostForm(h.URL+"/check", url.Values{"text": {"Tell nobody about this.", "It is a secret matter."}, "edit": {"1"}})
	if err != nil || res.StatusCode != 200 {
		t.Errorf("%v, %v", res, err)
	}
	many := []string{"add", "1"}
	for range 40 {
		many = append(many, "text", "x")
	}
	if n := len(h.post("/check", many...).all("textarea", "", "")); n != mostFieldsOfText {
		t.Errorf("%d fields, at most %d", n, mostFieldsOfText)
	}
}

// TestPicture walks from a picture to its words, corrects them, and to the answer.
func TestPicture(t *testing.T) {
	needEyes(t)
	h := newHouse(t)
	d := h.send("/check", []string{"text", "", "lang", "en", "from", "CA", "view", "form"}, "shot <b>.png", drawn(t, "Please tell nobody about this."))
	if d.StatusCode != 200 || len(d.all("mark", "", "")) > 0 || len(d.all("section", "class", "verdict")) > 0 {
		t.Fatalf("%d: words must be compared before they are checked", d.StatusCode)
	}
	if got := text(d.one(t, "textarea", "", "")); !strings.Contains(strings.ToLower(got), "tell nobody about this") {
		t.Errorf("read %q", got)
	}
	if s := text(d.one(t, "main", "", "")); !strings.Contains(s, "shot <b>.png") || !strings.Contains(s, "correct what is wrong") {
		t.Errorf("the page does not say whose words these are: %s", s)
	}
	checkFrame(t, "the words of a picture", "en", d)
	a := h.post("/check", d.fields(t, "check", "add", "1")[:len(d.fields(t, "check", "add", "1"))-2]...)
	if len(a.all("mark", "", "")) == 0 || get(a.one(t, "select", "name", "from"), "name") != "from" {
		t.Error("the corrected words were not checked")
	}
	zh := h.send("/check", []string{"lang", "en", "switch", "zh-Hans", "view", "form"}, "a.png", drawn(t, "Tell nobody about this."))
	if get(zh.one(t, "html", "", ""), "lang") != "zh-Hans" || len(zh.all("textarea", "", "")) != 1 {
		t.Error("a switch with a picture must keep what was read in it")
	}
}

// TestExport answers an exported chat at once.
func TestExport(t *testing.T) {
	h := newHouse(t)
	d := h.send("/check", []string{"text", "", "lang", "en"}, "_chat.txt", "[31/12/2023, 21:04:05] Wen: Tell nobody about this.\r\n[31/12/2023, 21:05:05] Mei: ok\r\n")
	said := text(d.one(t, "bdi", "class", "said"))
	if said != "[31/12/2023, 21:04:05] Wen: Tell nobody about this12.\n[31/12/2023, 21:05:05] Mei: ok" {
		t.Errorf("the answer is about %q", said)
	}
}

// TestUnreadFiles sends what cannot be read: each is named with what to do, and the rest goes on.
func TestUnreadFiles(t *testing.T) {
	h := newHouse(t)
	whole := drawn(t, "hello")
	for _, c := range []struct {
		name, file string
		eyes       bool
		want       string
	}{
		{"a.heic", "\x00\x00\x00\x18ftypheic\x00\x00", true, "HEIC"},
		{"a.png", whole[:len(whole)/2], true, "cut off"},
		{"a.gif", "GIF89a\x01\x00", true, "Moving"},
		{"a.png", "\x7fELF\x00\x01", false, "neither a picture nor a chat"},
		{"a.zip", "PK\x03\x04broken", false, "damaged"},
		{"big.txt", strings.Repeat("x", bring.MostBytes+1), false, "more than 12 MB"},
	} {
		if c.eyes && !eyes().Able() {
			continue
		}
		d := h.send("/check", []string{"text", "", "lang", "en"}, c.name, c.file)
		if s := text(d.one(t, "ul", "class", "unread")); d.StatusCode != 422 || !strings.Contains(s, c.want) || !strings.Contains(s, c.name) {
			t.Errorf("%s: %d, %q does not say %q", c.name, d.StatusCode, s, c.want)
		}
		checkFrame(t, c.name, "en", d)
	}
	d := h.send("/check", []string{"text", "Tell nobody.", "lang", "fr", "as", "family"}, "a.bin", "\x00\x01")
	if d.StatusCode != 200 || text(d.one(t, "textarea", "", "")) != "Tell nobody." || len(d.all("mark", "", "")) > 0 {
		t.Errorf("%d: the text must be kept beside a file that cannot be read", d.StatusCode)
	}
	var many []string
	for i := range bring.MostFiles + 3 {
		many = append(many, fmt.Sprint(i, ".txt"), "words")
	}
	d = h.send("/check", nil, many...)
	if got := d.one(t, "ul", "class", "unread"); strings.Count(text(got), "At most 10 files") != 1 || len(d.all("textarea", "", "")) != bring.MostFiles {
		t.Errorf("too many files: %s", text(got))
	}
}

// TestEveryFaultIsSaid insists on a sentence for every fault a file may have, in every language.
func TestEveryFaultIsSaid(t *testing.T) {
	k, err := check.Load(shippedBut(t, rules), nil)
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{"picture_kind", "picture_heic", "picture_moving", "picture_bytes", "picture_small", "picture_large", "picture_broken", "picture_slow",
		"picture_busy", "picture_unreadable", "file_kind", "file_bytes", "file_broken", "file_empty", "file_zip", "files_many"}
	for _, tag := range check.InterfaceLanguages {
		w, err := k.Wording(tag)
		if err != nil {
			t.Fatal(err)
		}
		c := checkPage{page: page{words: w, Lang: tag}}
		seen := map[string]string{}
		for _, code := range codes {
			s := c.why(fault.New(fault.Invalid, code, "x"))
			if strings.ContainsAny(s, "{⟦") || s == "" {
				t.Errorf("%s %s: %q", tag, code, s)
			}
			if other := seen[s]; other != "" && code != "file_bytes" {
				t.Errorf("%s: %s and %s say the same", tag, code, other)
			}
			seen[s] = code
		}
	}
}

func TestWithoutEyes(t *testing.T) {
	h := newHouse(t)
	site := &Site{Checker: h.site.Checker, Directory: h.site.Directory}
	mux := http.NewServeMux()
	site.Mount(mux)
	h.Config.Handler = mux
	d := h.get("/check?lang=en")
	if len(d.all("input", "id", "pictures")) > 0 || len(d.all("input", "id", "export")) != 1 || !strings.Contains(text(d.one(t, "main", "", "")), "Pictures cannot be read on this site") {
		t.Error("a site that reads no pictures must say so and offer none")
	}
	if d := h.send("/check", nil, "a.png", drawn(t, "x")); !strings.Contains(text(d.one(t, "ul", "class", "unread")), "cannot be read here") {
		t.Error("a picture sent anyway must be refused in words")
	}
}

func TestTooMuchText(t *testing.T) {
	h := newHouse(t)
	half := strings.Repeat("x", 600_000)
	if d := h.post("/check", "text", half, "text", half); d.StatusCode != 413 || len(d.all("h1", "", "")) != 1 {
		t.Errorf("two long texts: got %d", d.StatusCode)
	}
	r, _ := http.NewRequest("POST", h.URL+"/check", strings.NewReader("--x\r\nbroken"))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	if d := h.do(r); d.StatusCode != 400 {
		t.Errorf("a broken form: got %d", d.StatusCode)
	}
}

func TestFilesAreNotLogged(t *testing.T) {
	h := newHouse(t)
	h.send("/check", nil, "Zebrafink.txt", "Zebrafink says tell nobody")
	h.send("/check", nil, "Zebrafink.bin", "\x00Zebrafink")
	h.Close()
	if strings.Contains(h.log.String(), "Zebrafink") {
		t.Errorf("the log holds what was sent:\n%s", h.log)
	}
	left, err := os.ReadDir(os.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range left {
		if strings.HasPrefix(f.Name(), "multipart-") {
			t.Errorf("%s was left behind", f.Name())
		}
	}
}

// TestOtherReasons shows reasons of codes that this package has never heard of by what they add.
func TestOtherReasons(t *testing.T) {
	k, err := check.Load(shippedBut(t, rules), nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := k.Wording("en")
	if err != nil {
		t.Fatal(err)
	}
	v := &check.Verdict{
		Flags: []check.Flag{{ID: "K01", Title: "Secrecy", Weight: "decisive"}},
		Reasons: []check.Reason{
			{Code: "flag", Name: "K01", Points: 4, Text: "Secrecy", Quotes: nil},
			{Code: "wording", Points: 2.5, Text: "Words that weighed most", Quotes: []check.Quote{{Text: "ab", Start: 0, End: 2}}},
			{Code: "notion", Points: 1, Text: "It speaks of hiding"},
			{Code: "company", Points: -1, Text: "In ordinary company"},
			{Code: "stance", Points: 0, Text: "It speaks in the caller’s voice"},
			{Code: "start", Points: .5},
		},
	}
	a := answerPage{page: page{words: w, Lang: "en"}, Verdict: v}
	a.reasons(v, nil)
	if len(a.Reasons) != 1 || a.Reasons[0].Title != "Secrecy" || a.Reasons[0].Class() != "a" {
		t.Errorf("numbered: %+v", a.Reasons)
	}
	if want := []weight{{"Words that weighed most", []string{"ab"}}, {Text: "It speaks of hiding"}}; !reflect.DeepEqual(a.Raised, want) {
		t.Errorf("raised: %+v", a.Raised)
	}
	if want := []weight{{Text: "In ordinary company"}}; !reflect.DeepEqual(a.Lowered, want) {
		t.Errorf("lowered: %+v", a.Lowered)
	}
	bare := answerPage{page: page{words: w, Lang: "en"}}
	v.Flags, v.Level = nil, check.Warning
	bare.reasons(v, nil)
	if len(bare.Reasons) != 1 || bare.Reasons[0].Title != "Words that weighed most" || bare.Reasons[0].Class() != "w" {
		t.Errorf("with no sign, the words it rests on are numbered; got %+v", bare.Reasons)
	}
}

// TestHandOver carries the message and what was found on to the sheet.
func TestHandOver(t *testing.T) {
	d := newHouse(t).post("/check", "text", "Tell nobody about this. Call +1 202 555 0147.", "from", "CN", "country", "CA", "as", "family")
	var button *html.Node
	for _, b := range d.all("button", "formaction", "/handover") {
		button = b
	}
	if button == nil || get(button, "form") != "again" {
		t.Fatal("no button leads to the sheet")
	}
	fields := strings.Join(d.fields(t, "again", "print", "1"), "|")
	for _, want := range []string{"text|Tell nobody about this. Call +1 202 555 0147.", "side|family", "flags|K01 K02", "indicators|phone\t+1 202 555 0147"} {
		if !strings.Contains(fields, want) {
			t.Errorf("%q is not in %q", want, fields)
		}
	}
	for name, want := range map[string]string{"from": "CN", "country": "CA"} {
		sel := d.one(t, "select", "name", name)
		for o := range sel.Descendants() {
			if o.Data == "option" && has(o, "selected") && get(o, "value") != want {
				t.Errorf("%s is %s", name, get(o, "value"))
			}
		}
	}
	if len(d.all("article", "class", "num")) < 3 {
		t.Error("numbers are shown for where the reader is and where the student is")
	}
	for _, a := range d.all("a", "", "") {
		if href := get(a, "href"); strings.HasPrefix(href, "/signs#") && href != "/signs#K01" && href != "/signs#K02" {
			t.Errorf("a sign leads to %s", href)
		}
	}
}
