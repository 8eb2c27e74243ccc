package ocr

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word with its place in the picture.
type word struct {
	text        string
	sure        float64
	left, top   int
	right, down int
	line        [3]int // block, paragraph, line
}

// readTSV reads the table tesseract writes; lines that do not fit it are left out.
func readTSV(table string) (out []word) {
	for _, row := range strings.Split(table, "\n") {
		c := strings.Split(strings.TrimRight(row, "\r"), "\t")
		if len(c) != 12 || c[0] != "5" || strings.TrimSpace(c[11]) == "" {
			continue
		}
		var n [10]int
		ok := true
		for i := range n {
			v, err := strconv.Atoi(c[i])
			n[i], ok = v, ok && err == nil
		}
		sure, err := strconv.ParseFloat(c[10], 64)
		if !ok || err != nil {
			continue
		}
		out = append(out, word{
			text: strings.ToValidUTF8(c[11], ""), sure: sure / 100,
			left: n[6], top: n[7], right: n[6] + n[8], down: n[7] + n[9], line: [3]int{n[2], n[3], n[4]},
		})
	}
	return out
}

// line is words that stand beside each other.
type line struct {
	words       []word
	left, right int
	top, down   int
}

func (l *line) add(w word) {
	if len(l.words) == 0 {
		l.left, l.top = w.left, w.top
	}
	l.words = append(l.words, w)
	l.left, l.right = min(l.left, w.left), max(l.right, w.right)
	l.top, l.down = min(l.top, w.top), max(l.down, w.down)
}

// compose makes running text of words: signs that are no words are left out, and lines that a narrow
// bubble broke are joined again.
func compose(words []word) (t Text) {
	words = slices.DeleteFunc(words, noise(words))
	var lines []*line
	for i, w := range words {
		if i == 0 || w.line != words[i-1].line {
			lines = append(lines, &line{})
		}
		lines[len(lines)-1].add(w)
	}
	lines = slices.DeleteFunc(lines, (*line).doubtful)
	tall := middle(words)
	var b strings.Builder
	sum := 0.0
	for i, l := range lines {
		if i > 0 {
			b.WriteString(joint(lines[i-1], l, tall))
		}
		for j, w := range l.words {
			if j > 0 && spaced(l.words[j-1].text, w.text) && !torn(l.words[j-1], w, tall) {
				b.WriteByte(' ')
			}
			b.WriteString(w.text)
			n := utf8.RuneCountInString(w.text)
			sum += w.sure * float64(n)
			t.weight += n
		}
	}
	t.Text = b.String()
	if t.weight > 0 {
		t.Sure = sum / float64(t.weight)
	}
	return t
}

// middle is the usual height of a word.
func middle(words []word) int {
	heights := make([]int, 0, len(words))
	for _, w := range words {
		heights = append(heights, w.down-w.top)
	}
	if len(heights) == 0 {
		return 1
	}
	slices.Sort(heights)
	return max(1, heights[len(heights)/2])
}

// noise tells what pictures of people, buttons and frames are misread as: marks, or a letter or two
// that are far too large.
func noise(words []word) func(word) bool {
	tall := middle(words)
	return func(w word) bool {
		high := w.down - w.top
		letters := strings.ContainsFunc(w.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		return high > 2*tall && utf8.RuneCountInString(w.text) <= 3 || !letters && (w.sure < .6 || high > 3*tall)
	}
}

// doubtful says whether a line is short and unsure as a whole: not words, most likely.
func (l *line) doubtful() bool {
	n, sum := 0, 0.0
	for _, w := range l.words {
		k := utf8.RuneCountInString(w.text)
		n += k
		sum += w.sure * float64(k)
	}
	return n <= 8 && sum < .5*float64(n)
}

// joint is what stands between two lines: nothing or a space where the first was only broken because
// it reached the edge, else a line break; a wide gap is a new message.
func joint(a, b *line, tall int) string {
	gap := b.top - a.down
	switch {
	case gap > 2*tall || b.top < a.top-tall:
		return "\n\n"
	case gap > tall*6/5 || abs(a.left-b.left) > 2*tall || a.right < b.right-2*tall:
		return "\n"
	case spaced(a.words[len(a.words)-1].text, b.words[0].text):
		return " "
	}
	return ""
}

func abs(n int) int { return max(n, -n) }

// spaced says whether a space belongs between two words: not beside Chinese, Japanese or the marks
// of either, since there the program writes one between characters.
func spaced(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return !(dense(x) && (dense(y) || strings.ContainsRune(",.;:!?)", y)) || fullMark(x) || fullMark(y))
}

// torn says whether two pieces of Korean stand too close for the space that the program saw: it tears
// words of large letters apart.
func torn(a, b word, tall int) bool {
	x, n := utf8.DecodeLastRuneInString(a.text)
	y, m := utf8.DecodeRuneInString(b.text)
	return unicode.Is(unicode.Hangul, x) && unicode.Is(unicode.Hangul, y) &&
		(len(a.text) <= 2*n || len(b.text) <= 2*m) && 4*(b.left-a.right) < tall
}

func dense(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || fullMark(r)
}

func fullMark(r rune) bool {
	return r >= 0x3000 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF0F || r >= 0xFF1A && r <= 0xFF1F
}
