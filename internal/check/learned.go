package check

import (
	"iter"
	"math"
	"slices"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/check/learn"
)

// How a text is cut into what the learned part reads at once. A short text is read whole; a longer
// one also in small pieces, so that one severe line is not lost in small talk. A piece must speak
// more plainly than a whole, since of many pieces one may sound odd by chance.
const (
	wholeUpTo  = 1500 // bytes of folded text
	wideStep   = 600  // from one wide stretch to the next, each twice as long
	pieceAbove = 450  // texts longer than this are read in pieces, too
	pieceStep  = 150  // from one piece to the next, each about twice as long
	pieceMore  = 0.3  // what a piece's scores are lowered by
)

// heard is what the learned part says of a text.
type heard struct {
	scores [learn.Targets]float64 // the greatest of any stretch
	best   [learn.Targets]window
	flags  map[string][]span
	now    float64            // the greatest score for danger of a sentence that is not itself about scams
	near   map[string]float64 // of each flag, how far above its mark the best sentence stands
}

// span is a piece of the text as given.
type span struct{ start, end int }

// window is one stretch that was read: a piece of a block's folded text, and its names.
type window struct {
	block    int // where in the text its block begins
	from, to int32
}

// listener is the memory of the learned part for one run.
type listener struct {
	ear    learn.Ear
	names  []learn.Name
	within []learn.Name
	near   []learn.Name
	best   []float64
}

// hear reads a text with the learned part. whole is what rules say of all of it.
func (c *Checker) hear(r *run, text string, signals []signal, whole *stretch) *heard {
	h := &heard{flags: map[string][]span{}, near: map[string]float64{}, now: math.Inf(-1)}
	for t := range h.scores {
		h.scores[t] = math.Inf(-1)
	}
	for base := 0; base < len(text); {
		end := blockEnd(text, base)
		if base > 0 || end < len(text) {
			r.text.Fold(text[base:end])
		}
		c.hearBlock(r, h, block{text: text, start: base, end: end, only: base == 0 && end == len(text)}, signals, whole)
		base = end
	}
	return h
}

// block is a piece of a text that was folded at once.
type block struct {
	text       string
	start, end int
	only       bool // it is all of the text
}

func (c *Checker) hearBlock(r *run, h *heard, b block, signals []signal, whole *stretch) {
	l, m := &r.listener, c.know.Model
	l.ear.Read(m, r.text.B)
	l.names = c.names(l.names[:0], &r.text, b.start, b.end, signals, r.found)
	size := int32(len(r.text.B))
	if size <= wholeUpTo {
		st := whole
		if !b.only {
			st = c.judge(between(signals, b.start, b.end), nil)
		}
		c.hearWindow(r, h, window{b.start, 0, size}, summed(l.names, st), 0)
	} else {
		c.hearCut(r, h, b, signals, wideStep, 0)
	}
	if size > pieceAbove {
		c.hearCut(r, h, b, signals, pieceStep, pieceMore)
	}
	c.hearNow(r, h, b, signals)
}

// hearNow asks sentence by sentence for danger, where a text may be one about scams: a notice can
// stand before or behind a cry for help, and what is about scams in general speaks of no one now.
func (c *Checker) hearNow(r *run, h *heard, b block, signals []signal) {
	l, m := &r.listener, c.know.Model
	if h.scores[learn.About] < m.Marks[learn.About]-nearAbout {
		return
	}
	for _, at := range l.ear.Sentences {
		scores := l.ear.Scores(at.Start, at.End, c.namesIn(r, b.start, at, signals))
		if scores[learn.About] < m.Marks[learn.About] {
			h.now = max(h.now, scores[learn.Danger])
		}
	}
}

// hearCut reads a block in stretches of whole sentences, each about two steps long.
func (c *Checker) hearCut(r *run, h *heard, b block, signals []signal, step int32, less float64) {
	l := &r.listener
	for at := range cut(l.ear.Sentences, step) {
		c.hearWindow(r, h, window{b.start, at.Start, at.End}, c.namesIn(r, b.start, at, signals), less)
	}
}

// namesIn lists what rules gave in a stretch of the block that was folded last, and how they sum
// up there.
func (c *Checker) namesIn(r *run, base int, at learn.Span, signals []signal) []learn.Name {
	l := &r.listener
	l.within = l.within[:0]
	for _, n := range l.names {
		if n.Start >= at.Start && n.End <= at.End {
			l.within = append(l.within, n)
		}
	}
	lo, hi := r.text.Origin(int(at.Start), int(at.End))
	return summed(l.within, c.judge(between(signals, base+lo, base+hi), nil))
}

// cut yields stretches of whole sentences, each about two steps long and one step on from the last.
func cut(list []learn.Span, step int32) iter.Seq[learn.Span] {
	return func(yield func(learn.Span) bool) {
		for i := 0; i < len(list); {
			from, k, next := list[i].Start, i, i+1
			for k+1 < len(list) && list[k].End-from < 2*step {
				k++
				if list[k].Start-from < step {
					next = k
				}
			}
			if !yield(learn.Span{Start: from, End: list[k].End}) || k+1 == len(list) {
				return
			}
			i = next
		}
	}
}

func between(signals []signal, from, to int) (out []signal) {
	for _, s := range signals {
		if s.start >= from && s.end <= to {
			out = append(out, s)
		}
	}
	return out
}

