package fold

// spelled appends a word that is spelled out from src[i] on: four or more single letters with the
// same one character between them. A few digits may stand for letters among them. It returns the
// word's end in src, or 0 if there is none.
func (t *Text) spelled(i int) int {
	if n := len(t.B); n > 0 && t.B[n-1] == '\'' { // the t of "can't"
		return 0
	}
	start, sep, digits := i, rune(0), 0
	var s survey
	for {
		k, v, w := t.skip(&i)
		if v < 0 || k != latin && k != other && (k != digit || unleet(v) == v) {
			break
		}
		i += w
		behind := i
		next, x, w := t.skip(&i)
		if next == latin || next == digit || next == other || next == sign {
			break
		}
		if next == space {
			x = ' '
		}
		switch k {
		case latin:
			s.letters++
		case other:
			s.others++
		default:
			digits++
		}
		if k != digit { // digits behind the last letter are a number that follows
			s.end, s.leets = behind, digits
		}
		if next == newline || !separates(x) || sep != 0 && x != sep {
			break
		}
		sep = x
		i += w
	}
	if s.letters+s.others < 4 || s.letters < s.leets || t.raw(start) {
		return 0
	}
	t.write(start, s, true)
	return s.end
}

// skip moves i over characters that say nothing and reads the one behind them.
func (t *Text) skip(i *int) (k class, v rune, w int) {
	for *i < len(t.src) {
		if k, v, w = t.at(*i); k != drop {
			return k, v, w
		}
		*i += w
	}
	return nothing, 0, 0
}

// separates says whether a folded character may stand between the letters of a word spelled out.
func separates(v rune) bool {
	switch v {
	case ' ', '.', '-', '_', '*', '·', '/':
		return true
	}
	return false
}
