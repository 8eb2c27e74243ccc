package directory

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// Official says what a body never does, so that a page can set it against what a caller did.
type Official struct {
	Body    string   `json:"body"`    // stable key: "cn_missions"
	Country string   `json:"country"` // whose body, ISO 3166
	Never   []string `json:"never"`   // keys of wording
	Sources []Source `json:"sources"`
}

// Officials returns what bodies never do, in the order of the file.
func (d *Directory) Officials() []Official { return append([]Official(nil), d.officials...) }

// readOfficials reads officials.json; a folder without it is sound.
func readOfficials(fsys fs.FS) ([]Official, error) {
	data, err := fs.ReadFile(fsys, officialsFile)
	if err != nil {
		return nil, nil
	}
	var all []Official
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "directory_data", "%s: not the JSON expected; write a list of {body, country, never, sources}", officialsFile)
	}
	for _, o := range all {
		if problem := o.problem(); problem != "" {
			return nil, fault.New(fault.Invalid, "directory_data", "%s: body %q %s", officialsFile, o.Body, problem)
		}
	}
	return all, nil
}

// attachNever tells each entry what its body never does.
func (d *Directory) attachNever() {
	for i := range d.entries {
		e := &d.entries[i]
		for _, o := range d.officials {
			if o.speaksFor(e) {
				e.Never = append(e.Never, o.Never...)
			}
		}
	}
}

// speaksFor says whether an entry is a line of the body. A body's key is its country and what it
// is: police, missions, agencies, or the short number it is known by ("cn_96110").
func (o Official) speaksFor(e *Entry) bool {
	_, what, _ := strings.Cut(o.Body, "_")
	police := e.Kind == Police || e.Kind == Emergency
	switch what {
	case "missions":
		return e.Serves == o.Country && (e.Kind == Embassy || e.Kind == Consulate)
	case "police":
		return e.Country == o.Country && police
	case "agencies":
		return e.Country == o.Country && (police || e.Kind == AntiFraud)
	}
	return digitsOf(what) == what && e.Country == o.Country && (digitsOf(e.Local) == what || digitsOf(e.Short) == what)
}

func (o Official) problem() string {
	if o.Body == "" || len(o.Never) == 0 || len(o.Sources) == 0 {
		return "is incomplete; write body, at least one never and at least one source"
	}
	if _, ok := planOf(o.Country); !ok {
		return fmt.Sprintf("has the country %q; write an ISO 3166 code", o.Country)
	}
	for _, s := range o.Sources {
		if !isURL(s.URL) || s.Date != "" && !isDate(s.Date) {
			return fmt.Sprintf("has the source %q of %q; write a full web address and a date or none", s.URL, s.Date)
		}
	}
	return ""
}
