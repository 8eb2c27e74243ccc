package check

import (
	"io/fs"
	"maps"
	"math"
	"slices"
)

// Weights say what cues are worth by the company they keep: a few dozen numbers, fitted by
// `go run ./internal/check/fit` on labelled texts and shipped as data/rules/weights.json. A text
// that speaks of an officer, of silence, of a camera and of a hotel need not use any phrase a
// rule knows to be worth a warning; one that speaks of a hotel and a birthday is worth less.
//
// They are the same for every language, apply to each stretch of a text, and show in the verdict
// as one reason ("together") with the words that gave the cues. By themselves they reach warning,
// never alarm.
type Weights struct {
	Base  float64            `json:"base"`  // added once when any cue speaks
	Cues  map[string]float64 `json:"cues"`  // points by cue
	Voice map[string]float64 `json:"voice"` // points for each point of stance, up to voiceMost
	From  string             `json:"from"`  // what they were fitted on
}

const (
	togetherMost  = 5.0  // under alarm
	togetherLeast = -4.0 // company can make a sign harmless, but not for free
	voiceMost     = 4.0
)

// loadWeights reads the weights; a data folder without them has none.
func loadWeights(files fs.FS) (*Weights, error) {
	w := &Weights{}
	if _, err := fs.Stat(files, "rules/weights.json"); err != nil {
		return nil, nil
	}
	return w, readJSON(files, "rules/weights.json", w)
}

// together sums the weights of what a stretch gives, and keeps the quotes of what counted most.
func (c *Checker) together(st *stretch) {
	w := c.know.Weights
	if w == nil || len(st.cues) == 0 && st.sum == 0 {
		return
	}
	points := w.Base
	for _, name := range slices.Sorted(maps.Keys(st.cues)) {
		points += w.Cues[name]
	}
	for name, f := range st.voiced() {
		points += w.Voice[name] * math.Min(voiceMost, f.points)
	}
	points = math.Max(togetherLeast, math.Min(togetherMost, points))
	if points < 0 {
		points = -math.Min(st.sum, -points)
	}
	st.company = points
	st.sum += points
}

func (st *stretch) voiced() map[string]*found {
	return map[string]*found{"about": st.about, "account": st.account, "scammer": st.scammer, "benign": st.benign}
}

// weighty lists the cues of a stretch that count for it, the heaviest first.
func (c *Checker) weighty(st *stretch) (names []string) {
	for n := range st.cues {
		if c.know.Weights.Cues[n] > 0 {
			names = append(names, n)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if x, y := c.know.Weights.Cues[a], c.know.Weights.Cues[b]; x != y {
			return int(math.Copysign(1, y-x))
		}
		return slices.Compare([]byte(a), []byte(b))
	})
	return names
}

// Features are what Fit learns from: the sum before company, the cues given, the points of
// stance. Of a long text, those of its worst stretch.
type Features struct {
	Sum   float64
	Cues  []string
	Voice map[string]float64
}

// Features reads a text as Check does and returns what its weights would be applied to.
func (c *Checker) Features(text string) Features {
	r := c.pool.Get().(*run)
	defer c.pool.Put(r)
	r.read(c.know.Program, text, "")
	signals := r.conditions(c.know.Program, text)
	st := c.judgeLong(signals, c.extras(c.standings(r.found, "")), len(text))
	f := Features{Sum: st.sum - st.company, Cues: slices.Sorted(maps.Keys(st.cues)), Voice: map[string]float64{}}
	for n, v := range st.voiced() {
		if p := math.Min(voiceMost, v.points); p > 0 {
			f.Voice[n] = p
		}
	}
	return f
}
