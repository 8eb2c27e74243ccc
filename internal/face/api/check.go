package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// asked is the body of a check. Only the text is needed.
type asked struct {
	Text *string `json:"text"`
	As   string  `json:"as"`
	From string  `json:"from"`
	Lang string  `json:"lang"`

	read []read // what was read in a form's files
}

// answer is a verdict, and for a form what it is about.
type answer struct {
	*check.Verdict
	Text *string `json:"text,omitempty"` // what was checked: places are offsets into it
	Read []read  `json:"read,omitempty"`
}

func (a *API) check(w http.ResponseWriter, r *http.Request) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		r.Body = http.MaxBytesReader(w, r.Body, gate.APIBody)
	}
	in, err := a.readAsked(r, kind)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	o, err := a.options(r, in)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	v, err := a.Checker.Check(*in.Text, o)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	gate.SayLanguage(w, o.Lang)
	out := answer{Verdict: v}
	if kind == "multipart/form-data" {
		out.Text, out.Read = in.Text, in.read
	}
	a.write(w, r, out)
}

// readAsked reads the body: JSON, a form, or the text itself with the rest in the query.
func (a *API) readAsked(r *http.Request, kind string) (in asked, err error) {
	if kind == "multipart/form-data" {
		return a.readForm(r)
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return in, err
	}
	switch {
	case kind == "application/json", strings.HasSuffix(kind, "+json"):
		return readJSON(raw)
	case kind == "text/plain":
		text := lang.Decode(raw).Text
		q := r.URL.Query()
		return asked{Text: &text, As: q.Get("as"), From: q.Get("from"), Lang: q.Get("lang")}, nil
	}
	return in, fault.New(fault.Invalid, "unsupported_media", "send application/json, text/plain or multipart/form-data")
}

// readJSON reads one object. Its faults name the place and the field, never a value.
func readJSON(raw []byte) (in asked, err error) {
	if !jsonUTF8(raw) {
		return in, fault.New(fault.Invalid, "invalid_json", "the JSON is not UTF-8; send it as UTF-8, or the text alone as text/plain")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		var wrong *json.UnmarshalTypeError
		switch field, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); {
		case unknown:
			return in, fault.New(fault.Invalid, "unknown_field", "the field %s is not known; send text, as, from, lang", field)
		case errors.As(err, &wrong):
			return in, fault.New(fault.Invalid, "invalid_json", "the field %q must be a string", wrong.Field)
		}
		return in, fault.New(fault.Invalid, "invalid_json", "the JSON cannot be read near byte %d", d.InputOffset())
	}
	if _, err := d.Token(); err != io.EOF {
		return in, fault.New(fault.Invalid, "invalid_json", "something follows the object; send one object")
	}
	if in.Text == nil {
		return in, fault.New(fault.Invalid, "missing_field", `the field "text" is missing`)
	}
	return in, nil
}

func jsonUTF8(raw []byte) bool { return bytes.Equal(bytes.ToValidUTF8(raw, nil), raw) }

// options settles who asks, from where and in which language: the body's word, else the header's.
func (a *API) options(r *http.Request, in asked) (o check.Options, err error) {
	if in.As != "" && !slices.Contains(check.Readers, in.As) {
		return o, fault.New(fault.Invalid, "unknown_reader", "as must be one of %s", strings.Join(check.Readers, ", "))
	}
	from, err := country("from", in.From)
	if err != nil {
		return o, err
	}
	tag, _ := gate.Language(r, a.Lang, a.has)
	if in.Lang != "" {
		t, ok := lang.Interface(in.Lang)
		if !ok || !a.has(t) {
			return o, fault.New(fault.Invalid, "unknown_language", "lang must be one of %s", strings.Join(check.InterfaceLanguages, ", "))
		}
		tag = t
	}
	return check.Options{As: in.As, From: from, Lang: cmp.Or(tag, "en")}, nil
}

func (a *API) has(tag string) bool {
	_, err := a.Checker.Knowledge().Wording(tag)
	return err == nil
}

// country takes two letters in either case, or none.
func country(field, s string) (string, error) {
	s = strings.ToUpper(s)
	if s == "" || len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' {
		return s, nil
	}
	return "", fault.New(fault.Invalid, "unknown_country", "%s must be a country's two letters (ISO 3166), such as CA or CN", field)
}
