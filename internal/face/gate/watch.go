package gate

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"time"
)

// seen is a ResponseWriter that remembers what went out, not what was in it.
type seen struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (s *seen) WriteHeader(code int) {
	if s.status == 0 {
		s.status = code
	}
	s.ResponseWriter.WriteHeader(code)
}

func (s *seen) Write(b []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	n, err := s.ResponseWriter.Write(b)
	s.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (s *seen) Unwrap() http.ResponseWriter { return s.ResponseWriter }

var methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

// watch logs each request and turns a panic into an answer. It passes r on as it is, since the
// mux leaves the route's pattern in it.
func (g Gate) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := g.Now()
		s := &seen{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				g.Log.Error("panic", "route", route(r), "what", harmless(p), "stack", string(debug.Stack()))
				if s.status == 0 {
					g.Refuse(s, r, Refusal{Status: http.StatusInternalServerError, Code: "server"})
				}
			}
			g.log(r, s, g.Now().Sub(start))
		}()
		next.ServeHTTP(s, r)
	})
}

func (g Gate) log(r *http.Request, s *seen, took time.Duration) {
	method := r.Method
	if !slices.Contains(methods, method) {
		method = "other" // a method is free text to whoever sends it
	}
	if g.Counts != nil {
		g.Counts.Request(method, route(r), s.status, took)
	}
	g.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
		slog.String("method", method), slog.String("route", route(r)), slog.Int("status", s.status),
		slog.Duration("took", took), slog.Int64("in", max(0, r.ContentLength)), slog.Int64("out", s.bytes))
}

// route is the pattern that matched, never the path that was asked for.
func route(r *http.Request) string {
	if r.Pattern == "" {
		return "none"
	}
	return r.Pattern
}

// harmless names a panic without its text, which may hold a reader's words. What the runtime
// says of itself (an index, a nil) holds none.
func harmless(p any) string {
	if e, ok := p.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("%T", p)
}
