package check

import (
	"errors"
	"slices"
	"strings"
)

// A Guide asks what somebody would otherwise have to write, one question a screen, and its answers
// lead to the same verdict as a text does: each gives flags, dangers or signs, and they are judged
// by the same numbers. An answer never takes anything away.

// Guide is the flows of the site's three doors.
type Guide struct {
	Flows []*Flow `json:"flows"`
}

// Flow is the questions behind one door, in the order they are asked.
type Flow struct {
	ID        string     `json:"id"`
	Side      string     `json:"side"` // whom the advice is for, unless an answer says otherwise
	Questions []Question `json:"questions"`
}

// The kinds of question.
const (
	AskOne   = "one"   // one answer
	AskMany  = "many"  // any number of answers
	AskPlace = "place" // countries: where the reader is, where the student is, where they come from
	AskCity  = "city"  // a place of the directory in the student's country
)

// Question is one screen. Its code is a capital letter that is never given to another question of
// the flow, so that an address somebody kept still means the same.
type Question struct {
	ID      string   `json:"id"`
	Code    string   `json:"code"`
	Kind    string   `json:"kind"`
	When    []string `json:"when,omitempty"` // "role.hotel": asked only after one of these answers; "role." is "left out"
	Open    *Gives   `json:"open,omitempty"` // what it gives while it has no answer: the worse case
	Answers []Answer `json:"answers,omitempty"`
}

// Answer is one choice. Its code is a small letter or a digit.
type Answer struct {
	ID   string `json:"id"`
	Code string `json:"code"`
	End  bool   `json:"end,omitempty"` // nothing more is asked
	Gives
}

// Gives is what an answer says.
type Gives struct {
	Flags   []string `json:"flags,omitempty"`
	Dangers []string `json:"dangers,omitempty"`
	Signs   []string `json:"signs,omitempty"`  // a playbook that has no flags of its own
	Reader  string   `json:"reader,omitempty"` // whom the advice is for
	Office  string   `json:"office,omitempty"` // whom the caller claims to be: police_home, mission, agency, company, helpline
}

// FlowIDs are the doors, in the order of the home page.
var FlowIDs = []string{"student", "family", "bystander"}

// Guide returns the guide, read when first asked for.
func (k *Knowledge) Guide() (*Guide, error) {
	k.guide.once.Do(func() {
		value, err := k.readGuide()
		speech, err2 := readSpeech(k.files)
		k.guide.value, k.guide.speech, k.guide.err = value, speech, errors.Join(err, err2)
	})
	return k.guide.value, k.guide.err
}

func (k *Knowledge) readGuide() (*Guide, error) {
	g := &Guide{}
	var errs []error
	for _, id := range FlowIDs {
		f := &Flow{}
		errs = append(errs, readJSON(k.files, "guide/"+id+".json", f))
		g.Flows = append(g.Flows, f)
	}
	return g, errors.Join(errs...)
}

