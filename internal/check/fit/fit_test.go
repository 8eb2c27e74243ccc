package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ringtrue/ringtrue/data"
	"github.com/ringtrue/ringtrue/internal/check/learn"
)

func TestParseTexts(t *testing.T) {
	got, err := parseTexts("texts/en/w.txt", "= scam order student scammer danger\nGo. {I02 !|Take the room}, {K01|tell nobody}.\nNow.\n= benign chat none other\nok\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Text != "Go. Take the room, tell nobody.\nNow." || !got[0].Danger || got[0].Lang != "en" || got[0].Writer != "w" {
		t.Fatalf("got %+v", got[0])
	}
	if want := []string{"I02", "K01"}; !slices.Equal(got[0].Flags, want) {
		t.Errorf("flags %v", got[0].Flags)
	}
	if m := got[0].Marks[1]; got[0].Text[m.Start:m.End] != "tell nobody" {
		t.Errorf("the second mark covers %q", got[0].Text[m.Start:m.End])
	}
	for raw, want := range map[string]string{
		"= scam order\nx":             "w.txt:1: write '= label kind side voice'",
		"= scam o none scammer\n{K01": "w.txt:1: a mark is written",
		"= scam o none scammer\n\n":   "w.txt:1: the record has no text",
	} {
		if _, err := parseTexts("w.txt", raw); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", raw, err, want)
		}
	}
}

// TestSolve: what two features decide is found, and a start where most say no.
func TestSolve(t *testing.T) {
	vs := []*vector{
		{[]int32{0}, []float64{1}, 1}, {[]int32{0, 2}, []float64{1, 1}, 2},
		{[]int32{1}, []float64{1}, 1}, {[]int32{1, 2}, []float64{1, 1}, 2}, {[]int32{2}, []float64{1}, 1}, {nil, nil, 0},
	}
	want := []int8{1, 1, -1, -1, -1, 0}
	cost := []float64{5, 5, 5, 5, 5, 5}
	w := solve(vs, want, cost, 3)
	for i, v := range vs[:5] {
		if s := dot(w, v); s*float64(want[i]) < 0.5 {
			t.Errorf("example %d scores %v", i, s)
		}
	}
	if again := solve(vs, want, cost, 3); !slices.Equal(w, again) {
		t.Errorf("the same examples give %v and then %v", w, again)
	}
}

// TestShippedTexts: every text can be read, marks only flags that there are, and no text stands
// in two places.
func TestShippedTexts(t *testing.T) {
	list, err := readTexts("../../../data/texts")
	if err != nil {
		t.Fatal(err)
	}
	m, err := learn.Decode(data.Model)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, x := range list {
		if !slices.Contains([]string{"scam", "other", "warning", "benign"}, x.Label) {
			t.Errorf("%s: label %q", x.At, x.Label)
		}
		if !slices.Contains([]string{"scammer", "account", "about", "other"}, x.Voice) {
			t.Errorf("%s: voice %q", x.At, x.Voice)
		}
		for _, id := range x.Flags {
			if !slices.Contains(m.Flags, id) {
				t.Errorf("%s: there is no flag %s", x.At, id)
			}
		}
		if at, ok := seen[x.Text]; ok && len(x.Text) > 40 {
			t.Errorf("%s: the same text stands at %s", x.At, at)
		}
		seen[x.Text] = x.At
	}
}

// TestShippedNotions: every language has words for every notion.
func TestShippedNotions(t *testing.T) {
	files, _ := filepath.Glob("../../../data/notions/*.txt")
	if len(files) < 9 {
		t.Fatalf("only %d languages", len(files))
	}
	var first []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		l, err := learn.NewLexicon([]learn.LexiconFile{{Name: f, Text: string(raw)}})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = l.Names
		}
		if !slices.Equal(first, l.Names) {
			t.Errorf("%s has other notions, or in another order, than %s", f, files[0])
		}
	}
}
