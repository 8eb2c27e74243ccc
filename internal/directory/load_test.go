package directory

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

const sound = `{"id":"ca-test-police","org":"Test Police","names":{"en":"Test Police"},"kind":"police","country":"CA","e164":"+14035550101","local":"(403) 555-0101","from_abroad":"unknown","e164_derived":true,"source":"https://example.org/a","source_date":"2024-10","status":"listed"}`

func folder(line string) fstest.MapFS {
	return fstest.MapFS{"ca.jsonl": {Data: []byte(sound + "\n" + line + "\n")}}
}

// Each change to a sound line is refused by Load and by Lint, with file, line and the way out.
func TestBrokenDataIsRefused(t *testing.T) {
	second := strings.Replace(sound, "ca-test-police", "ca-test-police-2", 1)
	second = strings.Replace(second, "0101", "0102", 1)
	second = strings.Replace(second, "555-0101", "555-0102", 1)
	if ps := Lint(folder(second)); ps != nil {
		t.Fatalf("the sound folder has problems: %v", ps)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"no date", `"2024-10"`, `""`, `status "undated"`},
		{"odd date", `"2024-10"`, `"10/2024"`, "write 2024-10-26"},
		{"no source", `"https://example.org/a"`, `""`, "full http"},
		{"no scheme", `https://example.org/a`, `example.org/a`, "full http"},
		{"short code abroad", `"+14035550102","local":"(403) 555-0102"`, `"+1911","local":"911","short_code":true`, "short codes do not cross borders"},
		{"short code unmarked", `"+14035550102","local":"(403) 555-0102"`, `"","local":"911"`, "short_code is false"},
		{"other country's code", `+14035550102`, `+444035550102`, "does not begin with +1"},
		{"bad shape", `+14035550102`, `+1403555010234567`, "not E.164"},
		{"letters", `+14035550102`, `+1403555TIPS`, "not E.164"},
		{"local is another number", `555-0102`, `555-0199`, "is not the number"},
		{"kind", `"police"`, `"cops"`, `kind "cops" is unknown`},
		{"country", `"CA"`, `"QQ"`, `country "QQ" is unknown`},
		{"language", `{"en":"Test Police"}`, `{"en":"Test Police","klingon":"x"}`, "write a name under one of"},
		{"no English name", `{"en":"Test Police"}`, `{"fr":"Police"}`, `no "en"`},
		{"hotline without calls_out", `"police","country":"CA"`, `"consular_hotline","country":"CA","serves":"CA"`, "write calls_out"},
		{"mission that serves nobody", `"police"`, `"embassy"`, `write "serves"`},
		{"status", `"listed"`, `"live"`, `status "live" is unknown`},
		{"denied in a country file", `"listed"`, `"denied","reason":"disused"`, "move it to denied.jsonl"},
		{"denied without a reason", `"listed"`, `"denied"`, "a denied entry gives one of"},
		{"another country's file", `"CA"`, `"US"`, "move it to us.jsonl"},
		{"unknown key", `"source_date"`, `"dated"`, `unknown key "dated"`},
		{"key twice", `"status":"listed"`, `"status":"listed","status":"undated"`, "appears twice"},
		{"duplicate id", `ca-test-police-2`, `ca-test-police`, "is taken by ca.jsonl:1"},
		{"id", `ca-test-police-2`, `CA Test`, "not a slug"},
		{"note", `"status"`, `"notes":["lovely"],"status"`, `note "lovely" is unknown`},
		{"cut short", `"status":"listed"}`, `"status":"lis`, "a closing"},
		{"not JSON", second, `hello`, "write {"},
		{"empty line", second, ``, "delete it"},
		{"not UTF-8", `Test Police"},`, "\xff\"},", "UTF-8"},
	} {
		line := strings.Replace(second, c.old, c.new, 1)
		if line == second {
			t.Errorf("%s: nothing was changed", c.name)
		}
		_, err := Load(folder(line))
		if fault.KindOf(err) != fault.Invalid || !strings.HasPrefix(err.Error(), "ca.jsonl:2: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: Load says %v, want ca.jsonl:2 and %q", c.name, err, c.want)
		}
		found := false
		for _, p := range Lint(folder(line)) {
			found = found || p.File == "ca.jsonl" && p.Line == 2 && strings.Contains(p.Text, c.want)
		}
		if !found {
			t.Errorf("%s: Lint says %v, want line 2 and %q", c.name, Lint(folder(line)), c.want)
		}
	}
}

func TestLintAsksMoreThanLoad(t *testing.T) {
	twin := strings.Replace(sound, "ca-test-police", "ca-test-police-2", 1)
	early := strings.NewReplacer("ca-test-police", "ca-a-police", "0101", "0103").Replace(sound)
	denied := strings.NewReplacer("ca-test-police", "ca-denied-1", `"listed"`, `"denied","reason":"disused"`).Replace(sound)
	for _, c := range []struct {
		name, want string
		fsys       fstest.MapFS
		loads      bool
	}{
		{"same number twice", "merge the two", folder(twin), true},
		{"unsorted", "sort the file by id", folder(early), true},
		{"denied and listed", "take it off the deny list", fstest.MapFS{"ca.jsonl": {Data: []byte(sound)}, "denied.jsonl": {Data: []byte(denied)}}, false},
		{"stray file", "nothing reads this file", fstest.MapFS{"ca.jsonl": {Data: []byte(sound)}, "ca.json": {Data: []byte(sound)}}, true},
		{"officials", "at least one source", fstest.MapFS{"ca.jsonl": {Data: []byte(sound)}, "officials.json": {Data: []byte(`[{"body":"x","country":"CA","never":["y"]}]`)}}, false},
		{"empty folder", "point to the folder", fstest.MapFS{}, false},
	} {
		found := false
		for _, p := range Lint(c.fsys) {
			found = found || strings.Contains(p.String(), c.want)
		}
		if !found {
			t.Errorf("%s: Lint says %v, want %q", c.name, Lint(c.fsys), c.want)
		}
		if _, err := Load(c.fsys); (err == nil) != c.loads {
			t.Errorf("%s: Load says %v", c.name, err)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(sound)
	f.Add(`{"id":"a","names":{"en":"\u00e9\"x"},"places":["a","b"],"also":[{"source":"http://a.b","adds":"number"}],"short_code":true}`)
	f.Add(`{"id":"\ud800"}`)
	f.Add("{")
	if data, err := os.ReadFile(dataDir + "/denied.jsonl"); err == nil {
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		fsys := fstest.MapFS{"ca.jsonl": {Data: []byte(text)}}
		d, err := Load(fsys)
		problems := Lint(fsys)
		if err != nil && len(problems) == 0 {
			t.Fatalf("Load refuses (%v) what Lint accepts", err)
		}
		if err != nil {
			return
		}
		for _, e := range d.entries {
			if e.Status == Listed && (e.Source == "" || e.SourceDate == "") {
				t.Fatalf("listed without source or date: %+v", e)
			}
			if dial := e.DialFrom("CN"); e.ShortCode && dial.Number != "" {
				t.Fatalf("short code crosses the border: %+v", dial)
			}
			d.Lookup(e.Local, e.Country)
		}
		for line := range strings.Lines(text) {
			var e Entry
			if err := json.Unmarshal([]byte(line), &e); err != nil {
				t.Fatalf("encoding/json refuses a line that was loaded: %v", err)
			}
		}
	})
}
