package web

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/ocr"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// asked is what the Check form holds beside its messages.
type asked struct {
	Text    string // all messages as one
	As      string // one of check.Readers, or ""
	From    string // a country, or ""
	Student string // the country the student is in, or ""
	In      string // the language pictures are in, or ""
}

// brought is what a Check form sent: its fields, its texts in their order, and its files.
type brought struct {
	form  form
	texts []string
	lost  int // bytes of the texts that could not be read
	batch *bring.Batch
}

// mostParts is more than the form has with all its fields and files.
const mostParts = 64

// mostDrained is how much of a body is thrown away before its sender is told to come back.
const mostDrained = 16 << 20

// readAsked reads a Check form of either encoding. Files are taken one at a time as they come; the
// texts together may be as long as a page's body.
func (s *Site) readAsked(r *http.Request) (*brought, error) {
	in := &brought{form: form{}, batch: s.Reader.Begin()}
	if err := in.read(r); err != nil {
		in.batch.Done()
		if fault.KindOf(err) == fault.Busy { // a browser reads the answer when it has sent its body
			_, _ = io.CopyN(io.Discard, r.Body, mostDrained)
		}
		return nil, err
	}
	return in, nil
}

func (in *brought) read(r *http.Request) error {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	room := int64(gate.PageBody)
	switch kind {
	case "application/x-www-form-urlencoded":
		raw, err := readRoom(r.Body, &room)
		if err != nil {
			return err
		}
		values, err := url.ParseQuery(string(raw))
		if err != nil || len(values) > mostFields {
			return fault.New(fault.Invalid, "bad_request", "this form cannot be read; send it again")
		}
		for name, list := range values {
			for _, v := range list {
				in.field(name, []byte(v))
			}
		}
		return nil
	case "multipart/form-data":
		err := gate.Parts(r, mostParts, func(name, file string, body io.Reader) error {
			if name == "file" {
				return in.batch.Take(r.Context(), file, body)
			}
			raw, err := readRoom(body, &room)
			if err == nil {
				in.field(name, raw)
			}
			return err
		})
		if fault.As(err) != nil {
			return err
		}
		if err != nil {
			return badParts(err)
		}
		return nil
	}
	return fault.New(fault.Invalid, "unsupported_media", "send a form")
}

// readRoom reads all of a body that still fits into what a page's form may hold.
func readRoom(body io.Reader, room *int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(body, *room+1))
	if err != nil {
		return nil, err
	}
	if *room -= int64(len(raw)); *room < 0 {
		return nil, &http.MaxBytesError{Limit: gate.PageBody}
	}
	return raw, nil
}

func (in *brought) field(name string, raw []byte) {
	in.form[name] = raw
	if name == "text" && len(in.texts) < mostFieldsOfText {
		text, lost := in.form.text("text")
		in.texts = append(in.texts, text)
		in.lost += lost
	}
}

// asked is what the form says beside its texts; what is no choice of ours is left out.
func (in *brought) asked() asked {
	f := in.form
	a := asked{As: f.get("as", 16), From: strings.ToUpper(f.get("from", 2)), Student: strings.ToUpper(f.get("country", 2)), In: f.get("in", 8)}
	if !slices.Contains(check.Readers, a.As) {
		a.As = ""
	}
	if !isCountry(a.From) {
		a.From = ""
	}
	if !isCountry(a.Student) {
		a.Student = ""
	}
	if !slices.ContainsFunc(ocr.Languages, func(l struct{ Tag, Code string }) bool { return l.Tag == a.In }) {
		a.In = ""
	}
	return a
}
