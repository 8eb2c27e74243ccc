// Package measure says how well checks do on texts whose answer is known: recall and false
// alarms by level, danger, flags, with 95 % intervals, by source, language and kind.
//
// A row is one labelled text, in JSON Lines: id, source, lang, label (scam, warning, benign),
// kind, text, and where annotated hard, flags, danger. Numbers are only worth something on
// sources and writers the rules were not tuned on; this package cannot know, and does not ask.
//
// What does not live here: the texts, the verdicts (package check), how the tables are printed
// (face/cli).
package measure

import (
	"math"
	"slices"
)

// Row is one labelled text.
type Row struct {
	ID     string    `json:"id"`
	Source string    `json:"source"`
	Lang   string    `json:"lang"`
	Label  string    `json:"label"` // scam, warning, benign
	Kind   string    `json:"kind"`
	Hard   any       `json:"hard"` // true marks a look-alike; some sets hold null
	Flags  *[]string `json:"flags"`
	Danger *bool     `json:"danger"`
	Text   string    `json:"text"`
}

// Outcome is what a check said of a row.
type Outcome struct {
	Row    Row
	Rank   int // 0 none … 3 alarm
	Score  float64
	Danger bool
	Stance string
	Flags  []string
}

// Share is a count out of a total, with the Wilson score interval (Wilson 1927).
type Share struct{ N, Of int }

// Value is the share itself, or NaN of nothing.
func (s Share) Value() float64 { return float64(s.N) / float64(s.Of) }

// Interval is the 95 % interval.
func (s Share) Interval() (lo, hi float64) {
	if s.Of == 0 {
		return 0, 1
	}
	const z = 1.959964
	n, p := float64(s.Of), s.Value()
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, mid-half), min(1, mid+half)
}

// Group is the outcomes that share source, language, label and kind.
type Group struct {
	Source, Lang, Label, Kind string
	Total                     int
	AtLeast                   [4]int // outcomes of at least this rank
	Danger                    Share  // of rows annotated with danger, those that said so
	DangerFalse               Share  // of rows annotated without, those that said so all the same
}

// Groups sorts outcomes into groups by the given key parts.
func Groups(outs []Outcome, key func(Row) Group) []*Group {
	byKey := map[Group]*Group{}
	var order []*Group
	for _, o := range outs {
		k := key(o.Row)
		g := byKey[k]
		if g == nil {
			fresh := k
			g = &fresh
			byKey[k] = g
			order = append(order, g)
		}
		g.add(o)
	}
	slices.SortFunc(order, compareGroups)
	return order
}

func compareGroups(a, b *Group) int {
	for _, p := range [][2]string{{a.Source, b.Source}, {a.Lang, b.Lang}, {b.Label, a.Label}, {a.Kind, b.Kind}} {
		if p[0] != p[1] {
			if p[0] < p[1] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (g *Group) add(o Outcome) {
	g.Total++
	for r := 0; r <= o.Rank; r++ {
		g.AtLeast[r]++
	}
	if o.Row.Danger == nil || o.Row.Label == "warning" {
		return
	}
	s := &g.DangerFalse
	if *o.Row.Danger {
		s = &g.Danger
	}
	s.Of++
	if o.Danger {
		s.N++
	}
}

// AUC is the chance that a scam scores above a text that is none (ties count half), with the
// interval of Hanley and McNeil 1982. It is NaN unless both sorts are there.
func AUC(outs []Outcome) (auc, lo, hi float64) {
	var pos, neg []float64
	for _, o := range outs {
		if o.Row.Label == "scam" {
			pos = append(pos, o.Score)
		} else {
			neg = append(neg, o.Score)
		}
	}
	if len(pos) == 0 || len(neg) == 0 {
		return math.NaN(), 0, 1
	}
	slices.Sort(neg)
	sum := 0.0
	for _, p := range pos {
		below, _ := slices.BinarySearch(neg, p)
		above, _ := slices.BinarySearch(neg, math.Nextafter(p, 2))
		sum += float64(below) + float64(above-below)/2
	}
	n1, n2 := float64(len(pos)), float64(len(neg))
	auc = sum / (n1 * n2)
	q1, q2 := auc/(2-auc), 2*auc*auc/(1+auc)
	se := math.Sqrt((auc*(1-auc) + (n1-1)*(q1-auc*auc) + (n2-1)*(q2-auc*auc)) / (n1 * n2))
	return auc, max(0, auc-1.96*se), min(1, auc+1.96*se)
}

// FlagScore is how well one flag, or all together, were found on annotated scam rows.
type FlagScore struct {
	ID                string
	Precision, Recall Share
}

// Flags scores each flag over the scam and benign rows that carry an annotation; the last entry is all
// flags together. Warnings are left out: a text about scams mentions what it does not carry.
func Flags(outs []Outcome) []FlagScore {
	byID := map[string]*FlagScore{}
	all := &FlagScore{ID: "all"}
	count := func(id string, said, is bool) {
		f := byID[id]
		if f == nil {
			f = &FlagScore{ID: id}
			byID[id] = f
		}
		for _, x := range []*FlagScore{f, all} {
			if said {
				x.Precision.Of++
			}
			if is {
				x.Recall.Of++
			}
			if said && is {
				x.Precision.N++
				x.Recall.N++
			}
		}
	}
	for _, o := range outs {
		if o.Row.Flags == nil || o.Row.Label == "warning" {
			continue
		}
		for _, id := range *o.Row.Flags {
			count(id, slices.Contains(o.Flags, id), true)
		}
		for _, id := range o.Flags {
			if !slices.Contains(*o.Row.Flags, id) {
				count(id, true, false)
			}
		}
	}
	var out []FlagScore
	for _, f := range byID {
		out = append(out, *f)
	}
	slices.SortFunc(out, func(a, b FlagScore) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	if all.Recall.Of > 0 {
		out = append(out, *all)
	}
	return out
}
