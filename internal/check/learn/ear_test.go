package learn

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ringtrue/ringtrue/internal/base/fold"
)

// TestEarIsPlain: on every text of the collection the ear gives, to the last bit, the scores that
// sheets and a scorer give in the straightforward way, for the whole, its sentences and stretches.
func TestEarIsPlain(t *testing.T) {
	raw, err := os.ReadFile("../../../data/compiled/model.bin")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Decode(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	var e Ear
	for n, text := range collected(t) {
		e.Read(m, text)
		names := []Name{{HashName("cue.official"), 0, 20}, {HashName("flag.K01"), 10, 40}, {HashName("stance=scammer"), 0, 0}}[:n%4]
		size := int32(len(text))
		stretches := []Span{{0, size}}
		for i := 0; i < len(e.Sentences); i += 9 {
			from := e.Sentences[i].Start
			stretches = append(stretches, Span{from, e.Sentences[min(i+2, len(e.Sentences)-1)].End}, Span{from, min(size, from+300)})
		}
		for _, x := range stretches {
			plainly(t, m, &e, x, names)
		}
	}
}

// plainly asks about a stretch, its sentences and again about the stretch, in both ways.
func plainly(t *testing.T, m *Model, e *Ear, x Span, names []Name) {
	t.Helper()
	var r Reader
	var sc Scorer
	var s Sheet
	r.Read(m.Lexicon, e.Reader.text)
	got := e.Scores(x.Start, x.End, names)
	r.Sheet(m.Lexicon, &s, x.Start, x.End, names)
	if want := sc.Scores(m, &s); got != want {
		t.Fatalf("%q: scores %v, want %v", e.Reader.text[x.Start:x.End], got, want)
	}
	best := make([]float64, len(m.Flags))
	for f := range best {
		best[f] = math.Inf(-1)
	}
	for i, at := range e.Sentences {
		if at.Start < x.Start || at.End > x.End {
			continue
		}
		flags := e.FlagScores(i, names)
		r.Sheet(m.Lexicon, &s, at.Start, at.End, names)
		// What a sentence says in words is added up first, then what rules gave.
		if want := sc.FlagScores(m, &s); !slices.Equal(flags, want) {
			t.Fatalf("%q: flags %v, want %v", e.Reader.text[at.Start:at.End], flags, want)
		}
		for f, score := range flags {
			best[f] = max(best[f], score)
		}
		if !slices.Equal(e.WhyFlag(i, names, 0), sc.WhyFlag(m, &s, 0)) {
			t.Fatalf("%q: the reasons for a flag differ", e.Reader.text[at.Start:at.End])
		}
	}
	got = e.Heard(best)
	r.Sheet(m.Lexicon, &s, x.Start, x.End, names)
	s.Hear(best)
	if want := sc.Scores(m, &s); got != want {
		t.Fatalf("%q: with what was heard %v, want %v", e.Reader.text[x.Start:x.End], got, want)
	}
	if !slices.Equal(e.Why(Family), sc.Why(m, &s, Family)) {
		t.Fatalf("%q: the reasons differ", e.Reader.text[x.Start:x.End])
	}
}

// collected are the texts of data/texts, folded.
func collected(t *testing.T) (out [][]byte) {
	t.Helper()
	names, _ := filepath.Glob("../../../data/texts/*/*.txt")
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		for text := range strings.SplitSeq(string(raw), "\n= ") {
			var f fold.Text
			f.Fold(text)
			out = append(out, f.B)
		}
	}
	if len(out) < 1000 {
		t.Fatalf("only %d texts", len(out))
	}
	return out
}
