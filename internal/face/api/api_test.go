package api

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ringtrue/ringtrue/data"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

const rules = "rule en.t.secret flag K01\n  say tell nobody\n  hit Tell nobody.\n  miss Tell everybody.\n"

// house is the interface behind its gate, with what it logged and the checker it asks.
type house struct {
	*httptest.Server
	log     *bytes.Buffer
	checker *check.Checker
	api     *API
}

func newHouse(t *testing.T) *house {
	t.Helper()
	k, err := check.Load(withRules(t, rules), nil)
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
	h := &house{log: &bytes.Buffer{}, checker: check.New(k, nil)}
	log := slog.New(slog.NewTextHandler(h.log, nil))
	a := &API{Checker: h.checker, Directory: d, Log: log}
	h.api = a
	mux := http.NewServeMux()
	a.Mount(mux)
	g := gate.Gate{Refuse: a.Refuse, Log: log, Open: CrossSite, Burst: 1000}
	h.Server = httptest.NewServer(g.Wrap(mux))
	t.Cleanup(h.Close)
	return h
}

// withRules is the shipped data with other rules, so that these tests do not depend on today's.
func withRules(t *testing.T, rules string) fs.FS {
	files := fstest.MapFS{"rules/en/t.rules": &fstest.MapFile{Data: []byte(rules)}}
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
	return files
}

func (h *house) do(t *testing.T, method, path, kind, body string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, h.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := h.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(raw)
}

// TestCheckIsTheVerdict insists that the answer is the verdict as package check marshals it.
func TestCheckIsTheVerdict(t *testing.T) {
	h := newHouse(t)
	const text = "Officer: Tell nobody. \u202e <b>"
	for _, c := range []struct {
		name, path, kind, body string
		want                   check.Options
	}{
		{"json", "/api/v1/check", "application/json", `{"text":"Officer: Tell nobody. \u202e <b>","as":"family","from":"cn","lang":"fr"}`, check.Options{As: "family", From: "CN", Lang: "fr"}},
		{"json, text alone", "/api/v1/check", "application/json; charset=utf-8", `{"text":"Officer: Tell nobody. \u202e <b>"}`, check.Options{Lang: "en"}},
		{"plain", "/api/v1/check?as=student&from=CA&lang=fr", "text/plain", text, check.Options{As: "student", From: "CA", Lang: "fr"}},
	} {
		res, got := h.do(t, "POST", c.path, c.kind, c.body)
		v, err := h.checker.Check(text, c.want)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != 200 || strings.TrimSpace(got) != string(want) {
			t.Errorf("%s: %d\n got %s\nwant %s", c.name, res.StatusCode, got, want)
		}
		if res.Header.Get("Content-Language") != c.want.Lang || res.Header.Get("Access-Control-Allow-Origin") != "*" ||
			res.Header.Get("Access-Control-Allow-Credentials") != "" || res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: headers %v", c.name, res.Header)
		}
	}
	if v, _ := h.checker.Check(text, check.Options{}); len(v.Flags) != 1 {
		t.Fatalf("the test's text raises %d flags, so it tests little", len(v.Flags))
	}
}

