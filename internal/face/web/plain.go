package web

import (
	"net/http"
	"strconv"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// errorPage says what went wrong and what to do next.
type errorPage struct {
	page
	Status int
	What   string
	Next   string
}

// mostChars is the longest text the form takes, as people count it; a Chinese one may take three
// bytes a character.
const mostChars = "350,000"

// Refuse is the page for whoever is turned away.
func (s *Site) Refuse(w http.ResponseWriter, r *http.Request, f gate.Refusal) {
	p := s.newPage(r, "/")
	e := errorPage{Status: f.Status}
	switch f.Code {
	case "too_many":
		e.What, e.Next = p.T("error.too_many"), p.T("error.too_many.next", "Seconds", strconv.Itoa(f.RetryAfter))
	case "too_large":
		e.What, e.Next = p.T("error.too_large"), p.T("check.too_large", "Max", mostChars)
		if f.Limit == gate.FilesBody {
			e.Next = p.T("problem.timeout.next")
		}
	case "not_found":
		e.What, e.Next = p.T("error.not_found"), p.T("error.not_found.next")
	case "method":
		e.What, e.Next = p.T("error.method"), p.T("error.not_found.next")
	case "cross_origin", "bad_request":
		e.What, e.Next = p.T("error.bad_request"), p.T("error.bad_request.next")
	case "timeout", "files_busy":
		e.What, e.Next = p.T("problem."+f.Code), p.T("problem."+f.Code+".next")
	case "unsupported_media":
		e.What, e.Next = p.T("error.unsupported_media"), p.T("error.bad_request.next")
	default:
		e.What, e.Next = p.T("error.server"), p.T("error.server.next")
	}
	e.page = p
	e.Private = true
	s.write(w, r, f.Status, &e.page, errorView(&e))
}

// statusOf is the table of kinds of fault to HTTP.
var statusOf = map[fault.Kind]int{
	fault.Invalid: http.StatusBadRequest, fault.NotFound: http.StatusNotFound, fault.TooLarge: http.StatusRequestEntityTooLarge,
	fault.Denied: http.StatusForbidden, fault.Busy: http.StatusServiceUnavailable,
}

// fail turns an error into a page.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if limit, ok := gate.TooLarge(err); ok {
		s.Refuse(w, r, gate.Refusal{Status: http.StatusRequestEntityTooLarge, Code: "too_large", Limit: limit})
		return
	}
	if gate.TooSlow(err) {
		s.Refuse(w, r, gate.Refusal{Status: http.StatusRequestTimeout, Code: "timeout"})
		return
	}
	if f := fault.As(err); f != nil && statusOf[f.Kind] != 0 {
		if f.Kind == fault.Busy {
			w.Header().Set("Retry-After", "60")
		}
		s.Refuse(w, r, gate.Refusal{Status: statusOf[f.Kind], Code: f.Code})
		return
	}
	s.Log.Error("a request failed", "route", r.Pattern)
	s.Refuse(w, r, gate.Refusal{Status: http.StatusInternalServerError, Code: "server"})
}

func (s *Site) notFound(w http.ResponseWriter, r *http.Request) {
	s.Refuse(w, r, gate.Refusal{Status: http.StatusNotFound, Code: "not_found"})
}

func (s *Site) otherMethod(allowed string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allowed)
		s.Refuse(w, r, gate.Refusal{Status: http.StatusMethodNotAllowed, Code: "method"})
	}
}

// getNotes is where leaving leads: a page that says nothing.
func (s *Site) getNotes(w http.ResponseWriter, r *http.Request) {
	p := s.newPage(r, "/notes")
	s.write(w, r, http.StatusOK, &p, notesView(&p))
}
