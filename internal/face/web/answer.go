package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

// answerPage is the answer to one message.
type answerPage struct {
	page
	asked
	Verdict  *check.Verdict
	Plays    []play
	Reasons  []reason
	Also     []string // other scams it resembles
	Raised   []weight // what else made the level higher
	Lowered  []weight // and lower
	Pieces   []piece
	TextLang string // of the message, or ""
	Unsure   bool
	Lost     bool
	Open     bool     // the print version: nothing is folded
	Dangers  []string // what speaks of danger, in the reader's words
	Here     []card   // numbers of the country the reader is in
	There    []step   // how to reach help where the student is, when that is elsewhere
	Cities   []card   // police of cities there that can be called from here
	Clues    []clue
	Phones   bool              // one of the clues is a number somebody may have seen on a screen
	found    []check.Indicator // those of Clues
}

// clue is one number, account or link of the text.
type clue struct {
	Kind, Text, Standing, Note string
	Bad                        bool
}

func (s *Site) answer(w http.ResponseWriter, r *http.Request, c *checkPage, open bool) {
	v, err := s.Checker.Check(c.Text, check.Options{As: c.As, From: c.From, Lang: c.Lang})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	ans := answerPage{page: c.page, asked: c.asked, Verdict: v, Lost: c.Lost, Open: open}
	ans.Again, ans.Private, ans.More = "again", true, s.assets.help.path
	books := s.Checker.Knowledge().Playbooks
	ans.reasons(v, books)
	ans.Pieces = pieces(c.Text, ans.Reasons)
	if len(v.Languages) > 0 {
		ans.TextLang = v.Languages[0]
	}
	ans.Unsure = slices.ContainsFunc(v.Reasons, func(x check.Reason) bool { return x.Code == "not_sure" })
	if ans.Grave() {
		s.numbersFor(&ans)
	}
	for _, pl := range v.Playbooks {
		ans.Plays = append(ans.Plays, play{pl, ans.track(pl, books)})
	}
	ans.clues(v.Indicators)
	s.write(w, r, http.StatusOK, &ans.page, answerView(&ans))
}

// numbersFor lists numbers of the country the reader is in, and the way to help where the student
// is, if that is another.
func (s *Site) numbersFor(a *answerPage) {
	for _, l := range say.Helpful(s.Directory, a.From) {
		a.Here = append(a.Here, s.card(&a.page, l, a.From))
	}
	if a.Student == "" || a.Student == a.From {
		return
	}
	for _, st := range s.Directory.BestRoute(a.Student, a.From).Steps {
		if st.Code == directory.StepPoliceHome && a.From != "" {
			continue // those are the reader's own, which stand above
		}
		x := step{Do: say.Step(a.words, st)}
		for _, l := range st.Listings[:min(len(st.Listings), mostThere)] {
			x.Cards = append(x.Cards, s.card(&a.page, l, a.From))
		}
		a.There = append(a.There, x)
	}
	for _, l := range s.Directory.Find(directory.Query{Country: a.Student, From: a.From, Kind: directory.Police}) {
		if l.City != "" && l.Dial.How == directory.HowDial && len(a.Cities) < mostCities {
			a.Cities = append(a.Cities, s.card(&a.page, l, a.From))
		}
	}
}

// How many numbers stand under one step, and of cities; the Numbers page has them all.
const (
	mostThere  = 2
	mostCities = 12
)

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
		a.found = append(a.found, in)
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

// beside says that there is danger and a likeness to scams at once: neither speaks for the other.
func (a *answerPage) beside() bool { return a.Verdict.Danger && a.Verdict.Level.Rank() > 1 }

// Headline is the one sentence of the answer.
func (a *answerPage) Headline() string {
	switch {
	case a.Verdict.Stance == check.StanceAbout:
		return a.T("headline.about")
	case a.beside():
		return a.T("answer.danger_beside")
	}
	return a.T("headline." + string(a.Verdict.Level))
}

// Counts says whether the number of signs stands beside the level.
func (a *answerPage) Counts() bool { return len(a.Reasons) > 0 && a.Verdict.Level != check.None }

// Means says what the level means, or nothing of a text about scams that shows no more than what it
// warns of.
func (a *answerPage) Means() string {
	if a.Verdict.Stance == check.StanceAbout && a.Verdict.Level == check.None {
		return ""
	}
	if a.beside() && a.Verdict.Stance != check.StanceAbout {
		return a.T("answer.either")
	}
	return a.T("level." + string(a.Verdict.Level) + ".means")
}

// Flags are the ids of the signs found, for the hand-over sheet.
func (a *answerPage) Flags() string {
	var ids []string
	for _, f := range a.Verdict.Flags {
		ids = append(ids, f.ID)
	}
	return strings.Join(ids, " ")
}

// Indicators are the numbers, accounts and links found, a line each with its kind, for the hand-over
// sheet.
func (a *answerPage) Indicators() string {
	var lines []string
	for _, in := range a.found {
		lines = append(lines, in.Kind+"\t"+strings.Join(strings.Fields(in.Text), " "))
	}
	return strings.Join(lines, "\n")
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