func TestProblems(t *testing.T) {
	h := newHouse(t)
	const kind = "application/json"
	for _, c := range []struct {
		method, path, kind, body string
		status                   int
		code                     string
	}{
		{"POST", "/api/v1/check", kind, `{"text":`, 400, "invalid_json"},
		{"POST", "/api/v1/check", kind, `{"text":5}`, 400, "invalid_json"},
		{"POST", "/api/v1/check", kind, `{"text":"a"}{"text":"b"}`, 400, "invalid_json"},
		{"POST", "/api/v1/check", kind, "{\"text\":\"\xff\"}", 400, "invalid_json"},
		{"POST", "/api/v1/check", kind, `{}`, 400, "missing_field"},
		{"POST", "/api/v1/check", kind, `{"text":"a","txet":"b"}`, 400, "unknown_field"},
		{"POST", "/api/v1/check", kind, `{"text":"a","as":"uncle"}`, 400, "unknown_reader"},
		{"POST", "/api/v1/check", kind, `{"text":"a","from":"Canada"}`, 400, "unknown_country"},
		{"POST", "/api/v1/check", kind, `{"text":"a","lang":"xx"}`, 400, "unknown_language"},
		{"POST", "/api/v1/check", "image/png", `x`, 415, "unsupported_media"},
		{"POST", "/api/v1/check", kind, `{"text":"` + strings.Repeat("x", gate.APIBody) + `"}`, 413, "too_large"},
		{"GET", "/api/v1/check", "", "", 405, "method"},
		{"DELETE", "/api/v1/numbers", "", "", 405, "method"},
		{"GET", "/api/v2/check", "", "", 404, "not_found"},
		{"GET", "/api/v1/numbers?contry=CA", "", "", 400, "unknown_field"},
		{"GET", "/api/v1/numbers?country=Canada", "", "", 400, "unknown_country"},
		{"GET", "/api/v1/numbers?kind=shop", "", "", 400, "unknown_kind"},
		{"GET", "/api/v1/numbers?kind=police&kind=embassy", "", "", 400, "bad_field"},
		{"GET", "/api/v1/numbers?city=" + strings.Repeat("x", 300), "", "", 400, "bad_field"},
		{"GET", "/api/v1/numbers?lang=xx", "", "", 400, "unknown_language"},
		{"GET", "/api/v1/number/abc", "", "", 400, "no_number"},
		{"GET", "/api/v1/number/" + strings.Repeat("1", 65), "", "", 400, "no_number"},
		{"GET", "/api/v1/number/911?from=Canada", "", "", 400, "unknown_country"},
		{"POST", "/api/v1/number/911", "", "", 405, "method"},
	} {
		res, body := h.do(t, c.method, c.path, c.kind, c.body)
		var p problem
		if err := json.Unmarshal([]byte(body), &p); err != nil {
			t.Errorf("%s %s: %v: %s", c.method, c.path, err, body)
			continue
		}
		if res.StatusCode != c.status || p.Status != c.status || p.Code != c.code || p.Detail == "" || p.Title == "" ||
			res.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s %.40s: got %d %s %+v, want %d %s", c.method, c.path, c.body, res.StatusCode, res.Header.Get("Content-Type"), p, c.status, c.code)
		}
		if c.status == 405 && res.Header.Get("Allow") == "" {
			t.Errorf("%s %s: no Allow", c.method, c.path)
		}
	}
}

func TestNumbers(t *testing.T) {
	h := newHouse(t)
	var got struct {
		Listings []directory.Listing `json:"listings"`
		Route    directory.Route     `json:"route"`
	}
	_, body := h.do(t, "GET", "/api/v1/numbers?country=ca&from=CN", "", "")
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Listings) < 5 || len(got.Route.Steps) == 0 {
		t.Errorf("%d listings, %d steps", len(got.Listings), len(got.Route.Steps))
	}
	for _, l := range got.Listings {
		if l.Status != directory.Listed || l.Source == "" || l.SourceDate == "" {
			t.Errorf("%s is shown without source or date, or is not listed", l.ID)
		}
		if l.ShortCode && l.Dial.Number != "" && l.Country == "CA" {
			t.Errorf("%s: a short code is given a form for callers from China: %s", l.ID, l.Dial.Number)
		}
	}
	if _, body := h.do(t, "GET", "/api/v1/numbers?find=nothing-of-that-name", "", ""); !strings.Contains(body, `"listings":[]`) {
		t.Errorf("no listings must be an empty list: %s", body)
	}
	var st directory.Standing
	if _, body := h.do(t, "GET", "/api/v1/number/911?from=CA", "", ""); json.Unmarshal([]byte(body), &st) != nil || st.State != directory.StateGenuine {
		t.Errorf("911 in Canada: %s", body)
	}
	if _, body := h.do(t, "GET", "/api/v1/number/+12025550147", "", ""); json.Unmarshal([]byte(body), &st) != nil || st.State != directory.StateUnknown {
		t.Errorf("a number nobody has: %s", body)
	}
}

