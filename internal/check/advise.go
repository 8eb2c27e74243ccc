package check

import "slices"

// situation is one row of data/advice/situations.json: when it applies, and what to do.
type situation struct {
	ID       string   `json:"id"`
	Reader   string   `json:"reader"`
	Levels   []string `json:"levels"`
	Danger   *bool    `json:"danger"`
	Families []string `json:"families"`
	Stances  []string `json:"stances"`
	Items    []string `json:"items"`
}

// advise gives what to do now: the items of the first situation that fits.
func (c *Checker) advise(v *Verdict, plays []placed, w *Wording) []Advice {
	out := []Advice{}
	s := c.know.situation(v.Side, v, familyOf(plays))
	if s == nil {
		return out
	}
	for _, id := range s.Items {
		a := w.advice[id]
		out = append(out, Advice{ID: id, Do: a.Do, More: a.More})
	}
	return out
}

func (k *Knowledge) situation(reader string, v *Verdict, family string) *situation {
	for i := range k.situations {
		s := &k.situations[i]
		if s.Reader == reader && slices.Contains(s.Levels, string(v.Level)) &&
			(s.Danger == nil || *s.Danger == v.Danger) &&
			(s.Families == nil || slices.Contains(s.Families, family)) &&
			(s.Stances == nil || slices.Contains(s.Stances, string(v.Stance))) {
			return s
		}
	}
	return nil
}
