package api

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// problem is an error as RFC 9457 writes it. Its type is left out, which means "about:blank": the
// title says what the status says, and code is what a program switches on.
type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Code   string `json:"code"`
}

func (a *API) problem(w http.ResponseWriter, status int, code, detail string) {
	body, err := json.Marshal(problem{http.StatusText(status), status, detail, code})
	if err != nil {
		body = []byte("{}")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n'))
}

// Refuse is the problem for whoever the gate turns away.
func (a *API) Refuse(w http.ResponseWriter, _ *http.Request, f gate.Refusal) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Expose-Headers", "Retry-After")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	detail := map[string]string{
		"too_many":     "too many requests from this address; try again in " + strconv.Itoa(f.RetryAfter) + " seconds",
		"too_large":    "the body is larger than " + strconv.FormatInt(f.Limit, 10) + " bytes; send less",
		"cross_origin": "this route does not take requests from another site's page",
		"server":       "something went wrong on our side; try again",
	}[f.Code]
	a.problem(w, f.Status, f.Code, detail)
}

// statusOf is the table of kinds of fault to HTTP.
var statusOf = map[fault.Kind]int{
	fault.Invalid: http.StatusBadRequest, fault.NotFound: http.StatusNotFound, fault.TooLarge: http.StatusRequestEntityTooLarge,
	fault.Denied: http.StatusForbidden, fault.Busy: http.StatusServiceUnavailable,
}

// fail turns an error into a problem. What nobody can act on is logged without its words, which
// may be the sender's.
func (a *API) fail(w http.ResponseWriter, r *http.Request, err error) {
	if limit, ok := gate.TooLarge(err); ok {
		a.Refuse(w, r, gate.Refusal{Status: http.StatusRequestEntityTooLarge, Code: "too_large", Limit: limit})
		return
	}
	if gate.TooSlow(err) {
		a.problem(w, http.StatusRequestTimeout, "timeout", "the body came too slowly; send less at a time")
		return
	}
	f := fault.As(err)
	if f == nil || statusOf[f.Kind] == 0 {
		a.Log.Error("a request failed", "route", r.Pattern)
		a.Refuse(w, r, gate.Refusal{Status: http.StatusInternalServerError, Code: "server"})
		return
	}
	status := statusOf[f.Kind]
	if f.Code == "unsupported_media" {
		status = http.StatusUnsupportedMediaType
	}
	if f.Kind == fault.Busy {
		w.Header().Set("Retry-After", "60")
	}
	a.problem(w, status, f.Code, f.Msg)
}

func (a *API) notFound(w http.ResponseWriter, _ *http.Request) {
	a.problem(w, http.StatusNotFound, "not_found", "there is no such route; see /api/v1/check, /api/v1/numbers, /api/v1/number/{number}, /api/v1/guide, /api/v1/redflags; all are described in /api/v1/openapi.json")
}

func (a *API) otherMethod(allowed string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", allowed)
		a.problem(w, http.StatusMethodNotAllowed, "method", "this route takes "+allowed)
	}
}
