package learn

import (
	"math"
	"slices"
	"testing"
)

func keysOf(text string) map[uint32]string {
	out := map[uint32]string{}
	for _, g := range Append(nil, []byte(text)) {
		out[g.Key] = text[g.Start:g.End]
	}
	return out
}

func TestGrams(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // pieces of the text that must be grams
		not  []string
	}{
		{"tell nobody", []string{"tell", "nobody", "tell nobody", "nobo", "nobod"}, []string{"ell", "body"}},
		{"do not tell", []string{"do not", "not tell", "do not tell"}, nil},
		{"stop. tell", []string{"stop", "tell"}, []string{"stop. tell"}},
		{"不许告诉", []string{"不", "不许", "不许告", "不许告诉", "告诉"}, nil},
		{"경찰서에서", []string{"경찰서에서", "경", "경찰", "경찰서", "찰서"}, nil},
		{"الشرطة", []string{"الشرطة", "شرط", "شرطة"}, nil},
		{"पुलिस", []string{"पुलिस"}, nil},
		{"room 402", []string{"room", "402", "room 402"}, nil},
	} {
		var got []string
		for _, s := range keysOf(c.text) {
			got = append(got, s)
		}
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: no gram %q in %q", c.text, w, got)
			}
		}
		for _, n := range c.not {
			if slices.Contains(got, n) {
				t.Errorf("%q: %q must be no gram", c.text, n)
			}
		}
	}
	if a, b := keysOf("room 402"), keysOf("room 917"); len(a) != len(b) {
		t.Errorf("numbers of one length must give the same grams")
	}
}

// FuzzRead: places lie inside the text and in order, whatever the text is.
func FuzzRead(f *testing.F) {
	l := lexicon(f)
	for _, s := range []string{"", "a", "tell no one. police!", "不许告诉警察", "\xff\xfe", "१२३ ٤٥٦", "경찰 police 公安"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var r Reader
		var sheet Sheet
		r.Read(l, []byte(s))
		size := int32(len(s))
		r.Sheet(l, &sheet, 0, size, []Name{{Hash: 1, Start: 0, End: size}})
		for g, places := range sheet.Places {
			if len(places) != len(sheet.Keys[g]) {
				t.Fatalf("group %d: %d keys at %d places", g, len(sheet.Keys[g]), len(places))
			}
			for _, p := range places {
				if p.Start < 0 || p.Start > p.End || p.End > size {
					t.Fatalf("group %d: %v lies outside %q", g, p, s)
				}
			}
		}
		for i, x := range r.Sentences {
			if x.Start >= x.End || x.End > size || i > 0 && x.Start < r.Sentences[i-1].End-1 {
				t.Fatalf("sentences of %q: %v", s, r.Sentences)
			}
		}
	})
}