// Flow returns a flow by its id, or nil.
func (g *Guide) Flow(id string) *Flow {
	for _, f := range g.Flows {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Question returns a question by its id, or nil.
func (f *Flow) Question(id string) *Question {
	for i := range f.Questions {
		if f.Questions[i].ID == id {
			return &f.Questions[i]
		}
	}
	return nil
}

func (q *Question) answer(is func(Answer) bool) *Answer {
	if i := slices.IndexFunc(q.Answers, is); i >= 0 {
		return &q.Answers[i]
	}
	return nil
}

// Choices is what has been answered so far. Its zero value belongs to no flow; Flow.Read makes one.
type Choices struct {
	Flow *Flow
	// by question id, the ids of the answers; there and empty when the question was left out
	by map[string][]string
}

// mostCodes is longer than any flow's answers written as codes.
const mostCodes = 96

// Read reads answers written as codes: a question's capital, then its answers, as in "A1BC24".
// What it does not know it passes over, so a hostile or old address is merely a shorter one.
func (f *Flow) Read(codes string) Choices {
	c := Choices{Flow: f, by: map[string][]string{}}
	var q *Question
	for _, r := range codes[:min(len(codes), mostCodes)] {
		code := string(r)
		if r >= 'A' && r <= 'Z' {
			q = nil
			for i := range f.Questions {
				if f.Questions[i].Code == code {
					q = &f.Questions[i]
				}
			}
			if q != nil && !c.Answered(q) {
				c.by[q.ID] = nil
			}
			continue
		}
		if q != nil {
			c.add(q, code)
		}
	}
	return c
}

// add notes an answer by its code. A question of kind "one" keeps the first.
func (c Choices) add(q *Question, code string) {
	a := q.answer(func(a Answer) bool { return a.Code == code })
	if a == nil || slices.Contains(c.by[q.ID], a.ID) || q.Kind == AskOne && len(c.by[q.ID]) > 0 {
		return
	}
	c.by[q.ID] = append(c.by[q.ID], a.ID)
}

// Codes writes the answers as Read reads them, in the order of the questions.
func (c Choices) Codes() string {
	var b strings.Builder
	for i := range c.Flow.Questions {
		q := &c.Flow.Questions[i]
		if !c.Answered(q) {
			continue
		}
		b.WriteString(q.Code)
		for _, a := range q.Answers {
			if c.Chose(q, a) {
				b.WriteString(a.Code)
			}
		}
	}
	return b.String()
}

// Answered says whether a question has been answered or left out.
func (c Choices) Answered(q *Question) bool { _, ok := c.by[q.ID]; return ok }

// Chose says whether an answer was chosen.
func (c Choices) Chose(q *Question, a Answer) bool { return slices.Contains(c.by[q.ID], a.ID) }

// Has says whether an answer was chosen, written "question.answer"; "question." is one left out.
func (c Choices) Has(at string) bool {
	q, a, _ := strings.Cut(at, ".")
	list, ok := c.by[q]
	return ok && (a == "" && len(list) == 0 || slices.Contains(list, a))
}

// With returns the choices with a question answered, or left out when no code is given.
func (c Choices) With(q *Question, codes ...string) Choices {
	out := c.Without(q)
	out.by[q.ID] = nil
	for _, code := range codes {
		out.add(q, code)
	}
	return out
}

// Without returns the choices with a question open again.
func (c Choices) Without(q *Question) Choices {
	out := Choices{Flow: c.Flow, by: make(map[string][]string, len(c.by))}
	for id, list := range c.by {
		if id != q.ID {
			out.by[id] = list
		}
	}
	return out
}

// AtMost is how many questions somebody who answered so will be asked at most, for "2 of 5".
func (c Choices) AtMost() int {
	n := len(c.Path())
	for i := range c.Flow.Questions {
		q := &c.Flow.Questions[i]
		if c.Answered(q) {
			continue
		}
		all, most := 0, map[string]int{}
		for _, later := range c.Flow.Questions[i+1:] {
			if slices.ContainsFunc(later.When, func(w string) bool { return strings.HasPrefix(w, q.ID+".") }) {
				all++
				for _, w := range later.When {
					most[w]++
				}
			}
		}
		if q.Kind == AskOne { // its answers shut each other out
			all = 0
			for _, m := range most {
				all = max(all, m)
			}
		}
		n += all
	}
	return n
}

// Path is the questions that concern somebody who answered so, in order. It ends after an answer
// after which nothing more is asked.
func (c Choices) Path() (out []*Question) {
	for i := range c.Flow.Questions {
		q := &c.Flow.Questions[i]
		if len(q.When) > 0 && !slices.ContainsFunc(q.When, c.Has) {
			continue
		}
		out = append(out, q)
		if slices.ContainsFunc(q.Answers, func(a Answer) bool { return a.End && c.Chose(q, a) }) {
			break
		}
	}
	return out
}
