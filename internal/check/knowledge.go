package check

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/check/learn"
	"github.com/ringtrue/ringtrue/internal/check/rule"
)

// Knowledge is everything people wrote that a check reads: rules, taxonomy, playbooks, advice
// and wording. It is read-only once loaded.
type Knowledge struct {
	Program *rule.Program
	Model   *learn.Model // what was learned; nil: rules alone judge
	// Learned names the rules that the model was fitted beside. What other rules say, a site's own,
	// counts in full, since the model knows nothing of them. nil: all of them.
	Learned   map[string]bool
	Taxonomy  map[string]Entry
	Playbooks []Playbook
	Order     []string // flag ids in the order of the taxonomy

	files      fs.FS
	names      givenNames
	givers     func() map[uint32]giver // built when first asked for
	situations []situation
	wordings   wordings
	guide      struct {
		once   sync.Once
		value  *Guide
		speech *speech
		err    error
	}
}

// Entry is one red flag of the taxonomy, without its wording.
type Entry struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Phase  string   `json:"phase"`
	SeenBy []string `json:"seen_by"`
	Weight string   `json:"weight"` // decisive, strong, weak, none
	Urgent bool     `json:"urgent"`
}

// Playbook is a known course of events: stages in the order they happen.
type Playbook struct {
	ID     string          `json:"id"`
	Family string          `json:"family"`
	Side   string          `json:"side"`
	Stages []PlaybookStage `json:"stages"`
}

// PlaybookStage is one stage and the flags that place a message in it.
type PlaybookStage struct {
	ID    string   `json:"id"`
	Flags []string `json:"flags"`
	Cues  []string `json:"cues"`
}

// Load reads the knowledge from a data folder: redflags, rules, playbooks, advice, wording.
// prog may be given where the rules have been compiled before; nil compiles them.
func Load(files fs.FS, prog *rule.Program) (*Knowledge, error) {
	k := &Knowledge{files: files, Program: prog, Taxonomy: map[string]Entry{}}
	var list []Entry
	if err := readJSON(files, "redflags/redflags.json", &list); err != nil {
		return nil, err
	}
	for _, e := range list {
		k.Taxonomy[e.ID] = e
		k.Order = append(k.Order, e.ID)
	}
	err := errors.Join(
		readJSON(files, "playbooks/playbooks.json", &k.Playbooks),
		readJSON(files, "advice/situations.json", &k.situations),
	)
	if err != nil {
		return nil, err
	}
	if k.Program == nil {
		book, err := ReadBook(files)
		if err != nil {
			return nil, err
		}
		if k.Program, err = rule.Compile(book, k.Order); err != nil {
			return nil, err
		}
	}
	k.names = namesOf(k.Program)
	k.givers = sync.OnceValue(func() map[uint32]giver { return givers(k.Program, k.Model.Flags) })
	return k, nil
}

// ReadBook reads every rule file under rules/. Every mistake of every file is reported.
func ReadBook(files fs.FS) (*rule.Book, error) {
	book := rule.NewBook()
	names, err := fs.Glob(files, "rules/*/*.rules")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var errs []error
	for _, n := range names {
		text, err := fs.ReadFile(files, n)
		if err != nil {
			return nil, err
		}
		errs = append(errs, book.Read(n, string(text)))
	}
	return book, errors.Join(errs...)
}

func readJSON(files fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "data_missing", "the data folder lacks %s; copy it from the shipped data or leave the whole folder out", name)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		line := 1 + strings.Count(string(raw[:min(offset(err), len(raw))]), "\n")
		return fault.Wrap(err, fault.Invalid, "data_syntax", "%s:%d cannot be read; mend the JSON there", path.Clean(name), line)
	}
	return nil
}

// offset is where in a JSON text an error stands.
func offset(err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return int(syntax.Offset)
	case errors.As(err, &kind):
		return int(kind.Offset)
	}
	return 0
}
