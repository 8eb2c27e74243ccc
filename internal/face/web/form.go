package web

import (
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
)

// form is what a form sent: the bytes of its fields as they came. It is read into memory only;
// what somebody pastes never becomes a temporary file.
type form map[string][]byte

// mostFields is more than any form of ours has.
const mostFields = 80

// readForm reads a form of either encoding. Its errors are faults, or gate's "too large".
func readForm(r *http.Request) (form, error) {
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/x-www-form-urlencoded":
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		values, err := url.ParseQuery(string(raw))
		if err != nil || len(values) > mostFields {
			return nil, fault.New(fault.Invalid, "bad_request", "this form cannot be read; send it again")
		}
		f := form{}
		for k := range values {
			f[k] = []byte(values.Get(k))
		}
		return f, nil
	case "multipart/form-data":
		return readParts(multipart.NewReader(r.Body, params["boundary"]))
	}
	return nil, fault.New(fault.Invalid, "unsupported_media", "send a form")
}

func readParts(m *multipart.Reader) (form, error) {
	f := form{}
	for range mostFields {
		p, err := m.NextRawPart()
		if err == io.EOF {
			return f, nil
		}
		if err != nil {
			return nil, badParts(err)
		}
		raw, err := io.ReadAll(p)
		if err != nil {
			return nil, badParts(err)
		}
		if p.FileName() == "" {
			f[p.FormName()] = raw
		}
	}
	return nil, fault.New(fault.Invalid, "bad_request", "this form has too many fields")
}

// badParts keeps the cause in the chain, so that a body over the limit is still known as such.
func badParts(err error) error {
	return fault.Wrap(err, fault.Invalid, "bad_request", "this form cannot be read; send it again")
}

// get returns a short field: one line of valid text, at most n bytes.
func (f form) get(name string, n int) string {
	raw := f[name]
	if len(raw) > n {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(string(raw), ""))
}

// text returns a long field as text with plain line ends, and how many bytes could not be read.
func (f form) text(name string) (text string, lost int) {
	d := lang.Decode(f[name])
	return strings.ReplaceAll(strings.ReplaceAll(d.Text, "\r\n", "\n"), "\r", "\n"), d.Lost
}
