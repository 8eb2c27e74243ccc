package web

import (
	"slices"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// reason is one thing that rang false, as the page numbers it.
type reason struct {
	N      int
	Title  string
	Why    string
	Weight string // decisive, strong, weak; "" where weight means nothing
	Sign   string // id of the red flag, or ""
	Quotes []check.Quote
	heavy  int
}

// Class draws the number as the mark is drawn.
func (r reason) Class() string { return weightClass[r.heavy] }

// mostSaid is how many characters of a quotation stand beside a reason.
const mostSaid = 90

// Said is the first of the words quoted, shortened.
func (r reason) Said() string {
	if len(r.Quotes) == 0 {
		return ""
	}
	s := []rune(lang.Clean(r.Quotes[0].Text))
	if len(s) > mostSaid {
		return string(s[:mostSaid]) + "…"
	}
	return string(s)
}

const (
	mostOthers = 12 // reasons beside flags and danger
	mostAlso   = 3  // other scams that are named beside flags
)

// reasons numbers what a verdict rests on: words of danger, its flags, then everything else that
// added to the sum, whatever it is called. What took from the sum is named apart.
//
// Signs of other scams are ordinary words in the company of flags (a hotel, a fee), so they are
// numbered only where no flag spoke, and named apart otherwise, unless their course of events is
// shown anyway.
func (a *answerPage) reasons(v *check.Verdict, books []check.Playbook) {
	a.ofDanger(v)
	for _, f := range v.Flags {
		a.number(reason{Title: f.Title, Why: f.Why, Weight: f.Weight, Sign: f.ID, Quotes: f.Quotes, heavy: heaviness(f.Weight)})
	}
	others := 0
	for _, r := range v.Reasons {
		switch {
		case r.Code == "flag", r.Code == "hint", r.Text == "":
		case r.Points < 0:
			if !slices.Contains(a.Against, r.Text) {
				a.Against = append(a.Against, r.Text)
			}
		case r.Points == 0:
		case r.Code == "sign" && len(v.Flags) > 0:
			if len(a.Also) < mostAlso && r.Text != a.T("reason.several_signs") && namesScam(r.Name, v, books) {
				a.Also = append(a.Also, r.Text)
			}
		case others < mostOthers:
			others++
			a.number(reason{Title: r.Text, Quotes: r.Quotes, heavy: heavinessOf(r)})
		}
	}
}

// ofDanger numbers the words that speak of danger, unless a flag quotes the same ones.
func (a *answerPage) ofDanger(v *check.Verdict) {
	for _, r := range v.Reasons {
		if r.Code != "danger" || !a.words.Has("danger."+r.Name) {
			continue
		}
		said := a.T("danger." + r.Name)
		a.Dangers = append(a.Dangers, said)
		if !slices.ContainsFunc(r.Quotes, func(q check.Quote) bool { return !quoted(v.Flags, q) }) {
			continue
		}
		a.number(reason{Title: said, Why: r.Text, Quotes: r.Quotes, heavy: 2})
	}
}

// quoted says whether a flag quotes all of some words.
func quoted(flags []check.Flag, q check.Quote) bool {
	return slices.ContainsFunc(flags, func(f check.Flag) bool {
		return slices.ContainsFunc(f.Quotes, func(x check.Quote) bool { return x.Start <= q.Start && q.End <= x.End })
	})
}

func (a *answerPage) number(r reason) {
	r.N = len(a.Reasons) + 1
	a.Reasons = append(a.Reasons, r)
}

// heavinessOf draws a reason by what it added; a number or link known from scams is strong.
func heavinessOf(r check.Reason) int {
	switch {
	case r.Code == "sign":
		return 0
	case r.Points >= 4:
		return 2
	case r.Points >= 2:
		return 1
	}
	return 0
}

// namesScam says whether a sign is a scam of its own that the answer does not show in full.
func namesScam(sign string, v *check.Verdict, books []check.Playbook) bool {
	return slices.ContainsFunc(books, func(b check.Playbook) bool { return b.ID == sign }) &&
		!slices.ContainsFunc(v.Playbooks, func(p check.Play) bool { return p.ID == sign })
}
