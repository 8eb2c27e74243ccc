// Package api is the same house for programs: JSON over HTTP, without accounts.
//
//	POST /api/v1/check            {"text", "as", "from", "lang"}, plain text, or a form with
//	                              pictures and chats → a verdict, and what was read
//	GET  /api/v1/numbers          ?country&city&kind&serves&from&find&lang → listings and a route
//	GET  /api/v1/number/{number}  ?from&lang → whose number it is, if known, and that this proves nothing
//	GET  /api/v1/guide            ?lang → the questions of the Now flows and what their answers give
//	GET  /api/v1/guide/{flow}     ?a&lang → a verdict on answers written as codes: "A1B3C12"
//	GET  /api/v1/redflags         ?lang → the 49 red flags, in words
//	GET  /api/v1/openapi.json     all of this, as OpenAPI 3.1
//	GET  /healthz, /readyz        "ok"
//
// The verdict is as package check marshals it; docs/verdict.md describes it. Errors are problems
// (RFC 9457, application/problem+json) with a stable code. A browser of any site may ask, since no
// answer depends on who asks; nothing that is sent is kept.
//
// What does not live here: any judgement, pages (web), headers and limits (gate).
package api

import (
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// API is the interface's dependencies.
type API struct {
	Checker   *check.Checker
	Directory *directory.Directory
	Lang      string        // of sentences, for programs that ask for none; "" is English
	Log       *slog.Logger  // nil: slog.Default()
	Reader    *bring.Reader // of pictures and chats; nil reads chats only

	routes []string // what Mount added, for the test that the document has it
}

// CrossSite are the routes that another site's page may post to.
var CrossSite = []string{"POST /api/v1/check"}

// Mount adds the routes.
func (a *API) Mount(mux *http.ServeMux) {
	if a.Log == nil {
		a.Log = slog.Default()
	}
	add := func(pattern string, h http.Handler) {
		a.routes = append(a.routes, pattern)
		mux.Handle(pattern, h)
	}
	route := func(pattern string, h http.HandlerFunc) {
		add(pattern, gate.Limit(gate.APIBody, a.Refuse, open(h)))
	}
	add("POST /api/v1/check", gate.Pace(gate.Limit(gate.FilesBody, a.Refuse, open(a.check))))
	route("GET /api/v1/numbers", a.numbers)
	route("GET /api/v1/number/{number}", a.number)
	route("GET /api/v1/guide", a.guide)
	route("GET /api/v1/guide/{flow}", a.conclude)
	route("GET /api/v1/redflags", a.redFlags)
	route("GET /api/v1/openapi.json", a.reference)
	for path, allowed := range map[string]string{
		"/api/v1/check": "POST, OPTIONS", "/api/v1/numbers": "GET, HEAD, OPTIONS", "/api/v1/guide": "GET, HEAD, OPTIONS", "/api/v1/guide/{flow}": "GET, HEAD, OPTIONS", "/api/v1/number/{number}": "GET, HEAD, OPTIONS",
		"/api/v1/redflags": "GET, HEAD, OPTIONS", "/api/v1/openapi.json": "GET, HEAD, OPTIONS",
	} {
		route("OPTIONS "+path, preflight)
		route(path, a.otherMethod(allowed))
	}
	route("/api/", a.notFound)
	mux.HandleFunc("GET /healthz", a.healthy)
	mux.HandleFunc("GET /readyz", a.healthy)
}

// open lets a page of any site read the answer. No credentials are ever read, so none are allowed.
func open(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "Retry-After, Content-Language, ETag")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		next(w, r)
	}
}

func preflight(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Methods", "GET, POST")
	h.Set("Access-Control-Allow-Headers", "Content-Type, Accept-Language")
	h.Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

// healthy answers once all has been read: Mount is called with a checker and a directory in hand.
func (a *API) healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// write sends a value. Answers are not kept by anybody on the way (gate sets no-store).
func (a *API) write(w http.ResponseWriter, r *http.Request, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(append(body, '\n'))
}