func lexicon(t testing.TB) *Lexicon {
	t.Helper()
	l, err := NewLexicon([]LexiconFile{
		{"en.txt", "# who\npolice = police | officer* | the law\nsecret = secret | tell no one\nhotel = hotel | room"},
		{"zh.txt", "police = 警察 | 公安\nsecret = 不许告诉"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestNotions: the same things said in two languages give the same keys.
func TestNotions(t *testing.T) {
	l := lexicon(t)
	read := func(text string) map[uint32]bool {
		var r Reader
		var s Sheet
		r.Read(l, []byte(text))
		r.Sheet(l, &s, 0, int32(len(text)), nil)
		out := map[uint32]bool{}
		for _, g := range []Group{Notions, Together} {
			for _, k := range s.Keys[g] {
				out[k] = true
			}
		}
		return out
	}
	en, zh := read("the officers said tell no one"), read("警察说不许告诉")
	if len(en) != 3 || len(zh) != 3 {
		t.Fatalf("two notions and their pair: got %d and %d keys", len(en), len(zh))
	}
	for k := range en {
		if !zh[k] {
			t.Errorf("key %x is in English only", k)
		}
	}
	if apart := read("the officers came.\ntell no one"); len(apart) != 2 {
		t.Errorf("notions of two sentences are no pair: got %d keys", len(apart))
	}
}

func TestLexiconMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"police police":      "x.txt:1: write NOTION = word | word | …",
		"ok = a\npolice = +": "x.txt:2: police: phrase \"+\" begins with no letter or digit, so it can never be found; begin it with a word",
	} {
		if _, err := NewLexicon([]LexiconFile{{"x.txt", text}}); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

// TestModel: what Encode writes Decode reads, and a score is the sum of its parts.
func TestModel(t *testing.T) {
	l := lexicon(t)
	var r Reader
	var s Sheet
	text := []byte("police said tell no one about the hotel")
	r.Read(l, text)
	r.Sheet(l, &s, 0, int32(len(text)), []Name{{Hash: HashName("flag.K01"), Start: 12, End: 23}})
	d := &Draft{Flags: []string{"K01", "I02"}, Flag0: []float64{-1, -0.5}, FlagMarks: []float64{0.25, 9}, AlarmMark: 2}
	d.Marks[Family], d.Start[Family] = 0.5, -0.25
	for g := range s.Keys {
		for _, k := range s.Keys[g] {
			if !slices.Contains(d.Keys, k) {
				n := float32(len(d.Keys) + 1)
				d.Keys, d.Rare = append(d.Keys, k), append(d.Rare, 1+n/8)
				d.Weight = append(d.Weight, [Targets]float32{Family: n / 16, Danger: -n / 4})
				d.FlagW = append(d.FlagW, []FlagOne{{Flag: 1, Weight: -n / 8}})
			}
		}
	}
	m, err := Decode(string(d.Encode(l)))
	if err != nil {
		t.Fatal(err)
	}
	if m.Marks[Family] != 0.5 || m.AlarmMark != 2 || !slices.Equal(m.Flags, d.Flags) || !slices.Equal(m.FlagMarks, d.FlagMarks) {
		t.Errorf("the marks came back as %v, %v, %v", m.Marks, m.AlarmMark, m.FlagMarks)
	}
	var sc Scorer
	got := sc.Scores(m, &s)
	sum := m.start[Family]
	for _, p := range sc.Why(m, &s, Family) {
		sum += p.Points
	}
	if math.Abs(sum-got[Family]) > 1e-9 || got[Family] == m.start[Family] {
		t.Errorf("a score of %v, parts of %v", got[Family], sum)
	}
	flags := slices.Clone(sc.FlagScores(m, &s))
	sum = d.Flag0[1]
	for _, p := range sc.WhyFlag(m, &s, 1) {
		sum += p.Points
	}
	if math.Abs(sum-flags[1]) > 1e-9 || flags[0] != -1 {
		t.Errorf("flags %v, parts of %v", flags, sum)
	}
	again := sc.Scores(m, &s)
	if again != got {
		t.Errorf("the same sheet gives %v and then %v", got, again)
	}
	for _, bad := range []string{"", "x", string(d.Encode(l)[:100])} {
		if _, err := Decode(bad); err == nil {
			t.Errorf("a damaged model of %d bytes was read", len(bad))
		}
	}
}

// TestHear: the more strongly a flag was heard, the more of its keys stand in the sheet, and two
// flags heard make a pair.
func TestHear(t *testing.T) {
	var s Sheet
	s.Hear([]float64{math.Inf(-1), -0.5, 0.2})
	if got := len(s.Keys[Heard]); got != 1+4 {
		t.Errorf("%d keys", got)
	}
	if len(s.Keys[HeardPairs]) != 0 {
		t.Error("a weak flag makes no pair")
	}
	s.Hear([]float64{0, 0, -9})
	if len(s.Keys[HeardPairs]) != 1 {
		t.Errorf("%d pairs", len(s.Keys[HeardPairs]))
	}
	for _, k := range s.Keys[Heard] {
		if !slices.Contains(HeardKeys(0), k) && !slices.Contains(HeardKeys(1), k) {
			t.Errorf("key %x belongs to no flag", k)
		}
	}
}
