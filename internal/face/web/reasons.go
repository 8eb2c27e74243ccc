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
	Sign   string // id of the red flag, or ""
	Quotes []check.Quote
	heavy  int
}

// Class draws the number as the mark is drawn.
func (r reason) Class() string { return weightClass[r.heavy] }

// Said is the first of the words quoted, shortened.
func (r reason) Said() string {
	if len(r.Quotes) == 0 {
		return ""
	}
	return brief(r.Quotes[0].Text)
}

// mostSaid is how many characters of a quotation stand beside a reason.
const mostSaid = 90

// brief makes words fit to be quoted in a line.
func brief(text string) string {
	s := []rune(lang.Clean(text))
	if len(s) > mostSaid {
		return string(s[:mostSaid]) + "…"
	}
	return string(s)
}

// weight is one part of the reckoning that is no sign: it stands below the signs, folded.
type weight struct {
	Text string
	Said []string
}

const (
	mostAlso    = 3  // other scams that are named beside flags
	mostWeights = 12 // parts of the reckoning
	mostWords   = 4  // quotations beside one of them
	mostPlain   = 5  // parts that are numbered where nothing else is
)

// reasons sorts what a verdict rests on. Numbered and marked in the text are the things a person can
// see for themselves: words of danger, red flags, numbers and links known from scams. All the rest
// stands apart by whether it raised or lowered the sum, whatever it is called: package check may weigh
// in ways that this page has never heard of. Where nothing else is numbered, what raised the sum is, so
// that no answer stands without the words it rests on.
//
// Signs of other scams are ordinary words in the company of flags (a hotel, a fee), so they are
// numbered only where no flag spoke, and named apart otherwise, unless their course of events is
// shown anyway.
func (a *answerPage) reasons(v *check.Verdict, books []check.Playbook) {
	a.ofDanger(v)
	for _, f := range v.Flags {
		a.number(reason{Title: f.Title, Why: f.Why, Sign: f.ID, Quotes: f.Quotes, heavy: heaviness(f.Weight)})
	}
	for _, r := range v.Reasons {
		switch r.Code {
		case "denied_number", "lookalike_domain":
			a.number(reason{Title: r.Text, Quotes: r.Quotes, heavy: 1})
		case "sign":
			a.ofSign(r, v, books)
		case "flag", "hint", "danger", "not_sure":
		default:
			a.weigh(r)
		}
	}
	if len(a.Reasons) > 0 || v.Level == check.None {
		return
	}
	a.plainly(v)
}

// plainly numbers, where there are no signs, what hints at one, and then what raised the sum.
func (a *answerPage) plainly(v *check.Verdict) {
	for _, r := range v.Reasons {
		if r.Code == "hint" && len(r.Quotes) > 0 && len(a.Reasons) < mostPlain {
			a.number(reason{Title: r.Text, Sign: r.Name, Quotes: r.Quotes})
		}
	}
	for _, r := range v.Reasons {
		if r.Code != "hint" && r.Points > 0 && len(r.Quotes) > 0 && r.Text != "" && len(a.Reasons) < mostPlain {
			a.number(reason{Title: r.Text, Quotes: r.Quotes, heavy: heavinessOf(r.Points)})
		}
	}
}

// ofSign places a sign of some other scam.
func (a *answerPage) ofSign(r check.Reason, v *check.Verdict, books []check.Playbook) {
	switch general := r.Text == a.T("reason.several_signs"); {
	case general || r.Points <= 0:
		a.weigh(r)
	case len(v.Flags) == 0:
		a.number(reason{Title: r.Text, Quotes: r.Quotes})
	case len(a.Also) < mostAlso && namesScam(r.Name, v, books):
		a.Also = append(a.Also, r.Text)
	}
}

// weigh keeps a part of the reckoning. Several of one name are one.
func (a *answerPage) weigh(r check.Reason) {
	list := &a.Raised
	switch {
	case r.Text == "" || r.Points == 0:
		return
	case r.Points < 0:
		list = &a.Lowered
	}
	i := slices.IndexFunc(*list, func(w weight) bool { return w.Text == r.Text })
	if i < 0 {
		if len(*list) == mostWeights {
			return
		}
		i = len(*list)
		*list = append(*list, weight{Text: r.Text})
	}
	w := &(*list)[i]
	for _, q := range r.Quotes {
		if s := brief(q.Text); len(w.Said) < mostWords && !slices.Contains(w.Said, s) {
			w.Said = append(w.Said, s)
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

// heavinessOf draws a reason by what it added.
func heavinessOf(points float64) int {
	switch {
	case points >= 4:
		return 2
	case points >= 2:
		return 1
	}
	return 0
}

// namesScam says whether a sign is a scam of its own that the answer does not show in full.
func namesScam(sign string, v *check.Verdict, books []check.Playbook) bool {
	return slices.ContainsFunc(books, func(b check.Playbook) bool { return b.ID == sign }) &&
		!slices.ContainsFunc(v.Playbooks, func(p check.Play) bool { return p.ID == sign })
}
