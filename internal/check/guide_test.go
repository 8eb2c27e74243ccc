package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ringtrue/ringtrue/data"
	"github.com/ringtrue/ringtrue/internal/check/rule"
)

// guided is the shipped guide with no rules: what answers give does not ask them.
func guided(t *testing.T) (*Checker, *Guide) {
	t.Helper()
	k, err := Load(data.Files, &rule.Program{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := k.Guide()
	if err != nil {
		t.Fatal(err)
	}
	return New(k, nil), g
}

func TestChoices(t *testing.T) {
	_, g := guided(t)
	f := g.Flow("student")
	for _, c := range []struct{ in, out, next string }{
		{"", "", "call"},
		{"A1", "A1", "who"},
		{"A", "A", "who"},
		{"A12", "A1", "who"}, // one answer only
		{"C21", "C12", "call"},
		{"B3A1", "A1B3", "told"},
		{"A1B1C12D7PQ", "A1B1C12D7PQ", ""},
		{"A4", "A4", ""}, // somebody is being held: nothing more is asked
		{"A9Z1é!\x00<script>C1C1", "AC1", "who"},
		{strings.Repeat("A1", 500), "A1", "who"},
		{"11", "", "call"},
	} {
		ch := f.Read(c.in)
		next := ""
		for _, q := range ch.Path() {
			if !ch.Answered(q) {
				next = q.ID
				break
			}
		}
		if ch.Codes() != c.out || next != c.next {
			t.Errorf("%q: codes %q, next %q; want %q, %q", c.in, ch.Codes(), next, c.out, c.next)
		}
		if again := f.Read(ch.Codes()).Codes(); again != ch.Codes() {
			t.Errorf("%q: read again %q", c.in, again)
		}
	}
	ch := f.Read("A1")
	told := f.Question("told")
	if got := ch.With(told, "2", "x", "1").Codes(); got != "A1C12" || ch.Codes() != "A1" {
		t.Errorf("With: %q, and the first is now %q", got, ch.Codes())
	}
	if got := f.Read("A1C12").Without(told).Codes(); got != "A1" {
		t.Errorf("Without: %q", got)
	}
}

func TestConditions(t *testing.T) {
	_, g := guided(t)
	for _, c := range []struct{ flow, codes, path string }{
		{"bystander", "", "role now place city"},
		{"bystander", "A", "role near now place city"},
		{"bystander", "A3", "role school now place city"},
		{"bystander", "A4", "role house now place city"},
		{"bystander", "A5", "role counter now place city"},
		{"family", "", "place city came"},
		{"family", "PQA4", "place city came"},
		{"family", "PQA1", "place city came account press"},
		{"family", "PQA3", "place city came press"},
	} {
		ch := g.Flow(c.flow).Read(c.codes)
		var ids []string
		for _, q := range ch.Path() {
			ids = append(ids, q.ID)
		}
		if got := strings.Join(ids, " "); got != c.path {
			t.Errorf("%s %q: %s, want %s", c.flow, c.codes, got, c.path)
		}
	}
	if n := g.Flow("bystander").Read("").AtMost(); n != 5 {
		t.Errorf("a bystander is asked at most %d, want 5", n)
	}
	if n := g.Flow("family").Read("").AtMost(); n != 5 {
		t.Errorf("a family is asked at most %d, want 5", n)
	}
}

// Every way through every flow ends, and never asks more than was said at its beginning.
func TestEveryPathEnds(t *testing.T) {
	_, g := guided(t)
	for _, f := range g.Flows {
		most := f.Read("").AtMost()
		var walk func(ch Choices, depth int)
		walk = func(ch Choices, depth int) {
			if depth > most {
				t.Fatalf("%s: %q asks more than %d", f.ID, ch.Codes(), most)
			}
			for _, q := range ch.Path() {
				if ch.Answered(q) {
					continue
				}
				walk(ch.With(q), depth+1)
				for _, a := range q.Answers {
					walk(ch.With(q, a.Code), depth+1)
				}
				return
			}
		}
		walk(f.Read(""), 0)
	}
}

func TestConclude(t *testing.T) {
	c, g := guided(t)
	for _, x := range []struct {
		flow, codes string
		level       Level
		danger      bool
		side, flags string
		play        string
		advice      string // of the first piece
	}{
		{"student", "", None, false, "student", "", "", "none_is_not_proof"},
		{"student", "A1B3", Caution, false, "student", "C03", "official_impersonation.contact", "hang_up"},
		{"student", "A1B1C12D1", Alarm, false, "student", "C08 K01 K02 E01", "virtual_kidnapping.student.extract", "hang_up"},
		{"student", "A1B3C1", Alarm, false, "student", "C03 K01", "virtual_kidnapping.student.control", "hang_up"},
		{"student", "A4", None, true, "student", "", "", "call_police_now"},
		{"student", "A3D7", Warning, true, "student", "X01", "virtual_kidnapping.student.stage", "call_police_now"},
		{"family", "", None, true, "family", "", "", "call_police_now"}, // nothing said: the worse case
		{"family", "PQA1B1", Warning, true, "family", "X03", "virtual_kidnapping.family.staged_ransom", "call_police_now"},
		{"family", "PQA1B3C3", Caution, true, "family", "X07", "virtual_kidnapping.family.after_payment", "call_police_now"},
		{"family", "PQA6", Caution, false, "family", "E05", "virtual_kidnapping.family_early.first_request", "do_not_pay_yet"},
		{"family", "PQA7", Warning, true, "family", "", "family_emergency.lost_phone", "call_police_now"},
		{"family", "PQA4", Caution, true, "family", "I05", "", "call_police_now"},
		{"bystander", "A1B12F1", Alarm, false, "bystander", "K02 K08", "virtual_kidnapping.bystander.controlled", "ask_alone"},
		{"bystander", "A4D1", Caution, true, "hotel", "I02", "virtual_kidnapping.bystander.hidden", "call_police_now"},
		{"bystander", "A5E15", Alarm, false, "bank", "K08 E01", "virtual_kidnapping.bystander.controlled", "bank_hold_payment"},
		{"bystander", "A3C1", Caution, true, "campus", "I05", "virtual_kidnapping.bystander.hidden", "call_police_now"},
		{"bystander", "A3B1", None, false, "campus", "", "", "none_is_not_proof"}, // a room-mate's question, not on this path
	} {
		ch := g.Flow(x.flow).Read(x.codes)
		v, err := c.Conclude(ch, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var flags []string
		for _, f := range v.Flags {
			flags = append(flags, f.ID)
			if f.Title == "" || f.Why == "" {
				t.Errorf("%s %s: flag %s has no words", x.flow, x.codes, f.ID)
			}
		}
		play := ""
		if len(v.Playbooks) > 0 {
			play = v.Playbooks[0].ID + "." + v.Playbooks[0].Stage
		}
		if v.Level != x.level || v.Danger != x.danger || v.Side != x.side || strings.Join(flags, " ") != x.flags || x.play != "" && play != x.play {
			t.Errorf("%s %q: %s danger=%t %s [%s] %s; want %s %t %s [%s] %s", x.flow, x.codes, v.Level, v.Danger, v.Side, strings.Join(flags, " "), play, x.level, x.danger, x.side, x.flags, x.play)
		}
		if len(v.Advice) == 0 || v.Advice[0].ID != x.advice {
			t.Errorf("%s %q: %s is not the first advice", x.flow, x.codes, x.advice)
		}
		if v.Flags == nil || v.Indicators == nil || v.Languages == nil {
			t.Errorf("%s %q: not a whole verdict", x.flow, x.codes)
		}
	}
}

// More answers never lower the level, and never end danger.
func TestAnswersOnlyAdd(t *testing.T) {
	c, g := guided(t)
	f := g.Flow("student")
	for _, q := range f.Questions {
		for _, a := range q.Answers {
			base := f.Read("B1C15D17")
			before, _ := c.Conclude(base, Options{})
			if base.Answered(&q) && q.Kind == AskOne || a.End {
				continue
			}
			after, _ := c.Conclude(f.Read(base.Codes()+q.Code+a.Code), Options{})
			if after.Score < before.Score || before.Danger && !after.Danger {
				t.Errorf("%s.%s lowers the answer to %s", q.ID, a.ID, after.Level)
			}
		}
	}
}

func TestOffice(t *testing.T) {
	_, g := guided(t)
	if got := g.Flow("student").Read("A1B7").Office(); got != "helpline" {
		t.Errorf("got %q", got)
	}
	if got := g.Flow("student").Read("A1").Office(); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestSpeech(t *testing.T) {
	c, _ := guided(t)
	k := c.Knowledge()
	for _, x := range []struct {
		country, city, tag string
		known              bool
		says               string
	}{
		{"CA", "Calgary", "en", true, "Please help me"},
		{"CA", "Montreal", "fr", true, "Aidez-moi"},
		{"JP", "", "ja", true, "助けて"},
		{"CN", "", "zh-Hans", true, "请帮帮我"},
		{"BG", "", "en", false, "Please help me"},
		{"", "", "en", false, "Please help me"},
	} {
		tag, known := k.Tongue(x.country, x.city)
		if got := k.Say(tag, "card"); tag != x.tag || known != x.known || !strings.HasPrefix(got, x.says) {
			t.Errorf("%s %s: %s %t %q", x.country, x.city, tag, known, got)
		}
	}
	if got := k.Say("ja", "interpreter", "Language", k.Say("ja", "in.ko")); got != "通訳をお願いします。韓国語です。" {
		t.Errorf("got %q", got)
	}
}

// The lint finds every kind of mistake in a flow.
func TestLintGuide(t *testing.T) {
	c, _ := guided(t)
	k := c.Knowledge()
	bad := &Flow{ID: "student", Side: "student", Questions: []Question{
		{ID: "a", Code: "A", Kind: "one", When: []string{"b.x"}, Answers: []Answer{{ID: "x", Code: "X"}, {ID: "y", Code: "1", Gives: Gives{Flags: []string{"Q99"}}}}},
		{ID: "b", Code: "A", Kind: "place", Answers: []Answer{{ID: "x", Code: "1", Gives: Gives{Reader: "dog", Office: "zoo", Dangers: []string{"rain"}, Signs: []string{"luck"}}}}},
	}}
	got := strings.Join(k.lintFlow(bad), "\n")
	for _, want := range []string{`"b.x"`, `code "X"`, "Q99", `code "A"`, "of kind", "dog", "zoo", "rain", "luck"} {
		if !strings.Contains(got, want) {
			t.Errorf("the lint does not say %s:\n%s", want, got)
		}
	}
}

func TestGuideMissing(t *testing.T) {
	k := small(t, smallRules)
	if _, err := k.Guide(); err == nil || !strings.Contains(err.Error(), "guide/student.json") {
		t.Errorf("got %v", err)
	}
	if tag, known := k.Tongue("CA", ""); tag != "en" || known {
		t.Errorf("got %s", tag)
	}
	files := fstest.MapFS{"guide/student.json": {Data: []byte("{")}}
	if _, err := (&Knowledge{files: files}).Guide(); err == nil || !strings.Contains(err.Error(), "student.json:1") {
		t.Errorf("got %v", err)
	}
}
