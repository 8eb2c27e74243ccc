package directory

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Problem is one thing an author has to mend.
type Problem struct {
	File string // name inside the folder
	Line int    // from 1; 0 when it concerns the whole file
	Text string // what is wrong; what to write instead
}

func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text) }

// Lint reads the folder as Load does but goes on after a breach, and asks more: files sorted by id,
// no number listed twice, doubts noted on both sides. An empty answer means that Load will accept it.
func Lint(fsys fs.FS) []Problem {
	var out []Problem
	say := func(at place, text string) { out = append(out, Problem{at.file, at.line, text}) }
	d := &Directory{}
	var at []place
	ids := map[string]place{}
	last := place{}
	lastID := ""
	err := walk(fsys, func(here place, e Entry, problem string) error {
		if problem != "" {
			say(here, problem)
			return nil
		}
		for _, p := range e.problems() {
			say(here, p)
		}
		if p := misfiled(here, e); p != "" {
			say(here, p)
		}
		if first, twice := ids[e.ID]; twice {
			say(here, fmt.Sprintf("id %q is taken by %s; write another", e.ID, first))
		} else {
			ids[e.ID] = here
		}
		if here.file == last.file && e.ID < lastID {
			say(here, fmt.Sprintf("%q comes before %q; sort the file by id", e.ID, lastID))
		}
		last, lastID = here, e.ID
		d.entries = append(d.entries, e)
		at = append(at, here)
		return nil
	})
	if err != nil {
		say(place{file: "."}, err.Error())
	}
	if _, err := readOfficials(fsys); err != nil {
		say(place{file: officialsFile}, err.Error())
	}
	if _, err := readCities(fsys); err != nil {
		say(place{file: citiesFile}, err.Error())
	}
	d.index()
	for i := range d.entries {
		for _, text := range d.numberTwice(i, at) {
			say(at[i], text)
		}
	}
	return append(out, strangers(fsys)...)
}

// numberTwice compares an entry with the others that share its number.
func (d *Directory) numberTwice(i int, at []place) (out []string) {
	e := &d.entries[i]
	if digitsOf(e.Local) == "" {
		return nil
	}
	for _, j := range d.sameNumber(e) {
		o := &d.entries[j]
		switch {
		case int(j) == i:
		case e.Status == Denied && o.Status == Listed:
			out = append(out, fmt.Sprintf("this denied number is listed in %s; %s", at[j], deniedTwice))
		case int(j) > i || e.Status == Denied || o.Status == Denied:
		case e.E164 != "" && e.Conflict == "" || e.E164 != "" && o.Conflict == "":
			out = append(out, fmt.Sprintf("the number stands in %s too; merge the two, or give each a conflict", at[j]))
		case e.E164 == "" && e.Region == o.Region && e.Org == o.Org:
			out = append(out, fmt.Sprintf("the same office and number stand in %s; merge the two", at[j]))
		}
	}
	return out
}

// strangers reports files that nothing will read: a misnamed country file would vanish in silence.
func strangers(fsys fs.FS) (out []Problem) {
	all, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil
	}
	for _, f := range all {
		name := f.Name()
		stem := strings.TrimSuffix(name, path.Ext(name))
		_, country := planOf(strings.ToUpper(stem))
		switch {
		case name == deniedFile || name == officialsFile || name == citiesFile:
		case country && name == strings.ToLower(stem)+".jsonl":
		default:
			out = append(out, Problem{File: name, Text: "nothing reads this file; name it after a country (ca.jsonl), or remove it"})
		}
	}
	return out
}
