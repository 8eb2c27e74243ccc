// Package web is the site people see: a few pages written by the server, one at a time.
//
// The rules are:
//
//   - Every page is whole without script. What script adds is one small file (leave.js).
//   - What people write never stands in an address. It travels in forms, is answered, and is
//     forgotten; a language switch carries it on in a hidden field.
//   - What people wrote is cleaned of controls and isolated (bdi), so that it cannot turn the page
//     around or speak in the house's name.
//   - A number is shown by package say alone, so it never stands without its source and date.
//   - Danger comes first and is the only red. The level is a word, a shape and a meter.
//   - The title of every page is neutral, and every page has the way out.
//
// One file a page: home.go, now.go (the flows' questions), reply.go (their answers), check.go with asked.go
// (what it receives) and answer.go, numbers.go, lookup.go, sheet.go (the hand-over sheet), plain.go (errors,
// the neutral page); each has its typed
// struct, and a .templ file with its look.
//
// What does not live here: any judgement (package check), headers and limits (gate), the
// sentences (data/wording), answers for programs (api).
package web

import (
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// Site is the site's dependencies.
type Site struct {
	Checker   *check.Checker
	Directory *directory.Directory
	Lang      string                // language for readers who ask for none we have; "" is English
	From      string                // country the reader is taken to be in until they say, or ""
	Offer     []string              // interface languages offered; none: all
	Host      func(tag string) Host // who runs this copy, in a language; nil: nobody is named
	Reference []byte                // the OpenAPI document that /api shows, or nil
	Log       *slog.Logger          // nil: slog.Default()
	Now       func() time.Time      // nil: time.Now; a hand-over sheet bears the time
	Reader    *bring.Reader         // of pictures and chats; nil reads chats only

	assets *assets
	atlas  *atlas
	guide  *check.Guide
	langs  []string // interface languages whose sentences can be read
}

// Mount adds the site's routes. It reads every interface language once and leaves out those that
// are not there.
func (s *Site) Mount(mux *http.ServeMux) {
	if s.Log == nil {
		s.Log = slog.Default()
	}
	s.assets = readAssets()
	s.atlas = &atlas{near: map[string]bool{}}
	for _, e := range s.Directory.Entries(directory.Listed) {
		s.atlas.near[e.Country] = true
	}
	s.readGuide()
	s.langs = nil
	for _, tag := range check.InterfaceLanguages {
		if _, err := s.Checker.Knowledge().Wording(tag); err == nil && (len(s.Offer) == 0 || slices.Contains(s.Offer, tag)) {
			s.langs = append(s.langs, tag)
		}
	}

	page := func(pattern string, h http.HandlerFunc) {
		mux.Handle(pattern, gate.Limit(gate.PageBody, s.Refuse, h))
	}
	page("GET /{$}", s.getHome)
	page("GET /now/{flow}", s.getNow)
	page("GET /check", s.getCheck)
	mux.Handle("POST /check", gate.Pace(gate.Limit(gate.FilesBody, s.Refuse, http.HandlerFunc(s.postCheck))))
	page("GET /numbers", s.getNumbers)
	page("POST /numbers", s.postNumber)
	page("GET /handover", s.getSheet)
	page("POST /handover", s.postSheet)
	page("GET /notes", s.getNotes)
	s.mountHouse(page)
	for path, a := range s.assets.byPath {
		mux.Handle("GET "+path, a)
	}
	for path, methods := range map[string]string{"/{$}": "GET, HEAD", "/now/{flow}": "GET, HEAD", "/check": "GET, HEAD, POST", "/numbers": "GET, HEAD, POST", "/handover": "GET, HEAD, POST", "/notes": "GET, HEAD"} {
		page(path, s.otherMethod(methods))
	}
	page("/", s.notFound)
}

// hostIn is who runs this copy, in a language.
func (s *Site) hostIn(tag string) Host {
	if s.Host == nil {
		return Host{}
	}
	return s.Host(tag)
}

// has says whether an interface language is there.
func (s *Site) has(tag string) bool {
	for _, l := range s.langs {
		if l == tag {
			return true
		}
	}
	return false
}
