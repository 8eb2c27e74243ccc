package learn

import "unicode/utf8"

// Gram is one thing that a text says in the eyes of the learned part: a word, a piece of one, two
// words in a row, or up to four characters of a script without spaces. Key is its hash; Start and
// End are its place in the folded text.
type Gram struct {
	Key        uint32
	Start, End int32
}

// A gram's hash begins with its sort, so that a word, a piece of a word and a run of characters
// that are written alike stay apart.
const (
	sortWord = iota + 1
	sortPair
	sortSkip
	sortPiece
	sortHead
	sortRun
	sortName
	sortNames
	sortNotion
	sortTogether
	sortFollows
	sortHeard
	sortHeards
)

// class of a character of folded text.
const (
	other  = iota
	breaks // ends a run of words: line ends, marks
	spaced // a letter of a script that puts spaces between words
	digits
	packed // Han and kana
)

func classOf(r rune) int {
	switch {
	case r >= 'a' && r <= 'z', r == '\'':
		return spaced
	case r >= '0' && r <= '9':
		return digits
	case r == ' ':
		return other
	case r < 0x80:
		return breaks
	case r >= 0x3040 && r <= 0x30FF, r >= 0x3400 && r <= 0x9FFF, r >= 0x20000 && r <= 0x3FFFF:
		return packed
	case r >= 0x2000 && r <= 0x303F:
		return breaks
	}
	return spaced
}

const (
	base   = 0x9E3779B97F4A7C15 | 1
	finish = 0xD6E8FEB86659FD93
)

func key(sort, h uint64) uint32 { return uint32((h ^ sort*0xC2B2AE3D27D4EB4F) * finish >> 32) }

// walker goes through folded text once and hands over its grams.
type walker struct {
	out        []Gram
	sum        []uint64 // sum[i]: hash of the first i characters of the run under way
	at         []int32  // at[i]: where character i of the run begins; one more for its end
	word, back uint64   // hashes of the last word and the one before it, 0 for none
	wordAt     int32
	backAt     int32
}

// Append appends the grams of folded text in the order of their ends.
func Append(dst []Gram, text []byte) []Gram {
	w := walker{out: dst}
	w.walk(text)
	return w.out
}

func (w *walker) walk(text []byte) {
	w.word, w.back = 0, 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		switch classOf(r) {
		case spaced:
			i = w.spacedRun(text, i)
		case packed:
			i = w.packedRun(text, i)
		case digits:
			i = w.number(text, i)
		case breaks:
			w.word, w.back = 0, 0
			i += n
		default:
			i += n
		}
	}
}

func (w *walker) add(sort, h uint64, start, end int32) {
	w.out = append(w.out, Gram{key(sort, h), start, end})
}

// run reads the characters of one class from i on into sum and at.
func (w *walker) run(text []byte, i, class int) int {
	w.sum, w.at = append(w.sum[:0], 0), w.at[:0]
	for i < len(text) {
		r, n := utf8.DecodeRune(text[i:])
		if classOf(r) != class {
			break
		}
		w.sum = append(w.sum, w.sum[len(w.sum)-1]*base+uint64(r)+1)
		w.at = append(w.at, int32(i))
		i += n
	}
	w.at = append(w.at, int32(i))
	return i
}

var power = func() (p [16]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * base
	}
	return p
}()

// part is the hash of the characters from to to of the run, at most fifteen.
func (w *walker) part(from, to int) uint64 { return w.sum[to] - w.sum[from]*power[to-from] }

// spacedRun hands over a word, its pair with the word before it and with the one before that, its
// beginnings (which stand for its stem) and its inner pieces.
func (w *walker) spacedRun(text []byte, i int) int {
	end := w.run(text, i, spaced)
	n := len(w.sum) - 1
	start, stop := w.at[0], w.at[n]
	first, _ := utf8.DecodeRune(text[i:])
	h := w.sum[n]
	w.add(sortWord, h, start, stop)
	if w.word != 0 {
		w.add(sortPair, w.word*finish+h, w.wordAt, stop)
		if w.back != 0 {
			w.add(sortSkip, w.back*finish+h, w.backAt, stop)
		}
	}
	switch {
	case first >= 0xAC00 && first <= 0xD7FF: // Hangul: a syllable says much
		for k := 1; k <= 3 && k < n; k++ {
			w.add(sortHead, w.part(0, k), start, w.at[k])
		}
		w.pieces(2, 3)
	case first < 0x80:
		for k := 4; k <= 6 && k < n; k++ {
			w.add(sortHead, w.part(0, k), start, w.at[k])
		}
	default:
		w.pieces(3, 5)
	}
	w.back, w.backAt = w.word, w.wordAt
	w.word, w.wordAt = h, start
	return end
}

func (w *walker) pieces(from, to int) {
	n := len(w.sum) - 1
	for k := from; k <= to; k++ {
		for j := k; j <= n; j++ {
			w.add(sortPiece, w.part(j-k, j), w.at[j-k], w.at[j])
		}
	}
}

// packedRun hands over every run of one to four characters of a script without spaces.
func (w *walker) packedRun(text []byte, i int) int {
	end := w.run(text, i, packed)
	n := len(w.sum) - 1
	for j := 1; j <= n; j++ {
		for k := 1; k <= 4 && k <= j; k++ {
			w.add(sortRun, w.part(j-k, j), w.at[j-k], w.at[j])
		}
	}
	w.word, w.back = 0, 0
	return end
}

// number stands for any number of the same length.
func (w *walker) number(text []byte, i int) int {
	start := i
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	h := uint64(min(i-start, 9)) | 1<<40
	w.add(sortWord, h, int32(start), int32(i))
	if w.word != 0 {
		w.add(sortPair, w.word*finish+h, w.wordAt, int32(i))
	}
	w.back, w.backAt = w.word, w.wordAt
	w.word, w.wordAt = h, int32(start)
	return i
}
