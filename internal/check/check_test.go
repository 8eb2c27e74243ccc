package check

import (
	"archive/zip"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/ringtrue/ringtrue/data"
	"github.com/ringtrue/ringtrue/internal/check/learn"
	"github.com/ringtrue/ringtrue/internal/check/rule"
	"github.com/ringtrue/ringtrue/internal/indicator"
)

var update = flag.Bool("update", false, "rewrite golden files")

// small is a data folder with a handful of rules, so that these tests are about the engine and
// not about what the shipped rules say today.
func small(t testing.TB, rules string) *Knowledge {
	t.Helper()
	files := fstest.MapFS{
		"redflags/redflags.json": {Data: []byte(`[
{"id":"C04","name":"fake_local_agency","phase":"contact","weight":"strong","seen_by":["student"]},
{"id":"C12","name":"threat","phase":"hook","weight":"strong","seen_by":["student"]},
{"id":"E01","name":"bail_or_safe_account","phase":"extract","weight":"decisive","seen_by":["student"]},
{"id":"I05","name":"unreachable","phase":"isolate","weight":"strong","seen_by":["family"]},
{"id":"K01","name":"secrecy_demand","phase":"control","weight":"decisive","seen_by":["student"]},
{"id":"X03","name":"ransom","phase":"extort-family","weight":"decisive","seen_by":["family"],"urgent":true}]`)},
		"playbooks/playbooks.json": {Data: []byte(`[
{"id":"virtual_kidnapping.student","family":"vk","side":"student","stages":[{"id":"hook","flags":["C04"]},{"id":"control","flags":["K01"]},{"id":"extract","flags":["E01"]}]},
{"id":"virtual_kidnapping.family","family":"ransom","side":"family","stages":[{"id":"staged_ransom","flags":["X03"]}]},
{"id":"other.parcel","family":"other","side":"student","stages":[{"id":"contact","flags":[]}]}]`)},
		"advice/situations.json": {Data: []byte(`[
{"id":"danger","reader":"student","levels":["none","caution","warning","alarm"],"danger":true,"items":["police"]},
{"id":"family","reader":"family","levels":["none","caution","warning","alarm"],"danger":null,"items":["police"]},
{"id":"high","reader":"student","levels":["warning","alarm"],"danger":null,"families":["vk"],"items":["hang_up","police"]},
{"id":"rest","reader":"student","levels":["none","caution","warning","alarm"],"danger":null,"items":["hang_up"]}]`)},
		"wording/en/flags.json":     {Data: []byte(`{"K01":{"title":"You must not tell anyone","why":"It cuts you off."},"E01":{"title":"Bail","why":"Nobody does that."}}`)},
		"wording/en/playbooks.json": {Data: []byte(`{"virtual_kidnapping.student":{"title":"Held by phone","stages":{"control":{"title":"Control","next":"They ask for bail."},"extract":{"title":"Money","next":"They send you away."}}}}`)},
		"wording/en/ui.json":        {Data: []byte(`{"not_sure":"Not sure.","danger.means":"Call.","reason.stance_scammer":"The caller speaks.","reason.stance_account":"An account.","reason.stance_about":"A warning.","reason.look_alike":"Ordinary.","reason.denied_number":"Denied number.","reason.lookalike_domain":"Link."}`)},
		"advice/en.json":            {Data: []byte(`{"hang_up":{"do":"Hang up.","more":"Now."},"police":{"do":"Call the police.","more":"There."}}`)},
		"rules/en/test.rules":       {Data: []byte(rules)},
	}
	k, err := Load(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

const smallRules = `
rule en.never negate before 30
  say will never
rule en.k01 flag K01
  say (don't | must not) tell ~20 (anyone | parents)
  unless surprise
rule en.e01 flag E01
  say safe account
rule en.c04 flag C04
  say this is immigration
rule en.c12 flag C12
  say you will be deported
  hint
rule en.i05 flag I05
  say has not answered
rule en.x03 flag X03
  say we have your (son | daughter)
  never game
rule en.game cue game
  say next level
rule en.parcel sign other.parcel 2
  say parcel fee
  needs has.url
rule en.about stance about 3
  say police warn
rule en.leaflet stance about 1
  say a leaflet
rule en.account stance account 2
  say he told me
rule en.account2 stance account 2
  say I have to report
rule en.scammer stance scammer 1
  say do not hang up
rule en.benign stance benign 2
  say bring a friend
rule en.missing danger missing
  say has been missing
rule en.family side family
  say my son
`

func one(t testing.TB, c *Checker, text string) *Verdict {
	t.Helper()
	v, err := c.Check(text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestJudgement(t *testing.T) {
	c := New(small(t, smallRules), nil)
	for _, tc := range []struct {
		name, text string
		level      Level
		danger     bool
		stance     Stance
		flags      string
	}{
		{"nothing", "see you at lunch", None, false, StanceOther, ""},
		{"one decisive", "you must not tell anyone", Warning, false, StanceScammer, "K01"},
		{"two decisive", "you must not tell anyone. use the safe account", Alarm, false, StanceScammer, "E01 K01"},
		{"one strong", "this is immigration", Caution, false, StanceScammer, "C04"},
		{"hint alone is nothing", "you will be deported", None, false, StanceOther, ""},
		{"look-alike", "don't tell anyone about the surprise", None, false, StanceOther, ""},
		{"look-alike of another sentence", "don't tell anyone. what a surprise", Warning, false, StanceScammer, "K01"},
		{"denied", "officers will never say you must not tell anyone", None, false, StanceOther, ""},
		{"about, weakly", "a leaflet: you must not tell anyone", Warning, false, StanceScammer, "K01"},
		{"about, weakly, in the caller's mouth", "a leaflet: do not hang up, you must not tell anyone", Warning, false, StanceScammer, "K01"},
		{"account", "he told me I must not tell anyone", Warning, false, StanceAccount, "K01"},
		{"about", "police warn: callers say you must not tell anyone and use the safe account", Caution, false, StanceAbout, "E01 K01"},
		{"account outweighs about", "police warn about it but he told me I must not tell anyone, and I have to report to him", Warning, false, StanceAccount, "K01"},
		{"ransom", "we have your son", Warning, true, StanceScammer, "X03"},
		{"ransom in a game", "next level: we have your son", None, false, StanceOther, ""},
		{"missing, no scam", "Mina has been missing since Sunday", None, true, StanceOther, ""},
		{"unreachable", "he has not answered", Caution, true, StanceScammer, "I05"},
		{"benign lowers", "this is immigration, bring a friend", None, false, StanceScammer, "C04"},
		{"needs a link", "parcel fee due", None, false, StanceOther, ""},
		{"has a link", "parcel fee due http://a.example.test/x", Caution, false, StanceScammer, ""},
	} {
		v := one(t, c, tc.text)
		var ids []string
		for _, f := range v.Flags {
			ids = append(ids, f.ID)
		}
		if v.Level != tc.level || v.Danger != tc.danger || v.Stance != tc.stance || strings.Join(ids, " ") != tc.flags {
			t.Errorf("%s: %q: got %s danger %t %s %v (%.2f), want %s danger %t %s %q", tc.name, tc.text, v.Level, v.Danger, v.Stance, ids, v.Score, tc.level, tc.danger, tc.stance, tc.flags)
		}
	}
}

// TestLongTalk: one severe line in a day's chat is not diluted, and oddities hours apart do not
// add up.
func TestLongTalk(t *testing.T) {
	c := New(small(t, smallRules), nil)
	talk := strings.Repeat("did you eat yet? yes, noodles again\n", 400)
	if v := one(t, c, talk); v.Level != None {
		t.Errorf("small talk: %s", v.Level)
	}
	severe := talk + "you must not tell anyone, use the safe account\n" + talk
	v := one(t, c, severe)
	if v.Level != Alarm || len(v.Flags) != 2 {
		t.Errorf("severe line in small talk: %s with %d flags, want alarm with 2", v.Level, len(v.Flags))
	}
	for _, f := range v.Flags {
		for _, q := range f.Quotes {
			if severe[q.Start:q.End] != q.Text || !strings.Contains(q.Text, "tell") && q.Text != "safe account" {
				t.Errorf("quote %q at %d", q.Text, q.Start)
			}
		}
	}
	far := "this is immigration\n" + talk + "parcel fee http://a.example.test\n" + talk + "this is immigration\n"
	if v := one(t, c, far); v.Level.Rank() > Caution.Rank() {
		t.Errorf("oddities far apart: %s, want at most caution", v.Level)
	}
	if v := one(t, c, talk+"Mina has been missing since Sunday\n"+talk+"police warn, police warn\n"); !v.Danger {
		t.Error("danger in one stretch was lost")
	}
}

// TestVerdictGolden pins the JSON form that programs rely on.
func TestVerdictGolden(t *testing.T) {
	c := New(small(t, smallRules), func(in indicator.Indicator, _ string) string {
		if in.Kind == "phone" {
			return "denied"
		}
		return ""
	})
	v := one(t, c, "这是移民局 — you must not tell anyone。Use the safe account, call +1 403 555 0142")
	v.Rules = "version"
	got, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/verdict.json", append(got, '\n'))
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (run with -update if the form changed on purpose):\n%s", file, d)
	}
}

func TestScoreIsMonotoneWithLevel(t *testing.T) {
	last := -1.0
	for sum := 0.0; sum < 30; sum += 0.05 {
		s := score(sum)
		if s < last || s > 1 {
			t.Fatalf("score(%.2f) = %.4f after %.4f", sum, s, last)
		}
		if floor := float64(levelOf(sum).Rank()) * 0.25; s < floor-1e-9 || s >= floor+0.25+1e-9 && levelOf(sum) != Alarm {
			t.Fatalf("score(%.2f) = %.4f lies outside level %s", sum, s, levelOf(sum))
		}
		last = s
	}
}

// shipped is the data folder that ships.
func shipped(t testing.TB) *Knowledge {
	t.Helper()
	k, err := Load(os.DirFS("../../data"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if k.Model, err = learn.Decode(data.Model); err != nil {
		t.Fatal(err)
	}
	return k
}

// TestShippedData runs every example of every rule and insists that each language is complete.
func TestShippedData(t *testing.T) {
	_, problems := Lint(os.DirFS("../../data"))
	for _, p := range problems {
		t.Error(p)
	}
}

// TestCompiledIsCurrent: the compiled rules are those of the folder, and read back the same.
func TestCompiledIsCurrent(t *testing.T) {
	raw, err := os.ReadFile("../../data/compiled/rules.bin")
	if err != nil {
		t.Fatal(err)
	}
	fresh := shipped(t).Program
	if string(fresh.Encode()) != string(raw) {
		t.Error("data/compiled/rules.bin is not what data/rules compiles to; run 'make generate'")
	}
}

// TestPackedIsCurrent: the archive of the rules holds the folder's files.
func TestPackedIsCurrent(t *testing.T) {
	packed, err := zip.OpenReader("../../data/compiled/rules.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	names, _ := fs.Glob(os.DirFS("../../data"), "rules/*/*.rules")
	if len(names) == 0 || len(names) != len(packed.File) {
		t.Errorf("the archive holds %d files of %d; run 'make generate'", len(packed.File), len(names))
	}
	for _, n := range names {
		want, _ := os.ReadFile("../../data/" + n)
		if got, err := fs.ReadFile(packed, n); err != nil || string(got) != string(want) {
			t.Errorf("%s is not what the archive holds (%v); run 'make generate'", n, err)
		}
	}
}

// TestNeverSafe: no sentence a verdict can carry says safe, fake or ignore it (rule of safety 1).
func TestNeverSafe(t *testing.T) {
	k := shipped(t)
	w, err := k.Wording("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range Levels {
		s := strings.ToLower(w.UI("level."+string(l)) + " " + w.UI("level."+string(l)+".means"))
		for _, bad := range []string{"safe", "fake", "ignore", "genuine call", "don't worry"} {
			if strings.Contains(s, bad) {
				t.Errorf("level %s says %q: %s", l, bad, s)
			}
		}
	}
	// Danger always begins with the police, for every reader and at every level.
	for _, r := range Readers {
		for _, l := range Levels {
			for _, f := range []string{"", "vk", "impersonation", "ransom", "tuition", "emergency", "other"} {
				s := k.situation(r, &Verdict{Level: l, Danger: true, Stance: StanceOther}, f)
				if s == nil || !strings.Contains(s.Items[0], "police") {
					t.Errorf("reader %s, level %s, danger, family %q: the first step must be the police, got %v", r, l, f, s)
				}
			}
		}
	}
}

func TestDeterministic(t *testing.T) {
	c := New(shipped(t), nil)
	text := "This is the embassy. You must not tell your parents. Transfer bail to the safe account 200,000. 不许告诉父母，转到安全账户。"
	first := one(t, c, text)
	for range 20 {
		if again := one(t, c, text); !reflect.DeepEqual(first, again) {
			t.Fatal("the same text gave two verdicts")
		}
	}
}

func FuzzCheck(f *testing.F) {
	c := New(shipped(f), nil)
	for _, s := range []string{
		"", "x", "You must not tell your parents, officer said +86 10 12308", "不许告诉父母，安全账户",
		"p.o.l.i.c.e \u202e\u0000 公*安", "엄마 나 납치됐어", "لا تخبر أحدا", "किसी को मत बताना", strings.Repeat("公安", 500),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\x1a")
		}
		v := one(t, c, text)
		var quotes []Quote
		for _, fl := range v.Flags {
			quotes = append(quotes, fl.Quotes...)
		}
		for _, r := range v.Reasons {
			quotes = append(quotes, r.Quotes...)
		}
		for _, in := range v.Indicators {
			quotes = append(quotes, Quote{in.Text, in.Start, in.End})
		}
		for _, q := range quotes {
			if q.Start < 0 || q.End > len(text) || q.Start > q.End || text[q.Start:q.End] != q.Text || !utf8.ValidString(q.Text) {
				t.Fatalf("quote %+v is not a piece of %q", q, text)
			}
		}
		if !slices.Contains(Levels, v.Level) || v.Score < 0 || v.Score > 1 {
			t.Fatalf("level %q score %f", v.Level, v.Score)
		}
	})
}

// TestEveryKindHasItsCue: what the finder can find, a rule can ask for.
func TestEveryKindHasItsCue(t *testing.T) {
	for _, k := range []indicator.Kind{indicator.Phone, indicator.ShortCode, indicator.IBAN, indicator.BankAccount, indicator.Card, indicator.Wallet,
		indicator.URL, indicator.Email, indicator.Handle, indicator.CaseNumber, indicator.BadgeNumber, indicator.Amount, indicator.Deadline} {
		if n := findName(k); n == "" || !slices.Contains(rule.BuiltinCues, "has."+n) {
			t.Errorf("kind %s has no cue; add has.%s to rule.BuiltinCues", k, n)
		}
	}
}
