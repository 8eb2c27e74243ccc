package measure

import (
	"math"
	"testing"
)

func outcome(label string, rank int, score float64, said, is []string) Outcome {
	return Outcome{Row: Row{Source: "s", Lang: "en", Label: label, Kind: "k", Flags: &is}, Rank: rank, Score: score, Flags: said}
}

// TestInterval: 8 of 10 and 0 of 10, figures of Wilson's formula worked by hand.
func TestInterval(t *testing.T) {
	for _, c := range []struct {
		s      Share
		lo, hi float64
	}{{Share{8, 10}, 0.490, 0.943}, {Share{0, 10}, 0, 0.278}, {Share{0, 0}, 0, 1}} {
		if lo, hi := c.s.Interval(); math.Abs(lo-c.lo) > 0.001 || math.Abs(hi-c.hi) > 0.001 {
			t.Errorf("%v: %.4f – %.4f, want %.3f – %.3f", c.s, lo, hi, c.lo, c.hi)
		}
	}
}

func TestAUCAndFlags(t *testing.T) {
	outs := []Outcome{
		outcome("scam", 3, 0.9, []string{"K01", "C04"}, []string{"K01", "E01"}),
		outcome("scam", 1, 0.3, nil, nil),
		outcome("benign", 0, 0.3, nil, nil),
		outcome("warning", 0, 0.1, []string{"K01"}, []string{"C08"}),
	}
	if auc, lo, hi := AUC(outs); math.Abs(auc-0.875) > 1e-9 || lo > auc || hi < auc {
		t.Errorf("AUC %.4f (%.4f – %.4f), want 0.875: three pairs won, one tied", auc, lo, hi)
	}
	if auc, _, _ := AUC(outs[:2]); !math.IsNaN(auc) {
		t.Errorf("AUC of one sort is %v, want NaN", auc)
	}
	all := Flags(outs)[len(Flags(outs))-1]
	if all.ID != "all" || all.Precision != (Share{1, 2}) || all.Recall != (Share{1, 2}) {
		t.Errorf("flags: %+v; a warning's flags must not count", all)
	}
	g := Groups(outs, func(r Row) Group { return Group{Label: r.Label} })
	if len(g) != 3 || g[1].Label != "scam" || g[1].AtLeast != [4]int{2, 2, 1, 1} {
		t.Errorf("groups: %+v", g)
	}
}
