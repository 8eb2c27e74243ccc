package scan

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

func TestScan(t *testing.T) {
	phrases := []Phrase{
		{"tell", false}, {"tell", true}, {"tell anyone", false}, {"ice", false}, {"qq", false}, {"transfer", true},
		{"公安", false}, {"公安局", false}, {"赎", false}, {"경찰", false}, {"पुलिस", false}, {"شرطه", false}, {"don't", false}, {"i", false}, {"wx", true},
	}
	s, index, err := New(phrases)
	if err != nil {
		t.Fatal(err)
	}
	name := map[int32]string{}
	for i, p := range phrases {
		n := p.Text
		if p.Open {
			n += "*"
		}
		name[index[i]] = n
	}
	for _, c := range []struct{ text, want string }{
		{"tell", "tell:tell tell*:tell"},
		{"telling", "tell*:telling"},
		{"intel tell anyone", "tell:tell tell anyone:tell anyone tell*:tell"},
		{"ice rice iced ice.", "ice:ice ice:ice"},
		{"加qq号 qqx", "qq:qq"},
		{"去公安局交赎金", "公安:公安 公安局:公安局 赎:赎"},
		{"don't transferring", "don't:don't transfer*:transferring"},
		{"해양경찰입니다", "경찰:경찰"},
		{"पुलिस पुलिसवाला", "पुलिस:पुलिस"},
		{"والشرطه شرطهها تشرطهد", "شرطه:شرطه شرطه:شرطهها"},
		{"", ""},
		{"te", ""},
		{"i ice in", "i:i ice:ice"},
		{"wxid wx", "wx*:wxid wx*:wx"},
	} {
		var got []string
		for _, h := range s.Scan(nil, []byte(c.text)) {
			got = append(got, name[h.Phrase]+":"+c.text[h.Start:h.End])
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: got %q, want %q", c.text, g, c.want)
		}
	}
}

// TestAgainstNaive compares the scanner with one that tries every phrase at every start.
func TestAgainstNaive(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	alphabet := []string{"a", "b", "ab", " ", "公", "安", "局", ".", "ба", "1"}
	random := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(alphabet[rng.Intn(len(alphabet))])
		}
		return b.String()
	}
	for round := range 200 {
		var phrases []Phrase
		for range 1 + rng.Intn(30) {
			p := strings.TrimSpace(random(1 + rng.Intn(5)))
			if len(p) >= 1 && class[p[0]] != gap {
				phrases = append(phrases, Phrase{p, rng.Intn(3) == 0})
			}
		}
		if len(phrases) == 0 {
			continue
		}
		s, _, err := New(phrases)
		if err != nil {
			t.Fatal(err)
		}
		text := []byte(random(200))
		if s, err = FromFlat(string(s.Flat())); err != nil {
			t.Fatal(err)
		}
		got := s.Scan(nil, text)
		want := naive(s, text)
		byStart := func(a, b Hit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Phrase, b.Phrase)) }
		if !slices.IsSortedFunc(got, func(a, b Hit) int { return cmp.Compare(a.Start, b.Start) }) {
			t.Fatalf("round %d: hits are not in order of start: %v", round, got)
		}
		slices.SortFunc(got, byStart)
		slices.SortFunc(want, byStart)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("round %d: text %q phrases %v\ngot  %v\nwant %v", round, text, s.Phrases(), got, want)
		}
	}
}

func naive(s *Set, b []byte) (hits []Hit) {
	for i := range b {
		var before byte = ' '
		if i > 0 {
			before = b[i-1]
		}
		switch class[b[i]] {
		case word:
			if class[before] == word || before >= 0x80 && bytes.HasSuffix(b[:i], []byte("а")) || bytes.HasSuffix(b[:i], []byte("б")) {
				continue
			}
		case lead:
			if class[before] == word || bytes.HasSuffix(b[:i], []byte("а")) || bytes.HasSuffix(b[:i], []byte("б")) {
				continue
			}
		case each:
		default:
			continue
		}
		for length := 1; i+length <= len(b); length++ {
			for p, ph := range s.Phrases() {
				if ph.Text == string(b[i:i+length]) {
					if end, ok := s.fairEnd(b, i+length, int32(p)); ok {
						hits = append(hits, Hit{int32(p), int32(i), int32(end)})
					}
				}
			}
		}
	}
	return hits
}

func FuzzScan(f *testing.F) {
	s, _, err := New([]Phrase{{"tell", true}, {"公安", false}, {"شرطه", false}, {"पुलिस", false}, {"aa", false}, {"ab c", true}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("tell 公安 شرطه \xff\xe5"))
	f.Fuzz(func(t *testing.T, b []byte) {
		last := int32(0)
		for _, h := range s.Scan(nil, b) {
			if h.Start < last || h.End <= h.Start || int(h.End) > len(b) {
				t.Fatalf("bad hit %v in %q", h, b)
			}
			last = h.Start
		}
	})
}

func FuzzFromFlat(f *testing.F) {
	s, _, err := New([]Phrase{{"tell", true}, {"公安", false}, {"a", false}, {"tell me", false}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(s.Flat()))
	f.Add("")
	f.Fuzz(func(t *testing.T, flat string) {
		FromFlat(flat) // an error or a set, never a fault
	})
}
