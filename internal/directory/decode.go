package directory

import (
	"encoding/json"
	"fmt"
	"strings"
)

// This file reads one entry from one line. encoding/json would do it in three times the time,
// and a command line pays that at every start; so the flat shape of an entry (strings, booleans,
// lists of strings) is read here, and any string with a backslash is handed to encoding/json.
// Unknown and repeated keys are refused: a misspelt "status" must not make a number appear.

// keys in the order an entry is written; the index is the bit that marks a key as seen.
var keys = [...]string{"id", "org", "names", "kind", "country", "serves", "region", "city", "places",
	"e164", "local", "short", "ext", "short_code", "calling_code", "from_abroad", "for_callers_abroad",
	"e164_derived", "calls_out", "hours", "languages", "source", "source_date", "official_source",
	"also", "conflict", "notes", "reason", "status"}

type lineReader struct {
	s string
	i int
}

// decodeEntry reads one JSON object. The entry's strings share the line's memory.
func decodeEntry(line string) (Entry, error) {
	var e Entry
	r := lineReader{s: line}
	var seen uint32
	next := 0 // entries are written in the order of keys, so the next key is usually the next one
	err := r.object(func(key string) error {
		k := -1
		for n := range keys {
			if at := (next + n) % len(keys); keys[at] == key {
				k = at
				break
			}
		}
		if k < 0 {
			return fmt.Errorf("unknown key %q; the keys are %s", key, strings.Join(keys[:], ", "))
		}
		if seen&(1<<k) != 0 {
			return fmt.Errorf("key %q appears twice; keep one", key)
		}
		seen |= 1 << k
		next = k + 1
		return r.field(&e, key)
	})
	if err == nil {
		r.space()
		if r.i != len(r.s) {
			err = r.fail("end of the line")
		}
	}
	return e, err
}

func (r *lineReader) field(e *Entry, key string) (err error) {
	switch key {
	case "id":
		e.ID, err = r.str()
	case "org":
		e.Org, err = r.str()
	case "names":
		e.Names, err = r.strMap()
	case "kind":
		var s string
		s, err = r.str()
		e.Kind = Kind(s)
	case "country":
		e.Country, err = r.str()
	case "serves":
		e.Serves, err = r.str()
	case "region":
		e.Region, err = r.str()
	case "city":
		e.City, err = r.str()
	case "places":
		e.Places, err = r.strs()
	case "e164":
		e.E164, err = r.str()
	case "local":
		e.Local, err = r.str()
	case "short":
		e.Short, err = r.str()
	case "ext":
		e.Ext, err = r.str()
	case "short_code":
		e.ShortCode, err = r.flag()
	case "calling_code":
		e.CallingCode, err = r.str()
	case "from_abroad":
		e.FromAbroad, err = r.str()
	case "for_callers_abroad":
		e.ForCallersAbroad, err = r.flag()
	case "e164_derived":
		e.E164Derived, err = r.flag()
	case "calls_out":
		e.CallsOut, err = r.str()
	case "hours":
		e.Hours, err = r.str()
	case "languages":
		e.Languages, err = r.strs()
	case "source":
		e.Source, err = r.str()
	case "source_date":
		e.SourceDate, err = r.str()
	case "official_source":
		e.OfficialSource, err = r.flag()
	case "also":
		e.Also, err = r.sources()
	case "conflict":
		e.Conflict, err = r.str()
	case "notes":
		e.Notes, err = r.strs()
	case "reason":
		e.Reason, err = r.str()
	case "status":
		var s string
		s, err = r.str()
		e.Status = Status(s)
	}
	return err
}

// fail names the column and what should stand there.
func (r *lineReader) fail(want string) error {
	return fmt.Errorf("not the JSON expected at column %d; write %s there", r.i+1, want)
}

func (r *lineReader) space() {
	for r.i < len(r.s) && (r.s[r.i] == ' ' || r.s[r.i] == '\t' || r.s[r.i] == '\r') {
		r.i++
	}
}

// take steps over one byte of punctuation, if it is the next thing.
func (r *lineReader) take(b byte) bool {
	r.space()
	if r.i < len(r.s) && r.s[r.i] == b {
		r.i++
		return true
	}
	return false
}

// object calls value after each key and its colon.
func (r *lineReader) object(value func(key string) error) error {
	if !r.take('{') {
		return r.fail("{")
	}
	if r.take('}') {
		return nil
	}
	for {
		key, err := r.str()
		if err != nil {
			return err
		}
		if !r.take(':') {
			return r.fail(":")
		}
		if err := value(key); err != nil {
			return err
		}
		if r.take('}') {
			return nil
		}
		if !r.take(',') {
			return r.fail(", or }")
		}
	}
}

// list calls value at the start of each element.
func (r *lineReader) list(value func() error) error {
	if !r.take('[') {
		return r.fail("[")
	}
	if r.take(']') {
		return nil
	}
	for {
		if err := value(); err != nil {
			return err
		}
		if r.take(']') {
			return nil
		}
		if !r.take(',') {
			return r.fail(", or ]")
		}
	}
}

func (r *lineReader) str() (string, error) {
	if !r.take('"') {
		return "", r.fail(`a string in "quotes"`)
	}
	start := r.i
	for escaped := false; r.i < len(r.s); r.i++ {
		switch c := r.s[r.i]; {
		case c == '"':
			r.i++
			if !escaped {
				return r.s[start : r.i-1], nil
			}
			var s string
			if json.Unmarshal([]byte(r.s[start-1:r.i]), &s) != nil {
				return "", r.fail("a valid escape")
			}
			return s, nil
		case c == '\\':
			escaped = true
			r.i++
		case c < ' ':
			return "", r.fail("no control character")
		}
	}
	r.i = len(r.s)
	return "", r.fail(`a closing "`)
}

func (r *lineReader) flag() (bool, error) {
	r.space()
	switch rest := r.s[r.i:]; {
	case strings.HasPrefix(rest, "true"):
		r.i += 4
		return true, nil
	case strings.HasPrefix(rest, "false"):
		r.i += 5
		return false, nil
	}
	return false, r.fail("true or false")
}

func (r *lineReader) strs() ([]string, error) {
	var out []string
	err := r.list(func() error {
		s, err := r.str()
		out = append(out, s)
		return err
	})
	return out, err
}

func (r *lineReader) strMap() (map[string]string, error) {
	out := make(map[string]string, 8)
	err := r.object(func(key string) error {
		if _, twice := out[key]; twice {
			return fmt.Errorf("key %q appears twice; keep one", key)
		}
		s, err := r.str()
		out[key] = s
		return err
	})
	return out, err
}

func (r *lineReader) sources() ([]Source, error) {
	var out []Source
	err := r.list(func() error {
		var src Source
		err := r.object(func(key string) (err error) {
			switch key {
			case "source":
				src.URL, err = r.str()
			case "source_date":
				src.Date, err = r.str()
			case "adds":
				src.Adds, err = r.str()
			default:
				err = fmt.Errorf("unknown key %q; a further source has source, source_date and adds", key)
			}
			return err
		})
		out = append(out, src)
		return err
	})
	return out, err
}
