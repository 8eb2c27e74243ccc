package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// extend appends each alternative to each sequence, at the given distance.
func extend(seqs, alts [][]item, gap int, cross, tight bool) (out [][]item) {
	for _, s := range seqs {
		for _, a := range alts {
			next := slices.Clone(s)
			for i, it := range a {
				if i == 0 && len(s) > 0 {
					it.gap, it.cross, it.tight = gap, cross, tight
				}
				next = append(next, it)
			}
			out = append(out, next)
		}
	}
	return out
}

// bothOrders puts the alternatives after, and before, what stands so far.
func bothOrders(seqs, alts [][]item, n int) (out [][]item) {
	out = extend(seqs, alts, n, false, false)
	for _, a := range alts {
		for _, s := range seqs {
			if len(s) > 0 && len(a) > 0 {
				out = append(out, extend([][]item{a}, [][]item{s}, n, false, false)...)
			}
		}
	}
	return out
}

// finish joins neighbours into longer phrases where that multiplies out to few, and refuses a
// pattern with nothing to look for.
func finish(seqs [][]item) ([][]item, error) {
	for i, s := range seqs {
		seqs[i] = joinNeighbours(s)
	}
	if slices.ContainsFunc(seqs, func(s []item) bool { return len(s) == 0 }) {
		return nil, fmt.Errorf("the pattern may match nothing at all; leave a part outside [ ]")
	}
	return seqs, nil
}

func joinNeighbours(s []item) (out []item) {
	for _, it := range s {
		if n := len(out); n > 0 && joinable(out[n-1], it) {
			out[n-1].phrases = product(out[n-1].phrases, it.phrases, it.tight)
			continue
		}
		out = append(out, it)
	}
	return out
}

func joinable(a, b item) bool {
	if b.gap != adjacent || a.find != "" || b.find != "" || len(a.phrases)*len(b.phrases) > maxProduct {
		return false
	}
	return !slices.ContainsFunc(a.phrases, func(p scan.Phrase) bool { return p.Open })
}

func product(a, b []scan.Phrase, tight bool) (out []scan.Phrase) {
	for _, p := range a {
		for _, q := range b {
			sep := " "
			if tight || !spacedBorder(p.Text, q.Text) {
				sep = ""
			}
			texts := []string{p.Text + sep + q.Text}
			if sep == " " && looseBorder(p.Text, q.Text) {
				texts = append(texts, p.Text+q.Text)
			}
			for _, t := range texts {
				out = append(out, scan.Phrase{Text: fold.Phrase(t), Open: q.Open})
			}
		}
	}
	return out
}

// spacedBorder says whether a space is written between the two in running text.
func spacedBorder(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return !(dense(x) && dense(y))
}

// looseBorder says whether writers leave the space between the two out as often as not.
func looseBorder(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return loosePair(x, y)
}

func dense(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー'
}

// String shows a sequence as a writer would, for error messages and tests.
func (it item) String() string {
	if it.find != "" {
		return "<" + it.find + ">"
	}
	parts := make([]string, len(it.phrases))
	for i, p := range it.phrases {
		parts[i] = p.Text
		if p.Open {
			parts[i] += "*"
		}
	}
	return "(" + strings.Join(parts, "|") + ")"
}
