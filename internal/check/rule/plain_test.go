package rule

import (
	"cmp"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// plain matches in the straightforward way: all places of all slots are collected, then every
// pattern is joined from its first step on.
type plain struct {
	Matcher
	bySlot [][]scan.Hit
}

func (m *plain) run(p *Program, text []byte, found []Find) []Signal {
	m.prog, m.text, m.signals = p, text, nil
	m.bySlot = make([][]scan.Hit, p.slots)
	place := func(phrase int32, h scan.Hit) {
		for _, s := range p.slotsOf(phrase) {
			m.bySlot[s] = append(m.bySlot[s], h)
		}
	}
	for _, h := range p.set.Scan(nil, text) {
		place(h.Phrase, h)
	}
	for _, f := range found {
		place(p.findPhrase(f.Name), scan.Hit{Start: f.Start, End: f.End})
	}
	for i := range p.ruleOf {
		m.join(p.ruleOf[i], p.stepsOf(int32(i)))
	}
	return m.settle(p)
}

func (m *plain) join(rule int32, steps []int32) {
	found := 0
	end := int32(-1)
	for _, first := range m.bySlot[steps[0]] {
		if first.Start < end {
			continue // inside the last match
		}
		if e, ok := m.follow(steps[2:], first); ok {
			m.signals = append(m.signals, Signal{Rule: rule, Start: first.Start, End: e})
			end = e
			if found++; found == most {
				return
			}
		}
	}
}

func (m *plain) follow(rest []int32, prev scan.Hit) (int32, bool) {
	if len(rest) == 0 {
		return prev.End, true
	}
	st := stepOf(rest, 0)
	hits := m.bySlot[st.slot]
	from, _ := slices.BinarySearchFunc(hits, prev.End, func(s scan.Hit, at int32) int { return cmp.Compare(s.Start, at) })
	for tried := 0; from < len(hits) && tried < 8; from, tried = from+1, tried+1 {
		next := hits[from]
		if !m.near(prev.End, next.Start, int(st.gap), st.cross) {
			continue
		}
		if end, ok := m.follow(rest[2:], next); ok {
			return max(end, next.End), true
		}
	}
	return 0, false
}

// digits stand for whatever is found in a text by other means.
var digits = regexp.MustCompile(`[0-9][0-9, .-]*`)

func someFinds(text []byte) (out []Find) {
	for i, at := range digits.FindAllIndex(text, -1) {
		out = append(out, Find{finds[i%len(finds)], int32(at[0]), int32(at[1])})
	}
	return out
}

// TestAgainstPlain: on every text of the collection, and on heaps of phrases, the matcher gives
// the signals that the straightforward way gives.
func TestAgainstPlain(t *testing.T) {
	raw, err := os.ReadFile("../../../data/compiled/rules.bin")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Decode(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	var m Matcher
	var slow plain
	signals, texts := 0, 0
	same := func(text []byte) {
		t.Helper()
		found := someFinds(text)
		got, want := slices.Clone(m.Run(p, text, found)), slow.run(p, text, found)
		if !slices.Equal(got, want) {
			t.Fatalf("%.2000q\ngot  %v\nwant %v", text, got, want)
		}
		signals, texts = signals+len(got), texts+1
	}
	for _, text := range collected(t) {
		same(text)
	}
	rng := rand.New(rand.NewSource(1))
	phrases := p.Phrases()
	between := []string{" ", "", ", ", ". ", "\n", " and ", " 12 ", strings.Repeat("y", 100) + " ", "的"}
	for range 300 {
		at, spread := rng.Intn(len(phrases)), 1+rng.Intn(400)
		var b strings.Builder
		for b.Len() < 3000 {
			b.WriteString(phrases[(at+rng.Intn(spread))%len(phrases)].Text)
			b.WriteString(between[rng.Intn(len(between))])
		}
		same([]byte(b.String()))
	}
	if signals < texts {
		t.Errorf("only %d signals in %d texts", signals, texts)
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
