package web

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/ringtrue/ringtrue/data"
	"github.com/ringtrue/ringtrue/internal/base/ocr"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/gate"
	"github.com/ringtrue/ringtrue/internal/indicator"
)

// rules are a few of our own, so that these tests speak of pages and not of what rules say today.
const rules = `
rule en.t.secret flag K01
  say tell nobody
  hit Tell nobody about this.
  miss Tell everybody.
rule en.t.case flag K01
  say secret matter
  hit It is a secret matter.
  miss Hello.
rule en.t.camera flag K02
  say nobody about this
  hit Tell nobody about this.
  miss Hello.
rule zh.t.account flag E01
  say 安全账户
  hit 转到安全账户
  miss 你好
rule zh.t.ransom danger ransom
  say 准备赎金
  hit 准备赎金
  miss 你好
`

// eyes reads pictures where tesseract is installed. It is looked for once.
var eyes = sync.OnceValue(func() *ocr.Reader { return ocr.Find(context.Background()) })

// house is the site behind its gate, with what it logged.
type house struct {
	*httptest.Server
	t    *testing.T
	log  *bytes.Buffer
	site *Site
}

func newHouse(t *testing.T) *house {
	t.Helper()
	k, err := check.Load(shippedBut(t, rules), nil)
	if err != nil {
		t.Fatal(err)
	}
	sub, err := fs.Sub(data.Files, "directory")
	if err != nil {
		t.Fatal(err)
	}
	d, err := directory.Load(sub)
	if err != nil {
		t.Fatal(err)
	}
	standing := func(in indicator.Indicator, from string) string {
		if in.Kind != "phone" && in.Kind != "short_code" {
			return ""
		}
		return d.Standing(in.Value, from)
	}
	h := &house{t: t, log: &bytes.Buffer{}}
	log := slog.New(slog.NewTextHandler(h.log, nil))
	site := &Site{Checker: check.New(k, standing), Directory: d, Log: log, Reader: bring.New(eyes())}
	h.site = site
	mux := http.NewServeMux()
	site.Mount(mux)
	h.site = site
	h.Server = httptest.NewServer(gate.Gate{Refuse: site.Refuse, Log: log, Burst: 10_000}.Wrap(mux))
	t.Cleanup(h.Close)
	return h
}

// shippedBut is the shipped data with other rules.
func shippedBut(t *testing.T, rules string) fs.FS {
	files := fstest.MapFS{}
	err := fs.WalkDir(data.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path, "rules/") {
			return err
		}
		raw, err := fs.ReadFile(data.Files, path)
		files[path] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	en, zh, _ := strings.Cut(rules, "rule zh.")
	files["rules/en/t.rules"] = &fstest.MapFile{Data: []byte(en)}
	files["rules/zh/t.rules"] = &fstest.MapFile{Data: []byte("rule zh." + zh)}
	return files
}

// doc is an answer with its page.
type doc struct {
	*http.Response
	body string
	root *html.Node
}

func (h *house) do(r *http.Request) doc {
	h.t.Helper()
	res, err := h.Client().Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		h.t.Fatal(err)
	}
	return doc{res, string(raw), root}
}

