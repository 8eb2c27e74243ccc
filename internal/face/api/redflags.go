package api

import (
	"net/http"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// redFlag is one entry of the taxonomy with its words in one language.
type redFlag struct {
	check.Entry
	Title      string `json:"title"`
	Why        string `json:"why"`
	PhaseTitle string `json:"phase_title"`
	Page       string `json:"page"` // its card, on this site
}

// redFlags lists the taxonomy in its order.
func (a *API) redFlags(w http.ResponseWriter, r *http.Request) {
	tag, err := a.guideLanguage(r)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	k := a.Checker.Knowledge()
	words, err := k.Wording(tag)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	out := struct {
		Lang  string    `json:"lang"`
		Flags []redFlag `json:"flags"`
	}{Lang: tag, Flags: []redFlag{}}
	for _, id := range k.Order {
		e := k.Taxonomy[id]
		out.Flags = append(out.Flags, redFlag{e, words.FlagTitle(id), words.FlagWhy(id), words.UI("phase." + e.Phase), "/signs/" + id + "?lang=" + tag})
	}
	gate.SayLanguage(w, tag)
	a.write(w, r, out)
}

// reference sends the OpenAPI document.
func (a *API) reference(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(Reference)
}
