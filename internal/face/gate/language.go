package gate

import (
	"cmp"
	"net/http"

	"github.com/ringtrue/ringtrue/internal/base/lang"
)

// Language picks the language of an answer: what the address asks for (?lang=), else what the
// browser asks for, else the fallback. chosen says that the address asked, so that links carry it
// on: there is no cookie to remember it. has says which languages are there.
func Language(r *http.Request, fallback string, has func(tag string) bool) (tag string, chosen bool) {
	if q := r.URL.Query().Get("lang"); q != "" {
		if t, ok := lang.Interface(q); ok && has(t) {
			return t, true
		}
	}
	if t := lang.FromHeader(r.Header.Get("Accept-Language")); t != "" && has(t) {
		return t, false
	}
	return cmp.Or(fallback, "en"), false
}

// SayLanguage sets the headers that tell caches and readers which language an answer is in.
func SayLanguage(w http.ResponseWriter, tag string) {
	w.Header().Set("Content-Language", tag)
	w.Header().Add("Vary", "Accept-Language")
}
