package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/learn"
)

// judged is what a model that never saw a text says of it.
type judged struct {
	scores [learn.Targets]float64
	flags  []float64 // the best of its sentences, for each flag
}

const folds = 3

// leaveOut judges every lesson by a model fitted on other writers' lessons.
func leaveOut(list []*lesson, lexicon *learn.Lexicon, flags []string) []judged {
	at := map[*lesson]int{}
	for i, x := range list {
		at[x] = i
	}
	out := make([]judged, len(list))
	for fold := range folds {
		in, rest := split(list, fold, folds)
		_, m := train(in, lexicon, flags)
		for _, x := range rest {
			out[at[x]] = judge(m, x)
		}
	}
	return out
}

func judgeAll(m *learn.Model, list []*lesson) (out []judged) {
	for _, x := range list {
		out = append(out, judge(m, x))
	}
	return out
}

func judge(m *learn.Model, x *lesson) judged {
	var sc learn.Scorer
	hearAll(m, x)
	j := judged{scores: sc.Scores(m, &x.examples[0].sheet)}
	for _, e := range x.examples[1:] {
		for t, s := range sc.Scores(m, &e.sheet) {
			if learn.Target(t) != learn.Account {
				j.scores[t] = max(j.scores[t], s-check.PieceMore)
			}
		}
	}
	var scores [][]float64
	for i := range x.sentences {
		scores = append(scores, slices.Clone(sc.FlagScores(m, &x.sentences[i].sheet)))
	}
	j.flags = greatest(scores, len(m.Flags))
	return j
}

// Which share of the texts that are none may reach a mark: of warnings and look-alikes, which are
// far harder than life, and of ordinary talk. The stricter of the two counts.
var mayReach = map[learn.Target]struct{ hard, ordinary float64 }{
	learn.Family: {0.09, 0.02},
	learn.Any:    {0.12, 0.06},
	learn.Danger: {0.11, 0.05},
	learn.About:  {0.03, 0.01},
}

const alarmReach = 0.015 // of the hard ones

// ordinary says whether a text is by a writer of everyday talk.
func (t *text) ordinary() bool { return strings.Contains(t.Writer, "-o") }

// marks are the scores from which on an answer counts as a yes.
type marks struct {
	Targets map[string]float64 `json:"targets"`
	Alarm   float64            `json:"alarm"` // of the family
	Flags   map[string]float64 `json:"flags"`
}

// marksOf sets the marks by what was judged of writers left out.
func marksOf(left []judged, list []*lesson, flags []string) *marks {
	reach := func(t learn.Target, ordinary bool, share float64) float64 {
		var no []float64
		for i, x := range list {
			if x.answer(t) < 0 && x.ordinary() == ordinary {
				no = append(no, left[i].scores[t])
			}
		}
		if len(no) == 0 {
			return math.Inf(-1)
		}
		slices.Sort(no)
		return round(no[int(float64(len(no))*(1-share))])
	}
	m := &marks{Targets: map[string]float64{learn.TargetNames[learn.Account]: 0}, Alarm: reach(learn.Family, false, alarmReach), Flags: map[string]float64{}}
	for t, may := range mayReach {
		m.Targets[learn.TargetNames[t]] = max(reach(t, false, may.hard), reach(t, true, may.ordinary))
	}
	for f, id := range flags {
		m.Flags[id] = round(flagMark(f, id, left, list))
	}
	return m
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }

func (m *marks) write(file string) error {
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(raw, '\n'), 0o644)
}

func readMarks(file string) (*marks, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%w; set the marks with -marks", err)
	}
	m := &marks{}
	return m, json.Unmarshal(raw, m)
}

func (m *marks) into(d *learn.Draft) {
	for t, name := range learn.TargetNames {
		d.Marks[t] = m.Targets[name]
	}
	d.AlarmMark = m.Alarm
	for f, id := range d.Flags {
		d.FlagMarks[f] = noMark
		if v, ok := m.Flags[id]; ok {
			d.FlagMarks[f] = v
		}
	}
}

// noMark is the mark of a flag that is never heard.
const noMark = 100

// precisionCounts is how much precision counts against recall where a flag's mark is set.
const precisionCounts = 0.6

