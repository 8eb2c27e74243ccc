package api

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// told is the guide with its words in one language. What an answer gives is shown, so that a
// program can see how the questions lead to flags.
type told struct {
	Lang  string     `json:"lang"`
	Flows []toldFlow `json:"flows"`
}

type toldFlow struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Side      string         `json:"side"`
	Questions []toldQuestion `json:"questions"`
}

type toldQuestion struct {
	ID      string       `json:"id"`
	Code    string       `json:"code"`
	Kind    string       `json:"kind"`
	Title   string       `json:"title"`
	When    []string     `json:"when,omitempty"`
	Open    *check.Gives `json:"open,omitempty"`
	Answers []toldAnswer `json:"answers,omitempty"`
}

type toldAnswer struct {
	check.Answer
	Title string `json:"title"`
	More  string `json:"more,omitempty"`
}

func (a *API) guide(w http.ResponseWriter, r *http.Request) {
	tag, err := a.guideLanguage(r)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	k := a.Checker.Knowledge()
	g, err := k.Guide()
	if err != nil {
		a.fail(w, r, err)
		return
	}
	words, err := k.Wording(tag)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	out := told{Lang: tag, Flows: []toldFlow{}}
	for _, f := range g.Flows {
		out.Flows = append(out.Flows, tellFlow(words, f))
	}
	gate.SayLanguage(w, tag)
	a.write(w, r, out)
}

func tellFlow(w *check.Wording, f *check.Flow) toldFlow {
	t := toldFlow{ID: f.ID, Side: f.Side, Title: w.UI("home." + f.ID)}
	for i := range f.Questions {
		q := &f.Questions[i]
		x := toldQuestion{ID: q.ID, Code: q.Code, Kind: q.Kind, Title: w.Asks(f, q), When: q.When, Open: q.Open}
		for _, a := range q.Answers {
			title, more := w.Offers(f, q, a)
			x.Answers = append(x.Answers, toldAnswer{a, title, more})
		}
		t.Questions = append(t.Questions, x)
	}
	return t
}

// conclude answers a flow: ?a= holds the answers as codes, as the site's addresses do.
func (a *API) conclude(w http.ResponseWriter, r *http.Request) {
	tag, err := a.guideLanguage(r, "a")
	if err != nil {
		a.fail(w, r, err)
		return
	}
	g, err := a.Checker.Knowledge().Guide()
	if err != nil {
		a.fail(w, r, err)
		return
	}
	f := g.Flow(r.PathValue("flow"))
	if f == nil {
		a.fail(w, r, fault.New(fault.NotFound, "not_found", "there is no such flow; it is one of %s", strings.Join(check.FlowIDs, ", ")))
		return
	}
	v, err := a.Checker.Conclude(f.Read(r.URL.Query().Get("a")), check.Options{Lang: tag})
	if err != nil {
		a.fail(w, r, err)
		return
	}
	gate.SayLanguage(w, tag)
	a.write(w, r, v)
}

// guideLanguage is the language of ?lang=, else of the header. One that is not there is refused: a
// program would not notice another.
func (a *API) guideLanguage(r *http.Request, also ...string) (string, error) {
	takes := append([]string{"lang"}, also...)
	for k := range r.URL.Query() {
		if !slices.Contains(takes, k) {
			return "", fault.New(fault.Invalid, "unknown_field", "the query takes %s", strings.Join(takes, ", "))
		}
	}
	if q := r.URL.Query().Get("lang"); q != "" {
		if t, ok := lang.Interface(q); ok && a.has(t) {
			return t, nil
		}
		return "", fault.New(fault.Invalid, "unknown_language", "lang must be one of %s", strings.Join(check.InterfaceLanguages, ", "))
	}
	tag, _ := gate.Language(r, a.Lang, a.has)
	return cmp.Or(tag, "en"), nil
}
