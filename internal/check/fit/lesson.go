package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/learn"
)

// lesson is a text with what the learned part sees of it.
type lesson struct {
	*text
	examples  []*example // the whole, then its pieces
	sentences []sentence
	rules     *check.Verdict // what rules alone say
}

// example is a stretch of a lesson, what it shows, and what it is an example of.
type example struct {
	sheet    learn.Sheet
	from, to int // its sentences
	answers  [learn.Targets]int8
}

// sentence is one sentence of a lesson and the flags that it is marked with.
type sentence struct {
	sheet learn.Sheet
	flags []string
}

// lessons reads texts as the learned part sees them.
func lessons(c *check.Checker, l *learn.Lexicon, texts []*text) (out []*lesson, err error) {
	for _, t := range texts {
		seen, err := c.Lesson(l, t.Text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.At, err)
		}
		x := &lesson{text: t, rules: seen.Rules}
		whole := &example{to: len(seen.Reader.Sentences)}
		seen.Reader.Sheet(l, &whole.sheet, 0, int32(len(seen.Text.B)), slices.Concat(seen.Names, seen.Sums))
		for target := range learn.Target(learn.Targets) {
			whole.answers[target] = t.answer(target)
		}
		x.examples = append(x.examples, whole)
		for i, at := range seen.Reader.Sentences {
			s := sentence{flags: t.flagsIn(seen, at)}
			seen.Reader.Sheet(l, &s.sheet, at.Start, at.End, check.SentenceNames(nil, &seen.Reader, i, seen.Names, seen.Sums))
			x.sentences = append(x.sentences, s)
		}
		for _, p := range seen.Pieces {
			x.examples = append(x.examples, x.pieceOf(l, seen, p))
		}
		out = append(out, x)
	}
	return out, nil
}

// pieceOf makes a piece an example. Models are fitted on wholes; pieces are judged beside them.
func (x *lesson) pieceOf(l *learn.Lexicon, seen *check.Lesson, p check.Piece) *example {
	e := &example{}
	seen.Reader.Sheet(l, &e.sheet, p.At.Start, p.At.End, p.Names)
	for i, s := range seen.Reader.Sentences {
		if s.Start < p.At.Start || s.End > p.At.End {
			continue
		}
		if e.to == 0 {
			e.from = i
		}
		e.to = i + 1
	}
	return e
}

// flagsIn lists the flags whose marked words lie in a stretch of the folded text.
func (t *text) flagsIn(seen *check.Lesson, at learn.Span) (out []string) {
	for _, m := range t.Marks {
		a, b := seen.Text.Folded(m.Start, m.End)
		if inside := min(b, int(at.End)) - max(a, int(at.Start)); inside <= 3 && inside < b-a {
			continue
		}
		for _, id := range m.IDs {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
			if id != learn.DangerMark && !slices.Contains(out, learn.AnyMark) {
				out = append(out, learn.AnyMark)
			}
		}
	}
	return out
}

// answer is what a text is an example of: 1 yes, -1 no, 0 neither.
func (t *text) answer(to learn.Target) int8 {
	switch to {
	case learn.Family:
		if t.Label == "other" {
			return 0
		}
		return yes(t.Label == "scam")
	case learn.Any:
		return yes(t.Label == "scam" || t.Label == "other")
	case learn.Danger:
		if t.Label == "warning" || !t.Annotated {
			return 0
		}
		return yes(t.Danger)
	case learn.About:
		return yes(t.Label == "warning")
	case learn.Account:
		if t.Label != "scam" && t.Label != "other" {
			return 0
		}
		return yes(t.Voice == "account")
	}
	return 0
}

func yes(b bool) int8 {
	if b {
		return 1
	}
	return -1
}

// vocabulary numbers the features that enough lessons show. keep, if not nil, narrows it.
func vocabulary(list []*lesson, least int, keep map[uint32]bool) *learn.Draft {
	shown := map[uint32]int{}
	var order []uint32
	count := func(s *learn.Sheet, groups ...learn.Group) {
		here := map[uint32]bool{}
		for _, g := range groups {
			for _, k := range s.Keys[g] {
				if !here[k] && k != 0 {
					here[k] = true
					if shown[k]++; shown[k] == 1 {
						order = append(order, k)
					}
				}
			}
		}
	}
	for _, x := range list {
		count(&x.examples[0].sheet, learn.Words, learn.Given, learn.GivenPairs, learn.Notions, learn.Together, learn.Follows, learn.Heard, learn.HeardPairs)
	}
	whole := len(order)
	for _, x := range list {
		for i := range x.sentences {
			count(&x.sentences[i].sheet, learn.Given, learn.GivenPairs)
		}
	}
	d := &learn.Draft{}
	for i, k := range order {
		if keep != nil && !keep[k] || shown[k] < least || i >= whole && shown[k] < 3*least {
			continue
		}
		d.Keys = append(d.Keys, k)
		d.Rare = append(d.Rare, float32(max(0.7, math.Log(float64(len(list)+1)/float64(shown[k])))))
	}
	d.Weight, d.FlagW = make([][learn.Targets]float32, len(d.Keys)), make([][]learn.FlagOne, len(d.Keys))
	return d
}
