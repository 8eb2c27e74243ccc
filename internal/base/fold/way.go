package fold

import (
	"sort"
	"unicode/utf8"
)

// seg is one stretch of the way back: what B holds from f to the next segment's f.
//
// Where n is 0 the stretch is in step: folded byte f+k comes from the character that holds src[o+k],
// and no character but the last changed its length. So a new segment is needed only where a
// character was dropped or changed length. Where n is positive the whole stretch comes from
// src[o:o+n] and cannot be told apart further.
type seg struct{ f, o, n int32 }

// step says that what is appended to B next is in step with src from o on.
func (t *Text) step(o int) {
	if t.block || o-len(t.B) != t.shift {
		t.segs = append(t.segs, seg{f: int32(len(t.B)), o: int32(o)})
		t.shift, t.block = o-len(t.B), false
	}
}

// emit appends what the character of w bytes at src[o] becomes.
func (t *Text) emit(v rune, o, w int) {
	if v >= 0 && v < utf8.RuneSelf {
		t.step(o)
		t.B = append(t.B, byte(v))
		return
	}
	if v >= 0 && utf8.RuneLen(v) <= w {
		t.step(o)
		t.B = utf8.AppendRune(t.B, v)
		return
	}
	t.segs = append(t.segs, seg{int32(len(t.B)), int32(o), int32(w)})
	t.block = true
	if v < 0 {
		t.B = append(t.B, many[-v-1].s...)
	} else {
		t.B = utf8.AppendRune(t.B, v)
	}
}

// extend makes the last folded bytes, one character, come from everything up to src[end].
func (t *Text) extend(bytes, end int) {
	s := &t.segs[len(t.segs)-1]
	f := int32(len(t.B) - bytes)
	if s.n == 0 && s.f < f {
		t.segs = append(t.segs, seg{f: f, o: s.o + f - s.f})
		s = &t.segs[len(t.segs)-1]
	}
	s.n = int32(end) - s.o
	t.block = true
}

// Origin maps the span [start,end) of B, in bytes, to the span of src it came from. The result lies
// inside src, on character borders, and covers every character that contributed; characters that
// were dropped count only where they lie between two that were kept. An empty span maps to an empty
// one; bounds outside B are drawn in.
func (t *Text) Origin(start, end int) (int, int) {
	start = min(max(start, 0), len(t.B))
	end = min(max(end, start), len(t.B))
	if len(t.B) == 0 {
		return 0, 0
	}
	if start == end {
		if start == len(t.B) {
			_, e := t.char(start - 1)
			return e, e
		}
		s, _ := t.char(start)
		return s, s
	}
	s, _ := t.char(start)
	_, e := t.char(end - 1)
	return s, e
}

// char returns the span of src that the folded byte at f came from.
func (t *Text) char(f int) (int, int) {
	k := sort.Search(len(t.segs), func(k int) bool { return int(t.segs[k].f) > f }) - 1
	s := t.segs[k]
	if s.n > 0 {
		return int(s.o), int(s.o + s.n)
	}
	return t.around(int(s.o) + f - int(s.f))
}

// around returns the span of the character that holds src[i].
func (t *Text) around(i int) (int, int) {
	for k := i; k >= 0 && k > i-utf8.UTFMax; k-- {
		if utf8.RuneStart(t.src[k]) {
			if _, w := utf8.DecodeRuneInString(t.src[k:]); k+w > i {
				return k, k + w
			}
			break
		}
	}
	return i, i + 1
}

// Folded maps the span [origStart,origEnd) of src, in bytes, to the span of B that came from it,
// widened to whole characters. A span of which nothing was kept maps to an empty one; bounds
// outside src are drawn in.
func (t *Text) Folded(origStart, origEnd int) (int, int) {
	origStart = min(max(origStart, 0), len(t.src))
	origEnd = min(max(origEnd, origStart), len(t.src))
	if origStart < len(t.src) {
		origStart, _ = t.around(origStart)
	}
	start := t.after(origStart, false)
	if origStart >= origEnd {
		return start, start
	}
	_, origEnd = t.around(origEnd - 1)
	return start, max(start, t.after(origEnd, true))
}

// after returns where in B the border src[o] falls: before the first character that ends behind it
// or, closing, behind the last character that starts before it.
func (t *Text) after(o int, closing bool) int {
	k := sort.Search(len(t.segs), func(k int) bool {
		if closing {
			return int(t.segs[k].o) >= o
		}
		return int(t.segs[k].o) > o
	}) - 1
	if k < 0 {
		return 0
	}
	s, limit := t.segs[k], len(t.B)
	if k+1 < len(t.segs) {
		limit = int(t.segs[k+1].f)
	}
	if s.n == 0 {
		return min(int(s.f)+o-int(s.o), limit)
	}
	if !closing && o < int(s.o+s.n) {
		return int(s.f)
	}
	return limit
}
