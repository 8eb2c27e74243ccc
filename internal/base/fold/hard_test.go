package fold

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var (
	english = strings.Repeat("Hello, this is officer Sample from the immigration office. Your visa was flagged, "+
		"and I need to verify a few things with you before 5 pm today. Please stay on the line, don't hang up!\n", 400)
	chinese = strings.Repeat("您好，这里是市公安局出入境管理处，您名下的一张电话卡涉及一宗诈骗案件，请您配合调查，"+
		"不要告诉任何人，稍后会有警官通过视频核对您的身份。\n", 400)
	traditional = strings.Repeat("您好，這裡是市公安局出入境管理處，您名下的一張電話卡涉及一宗詐騙案件，請您配合調查，"+
		"不要告訴任何人，稍後會有警官透過視訊核對您的身分。\n", 400)
	vietnamese = strings.Repeat("Xin chào, tôi gọi từ công an thành phố, anh có lệnh bắt giữ, đừng nói với ai.\n", 400)
	hostile    = strings.Repeat("公*安\u200b局 p.o.l.i.c.e F1NAL w@rrаnt 😀 ｹﾞ \u1100\u1161 a_b é!!!  ß 帳—戶 b0b@ex.am\n", 400)
)

func BenchmarkFold(b *testing.B) {
	for _, c := range []struct{ name, src string }{
		{"english", english}, {"chinese", chinese}, {"traditional", traditional}, {"vietnamese", vietnamese},
		{"hostile", hostile}, {"hostile2x", hostile + hostile},
	} {
		b.Run(c.name, func(b *testing.B) {
			var x Text
			x.Fold(c.src)
			b.SetBytes(int64(len(c.src)))
			b.ReportAllocs()
			for b.Loop() {
				x.Fold(c.src)
			}
		})
	}
}

// worst are short texts that, repeated, would be quadratic if looking ahead were not bounded.
var worst = []string{
	"a ", "a\u200b", "a*", "*", "@", "$", " @", "a@", "a.b@", "公@", "公 ", "公*\u200b", "경*", "a\u200b\u200b.", "1a", "a1", "0_",
	"a_\u200b", "😀", "a😀", ".", "\u3099", "か\u3099", "\u1100", "\n ", "\r", " \n", "а", "aа", "//", "x://", "\xff", "é", "ß", "a'", "@a.", "_@",
}

// TestLinear folds each of them at one length and at eight times that. Quadratic time would cost 64
// times as much; the bound leaves room for a busy machine, and the best of a few runs counts.
func TestLinear(t *testing.T) {
	var x Text
	best := func(src string) time.Duration {
		least := time.Hour
		for range 5 {
			start := time.Now()
			x.Fold(src)
			least = min(least, time.Since(start))
		}
		return least
	}
	for _, w := range worst {
		for _, pad := range []string{"", "z"} {
			short := pad + strings.Repeat(w, 4000)
			long := pad + strings.Repeat(w, 32000)
			a, b := best(short), best(long)
			for again := 0; again < 5 && b > 40*a; again++ { // a busy machine: look once more
				a, b = min(a, best(short)), min(b, best(long))
			}
			if b > 40*a+5*time.Millisecond {
				t.Errorf("%q: %v for 4000 times, %v for 32000", w, a, b)
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{english[:300], chinese[:300], vietnamese[:200], hostile[:200], "a b c d", "e\u0301", "ß\u0301x", "\xff\xe5公", "$a@.", "か\u200d\u3099"} {
		f.Add(s, uint16(3), uint16(7))
	}
	for _, w := range worst {
		f.Add(strings.Repeat(w, 5), uint16(1), uint16(4))
	}
	var x, again Text
	f.Fuzz(func(t *testing.T, src string, a, b uint16) {
		x.Fold(src)
		check(t, &x, src, int(a), int(b))
		again.Fold(src)
		if string(again.B) != string(x.B) {
			t.Fatalf("not deterministic: %q and %q", x.B, again.B)
		}
	})
}

// check tests what holds for every text: size, order, borders, and that the two ways agree.
func check(t *testing.T, x *Text, src string, a, b int) {
	t.Helper()
	if !utf8.Valid(x.B) {
		t.Fatalf("Fold(%q) = %q is not UTF-8", src, x.B)
	}
	if len(x.B) > 3*len(src)+16 {
		t.Fatalf("%d bytes became %d", len(src), len(x.B))
	}
	border := map[int]bool{len(src): true}
	for i := range src {
		border[i] = true
	}
	prev, covered := 0, 0
	for f := 0; f < len(x.B); {
		_, w := utf8.DecodeRune(x.B[f:])
		s, e := x.Origin(f, f+w)
		if s < prev || e <= s || e > len(src) || !border[s] || !border[e] {
			t.Fatalf("Origin(%d, %d) = %d, %d in %q, after %d", f, f+w, s, e, src, prev)
		}
		if fs, fe := x.Folded(s, e); fs > f || fe < f+w {
			t.Fatalf("Folded(%d, %d) = %d, %d does not hold %d, %d; src %q, B %q", s, e, fs, fe, f, f+w, src, x.B)
		}
		if s > covered { // what lies between two kept characters maps to nothing
			if fs, fe := x.Folded(covered, s); fs != fe {
				t.Fatalf("Folded(%d, %d) = %d, %d for dropped text in %q", covered, s, fs, fe, src)
			}
		}
		prev, covered = s, max(covered, e)
		f += w
	}
	for _, p := range [][2]int{{a, b}, {-1, a}, {a, a}} {
		if s, e := x.Origin(p[0], p[1]); s < 0 || s > e || e > len(src) || !border[s] || !border[e] {
			t.Fatalf("Origin(%d, %d) = %d, %d in %q", p[0], p[1], s, e, src)
		}
		if s, e := x.Folded(p[0], p[1]); s < 0 || s > e || e > len(x.B) {
			t.Fatalf("Folded(%d, %d) = %d, %d in %q", p[0], p[1], s, e, src)
		}
	}
}

// BenchmarkLoad unpacks the tables, which the first Fold of a program waits for.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		unpack()
	}
}
