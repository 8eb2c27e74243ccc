package directory

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

const (
	deniedFile    = "denied.jsonl"
	officialsFile = "officials.json"
	maxLine       = 16 << 10 // far above the longest entry; a longer line is not an entry
)

// Directory is the loaded data. It is read-only, so it may be shared between goroutines.
type Directory struct {
	entries   []Entry
	officials []Official
	cities    cities
	byE164    map[string][]int32
	byLocal   map[string][]int32 // "CA:4032661234", as typed inside the country
}

// place is where an entry was read.
type place struct {
	file string
	line int
}

func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// Load reads the directory from a folder such as data/directory. It refuses a folder with any
// unsound entry, naming file, line and what to write instead (fault.Invalid, "directory_data").
func Load(fsys fs.FS) (*Directory, error) {
	d := &Directory{entries: make([]Entry, 0, 512)}
	ids := make(map[string]place, 512)
	err := walk(fsys, func(at place, e Entry, problem string) error {
		if problem == "" {
			if ps := e.problems(); ps != nil {
				problem = ps[0]
			} else if first, twice := ids[e.ID]; twice {
				problem = fmt.Sprintf("id %q is taken by %s; write another", e.ID, first)
			} else {
				problem = misfiled(at, e)
			}
		}
		if problem != "" {
			return fault.New(fault.Invalid, "directory_data", "%s: %s", at, problem)
		}
		ids[e.ID] = at
		d.entries = append(d.entries, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if d.officials, err = readOfficials(fsys); err != nil {
		return nil, err
	}
	if d.cities, err = readCities(fsys); err != nil {
		return nil, err
	}
	d.index()
	d.attachNever()
	for i := range d.entries {
		if e := &d.entries[i]; e.Status == Denied && d.alsoShown(e) {
			return nil, fault.New(fault.Invalid, "directory_data",
				"%s: %s is denied and listed at once; %s", ids[e.ID], e.E164, deniedTwice)
		}
	}
	return d, nil
}

const deniedTwice = "take it off the deny list, or write another status than listed"

// alsoShown says whether a denied number is listed somewhere too.
func (d *Directory) alsoShown(denied *Entry) bool {
	for _, i := range d.sameNumber(denied) {
		if d.entries[i].Status == Listed {
			return true
		}
	}
	return false
}

// sameNumber returns the entries that share a number with e, e among them.
func (d *Directory) sameNumber(e *Entry) []int32 {
	if e.E164 != "" {
		return d.byE164[e.E164]
	}
	return d.byLocal[e.Country+":"+digitsOf(e.Local)]
}

// index builds the reverse look-up.
func (d *Directory) index() {
	d.byE164 = make(map[string][]int32, len(d.entries))
	d.byLocal = make(map[string][]int32, len(d.entries))
	for i := range d.entries {
		e, n := &d.entries[i], int32(i)
		if e.E164 != "" {
			d.byE164[e.E164] = append(d.byE164[e.E164], n)
		}
		local := e.Country + ":" + digitsOf(e.Local)
		d.byLocal[local] = append(d.byLocal[local], n)
		if e.Short != "" {
			local = e.Country + ":" + digitsOf(e.Short)
			d.byLocal[local] = append(d.byLocal[local], n)
		}
	}
}

// Entries returns every entry of the given status, in file order.
func (d *Directory) Entries(s Status) []Entry {
	var out []Entry
	for _, e := range d.entries {
		if e.Status == s {
			out = append(out, e)
		}
	}
	return out
}

// walk reads the .jsonl files in name order and hands over each entry, or what is wrong with its
// line. It stops at the first error of visit, or when the folder cannot be read.
func walk(fsys fs.FS, visit func(at place, e Entry, problem string) error) error {
	names, err := fs.Glob(fsys, "*.jsonl")
	if err != nil {
		return fmt.Errorf("directory: %w", err)
	}
	if len(names) == 0 {
		return fault.New(fault.Invalid, "directory_data", "no .jsonl file here; point to the folder that holds denied.jsonl and one file a country")
	}
	sort.Strings(names)
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("directory: %w", err)
		}
		if err := walkFile(name, string(data), visit); err != nil {
			return err
		}
	}
	return nil
}

func walkFile(name, data string, visit func(at place, e Entry, problem string) error) error {
	for n := 1; data != ""; n++ {
		line, rest, _ := strings.Cut(data, "\n")
		data = rest
		var e Entry
		problem := ""
		switch {
		case strings.TrimSpace(line) == "":
			problem = "the line is empty; delete it"
		case len(line) > maxLine:
			problem = fmt.Sprintf("the line is longer than %d bytes; write one entry a line", maxLine)
		case !utf8.ValidString(line):
			problem = "the line is not UTF-8; save the file as UTF-8"
		default:
			var err error
			if e, err = decodeEntry(line); err != nil {
				problem = err.Error()
			}
		}
		if err := visit(place{name, n}, e, problem); err != nil {
			return err
		}
	}
	return nil
}

// misfiled says whether the entry stands in a file that is not its own.
func misfiled(at place, e Entry) string {
	switch want := strings.ToLower(e.Country) + ".jsonl"; {
	case e.Status == Denied && at.file != deniedFile:
		return "a denied entry stands here; move it to " + deniedFile
	case e.Status != Denied && at.file == deniedFile:
		return "an entry that is not denied stands here; move it to " + want
	case e.Status != Denied && at.file != want:
		return fmt.Sprintf("an entry of %s stands in %s; move it to %s", e.Country, path.Base(at.file), want)
	}
	return ""
}
