package fold

// gap reads everything between two words that is neither: white space, symbols, emoji and what says
// nothing, and appends what is left of it once it is known what stands on both sides.
func (t *Text) gap(i int) int {
	if t.src[i] == ' ' && i+1 < len(t.src) && letter[t.src[i+1]] && t.left != nothing && t.left != newline && t.left != space {
		t.step(i)
		t.B = append(t.B, ' ')
		t.left = space
		return i + 1
	}
	var spaces, symbols, pictures int
	var dots, spaceBefore, spaceAfter bool // of a single full stop
	signAt := -1
	right, j := nothing, i
scan:
	for j < len(t.src) {
		k, _, w := t.at(j)
		switch k {
		case space:
			spaces++
			spaceBefore = spaceBefore || symbols == 0
			spaceAfter = symbols > 0
		case symbol, inside:
			symbols++
		case dot:
			symbols++
			dots = true
		case picture:
			pictures++
		case sign: // planted between CJK characters; anywhere else it is not for a gap to judge
			if symbols >= planted {
				right = k
				break scan
			}
			symbols++
			if signAt < 0 {
				signAt = j
			}
		case drop:
		default:
			right = k
			break scan
		}
		j += w
	}
	if right == jamo {
		right = hangul
	}
	switch {
	case symbols > planted:
	case t.left == cjk && right == cjk:
		if !(dots && symbols == 1 && !spaceBefore && spaceAfter) {
			return j
		}
	case t.left == hangul && right == hangul && spaces == 0 && symbols+pictures <= planted:
		return j
	}
	if signAt >= 0 {
		j, right = signAt, sign
	}
	t.between(i, j, right)
	return j
}

// planted is the longest run of symbols that is taken for planted; longer ones draw lines or mask names.
const planted = 3

// between appends the gap src[i:end] as it stands: one space for any white space and emoji, symbols
// once each, no space at the ends of a line.
func (t *Text) between(i, end int, right class) {
	from, to := -1, 0
	pending := func() {
		if from >= 0 && t.left != nothing && t.left != newline {
			t.block = true
			t.segs = append(t.segs, seg{int32(len(t.B)), int32(from), int32(to - from)})
			t.B = append(t.B, ' ')
			t.left = space
		}
		from = -1
	}
	for i < end {
		k, v, w := t.at(i)
		switch k {
		case space, picture:
			if from < 0 {
				from = i
			}
			to = i + w
		case drop:
		default:
			pending()
			t.once(v, i, w)
			t.left = k
		}
		i += w
	}
	if right != newline && right != nothing {
		pending()
	}
}

// once appends a mark or symbol unless it is the same as the one just before it. A slash is repeated
// for a reason.
func (t *Text) once(v rune, o, w int) {
	if t.signEnd == len(t.B) && t.sign == v && v != '/' {
		t.extend(t.signWidth(), o+w)
		return
	}
	t.signStart = len(t.B)
	t.emit(v, o, w)
	t.sign, t.signEnd = v, len(t.B)
}

func (t *Text) signWidth() int { return t.signEnd - t.signStart }

// signs reads @ or $ where no word is under way.
func (t *Text) signs(i int, v rune, w int) int {
	if t.left == cjk || t.left == hangul {
		if end := t.gap(i); end > i { // planted
			return end
		}
	}
	if i+w < len(t.src) {
		if k, _, _ := t.at(i + w); k == latin || k == other {
			return t.word(i)
		}
	}
	t.emit(v, i, w)
	t.left = sign
	return i + w
}

// newline appends one line end for any number of them and the white space among them.
func (t *Text) newline(i int) int {
	from, to := i, i
	for i < len(t.src) {
		k, _, w := t.at(i)
		if k != newline && k != space && k != drop {
			break
		}
		i += w
		if k == newline {
			to = i
		}
	}
	if t.left != newline && t.left != nothing {
		t.segs = append(t.segs, seg{int32(len(t.B)), int32(from), int32(to - from)})
		t.block = true
		t.B = append(t.B, '\n')
		t.left = newline
	}
	return i
}
