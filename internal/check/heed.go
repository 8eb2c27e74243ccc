package check

import (
	"slices"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/check/learn"
	"github.com/ringtrue/ringtrue/internal/check/rule"
	"github.com/ringtrue/ringtrue/internal/indicator"
)

// What rules give is shown to the learned part by name. Numbers of the same kind, and how the
// rules summed up, are names too.

// givenNames are the hashes of the names that each rule gives, said and denied.
type givenNames struct{ said, denied []uint64 }

func namesOf(p *rule.Program) givenNames {
	g := givenNames{make([]uint64, len(p.Rules)), make([]uint64, len(p.Rules))}
	for i := range p.Rules {
		r := &p.Rules[i]
		kind := string(r.Kind)
		if r.Hint {
			kind = "hint"
		}
		g.said[i] = learn.HashName(kind + "." + r.Name)
		if r.Kind == rule.Flag {
			g.denied[i] = learn.HashName("denied." + r.Name)
		}
	}
	return g
}

// names lists what rules and numbers give in a block of the text, with their places in its
// folded form. base is where in the text the block begins.
func (c *Checker) names(dst []learn.Name, t *fold.Text, base, end int, signals []signal, found []indicator.Indicator) []learn.Name {
	add := func(hash uint64, from, to int) {
		if hash == 0 || from < base || from >= end {
			return
		}
		a, b := t.Folded(from-base, to-base)
		dst = append(dst, learn.Name{Hash: hash, Start: int32(a), End: int32(b)})
	}
	for _, s := range signals {
		if s.denied {
			add(c.know.names.denied[s.rule], s.start, s.end)
		} else {
			add(c.know.names.said[s.rule], s.start, s.end)
		}
	}
	for _, in := range found {
		if n := findName(in.Kind); n != "" {
			add(learn.HashName("has."+n), in.Start, in.End)
		}
	}
	return dst
}

var (
	hashSum    = [4]uint64{0, learn.HashName("sum.caution"), learn.HashName("sum.warning"), learn.HashName("sum.alarm")}
	hashDanger = learn.HashName("rules.danger")
	hashStance = map[Stance]uint64{
		StanceScammer: learn.HashName("stance=scammer"), StanceAccount: learn.HashName("stance=account"),
		StanceAbout: learn.HashName("stance=about"), StanceOther: learn.HashName("stance=other"),
	}
)

// summed adds how the rules judged a stretch.
func summed(dst []learn.Name, st *stretch) []learn.Name {
	if h := hashSum[levelOf(st.sum).Rank()]; h != 0 {
		dst = append(dst, learn.Name{Hash: h})
	}
	if st.danger() {
		dst = append(dst, learn.Name{Hash: hashDanger})
	}
	return append(dst, learn.Name{Hash: hashStance[st.stance]})
}

// Lesson is a text as the learned part sees it, for fitting.
type Lesson struct {
	Text   fold.Text
	Reader learn.Reader
	Names  []learn.Name // with places, by rules and numbers
	Sums   []learn.Name // of the whole
	Rules  *Verdict     // what rules alone say
	Pieces []Piece      // of a text that is also read in pieces
}

// Piece is a stretch of a lesson that is read by itself, with the names that hold in it.
type Piece struct {
	At    learn.Span
	Names []learn.Name
}

// PieceMore is what the scores of a piece are lowered by before they are compared with a whole's.
const PieceMore = pieceMore

// Lesson reads a text of at most one block for fitting, by rules alone.
func (c *Checker) Lesson(l *learn.Lexicon, text string) (*Lesson, error) {
	r := c.pool.Get().(*run)
	defer c.pool.Put(r)
	out := &Lesson{}
	r.read(c.know.Program, text, "")
	signals := r.conditions(c.know.Program, text)
	whole := c.judgeLong(signals, c.extras(c.standings(r.found, "")), len(text))
	out.Text.Fold(text)
	out.Reader.Read(l, out.Text.B)
	out.Names = c.names(nil, &out.Text, 0, len(text), signals, r.found)
	out.Sums = summed(nil, whole)
	if len(out.Text.B) > pieceAbove {
		r.text.Fold(text)
		r.listener.names = append(r.listener.names[:0], out.Names...)
		for at := range cut(out.Reader.Sentences, pieceStep) {
			out.Pieces = append(out.Pieces, Piece{at, slices.Clone(c.namesIn(r, 0, at, signals))})
		}
	}
	w, err := c.know.Wording("en")
	if err != nil {
		return nil, err
	}
	out.Rules = c.verdict(text, whole, signals, nil, w, Options{})
	return out, nil
}

// SentenceNames lists what rules gave in a sentence; what they gave in the sentences beside it,
// under other names; and how they summed up.
func SentenceNames(dst []learn.Name, r *learn.Reader, i int, names, sums []learn.Name) []learn.Name {
	beside := func(k int) (lo, hi int32) {
		if k < 0 || k >= len(r.Sentences) {
			return 0, 0
		}
		return r.Sentences[k].Start, r.Sentences[k].End
	}
	at := r.Sentences[i]
	lo1, hi1 := beside(i - 1)
	lo2, hi2 := beside(i + 1)
	for _, n := range names {
		switch {
		case n.Start < at.End && n.End > at.Start:
			dst = append(dst, n)
		case n.Start < hi1 && n.End > lo1, n.Start < hi2 && n.End > lo2:
			n.Hash ^= besideMark
			dst = append(dst, n)
		}
	}
	return append(dst, sums...)
}

// besideMark sets what stands beside a sentence apart from what stands in it.
const besideMark = 0x5BD1E9955BD1E995
