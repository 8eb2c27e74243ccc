package web

import (
	"slices"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/base/lang"
)

// longText is the length in characters from which only what stands around the marks is shown,
// and around how many characters of it.
const (
	longText = 60_000
	around   = 300
)

// piece is a stretch of the text as given: plain, marked with the reasons it gave, or left out.
type piece struct {
	Text    string
	Reasons []anchor // in the order of their numbers; none for plain text
	Class   string   // how heavy its heaviest reason is
	Cut     bool     // text was left out here
}

// anchor is one reason's number at one mark. First says that it is the reason's first mark, where
// "back to the words" leads.
type anchor struct {
	N     int
	First bool
}

type span struct {
	start, end int
	reasons    []int
	heavy      int
}

// pieces cuts a text at the words that its reasons quote. Quotes that overlap become one mark with
// several numbers.
func pieces(text string, reasons []reason) []piece {
	marks := merge(spans(text, reasons))
	brief := utf8.RuneCountInString(text) > longText
	met := map[int]bool{}
	var out []piece
	at := 0
	for i, m := range marks {
		out = plain(out, text[at:m.start], brief, i == 0, false)
		p := piece{Text: lang.Clean(text[m.start:m.end]), Class: weightClass[m.heavy]}
		for _, n := range m.reasons {
			p.Reasons = append(p.Reasons, anchor{n, !met[n]})
			met[n] = true
		}
		out = append(out, p)
		at = m.end
	}
	return plain(out, text[at:], brief, len(marks) == 0, true)
}

func spans(text string, reasons []reason) (out []span) {
	for _, r := range reasons {
		for _, q := range r.Quotes {
			if q.Start >= 0 && q.Start < q.End && q.End <= len(text) {
				out = append(out, span{q.Start, q.End, []int{r.N}, r.heavy})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b span) int { return a.start - b.start })
	return out
}

func merge(spans []span) (out []span) {
	for _, s := range spans {
		if n := len(out); n > 0 && s.start < out[n-1].end {
			last := &out[n-1]
			last.end = max(last.end, s.end)
			last.heavy = max(last.heavy, s.heavy)
			if !slices.Contains(last.reasons, s.reasons[0]) {
				last.reasons = append(last.reasons, s.reasons[0])
				slices.Sort(last.reasons)
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// plain adds unmarked text; of a long one only the ends that touch a mark, or the beginning.
func plain(out []piece, s string, brief, first, last bool) []piece {
	if s == "" {
		return out
	}
	if !brief || utf8.RuneCountInString(s) <= 2*around {
		return append(out, piece{Text: lang.Clean(s)})
	}
	r := []rune(s)
	if head := string(r[:around]); !first || last {
		out = append(out, piece{Text: lang.Clean(head)})
	}
	out = append(out, piece{Cut: true})
	if !last {
		out = append(out, piece{Text: lang.Clean(string(r[len(r)-around:]))})
	}
	return out
}

// weightClass draws a mark by the heaviest of its reasons: solid, double or dotted line.
var weightClass = []string{"c", "w", "a"}

func heaviness(weight string) int {
	switch weight {
	case "decisive":
		return 2
	case "strong":
		return 1
	}
	return 0
}
