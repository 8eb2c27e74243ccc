package check

import (
	"maps"
	"slices"
	"strings"
)

// placed is a playbook and the stage a message is at.
type placed struct {
	book  *Playbook
	stage string
}

func (p placed) said(w *Wording) Play {
	said := w.plays[p.book.ID]
	st := said.Stages[p.stage]
	return Play{ID: p.book.ID, Title: said.Title, Stage: p.stage, Name: st.Title, Next: st.Next}
}

// plays places a message in the courses of events it fits: the kidnapping playbook of the
// reader's side when its flags are there, plain impersonation when only the contact is, the
// emergency by its sign. Other scams' playbooks are for texts that show nothing of this crime:
// their words are often its words too.
func (c *Checker) plays(st *stretch, v *Verdict) (out []placed) {
	if st.stance == StanceAbout || v.Level == None && !v.Danger {
		return nil
	}
	id := kidnapping(st, v.Side)
	if id != "" {
		out = c.place(out, id, st)
	}
	for _, n := range slices.Sorted(maps.Keys(st.signs)) {
		if st.signs[n].points > 0 && len(out) < 3 && (id == "" || !ofThisCrime(n) && !strings.HasPrefix(n, "other.")) {
			out = c.place(out, n, st)
		}
	}
	return out
}

// ofThisCrime says whether a sign points to virtual kidnapping or official impersonation itself,
// so that the flags, where there are any, name the playbook better.
func ofThisCrime(sign string) bool {
	return strings.HasPrefix(sign, "virtual_kidnapping.") || sign == "official_impersonation"
}

// kidnapping names the playbook that the flags point to, or "".
func kidnapping(st *stretch, side string) string {
	var contact, control, extort, early bool
	for id, f := range st.flags {
		switch {
		case f.hint:
		case id == "E05":
			early = true
		case id == "C08", id == "C15", id[0] == 'K', id[0] == 'I', id == "E01" && len(st.flags) > 1, id == "E07", id == "X01", id == "X02":
			control = true
		case id[0] == 'X':
			extort = true
		case id != "C07" && id != "C10" && id != "C14" && id != "E06" && id != "E02" && id != "E04" && id != "E03":
			contact = true
		}
	}
	if only := len(st.signs) > 0 && !control && !extort && !early; only && !contact {
		return ""
	}
	switch {
	case side == "family" && extort:
		return "virtual_kidnapping.family"
	case side == "family" && early:
		return "virtual_kidnapping.family_early"
	case side == "family" && (control || contact):
		return "virtual_kidnapping.bystander"
	case side != "student" && (control || extort):
		return "virtual_kidnapping.bystander"
	case control || extort:
		return "virtual_kidnapping.student"
	case contact:
		return "official_impersonation"
	case early:
		return "virtual_kidnapping.family_early"
	}
	return ""
}

// place adds a playbook at the latest stage that one of the flags belongs to, else its first.
func (c *Checker) place(out []placed, id string, st *stretch) []placed {
	i := slices.IndexFunc(c.know.Playbooks, func(p Playbook) bool { return p.ID == id })
	if i < 0 {
		return out
	}
	p := &c.know.Playbooks[i]
	stage := p.Stages[0].ID
	for _, s := range p.Stages {
		if slices.ContainsFunc(s.Flags, func(f string) bool { return st.flags[f] != nil && !st.flags[f].hint }) {
			stage = s.ID
		}
	}
	return append(out, placed{p, stage})
}

// familyOf names the family of playbooks that advice is chosen by.
func familyOf(plays []placed) string {
	if len(plays) == 0 {
		return ""
	}
	if strings.HasPrefix(plays[0].book.ID, "other.") {
		return "other"
	}
	return plays[0].book.Family
}