// flagMark sets a flag's mark where the F measure is best, over the texts that are no warnings.
func flagMark(f int, id string, left []judged, list []*lesson) float64 {
	type one struct {
		score float64
		is    bool
	}
	var all []one
	total := 0.0
	for i, x := range list {
		if x.Label == "warning" {
			continue
		}
		is := slices.Contains(x.Flags, id)
		if is {
			total++
		}
		all = append(all, one{left[i].flags[f], is})
	}
	slices.SortFunc(all, func(a, b one) int { return compare(b.score, a.score) })
	best, mark, right := 0.0, float64(noMark), 0.0
	for k, o := range all {
		if o.is {
			right++
		}
		p, r := right/float64(k+1), right/max(total, 1)
		const b = precisionCounts * precisionCounts
		if v := (1 + b) * p * r / (b*p + r + 1e-9); v > best {
			best, mark = v, o.score
		}
	}
	return mark
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// printReport prints, by writer, how often each mark is reached beside what rules alone say.
func printReport(js []judged, list []*lesson, d *learn.Draft, k *check.Knowledge) {
	type cell struct{ n, family, any, danger, warning, caution, ruled int }
	cells := map[string]*cell{}
	var flag, rule struct{ right, said, is int }
	for i, x := range list {
		sort := x.Label
		if x.Danger && x.Label != "warning" {
			sort += "!"
		}
		where := x.Writer
		if x.Lang != "" && !strings.HasPrefix(where, x.Lang) && where == "vk_dev" {
			where += " " + map[bool]string{true: x.Lang, false: "others"}[x.Lang == "en" || strings.HasPrefix(x.Lang, "zh")]
		}
		for _, key := range []string{where + " " + sort, "all of " + map[bool]string{true: "these", false: where}[x.At != ""] + " " + sort} {
			c := cells[key]
			if c == nil {
				c = &cell{}
				cells[key] = c
			}
			s := js[i].scores
			c.n++
			count(&c.family, s[learn.Family] >= d.Marks[learn.Family])
			count(&c.any, s[learn.Family] >= d.Marks[learn.Family] || s[learn.Any] >= d.Marks[learn.Any])
			count(&c.danger, s[learn.Danger] >= d.Marks[learn.Danger] || x.rules.Danger)
			count(&c.warning, x.rules.Level.Rank() >= 2)
			count(&c.caution, x.rules.Level.Rank() >= 1)
			count(&c.ruled, x.rules.Danger)
		}
		if !x.Annotated || x.Label == "warning" {
			continue
		}
		for f, id := range d.Flags {
			if _, ok := k.Taxonomy[id]; !ok {
				continue
			}
			is, said := slices.Contains(x.Flags, id), js[i].flags[f] >= d.FlagMarks[f]
			if js[i].scores[learn.Any] < d.Marks[learn.Any]-flagGate && js[i].scores[learn.Danger] < d.Marks[learn.Danger] {
				said = false
			}
			count(&flag.is, is)
			count(&flag.said, said)
			count(&flag.right, is && said)
			by := slices.ContainsFunc(x.rules.Flags, func(f check.Flag) bool { return f.ID == id })
			count(&rule.said, by)
			count(&rule.right, is && by)
		}
	}
	var keys []string
	for key := range cells {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	fmt.Printf("%-36s %5s   %7s %7s %7s   rules: %7s %7s %7s\n", "", "rows", "family", "any", "danger", "warning", "caution", "danger")
	for _, key := range keys {
		c := cells[key]
		p := func(n int) float64 { return 100 * float64(n) / float64(c.n) }
		fmt.Printf("%-36s %5d   %7.1f %7.1f %7.1f          %7.1f %7.1f %7.1f\n", key, c.n, p(c.family), p(c.any), p(c.danger), p(c.warning), p(c.caution), p(c.ruled))
	}
	if flag.is > 0 {
		p := func(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }
		fmt.Printf("flags: precision %.1f recall %.1f; rules: precision %.1f recall %.1f\n\n", p(flag.right, flag.said), p(flag.right, flag.is), p(rule.right, rule.said), p(rule.right, flag.is))
	}
}

const flagGate = 0.4

func count(n *int, b bool) {
	if b {
		*n++
	}
}