func (h *house) get(path string, header ...string) doc {
	r, err := http.NewRequest("GET", h.URL+path, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return h.do(r)
}

// post sends a form as a browser does.
func (h *house) post(path string, fields ...string) doc {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i < len(fields); i += 2 {
		if err := m.WriteField(fields[i], fields[i+1]); err != nil {
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

// all returns the elements of a name that have an attribute's value among its words; "" for any.
func (d doc) all(name, attr, value string) (out []*html.Node) {
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (attr == "" || slices.Contains(strings.Fields(get(n, attr)), value)) {
			out = append(out, n)
		}
	}
	return out
}

func (d doc) one(t *testing.T, name, attr, value string) *html.Node {
	t.Helper()
	all := d.all(name, attr, value)
	if len(all) != 1 {
		t.Fatalf("%d elements <%s %s=%q>, want 1", len(all), name, attr, value)
	}
	return all[0]
}

func get(n *html.Node, attr string) string {
	for _, a := range n.Attr {
		if a.Key == attr {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// fields are what a form would send if one of its buttons were pressed.
func (d doc) fields(t *testing.T, id, button, value string) (out []string) {
	f := d.one(t, "form", "id", id)
	for n := range f.Descendants() {
		switch {
		case n.Data == "input" && get(n, "name") != "":
			out = append(out, get(n, "name"), get(n, "value"))
		case n.Data == "textarea":
			out = append(out, get(n, "name"), text(n))
		case n.Data == "select":
			v := ""
			for o := range n.Descendants() {
				if o.Data == "option" && slices.ContainsFunc(o.Attr, func(a html.Attribute) bool { return a.Key == "selected" }) {
					v = get(o, "value")
				}
			}
			out = append(out, get(n, "name"), v)
		}
	}
	for _, b := range d.all("button", "name", button) {
		if get(b, "value") == value && (get(b, "form") == id || get(b, "form") == "") {
			return append(out, button, value)
		}
	}
	t.Fatalf("no button %s=%s sends form %s", button, value, id)
	return nil
}

func TestEveryPage(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		path   string
		status int
	}{{"/", 200}, {"/check", 200}, {"/numbers", 200}, {"/numbers?country=CA&from=CN", 200}, {"/handover", 200}, {"/handover?country=CA&from=CN", 200}, {"/nothing", 404}} {
		for _, tag := range []string{"en", "fr"} {
			d := h.get(c.path, "Accept-Language", tag)
			if d.StatusCode != c.status {
				t.Errorf("%s: got %d, want %d", c.path, d.StatusCode, c.status)
			}
			checkFrame(t, c.path, tag, d)
		}
	}
	checkFrame(t, "the answer", "en", h.post("/check", "text", "Tell nobody."))
	checkFrame(t, "the look-up", "en", h.post("/numbers", "number", "911", "from", "CA"))
}

// checkFrame insists on what every page has, and on what none may have.
func checkFrame(t *testing.T, name, tag string, d doc) {
	t.Helper()
	root := d.one(t, "html", "", "")
	if get(root, "lang") != tag || get(root, "dir") != "ltr" {
		t.Errorf("%s: html is lang=%q dir=%q, want %q ltr", name, get(root, "lang"), get(root, "dir"), tag)
	}
	if d.Header.Get("Content-Language") != tag || !strings.Contains(strings.Join(d.Header.Values("Vary"), ","), "Accept-Language") {
		t.Errorf("%s: Content-Language %q, Vary %q", name, d.Header.Get("Content-Language"), d.Header.Values("Vary"))
	}
	if title := text(d.one(t, "title", "", "")); strings.Contains(title, "Ringtrue") || strings.Contains(strings.ToLower(title), "scam") {
		t.Errorf("%s: the title is not neutral: %q", name, title)
	}
	if exit := d.one(t, "a", "class", "exit"); !strings.HasPrefix(get(exit, "href"), "/notes") {
		t.Errorf("%s: leaving leads to %q", name, get(exit, "href"))
	}
	if len(d.all("h1", "", "")) != 1 || len(d.all("main", "", "")) != 1 || len(d.all("footer", "", "")) != 1 {
		t.Errorf("%s: needs one h1, one main, one footer", name)
	}
	if strings.Contains(d.body, "⟦") {
		t.Errorf("%s: a sentence is missing: %s", name, d.body[strings.Index(d.body, "⟦"):][:60])
	}
	ids := map[string]bool{}
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "style" || n.Data == "script" && get(n, "src") == "" {
			t.Errorf("%s: inline <%s>", name, n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: <%s %s=…> needs an inline policy", name, n.Data, a.Key)
			case a.Key == "src" || a.Key == "action" || a.Key == "href" && n.Data == "link":
				if !strings.HasPrefix(a.Val, "/") || strings.HasPrefix(a.Val, "//") {
					t.Errorf("%s: <%s> loads %q from elsewhere", name, n.Data, a.Val)
				}
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("%s: the id %q stands twice", name, a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			}
		}
	}
	for _, n := range d.all("label", "", "") {
		if !ids[get(n, "for")] {
			t.Errorf("%s: a label for %q, which is not there", name, get(n, "for"))
		}
	}
}

func TestAssets(t *testing.T) {
	h := newHouse(t)
	d := h.get("/check")
	first := len(d.body)
	for _, n := range append(d.all("link", "", ""), d.all("script", "", "")...) {
		path := get(n, "href") + get(n, "src")
		a := h.get(path)
		first += len(a.body)
		if a.StatusCode != 200 || !strings.Contains(a.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %s", path, a.StatusCode, a.Header.Get("Cache-Control"))
		}
		if strings.Contains(a.body, "//") && strings.Contains(a.body, "url(") {
			t.Errorf("%s loads something", path)
		}
		if strings.HasSuffix(path, ".js") && len(a.body) > 4000 {
			t.Errorf("the script has %d bytes, at most 4000", len(a.body))
		}
	}
	if first > 90_000 {
		t.Errorf("the first view is %d bytes, at most 90000", first)
	}
	if got := h.get("/static/000000000000/site.css").StatusCode; got != 404 {
		t.Errorf("an old name of the style sheet: got %d, want 404", got)
	}
}

func TestMethods(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{"/", "/check", "/numbers", "/handover", "/notes"} {
		r, _ := http.NewRequest("DELETE", h.URL+path, nil)
		d := h.do(r)
		if d.StatusCode != 405 || d.Header.Get("Allow") == "" || len(d.all("h1", "", "")) != 1 {
			t.Errorf("DELETE %s: %d, Allow %q", path, d.StatusCode, d.Header.Get("Allow"))
		}
		r, _ = http.NewRequest("HEAD", h.URL+path, nil)
		if d := h.do(r); d.StatusCode != 200 || d.body != "" {
			t.Errorf("HEAD %s: %d with %d bytes", path, d.StatusCode, len(d.body))
		}
	}
}

func TestTooLarge(t *testing.T) {
	h := newHouse(t)
	d := h.post("/check", "text", strings.Repeat("x", gate.PageBody+1))
	if d.StatusCode != 413 || len(d.all("h1", "", "")) != 1 {
		t.Errorf("got %d, want a 413 page", d.StatusCode)
	}
	if d := h.post("/check", "text", "tell nobody "+strings.Repeat("x", 1<<20)); d.StatusCode != 200 {
		t.Errorf("a text of 1 MiB: got %d", d.StatusCode)
	}
}

func TestLogHoldsNoText(t *testing.T) {
	h := newHouse(t)
	h.post("/check", "text", "Zebrafink says tell nobody", "from", "CA")
	h.post("/check", "text", "Zebrafink")
	h.post("/numbers", "number", "+1 202 555 0147")
	h.get("/numbers?country=Zebrafink")
	r, _ := http.NewRequest("POST", h.URL+"/check", strings.NewReader("text=Zebrafink%zz"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if d := h.do(r); d.StatusCode != 400 {
		t.Errorf("a broken form: got %d", d.StatusCode)
	}
	h.Close()
	for _, bad := range []string{"Zebrafink", "5550147", "555 0147", "127.0.0.1", "country="} {
		if strings.Contains(h.log.String(), bad) {
			t.Errorf("the log holds %q:\n%s", bad, h.log)
		}
	}
	if n := strings.Count(h.log.String(), "msg=request"); n != 5 {
		t.Errorf("%d requests logged, want 5", n)
	}
}

func TestUrlencodedForm(t *testing.T) {
	h := newHouse(t)
	res, err := h.Client().PostForm(h.URL+"/check", url.Values{"text": {"tell nobody"}})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if b, _ := io.ReadAll(res.Body); res.StatusCode != 200 || !bytes.Contains(b, []byte("<mark")) {
		t.Errorf("got %d", res.StatusCode)
	}
}
