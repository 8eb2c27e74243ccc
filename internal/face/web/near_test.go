package web

import (
	"strings"
	"testing"
)

// TestNear: who does not say where the student is is not told that both are in one place.
func TestNear(t *testing.T) {
	h := newHouse(t)
	text := h.get("/numbers?lang=en&from=CN&country=").main(t)
	if strings.Contains(text, "You and the student are here") || !strings.Contains(text, "Where you are: China") || !strings.Contains(text, "police there") {
		t.Errorf("the page says %.600s", text)
	}
	if text := h.get("/numbers?lang=en&from=CN&country=CN").main(t); !strings.Contains(text, "You and the student are here: China") {
		t.Errorf("both chosen: %.600s", text)
	}
}

// TestNoCity: where police are reached city by city, a family that named none is asked for it, and
// not told that no number is known.
func TestNoCity(t *testing.T) {
	h := newHouse(t)
	says := h.get("/now/family?lang=en&a=A1B1&end=1&from=CN&country=US").main(t)
	if strings.Contains(says, "We know no number of the police there") || !strings.Contains(says, "choose the student’s city") {
		t.Errorf("the page says %.900s", says)
	}
}