// TestNumbersInWords asks for sentences, and for what may be kept on the way.
func TestNumbersInWords(t *testing.T) {
	h := newHouse(t)
	const path = "/api/v1/numbers?country=CN&from=CA&lang=zh-TW"
	res, body := h.do(t, "GET", path, "", "")
	var got struct {
		Listings []struct {
			ID   string
			Said struct {
				Lang, Name, Source string
				Facts              []string
			}
		}
	}
	if err := json.Unmarshal([]byte(body), &got); err != nil || len(got.Listings) == 0 {
		t.Fatalf("%v: %s", err, body)
	}
	for _, l := range got.Listings {
		if l.Said.Lang != "zh-Hant" || l.Said.Name == "" || !strings.Contains(l.Said.Source, "來源") || len(l.Said.Facts) == 0 || strings.Contains(strings.Join(l.Said.Facts, ""), "⟦") {
			t.Errorf("%s: said %+v", l.ID, l.Said)
		}
	}
	if cc := res.Header.Get("Cache-Control"); !strings.Contains(cc, "public") || res.Header.Get("Content-Language") != "zh-Hant" || res.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("headers %v", res.Header)
	}
	again, rest := h.do(t, "GET", path, "", "", "If-None-Match", res.Header.Get("ETag"))
	if again.StatusCode != 304 || rest != "" {
		t.Errorf("asked again: %d %q", again.StatusCode, rest)
	}
	for _, private := range []string{"/api/v1/numbers?find=calgary", "/api/v1/number/911", "/api/v1/numbers?country=Canada"} {
		if res, _ := h.do(t, "GET", private, "", ""); res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %s", private, res.Header.Get("Cache-Control"))
		}
	}
}

// A look-up never comes without the sentence that it proves nothing, whatever is known.
func TestNumberProvesNothing(t *testing.T) {
	h := newHouse(t)
	for number, state := range map[string]string{"+14035376907": "genuine", "911": "genuine", "+31703065091": "denied", "+12025550147": "unknown", "+86110": "unknown", "%D9%A4%D9%A0%D9%A3": "unknown"} {
		_, body := h.do(t, "GET", "/api/v1/number/"+number+"?from=CA", "", "", "Accept-Language", "fr")
		var got struct{ State, Said, Caution string }
		if err := json.Unmarshal([]byte(body), &got); err != nil || got.State != state || got.Said == "" || !strings.Contains(got.Caution, "ne prouve rien") {
			t.Errorf("%s: %v %s", number, err, body)
		}
	}
}

func TestOtherSites(t *testing.T) {
	h := newHouse(t)
	res, _ := h.do(t, "OPTIONS", "/api/v1/check", "", "", "Origin", "https://other.example", "Access-Control-Request-Method", "POST")
	if res.StatusCode != 204 || res.Header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(res.Header.Get("Access-Control-Allow-Headers"), "Content-Type") {
		t.Errorf("preflight: %d %v", res.StatusCode, res.Header)
	}
	res, _ = h.do(t, "POST", "/api/v1/check", "application/json", `{"text":"a"}`, "Origin", "https://other.example", "Sec-Fetch-Site", "cross-site")
	if res.StatusCode != 200 {
		t.Errorf("a page of another site: got %d", res.StatusCode)
	}
}

func TestHealth(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{"/healthz", "/readyz"} {
		if res, body := h.do(t, "GET", path, "", ""); res.StatusCode != 200 || body != "ok\n" {
			t.Errorf("%s: %d %q", path, res.StatusCode, body)
		}
	}
}

func TestLogHoldsNoText(t *testing.T) {
	h := newHouse(t)
	for _, body := range []string{`{"text":"Zebrafink"}`, `{"Zebrafink":1}`, `{"text":"a","as":"Zebrafink"}`, "Zebrafink"} {
		h.do(t, "POST", "/api/v1/check?from=Zebrafink", "application/json", body)
	}
	h.do(t, "GET", "/api/v1/number/+12025550147?from=Zebrafink", "", "")
	h.Close()
	if log := h.log.String(); strings.Contains(log, "Zebrafink") || strings.Contains(log, "555") || strings.Contains(log, "127.0.0.1") || strings.Count(log, "msg=request") != 5 {
		t.Errorf("the log holds what was sent, or an address:\n%s", log)
	}
}