// A stretch whose words alone stand farther than this below every mark is not read sentence by
// sentence: no sentence of it could lift it there.
const farBelow = 1.1

// flagGate is how far below the mark of caution a stretch may stand for its flags to be named.
const flagGate = 0.4

func (c *Checker) hearWindow(r *run, h *heard, w window, names []learn.Name, less float64) {
	m := c.know.Model
	scores, said := c.listen(r, w, names)
	for t := range scores {
		if learn.Target(t) != learn.Account {
			scores[t] -= less
		}
	}
	for t, s := range scores {
		if s > h.scores[t] {
			h.scores[t], h.best[t] = s, w
		}
	}
	near := func(t learn.Target, by float64) bool { return scores[t] >= m.Marks[t]-by }
	if near(learn.Any, flagGate) || near(learn.Danger, 0) || near(learn.About, 0) {
		h.flagsOf(said, m)
	}
}

// listen asks every target of a stretch, and what was heard in its sentences. The ear can
// then say why.
func (c *Checker) listen(r *run, w window, names []learn.Name) ([learn.Targets]float64, []said) {
	l, m := &r.listener, c.know.Model
	scores := l.ear.Scores(w.from, w.to, names)
	far := func(t learn.Target) bool { return scores[t] < m.Marks[t]-farBelow }
	if far(learn.Any) && far(learn.Danger) && far(learn.About) {
		return scores, nil
	}
	list := c.hearSentences(r, w, names)
	return l.ear.Heard(l.best), list
}

// said is a sentence in which a flag was heard.
type said struct {
	flag int
	over float64
	at   span // where over is not negative
}

// hearSentences asks every sentence of a stretch for every flag. The greatest scores are in
// listener.best.
func (c *Checker) hearSentences(r *run, w window, names []learn.Name) (out []said) {
	l, m := &r.listener, c.know.Model
	l.best = l.best[:0]
	for range m.Flags {
		l.best = append(l.best, math.Inf(-1))
	}
	sums := names[len(names)-sumsOf(names):]
	for i, at := range l.ear.Sentences {
		if at.Start < w.from || at.End > w.to {
			continue
		}
		l.near = SentenceNames(l.near[:0], &l.ear.Reader, i, names[:len(names)-len(sums)], sums)
		for f, s := range l.ear.FlagScores(i, l.near) {
			l.best[f] = max(l.best[f], s)
			switch over := s - m.FlagMarks[f]; {
			case over >= 0:
				out = append(out, said{f, over, c.quote(r, w.block, i, f)})
			case over >= -ruledFlag:
				out = append(out, said{flag: f, over: over})
			}
		}
	}
	return out
}

// flagsOf keeps what was heard in a stretch.
func (h *heard) flagsOf(list []said, m *learn.Model) {
	for _, s := range list {
		id := m.Flags[s.flag]
		if old, ok := h.near[id]; !ok || s.over > old {
			h.near[id] = s.over
		}
		if s.over >= 0 && !slices.Contains(h.flags[id], s.at) {
			h.flags[id] = append(h.flags[id], s.at)
		}
	}
}

// sumsOf counts the names at the end of a list that hold for a whole stretch.
func sumsOf(names []learn.Name) (n int) {
	for i := len(names) - 1; i >= 0 && names[i].End == 0; i-- {
		n++
	}
	return n
}

// quote is the part of a sentence that speaks for a flag: the clauses whose words weigh for it.
func (c *Checker) quote(r *run, base, sentence, flag int) span {
	l := &r.listener
	at := l.ear.Sentences[sentence]
	clauses := clausesOf(r.text.B, at)
	weigh := make([]float64, len(clauses))
	most := 0.0
	for _, p := range l.ear.WhyFlag(sentence, l.near, flag) {
		for i, cl := range clauses {
			if p.At.Start < cl.End && p.At.End > cl.Start {
				weigh[i] += p.Points
				most = max(most, weigh[i])
			}
		}
	}
	from, to := at.Start, at.End
	first := true
	for i, cl := range clauses {
		if weigh[i] >= most/2 && most > 0 {
			if first {
				from, first = cl.Start, false
			}
			to = cl.End
		}
	}
	return origin(&r.text, base, from, to)
}

// clausesOf cuts a sentence at its commas.
func clausesOf(b []byte, at learn.Span) (out []learn.Span) {
	from := at.Start
	for i := at.Start; i <= at.End; i++ {
		if i < at.End && b[i] != ',' && b[i] != ':' && b[i] != ';' {
			continue
		}
		if i-from > 8 || i == at.End && i > from {
			out = append(out, learn.Span{Start: from, End: i})
			from = i
		}
	}
	return out
}

// origin is a stretch of the folded text in the text as given, without spaces and marks at its ends.
func origin(t *fold.Text, base int, from, to int32) span {
	for from < to && idle(t.B[from]) {
		from++
	}
	for to > from && idle(t.B[to-1]) {
		to--
	}
	a, b := t.Origin(int(from), int(to))
	return span{base + a, base + b}
}

func idle(c byte) bool {
	switch c {
	case ' ', '\n', ',', ':', ';', '.', '!', '?', '"', '\'':
		return true
	}
	return false
}
