package rule

import (
	"fmt"
	"strings"
	"testing"
)

// book reads rules under a language for a test.
func book(t *testing.T, lang, text string) *Book {
	t.Helper()
	b := NewBook()
	if err := b.Read("rules/"+lang+"/test.rules", text); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSequences(t *testing.T) {
	b := book(t, "en", "class who = anyone | any body\nclass all = {who} | mother\n")
	for _, c := range []struct{ pattern, want string }{
		{"keep this secret", "(keep this secret)"},
		{"(do not|don't) tell", "(do not tell|don't tell)"},
		{"tell {all}", "(tell anyone|tell any body|tell mother)"},
		{"transfer* the money", "(transfer*) (the money)"},
		{"tell ~20 {who}", "(tell) ~20 (anyone|any body)"},
		{"tell ~~20 {who}", "(tell) ~~20 (anyone|any body)"},
		{"keep [it] quiet", "(keep it quiet) / (keep quiet)"},
		{"a &9 b", "(a) ~9 (b) / (b) ~9 (a)"},
		{"pay <money> now", "(pay) <money> (now)"},
		{"영상 통화", "(영상 통화|영상통화)"},
		{"加wx", "(加 wx|加wx)"},
		{"公安 局", "(公安局)"},
		{"ＰＯＬＩＣＥ", "(police)"},
	} {
		x := &expander{book: b, lang: "en"}
		seqs, err := x.sequences(c.pattern)
		if err != nil {
			t.Errorf("%q: %v", c.pattern, err)
			continue
		}
		var all []string
		for _, s := range seqs {
			all = append(all, show(s))
		}
		if got := strings.Join(all, " / "); got != c.want {
			t.Errorf("%q: got %s, want %s", c.pattern, got, c.want)
		}
	}
}

func show(seq []item) string {
	var parts []string
	for i, it := range seq {
		if i > 0 && it.gap >= 0 {
			wave := "~"
			if it.cross {
				wave = "~~"
			}
			parts = append(parts, fmt.Sprint(wave, it.gap))
		}
		parts = append(parts, it.String())
	}
	return strings.Join(parts, " ")
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"rule en.x flag C01\n  say (tell\n", "2: \"(\" is never closed"},
		{"rule en.x flag C01\n  say tell)\n", "closes nothing"},
		{"rule en.x flag C01\n  say tell ~\n", "write a number of characters"},
		{"rule en.x flag C01\n  say tell ~20\n", "a distance ends the pattern"},
		{"rule en.x flag C01\n  say tell ~20 ~30 you\n", "two distances"},
		{"rule en.x flag C01\n  say {nobody}\n", "class {nobody} is not known"},
		{"rule en.x flag C01\n  say <gold>\n", "<gold> is not known; choose one of money"},
		{"rule en.x flag C01\n  say [tell]\n", "may match nothing at all"},
		{"rule en.x flag C01\n  say tr*ansfer\n", "'*' may only end a word"},
		{"rule en.x flag C01\n  say ?\n", "begins with no letter"},
		{"class a = {b}\nclass b = {a}\nrule en.x flag C01\n  say {a}\n", "circle"},
		{"rule en.x flag C01\n  needs nothing\n  say tell\n", "which no rule gives"},
		{"rule en.x flag Z99\n  say tell\n", "flag Z99 is not in the taxonomy"},
	} {
		b := NewBook()
		err := b.Read("rules/en/test.rules", c.text)
		if err == nil {
			_, err = Compile(b, []string{"C01"})
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "rules/en/test.rules:") {
			t.Errorf("%q: got %v, want file, line and %q", c.text, err, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"rule en.x flag\n", "a rule reads"},
		{"rule xx.x flag C01\n  say a b\n", "begins with its language"},
		{"rule en.x thing C01\n  say a b\n", "choose one of flag"},
		{"rule en.x stance angry\n  say a b\n", "choose one of scammer"},
		{"rule en.x flag C01\n", "says nothing"},
		{"rule en.x flag C01 many\n  say a b\n", "are no number"},
		{"rule en.x flag C01\n  say a b\nrule en.x flag C01\n  say a b\n", "needs a name of its own"},
		{"class a = b\nclass a = c\n", "was given at"},
		{"class = b\n", "a class reads"},
		{"nonsense\n", "begins no line"},
		{"rule en.x flag C01\n  shout a b\n", "is no field"},
		{"  | b\n", "continues a class"},
		{"rule en.x flag C01\n  say\n", "'say' is empty"},
	} {
		err := NewBook().Read("rules/en/test.rules", c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}
