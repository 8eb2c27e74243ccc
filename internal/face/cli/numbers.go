package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringtrue/ringtrue/internal/app"
	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

func (s *session) numberCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "number NUMBER",
		Short:   "Say whose number it is, if it is known, or that it is misused",
		Example: "  ringtrue number +86-10-12308\n  ringtrue number 96110 --from CN",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE:    func(_ *cobra.Command, words []string) error { return s.lookUp(strings.Join(words, " ")) },
	}
	c.Flags().StringVar(&s.from, "from", "", "the country you are in, two letters")
	c.Flags().BoolVar(&s.json, "json", false, "print the answer as JSON")
	return c
}

// wording opens what a command about numbers needs.
func (s *session) wording() (*app.App, *directory.Directory, *check.Wording, error) {
	a, err := s.open()
	if err != nil {
		return nil, nil, nil, err
	}
	d, err := a.Directory()
	if err != nil {
		return nil, nil, nil, err
	}
	w, err := check.LoadWording(a.Files(), s.lang)
	return a, d, w, err
}

func (s *session) lookUp(number string) error {
	_, d, w, err := s.wording()
	if err != nil {
		return err
	}
	if !strings.ContainsFunc(number, func(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }) {
		return usageError{fault.New(fault.Invalid, "usage", "%q holds no digits; give the number as you saw it, for example +86-10-12308", number)}
	}
	st := d.Lookup(number, s.from)
	if s.json {
		return writeJSON(s.out, st)
	}
	p := s.page(w)
	p.line(0, p.bold(say.Standing(w, st)))
	for _, e := range st.Entries {
		if e.Status == directory.Listed {
			p.listing(directory.Listing{Entry: e, Dial: e.DialFrom(s.from)}, s.from)
		}
	}
	p.line(0, "\n"+w.UI("number.caller_id"))
	_, err = fmt.Fprint(s.out, p.b.String())
	return err
}

func (s *session) page(w *check.Wording) *page {
	_, rich := terminal(s.out)
	return &page{rich: rich, w: w}
}

func (s *session) numbersCommand() *cobra.Command {
	var q directory.Query
	var kind string
	c := &cobra.Command{
		Use:     "numbers",
		Short:   "Find genuine numbers and how to reach them from where you are",
		Example: "  ringtrue numbers --country CA --city Calgary --from CN\n  ringtrue numbers --kind consulate --country AU --serves KR",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			q.Kind = directory.Kind(kind)
			return s.listNumbers(q)
		},
	}
	f := c.Flags()
	f.StringVar(&q.Country, "country", "", "where the student is, two letters")
	f.StringVar(&q.City, "city", "", "city")
	f.StringVar(&kind, "kind", "", "police, emergency, embassy, consulate, consular_hotline, antifraud, university, telecom")
	f.StringVar(&q.Serves, "serves", "", "for missions: whose citizens, two letters")
	f.StringVar(&q.Text, "find", "", "words that must all occur")
	f.StringVar(&s.from, "from", "", "the country you are in, two letters")
	f.BoolVar(&s.json, "json", false, "print the list as JSON")
	return c
}

var kinds = []directory.Kind{directory.Police, directory.Emergency, directory.Embassy, directory.Consulate, directory.ConsularHotline, directory.AntiFraud, directory.University, directory.Telecom}

func (s *session) listNumbers(q directory.Query) error {
	q.Country, q.Serves = strings.ToUpper(q.Country), strings.ToUpper(q.Serves)
	known := q.Kind == ""
	for _, k := range kinds {
		known = known || k == q.Kind
	}
	if !known {
		return usageError{fault.New(fault.Invalid, "usage", "--kind %s is not known; choose one of police, emergency, embassy, consulate, consular_hotline, antifraud, university, telecom", q.Kind)}
	}
	_, d, w, err := s.wording()
	if err != nil {
		return err
	}
	q.From = s.from
	list := d.Find(q)
	if s.json {
		return writeJSON(s.out, struct {
			Listings []directory.Listing `json:"listings"`
			Route    directory.Route     `json:"route"`
		}{list, d.RouteFor(q)})
	}
	p := s.page(w)
	reachable := false
	for _, l := range list {
		p.listing(l, s.from)
		reachable = reachable || l.Dial.How == directory.HowDial
	}
	if q.Country != "" && !reachable {
		p.route(d.RouteFor(q), s.from)
	}
	p.line(0, "\n"+w.UI("number.caller_id"))
	_, err = fmt.Fprint(s.out, p.b.String())
	return err
}

// listing prints one entry: never a number without its source and date.
func (p *page) listing(l directory.Listing, from string) {
	v := say.Listing(p.w, l, from)
	p.line(0, "\n"+p.bold(v.Name)+"  "+v.Kind+v.Place)
	if v.Number != "" {
		p.line(2, p.bold(v.Number))
	}
	for _, n := range v.Notes {
		p.line(2, n)
	}
	p.line(2, lang.Clean(v.Source))
}

func (p *page) route(r directory.Route, from string) {
	p.line(0, "\n"+p.bold(p.w.UI("number.none_known")))
	for i, st := range r.Steps {
		p.line(0, fmt.Sprintf("%2d %s", i+1, say.Step(p.w, st)))
		for _, l := range st.Listings {
			p.listing(l, from)
		}
	}
}

// numbers prints, under a verdict, the numbers that work from where the reader is: of that
// country's police and anti-fraud lines, when the answer is more than "no known signs".
func (p *page) numbers(a *app.App, v *check.Verdict, o check.Options) error {
	if o.From == "" || v.Level == check.None && !v.Danger {
		return nil
	}
	d, err := a.Directory()
	if err != nil {
		return err
	}
	p.head("check.numbers")
	for _, l := range say.Helpful(d, o.From) {
		p.listing(l, o.From)
	}
	return nil
}
