// Command fit fits the few dozen weights of data/rules/weights.json on labelled texts (JSON
// Lines as `ringtrue eval` reads them) and writes the file:
//
//	go run ./internal/check/fit FILE.jsonl…
//
// It is a logistic regression with a ridge, by plain gradient descent, so that anyone can follow
// it: the label is scam or not; each sort of text (scam, other scam, warning, look-alike, ordinary)
// weighs the same however many rows it has; the sum of the rules keeps its weight of one, and
// the fitted numbers are divided by it, so that they are points like any other. The same files
// give the same numbers.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/measure"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "give files of labelled texts: go run ./internal/check/fit FILE.jsonl…")
		os.Exit(2)
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	sumMost  = 8.0   // a sum beyond this is certain anyway and would only flatten the fit
	ridge    = 0.002 // pulls each weight to zero
	rounds   = 4000
	rate     = 0.25
	fewest   = 8   // a cue seen in fewer rows gets no weight
	mostCue  = 2.5 // points
	sumShare = 0.5 // log-odds that a point of the sum is worth at least
)

type row struct {
	x      []term
	scam   bool
	weight float64
}

// term is one feature of a row; a slice keeps the order of summing, and so the result, the same.
type term struct {
	i int
	v float64
}

func run(files []string) error {
	k, err := check.Load(os.DirFS("data"), nil)
	if err != nil {
		return err
	}
	k.Weights = nil
	c := check.New(k, nil)
	names := []string{"(base)", "(sum)"}
	index := map[string]int{"(base)": 0, "(sum)": 1}
	seen := map[int]int{}
	at := func(n string) int {
		i, ok := index[n]
		if !ok {
			i = len(names)
			names, index[n] = append(names, n), i
		}
		seen[i]++
		return i
	}
	var rows []row
	var sorts []string
	for _, f := range files {
		list, err := read(f)
		if err != nil {
			return err
		}
		for _, r := range list {
			ft := c.Features(r.Text)
			if ft.Sum == 0 && len(ft.Cues) == 0 {
				continue // nothing spoke: no weight can change it
			}
			x := []term{{0, 1}, {1, math.Min(sumMost, ft.Sum)}}
			for _, cue := range ft.Cues {
				x = append(x, term{at("cue " + cue), 1})
			}
			for _, v := range slices.Sorted(maps.Keys(ft.Voice)) {
				x = append(x, term{at("voice " + v), ft.Voice[v]})
			}
			rows = append(rows, row{x: x, scam: r.Label == "scam"})
			sorts = append(sorts, sortOf(r))
		}
	}
	weigh(rows, sorts)
	b := descend(rows, len(names), func(i int) bool { return i < 2 || seen[i] >= fewest })
	return write(names, b, len(rows), files)
}

func read(file string) (out []measure.Row, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		var r measure.Row
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, r)
	}
	return out, s.Err()
}

func sortOf(r measure.Row) string {
	switch {
	case r.Label == "scam" && r.Kind == "other-scam":
		return "other"
	case r.Label == "benign" && (r.Hard == true || strings.HasPrefix(r.Kind, "hard")):
		return "hard"
	}
	return r.Label
}

// share is what each sort of text weighs in the fit: missing this crime and crying wolf at a
// warning or look-alike cost most.
var share = map[string]float64{"scam": 3, "other": 0.5, "warning": 2, "hard": 1.5, "benign": 1}

func weigh(rows []row, sorts []string) {
	n := map[string]int{}
	for _, s := range sorts {
		n[s]++
	}
	for i, s := range sorts {
		rows[i].weight = share[s] / float64(n[s])
	}
}

// descend minimises the weighted logistic loss with a ridge on all but the base and the sum.
func descend(rows []row, n int, may func(int) bool) []float64 {
	b := make([]float64, n)
	b[1] = sumShare
	grad := make([]float64, n)
	for range rounds {
		clear(grad)
		for _, r := range rows {
			z := 0.0
			for _, t := range r.x {
				z += b[t.i] * t.v
			}
			d := 1 / (1 + math.Exp(-z))
			if r.scam {
				d--
			}
			for _, t := range r.x {
				grad[t.i] += r.weight * d * t.v
			}
		}
		for i := range b {
			if !may(i) {
				continue
			}
			if i > 1 {
				grad[i] += ridge * b[i] * 10
			}
			b[i] -= rate * grad[i]
		}
		b[1] = math.Max(sumShare, b[1])
	}
	return b
}

// write turns log-odds into points and writes the file. The base is set so that even odds fall
// on the sum at which warning begins.
func write(names []string, b []float64, rows int, files []string) error {
	w := check.Weights{Cues: map[string]float64{}, Voice: map[string]float64{}}
	w.Base = point(b[0]/b[1] + check.WarningAt)
	for i, n := range names {
		p := point(b[i] / b[1])
		if kind, name, ok := strings.Cut(n, " "); ok && p != 0 {
			if kind == "cue" {
				w.Cues[name] = math.Max(-mostCue, math.Min(mostCue, p))
			} else {
				w.Voice[name] = p
			}
		}
	}
	w.From = fmt.Sprintf("%d rows of %d files in which something spoke", rows, len(files))
	out, err := json.MarshalIndent(w, "", " ")
	if err != nil {
		return err
	}
	slices.Sort(names)
	return os.WriteFile("data/rules/weights.json", append(out, '\n'), 0o644)
}

func point(v float64) float64 { return math.Round(v*20) / 20 }
