package api

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/gate"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

// kinds are those a query may ask for.
var kinds = []directory.Kind{directory.Police, directory.Emergency, directory.Embassy, directory.Consulate, directory.ConsularHotline, directory.AntiFraud, directory.University, directory.Telecom}

// filters are the names the query of numbers takes.
var filters = []string{"country", "city", "kind", "serves", "from", "find", "lang"}

// most is the longest value of a filter, in bytes.
const most = 200

// listing is an entry, how it is dialled, and, where a language was asked for, its sentences.
type listing struct {
	directory.Listing
	Said *said `json:"said,omitempty"`
}

// said is a listing in the words of one language.
type said struct {
	Lang      string   `json:"lang"`
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Place     string   `json:"place"`
	Hours     string   `json:"hours,omitempty"`
	Languages string   `json:"languages,omitempty"`
	Facts     []string `json:"facts"`
	Source    string   `json:"source"`
}

// How long an answer about numbers may be kept on the way. Numbers change by the day, not by the
// minute; an old list is better than none while we are away.
const keepNumbers = "public, max-age=3600, stale-if-error=86400"

func (a *API) numbers(w http.ResponseWriter, r *http.Request) {
	find, tag, err := a.query(r.URL.Query())
	if err != nil {
		a.fail(w, r, err)
		return
	}
	words, err := a.words(tag)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	list := []listing{}
	for _, l := range a.Directory.Find(find) {
		list = append(list, listing{l, saidOf(words, l, find.From)})
	}
	body, err := json.Marshal(struct {
		Listings []listing       `json:"listings"`
		Route    directory.Route `json:"route"`
	}{list, a.Directory.RouteFor(find)})
	if err != nil {
		a.fail(w, r, err)
		return
	}
	if tag != "" {
		w.Header().Set("Content-Language", tag)
	}
	keep := keepNumbers
	if find.Text != "" {
		keep = "no-store" // words that somebody typed
	}
	send(w, r, append(body, '\n'), keep)
}

// query reads the filters. Its faults name the field, never a value.
func (a *API) query(q url.Values) (find directory.Query, tag string, err error) {
	for k, v := range q {
		if !slices.Contains(filters, k) {
			return find, "", fault.New(fault.Invalid, "unknown_field", "the query takes %s", strings.Join(filters, ", "))
		}
		if len(v) != 1 || len(v[0]) > most {
			return find, "", fault.New(fault.Invalid, "bad_field", "give %s once, with at most %d bytes", k, most)
		}
	}
	in, err1 := country("country", q.Get("country"))
	serves, err2 := country("serves", q.Get("serves"))
	from, err3 := country("from", q.Get("from"))
	if err := cmp.Or(err1, err2, err3); err != nil {
		return find, "", err
	}
	find = directory.Query{Country: in, City: q.Get("city"), Kind: directory.Kind(q.Get("kind")), Serves: serves, From: from, Text: q.Get("find")}
	if find.Kind != "" && !slices.Contains(kinds, find.Kind) {
		return find, "", fault.New(fault.Invalid, "unknown_kind", "kind must be one of %s", kinds)
	}
	tag, err = a.tag(q.Get("lang"))
	return find, tag, err
}

// tag is the interface language asked for by name, or "".
func (a *API) tag(asked string) (string, error) {
	if asked == "" {
		return "", nil
	}
	t, ok := lang.Interface(asked)
	if !ok || !a.has(t) {
		return "", fault.New(fault.Invalid, "unknown_language", "lang must be one of %s", strings.Join(check.InterfaceLanguages, ", "))
	}
	return t, nil
}

// words are the sentences of a language, or nil for none.
func (a *API) words(tag string) (*check.Wording, error) {
	if tag == "" {
		return nil, nil
	}
	return a.Checker.Knowledge().Wording(tag)
}

func saidOf(w *check.Wording, l directory.Listing, from string) *said {
	if w == nil {
		return nil
	}
	v := say.Listing(w, l, from)
	x := &said{Lang: w.Tag, Name: v.Name, Kind: v.Kind, Place: strings.TrimPrefix(v.Place, " · "), Hours: v.Hours, Languages: v.Languages, Facts: []string{}, Source: v.Source}
	for _, f := range v.Facts {
		x.Facts = append(x.Facts, strings.TrimSpace(f.Text+" "+f.Quote))
	}
	return x
}

// send sends an answer that may be kept, with a tag by which it can be asked for again (RFC 9110 §8.8.3).
func send(w http.ResponseWriter, r *http.Request, body []byte, keep string) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", keep)
	if keep != "no-store" {
		sum := sha256.Sum256(body)
		tag := `"` + hex.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if strings.Contains(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// number says what is known of one number. Nothing on the way may keep it: it is a number that
// somebody was called from.
func (a *API) number(w http.ResponseWriter, r *http.Request) {
	number := r.PathValue("number")
	from, err := country("from", r.URL.Query().Get("from"))
	if err == nil && (!strings.ContainsFunc(number, func(c rune) bool { return directory.Digit(c) >= 0 }) || len(number) > 64) {
		err = fault.New(fault.Invalid, "no_number", "give the number with digits, for example /api/v1/number/+861012308")
	}
	if err != nil {
		a.fail(w, r, err)
		return
	}
	tag, _ := gate.Language(r, a.Lang, a.has)
	words, err := a.words(tag)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	st := a.Directory.Lookup(number, from)
	gate.SayLanguage(w, tag)
	a.write(w, r, struct {
		directory.Standing
		Said    string `json:"said"`
		Caution string `json:"caution"`
	}{st, say.Standing(words, st), words.UI("number.caller_id")})
}
