package api

import (
	"io"
	"net/http"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// read is what was read in one file: its part of the text that was checked.
type read struct {
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`                // picture, whatsapp, wechat, line, kakaotalk, telegram, text
	Text      string   `json:"text"`                // the words read
	Languages []string `json:"languages,omitempty"` // a picture was read in
	Unsure    bool     `json:"unsure,omitempty"`    // the picture was hard to read: let a person compare
	Cut       bool     `json:"cut,omitempty"`       // only the last part of a long chat was read
}

// mostParts is more than a form needs: ten files, as many texts, and the fields.
const mostParts = 64

// readForm reads a form: text (once or more), file (up to ten pictures and chats), as, from, lang, and
// in, the language of the pictures. All texts, then all files, are checked as one. A file that cannot be
// read fails the request: a program can leave it out.
func (a *API) readForm(r *http.Request) (in asked, err error) {
	batch := a.Reader.Begin()
	defer batch.Done()
	var texts []string
	pictures, room := "", int64(gate.APIBody)
	err = gate.Parts(r, mostParts, func(name, file string, body io.Reader) error {
		if name == "file" {
			return batch.Take(r.Context(), file, body)
		}
		raw, err := io.ReadAll(io.LimitReader(body, room+1))
		if err != nil {
			return err
		}
		if room -= int64(len(raw)); room < 0 {
			return &http.MaxBytesError{Limit: gate.APIBody}
		}
		switch value := lang.Decode(raw).Text; name {
		case "text":
			texts = append(texts, value)
		case "as":
			in.As = value
		case "from":
			in.From = value
		case "lang":
			in.Lang = value
		case "in":
			pictures = value
		default:
			return fault.New(fault.Invalid, "unknown_field", "a field is not known; send text, file, as, from, lang, in")
		}
		return nil
	})
	if err != nil {
		return in, formFault(err)
	}
	page, _ := gate.Language(r, a.Lang, a.has)
	if t, ok := lang.Interface(in.Lang); ok {
		page = t
	}
	for _, it := range batch.Read(r.Context(), pictures, page) {
		if it.Err != nil {
			return in, it.Err
		}
		in.read = append(in.read, read{it.Name, it.Kind, it.Text, it.Langs, it.Hard, it.Cut})
		texts = append(texts, it.Text)
	}
	if len(texts) == 0 {
		return in, fault.New(fault.Invalid, "missing_field", `the form has neither the field "text" nor "file"`)
	}
	text := strings.Join(texts, "\n\n")
	in.Text = &text
	return in, nil
}

// formFault keeps faults and a body that is too large or too slow as they are; the rest is a form that
// cannot be read.
func formFault(err error) error {
	if _, large := gate.TooLarge(err); large || gate.TooSlow(err) || fault.As(err) != nil {
		return err
	}
	return fault.Wrap(err, fault.Invalid, "invalid_form", "the form cannot be read; send multipart/form-data with text or file")
}
