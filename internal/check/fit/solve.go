package main

import (
	"math"
	"math/rand"
)

// vector is what a sheet shows, as numbered features and their values.
type vector struct {
	feature []int32
	value   []float64
	square  float64
}

// startValue is the value of the feature that every vector has, from which a sum starts.
const startValue = 0.3

// solve fits a linear support vector machine with squared hinge loss by dual coordinate descent
// (Hsieh, Chang, Lin, Keerthi, Sundararajan 2008). want is 1, -1, or 0 for vectors left out; cost
// is what a mistake on each costs. The last of the size+1 weights is the start. The order is drawn
// with a fixed seed and no operation may be fused, so that the same texts give the same weights.
func solve(vs []*vector, want []int8, cost []float64, size int) []float64 {
	w := make([]float64, size+1)
	var order []int
	for i := range vs {
		if want[i] != 0 {
			order = append(order, i)
		}
	}
	alpha := make([]float64, len(vs))
	rng := rand.New(rand.NewSource(7))
	for range 30 {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		most := 0.0
		for _, i := range order {
			v, y := vs[i], float64(want[i])
			give := 1 / (2 * cost[i])
			g := float64(y*dot(w, v)) - 1 + float64(give*alpha[i])
			if alpha[i] == 0 && g > 0 {
				continue
			}
			most = max(most, math.Abs(g))
			if math.Abs(g) < 1e-9 {
				continue
			}
			old := alpha[i]
			alpha[i] = max(0, old-g/(v.square+float64(startValue*startValue)+give))
			step := float64((alpha[i] - old) * y)
			for k, f := range v.feature {
				w[f] += float64(step * v.value[k])
			}
			w[size] += float64(step * startValue)
		}
		if most < 0.05 {
			break
		}
	}
	return w
}

// dot is the score of a vector.
func dot(w []float64, v *vector) float64 {
	s := float64(w[len(w)-1] * startValue)
	for k, f := range v.feature {
		s += float64(w[f] * v.value[k])
	}
	return s
}
