package rule

import (
	"fmt"
	"testing"

	"github.com/ringtrue/ringtrue/internal/base/fold"
)

const sample = `
class who = anyone | parents
rule en.never negate before 30
  say will never
rule en.k01 flag K01
  say (don't | must not) tell ~20 {who}
  say pay <money>
  unless surprise
rule en.far cue far
  say first ~~40 second
rule en.ko cue seoul
  say 영상 통화 &20 경찰
rule en.blend sign other.parcel 2
  needs far
  needs seoul
`

func run(p *Program, text string) string {
	var t fold.Text
	t.Fold(text)
	var m Matcher
	out := ""
	var found []Find
	if i := len("we pay "); len(text) > i+3 && text[:i] == "we pay " {
		found = []Find{{"money", int32(i), int32(i + 3)}}
	}
	for _, s := range m.Run(p, t.B, found) {
		out += fmt.Sprintf("%s[%s]%t ", p.Rules[s.Rule].ID, t.B[s.Start:s.End], s.Denied)
	}
	return out
}

// TestRun checks gaps, sentences, look-alikes, denial and finds, and that a program read back
// from its file says the same.
func TestRun(t *testing.T) {
	p, err := Compile(book(t, "en", sample), []string{"K01"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Decode(string(p.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if again.Version != p.Version || len(again.Blends) != 1 || again.Names != p.Names {
		t.Errorf("read back: version %s, blends %v, names %d", again.Version, again.Blends, again.Names)
	}
	for _, c := range []struct{ text, want string }{
		{"You must not tell your parents", "en.k01[must not tell your parents]false "},
		{"You must not tell. Parents know", ""},
		{"must not tell them what this long sentence is about, parents", ""},
		{"They will never say you must not tell anyone", "en.never[will never]false en.k01[must not tell anyone]true "},
		{"They will never. You must not tell anyone", "en.never[will never]false en.k01[must not tell anyone]false "},
		{"don't tell anyone about the surprise", ""},
		{"we pay 500 now", "en.k01[pay 500]false "},
		{"first. And the second", "en.far[first. and the second]false "},
		{"경찰 말로는 영상통화", "en.ko[경찰 말로는 영상통화]false "},
		{"", ""},
	} {
		if got := run(p, c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
		if got := run(again, c.text); got != c.want {
			t.Errorf("read back, %q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDecodeDamage(t *testing.T) {
	p, err := Compile(book(t, "en", sample), []string{"K01"})
	if err != nil {
		t.Fatal(err)
	}
	raw := p.Encode()
	for _, bad := range []string{"", "x", string(raw[:len(raw)/2]), "ringtrue rules 0\n" + string(raw), string(raw[4:])} {
		if _, err := Decode(bad); err == nil {
			t.Errorf("damage of %d bytes was taken for a program", len(bad))
		}
	}
}

func FuzzRules(f *testing.F) {
	f.Add(sample)
	f.Add("class a = (b | {a})\nrule en.x flag K01\n  say [a] ~9 {a} <money> b*\n")
	f.Add("rule en.x stance about 1e309\n  say 公 安 &400 局\n  hit \\n\n  unless~1 x\n")
	f.Fuzz(func(t *testing.T, text string) {
		b := NewBook()
		if b.Read("rules/en/f.rules", text) != nil {
			return
		}
		p, err := Compile(b, []string{"K01"})
		if err != nil {
			return
		}
		run(p, "you must not tell anyone, 公安局 b")
		if _, err := Decode(string(p.Encode())); err != nil {
			t.Fatalf("cannot read back what was written: %v", err)
		}
	})
}
