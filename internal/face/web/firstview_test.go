package web

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// mostFirstView is what a page and all it loads may weigh on the wire, in bytes.
const mostFirstView = 100_000

// TestFirstView counts what comes over the wire for every public page in every language: the page,
// its style, script and pictures, zipped as they are served.
func TestFirstView(t *testing.T) {
	h := newHouse(t)
	heaviest, most := "", 0
	for _, path := range []string{
		"/", "/now/student", "/now/student?a=A1B3C12D1PQ&home=CN&country=CA&city=Edmonton", "/now/family", "/now/family?a=PQ&from=CN&country=CA&city=Calgary&end=1",
		"/now/bystander?a=A1&country=CA&city=Calgary&end=1", "/check", "/numbers", "/numbers?country=CA&from=CN&need=all", "/handover?country=CA&from=CN", "/notes",
		"/signs", "/signs/K01", "/about", "/who", "/privacy", "/accessibility", "/warnings", "/institutions", "/card", "/api", "/nothing",
	} {
		for _, tag := range allTags {
			join := "?"
			if strings.Contains(path, "?") {
				join = "&"
			}
			at := path + join + "lang=" + tag
			raw := h.wire(at)
			n := len(raw)
			for _, load := range h.get(at).loads() {
				n += len(h.wire(load))
			}
			if n > mostFirstView {
				t.Errorf("%s: the first view is %d bytes on the wire, at most %d", at, n, mostFirstView)
			}
			if n > most {
				heaviest, most = at, n
			}
			if path == "/" {
				t.Logf("home in %s: %d bytes on the wire", tag, n)
			}
		}
	}
	t.Logf("the heaviest is %s with %d bytes", heaviest, most)
}

// wire is the body as it is sent to a browser, still zipped.
func (h *house) wire(path string) []byte {
	h.t.Helper()
	r, err := http.NewRequest("GET", h.URL+path, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip")
	res, err := h.Client().Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	if res.Header.Get("Content-Encoding") != "gzip" {
		h.t.Errorf("%s is not zipped", path)
	}
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return raw
}

// loads are the addresses a page loads by itself.
func (d doc) loads() (out []string) {
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		at := get(n, "src")
		if n.Data == "link" && (get(n, "rel") == "stylesheet" || get(n, "rel") == "icon") {
			at = get(n, "href")
		}
		if at != "" && !strings.HasPrefix(at, "data:") {
			out = append(out, at)
		}
	}
	return out
}
