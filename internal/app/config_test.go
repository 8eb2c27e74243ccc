package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func settingsOf(t *testing.T, toml string, environ ...string) (*Settings, error) {
	t.Helper()
	file := ""
	if toml != "" {
		file = filepath.Join(t.TempDir(), "ringtrue.toml")
		if err := os.WriteFile(file, []byte(toml), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return ReadSettings(file, environ)
}

const whole = `
name = "Northgate desk"
run_by = "Northgate University, campus security"
address = "https://ringtrue.example.edu/"
region = "ca"
language = "en"
languages = ["en", "zh-CN", "fr"]

[desk]
name = "Campus security"
text = "Day and night."
tel = "+1 403 555 0119"
mail = "desk@example.edu"
confirmed = "2026-11-14"

[in.zh-Hans]
run_by = "北门大学校园安保"
[in.zh-Hans.desk]
tel = "+1 403 555 0120"
confirmed = "2026-11-15"

[[link]]
title = "International office"
url = "https://example.edu/international"
[[link]]
title = "国际学生办公室"
url = "https://example.edu/zh"
lang = "zh-Hans"

[serve]
addr = ":8443"
metrics_addr = "127.0.0.1:9090"
tls_domain = "ringtrue.example.edu"
proxy = ["127.0.0.1/32"]
`

func TestSettings(t *testing.T) {
	s, err := settingsOf(t, whole, "RINGTRUE_NAME=Other name", "RINGTRUE_SERVE_ADDR=127.0.0.1:1", "RINGTRUE_LANGUAGES=en, ko", "PATH=/bin", "RINGTRUE_DATA=x")
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "Other name" || s.RunBy != "Northgate University, campus security" || s.Address != "https://ringtrue.example.edu" || s.Region != "CA" {
		t.Errorf("got %+v", s.Instance)
	}
	if !slices.Equal(s.Languages, []string{"en", "ko"}) || s.Serve.Addr != "127.0.0.1:1" || !slices.Equal(s.Serve.TLSDomains, []string{"ringtrue.example.edu"}) || s.Serve.Metrics != "127.0.0.1:9090" {
		t.Errorf("languages %v, serve %+v", s.Languages, s.Serve)
	}
	zh, en := s.In("zh-Hans"), s.In("en")
	if zh.RunBy != "北门大学校园安保" || zh.Desk.Tel != "+1 403 555 0120" || zh.Desk.Confirmed != "2026-11-15" || zh.Desk.Name != "Campus security" || len(zh.Links) != 2 {
		t.Errorf("zh-Hans: %+v", zh)
	}
	if en.Desk.Tel != "+1 403 555 0119" || en.Desk.Confirmed != "2026-11-14" || len(en.Links) != 1 {
		t.Errorf("en: %+v", en)
	}
	if s, err := settingsOf(t, ""); err != nil || s.Serve.Addr != "" || s.In("en").Desk != (Desk{}) {
		t.Errorf("nothing said: %+v %v", s, err)
	}
}

// TestBadSettings insists that each mistake is refused with its line (or variable) and the mend.
func TestBadSettings(t *testing.T) {
	for _, c := range []struct {
		toml, env string
		want      []string
	}{
		{"name = \"a\"\nrun_by = ", "", []string{":2: ", "no TOML"}},
		{"name = \"a\"\n\nnmae = \"b\"\n", "", []string{":3: nmae is not known", "did you mean name?"}},
		{"name = 5\n", "", []string{":1: name must be a text"}},
		{"\nregion = \"Canada\"\n", "", []string{`:2: region "Canada" is no country`, `such as "CA"`}},
		{"region = \"XZ\"\n", "", []string{"is no country"}},
		{"languages = [\"en\", \"xx\"]\n", "", []string{":1: languages \"xx\" is no interface language", "zh-Hans"}},
		{"language = \"fr\"\nlanguages = [\"en\"]\n", "", []string{":1: \"fr\" is not among languages"}},
		{"[desk]\nname = \"d\"\ntel = \"911\"\nconfirmed = \"2026-01-01\"\n", "", []string{":3: desk.tel \"911\" is no number that can be dialled from abroad"}},
		{"[desk]\nname = \"d\"\ntel = \"+1 403 555 0119\"\n", "", []string{":3: a number is shown only with the day", "confirmed"}},
		{"[desk]\nname = \"d\"\nconfirmed = \"14 November\"\n", "", []string{":3: desk.confirmed", "2026-11-20"}},
		{"[desk]\ntel = \"+1 403 555 0119\"\nconfirmed = \"2026-01-01\"\n", "", []string{":1: the desk has no name"}},
		{"[desk]\nname = \"d\"\nmail = \"Desk <d@example.edu>\"\n", "", []string{":3: desk.mail"}},
		{"[desk]\nname = \"d\"\nfax = \"1\"\n", "", []string{":3: desk.fax is not known"}},
		{"[in.de]\nname = \"x\"\n", "", []string{":1: in.de is no interface language"}},
		{"[[link]]\ntitle = \"t\"\nurl = \"https://a.example\"\n[[link]]\ntitle = \"t\"\nurl = \"javascript:alert(1)\"\n", "", []string{":6: link.1.url", "https://"}},
		{"[[link]]\ntitle = \"t\"\n", "", []string{":1: a link needs a title and a url"}},
		{"address = \"http://ringtrue.example.edu\"\n", "", []string{":1: address", "https://"}},
		{"name = \"a\\u202eb\"\n", "", []string{":1: name", "cannot be shown"}},
		{"[serve]\naddr = \"8080\"\n", "", []string{":2: serve.addr", "HOST:PORT"}},
		{"[serve]\ntls_domain = \"https://a.example\"\n", "", []string{":2: serve.tls_domain"}},
		{"[serve]\nproxy = [\"127.0.0.1\"]\n", "", []string{":2: serve.proxy"}},
		{"", "RINGTRUE_REGION=Canada", []string{"RINGTRUE_REGION: region \"Canada\" is no country"}},
		{"", "RINGTRUE_REGOIN=CA", []string{"RINGTRUE_REGOIN: no setting has this name; did you mean RINGTRUE_REGION?"}},
		{"region = \"CAN\"\nlanguage = \"xx\"\n", "", []string{":1: region", ":2: language"}},
	} {
		s, err := settingsOf(t, c.toml, c.env)
		if err == nil {
			t.Errorf("%q %s: taken as %+v", c.toml, c.env, s)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q %s: the error lacks %q:\n%v", c.toml, c.env, want, err)
			}
		}
	}
	if _, err := ReadSettings("/nonexistent/ringtrue.toml", nil); err == nil || !strings.Contains(err.Error(), "--config") {
		t.Errorf("a file that is not there: %v", err)
	}
}

// TestVet refuses a desk with a number that is denied.
func TestVet(t *testing.T) {
	a, err := Open(Config{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := a.Directory()
	if err != nil {
		t.Fatal(err)
	}
	denied := ""
	for _, e := range d.Entries("denied") {
		denied = e.E164
		if denied != "" {
			break
		}
	}
	for tel, bad := range map[string]bool{"+1 403 555 0119": false, denied: true} {
		s := &Settings{Instance: Instance{Desk: Desk{Name: "d", Tel: tel, Confirmed: "2026-01-01"}}}
		if err := a.Vet(s); (err != nil) != bad {
			t.Errorf("%s: %v", tel, err)
		}
	}
}
