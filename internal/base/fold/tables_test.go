package fold

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// every calls f with each character there is.
func every(f func(r rune)) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if utf8.ValidRune(r) {
			f(r)
		}
	}
}

// TestComposition folds every letter composed and decomposed. A few vowels of scripts above U+FFFF
// have two parts that are left as typed.
func TestComposition(t *testing.T) {
	var a, b Text
	every(func(r rune) {
		if r > 0xFFFF && r < 0x20000 || !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			return
		}
		s := "x" + string(r) + "x"
		c, d := norm.NFC.String(s), norm.NFD.String(s)
		if c == d {
			return
		}
		a.Fold(c)
		b.Fold(d)
		if string(a.B) != string(b.B) {
			t.Errorf("%U: composed %q, decomposed %q", r, a.B, b.B)
		}
	})
}

// TestSettled folds every character and folds the result again. The units that begin with a Greek
// letter read as look-alikes the second time.
func TestSettled(t *testing.T) {
	var x Text
	every(func(r rune) {
		x.Fold(string(r))
		once := string(x.B)
		if len(once) > 3*utf8.RuneLen(r) {
			t.Errorf("%U becomes %q, more than three times as long", r, once)
		}
		if strings.ContainsRune(once, 'μ') {
			return
		}
		x.Fold(once)
		if string(x.B) != once {
			t.Errorf("%U: once %q, twice %q", r, once, x.B)
		}
	})
}

// TestSpans insists on what unpack and at rely on.
func TestSpans(t *testing.T) {
	end := -1
	for _, s := range spans {
		if int(s.lo) <= end || s.hi < s.lo {
			t.Errorf("span %04X-%04X after %04X", s.lo, s.hi, end)
		}
		end = int(s.hi)
	}
	if len(many) > 0x800 {
		t.Errorf("%d expansions do not fit in the surrogate codes", len(many))
	}
	tab := load()
	for i := 1; i < len(tab.far); i++ {
		if tab.far[i] <= tab.far[i-1] {
			t.Errorf("far is out of order at %U", tab.far[i])
		}
	}
	for i := 1; i < len(tab.alike); i++ {
		if tab.alike[i] <= tab.alike[i-1] {
			t.Errorf("alike is out of order at %U", tab.alike[i])
		}
	}
}
