package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

// asked is what the Check form holds.
type asked struct {
	Text string
	As   string // one of check.Readers, or ""
	From string // a country, or ""
}

// checkPage is the form.
type checkPage struct {
	page
	asked
	Readers []choice
	Problem string // what is wrong with what was sent, or ""
	Lost    bool   // some bytes could not be read
}

// choice is one option of a list.
type choice struct {
	Value, Label string
	On           bool
}

// answerPage is the answer to one message.
type answerPage struct {
	page
	asked
	Verdict  *check.Verdict
	Plays    []play
	Reasons  []reason
	Also     []string // other scams it resembles
	Pieces   []piece
	TextLang string // of the message, or ""
	Unsure   bool
	Lost     bool
	Dangers  []string // what speaks of danger, in the reader's words
	Numbers  []card
	Clues    []clue
	Phones   bool // one of the clues is a number somebody may have seen on a screen
}

// clue is one number, account or link of the text.
type clue struct {
	Kind, Text, Standing, Note string
	Bad                        bool
}

func (s *Site) getCheck(w http.ResponseWriter, r *http.Request) {
	s.showForm(w, r, http.StatusOK, s.newPage(r, "/check"), asked{From: s.From}, "", 0)
}

func (s *Site) showForm(w http.ResponseWriter, r *http.Request, status int, p page, a asked, problem string, lost int) {
	c := checkPage{page: p, asked: a, Problem: problem, Lost: lost > 0}
	c.Again = "check"
	for _, id := range check.Readers {
		c.Readers = append(c.Readers, choice{id, p.T("reader." + id), id == a.As})
	}
	s.write(w, r, status, &c.page, checkView(&c))
}

// postCheck answers a message; or, when a language was chosen or "change" pressed, shows again
// what was typed.
func (s *Site) postCheck(w http.ResponseWriter, r *http.Request) {
	f, err := readForm(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p, switched := s.inForm(r, f, "/check")
	text, lost := f.text("text")
	a := asked{Text: text, As: f.get("as", 16), From: strings.ToUpper(f.get("from", 2))}
	if !slices.Contains(check.Readers, a.As) {
		a.As = ""
	}
	if !isCountry(a.From) {
		a.From = ""
	}
	switch {
	case f.get("edit", 1) != "", switched && f.get("view", 8) == "form":
		s.showForm(w, r, http.StatusOK, p, a, "", lost)
	case strings.TrimSpace(text) == "":
		s.showForm(w, r, http.StatusUnprocessableEntity, p, a, p.T("check.empty"), lost)
	default:
		s.answer(w, r, p, a, lost)
	}
}

func (s *Site) answer(w http.ResponseWriter, r *http.Request, p page, a asked, lost int) {
	v, err := s.Checker.Check(a.Text, check.Options{As: a.As, From: a.From, Lang: p.Lang})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p.Again, p.Private = "again", true
	ans := answerPage{page: p, asked: a, Verdict: v, Lost: lost > 0}
	books := s.Checker.Knowledge().Playbooks
	ans.Reasons, ans.Also = reasonsOf(v, books)
	ans.Pieces = pieces(a.Text, ans.Reasons)
	if len(v.Languages) > 0 {
		ans.TextLang = v.Languages[0]
	}
	for _, x := range v.Reasons {
		switch {
		case x.Code == "not_sure":
			ans.Unsure = true
		case x.Code == "danger" && p.words.Has("danger."+x.Name):
			ans.Dangers = append(ans.Dangers, p.T("danger."+x.Name))
		}
	}
	if ans.Grave() && a.From != "" {
		for _, l := range say.Helpful(s.Directory, a.From) {
			ans.Numbers = append(ans.Numbers, s.card(&p, l, a.From))
		}
	}
	for _, pl := range v.Playbooks {
		ans.Plays = append(ans.Plays, play{pl, ans.track(pl, books)})
	}
	ans.clues(v.Indicators)
	s.write(w, r, http.StatusOK, &ans.page, answerView(&ans))
}

// mostClues is how many numbers, accounts and links an answer lists.
const mostClues = 24

func (a *answerPage) clues(found []check.Indicator) {
	met := map[string]bool{}
	for _, in := range found {
		if key := in.Kind + in.Value; met[key] || len(a.Clues) == mostClues {
			continue
		} else {
			met[key] = true
		}
		c := clue{Kind: a.T("indicator." + in.Kind), Text: in.Text}
		if in.Standing != "" {
			c.Standing = a.T("standing." + in.Standing)
			c.Bad = in.Standing == directory.StateDenied || in.Standing == directory.StateReported
			a.Phones = true
		}
		name, known, _ := strings.Cut(in.Note, ":")
		if key := "indicator.note." + name; name != "" && a.words.Has(key) {
			c.Note = a.T(key, "Known", known)
		}
		a.Clues = append(a.Clues, c)
	}
}

// Grave says whether the answer is more than "no known signs".
func (a *answerPage) Grave() bool { return a.Verdict.Danger || a.Verdict.Level != check.None }

// Headline is the one sentence of the answer.
func (a *answerPage) Headline() string {
	if a.Verdict.Stance == check.StanceAbout {
		return a.T("headline.about")
	}
	return a.T("headline." + string(a.Verdict.Level))
}

// Signs says how many signs there are, where there are any.
func (a *answerPage) Signs() string {
	if len(a.Reasons) == 1 {
		return a.T("check.signs_one")
	}
	return a.T("check.signs_other", "N", itoa(len(a.Reasons)))
}

// Meter is which of its three parts are on.
func (a *answerPage) Meter() []bool {
	n := a.Verdict.Level.Rank()
	return []bool{n > 0, n > 1, n > 2}
}

// stop is one stage of a known course of events.
type stop struct {
	Title string
	Was   bool
	Here  bool
}

// play is a course of events that the message fits, with its stages where they can be named.
type play struct {
	check.Play
	Track []stop
}

// track is the stages of a playbook with the one the message is at; none where the wording names
// only the present stage.
func (a *answerPage) track(of check.Play, books []check.Playbook) (out []stop) {
	for _, b := range books {
		if b.ID != of.ID {
			continue
		}
		here := slices.IndexFunc(b.Stages, func(x check.PlaybookStage) bool { return x.ID == of.Stage })
		for i, st := range b.Stages {
			if !a.words.Has("phase." + st.ID) {
				return nil
			}
			out = append(out, stop{a.T("phase." + st.ID), i < here, i == here})
		}
	}
	return out
}
