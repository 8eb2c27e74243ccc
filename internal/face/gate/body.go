package gate

import (
	"errors"
	"io"
	"net/http"
)

// Limit refuses bodies larger than n bytes. Those that say so are refused before next runs; the
// others fail while next reads them, with an error that TooLarge knows.
func Limit(n int64, refuse func(http.ResponseWriter, *http.Request, Refusal), next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > n {
			_, _ = io.CopyN(io.Discard, r.Body, min(r.ContentLength, mostDrained))
			refuse(w, r, Refusal{Status: http.StatusRequestEntityTooLarge, Code: "too_large", Limit: n})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, n)
		next.ServeHTTP(w, r)
	})
}

// TooLarge says whether reading a body failed because of Limit, and what the limit was.
func TooLarge(err error) (limit int64, ok bool) {
	var e *http.MaxBytesError
	if errors.As(err, &e) {
		return e.Limit, true
	}
	return 0, false
}
