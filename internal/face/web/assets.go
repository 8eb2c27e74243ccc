package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"sync"
)

//go:embed static
var files embed.FS

// asset is a file of the site, named by its content, so that it may be kept for ever.
type asset struct {
	path string // /static/<hash>/<name>
	kind string
	body []byte
	zip  []byte
}

// assets are the few files a page loads.
type assets struct {
	css, js, icon *asset
	help          *asset // for the Check page
	byPath        map[string]*asset
}

// sheets are the style sheet's parts, in the order they apply.
var sheets = []string{"tokens.css", "base.css", "parts.css", "answer.css", "now.css", "check.css", "numbers.css", "sheet.css", "house.css", "media.css"}

func readAssets() *assets {
	var css strings.Builder
	for _, s := range sheets {
		css.WriteString(squeeze(read(s)))
	}
	a := &assets{byPath: map[string]*asset{}}
	a.css = a.add("site.css", "text/css; charset=utf-8", css.String())
	a.js = a.add("leave.js", "text/javascript; charset=utf-8", read("leave.js"))
	a.help = a.add("check.js", "text/javascript; charset=utf-8", squeeze(read("check.js")))
	a.icon = a.add("bowl.svg", "image/svg+xml", read("bowl.svg"))
	return a
}

func read(name string) string {
	raw, err := fs.ReadFile(files, "static/"+name)
	if err != nil {
		panic(err) // embedded: a name misspelt above
	}
	return string(raw)
}

var (
	comment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	indent  = regexp.MustCompile(`\n\s*`)
)

// squeeze leaves comments and indents out of a style sheet or a script.
func squeeze(css string) string {
	return indent.ReplaceAllString(comment.ReplaceAllString(css, ""), "\n")
}

func (a *assets) add(name, kind, body string) *asset {
	sum := sha256.Sum256([]byte(body))
	x := &asset{
		path: "/static/" + hex.EncodeToString(sum[:6]) + "/" + name,
		kind: kind, body: []byte(body), zip: zipped([]byte(body)),
	}
	a.byPath[x.path] = x
	return x
}

// ServeHTTP serves an asset under the name of its present content; any other name is no page.
func (x *asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", x.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	send(w, r, http.StatusOK, x.body, x.zip)
}

// send writes a body, zipped where the reader takes it so. A page reflects what its reader wrote
// but holds no secret, so zipping tells a listener nothing worth having.
func send(w http.ResponseWriter, r *http.Request, status int, body, zip []byte) {
	w.Header().Add("Vary", "Accept-Encoding")
	if zip != nil && takesGzip(r) {
		w.Header().Set("Content-Encoding", "gzip")
		body = zip
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// takesGzip says whether Accept-Encoding names gzip without refusing it (RFC 9110 §12.5.3).
func takesGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == "gzip" {
			return !strings.HasPrefix(strings.ReplaceAll(q, " ", ""), "q=0") || strings.Contains(q, "0.")
		}
	}
	return false
}

// zippers are kept from one page to the next: each holds most of a megabyte, which a page in the
// hundreds a second would ask of the memory anew.
var zippers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func zipped(body []byte) []byte {
	var b bytes.Buffer
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(&b)
	_, _ = z.Write(body) // a bytes.Buffer takes all
	_ = z.Close()
	return b.Bytes()
}
