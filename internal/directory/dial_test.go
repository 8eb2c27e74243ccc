package directory

import (
	"strings"
	"testing"
)

func entry(t *testing.T, d *Directory, id string) Entry {
	t.Helper()
	for _, e := range d.entries {
		if e.ID == id {
			return e
		}
	}
	t.Fatalf("no entry %q", id)
	return Entry{}
}

func TestDialFrom(t *testing.T) {
	d := realData(t)
	for _, c := range []struct{ id, from, how, number, tel, code string }{
		{"ca-calgary-police", "CN", HowDial, "00 1 403 266 1234", "tel:+14032661234", CodeDerived},
		{"ca-calgary-police", "CA", HowDial, "(403) 266-1234", "tel:+14032661234", CodeSameCountry},
		{"ca-calgary-police", "US", HowDial, "1 403 266 1234", "tel:+14032661234", CodeDerived},
		{"ca-calgary-police", "RU", HowDial, "+1 403 266 1234", "tel:+14032661234", CodeDerived},
		{"ca-calgary-police", "", HowDial, "+1 403 266 1234", "tel:+14032661234", CodeDerived},
		{"ca-911", "CN", HowLocalOnly, "", "", CodeShortCode},
		{"ca-911", "US", HowLocalOnly, "", "", CodeShortCode},
		{"ca-911", "CA", HowDial, "911", "tel:911", CodeSameCountry},
		{"ca-911", "", HowLocalOnly, "", "", CodeShortCode},
		{"gb-london-in-embassy", "IN", HowDial, "00 44 20 7836 9147", "tel:+442078369147", CodeStated},
		{"gb-999", "IN", HowLocalOnly, "", "", CodeShortCode},
		{"gb-report-fraud", "IN", HowLocalOnly, "", "", CodeNational},
		{"au-131444", "KR", HowLocalOnly, "", "", CodeShortCode},
		{"au-melbourne-east-police", "KR", HowDial, "001 61 3 9637 1100", "tel:+61396371100", CodeDerived},
		{"au-sydney-cn-consulate", "CN", HowDial, "00 61 2 9550 5519", "tel:+61295505519", CodeStated},
		{"sg-police-from-abroad", "VN", HowDial, "00 65 6255 0000", "tel:+6562550000", CodeStated},
		{"sg-999", "VN", HowLocalOnly, "", "", CodeShortCode},
		{"sg-70999", "SG", HowDial, "70999", "sms:70999", CodeSameCountry},
		{"cn-12308", "CA", HowDial, "011 86 10 12308", "tel:+861012308", CodeStated},
		{"cn-12308", "AU", HowDial, "0011 86 10 12308", "tel:+861012308", CodeStated},
		{"cn-12308", "JP", HowDial, "010 86 10 12308", "tel:+861012308", CodeStated},
		{"cn-12308", "CN", HowDial, "010-12308", "tel:+861012308", CodeSameCountry},
		{"jp-9110", "JP", HowDial, "#9110", "tel:%239110", CodeSameCountry},
		{"nl-police-from-abroad", "CN", HowDial, "00 31 343 578 844", "tel:+31343578844", CodeStated},
		{"kr-consular-call-centre-freephone", "CA", HowUnknown, "", "", ""}, // code checked below
		{"ca-ontario-provincial-police", "IN", HowUnknown, "00 1 888 310 1122", "tel:+18883101122", CodeTollFree},
		{"ca-ontario-provincial-police", "US", HowDial, "1 888 310 1122", "tel:+18883101122", CodeDerived},
		{"ca-york-region-police-cib2", "CA", HowDial, "1-866-876-5423 ext. 7241", "tel:+18668765423;ext=7241", CodeSameCountry},
		{"ca-toronto-police", "CA", HowUnknown, "", "", CodeNotShown},            // undated
		{"ca-toronto-cn-consulate-2017", "CN", HowUnknown, "", "", CodeNotShown}, // superseded
		{"nl-denied-0703065091", "CN", HowUnknown, "", "", CodeNotShown},
	} {
		got := entry(t, d, c.id).DialFrom(c.from)
		if c.id == "kr-consular-call-centre-freephone" {
			if got.Number != "011 800 2100 0404" || got.How != HowDial {
				t.Errorf("universal freephone from Canada: %+v", got)
			}
			if in := entry(t, d, c.id).DialFrom("KR"); in.Number != "" || in.Code != CodeAbroadOnly {
				t.Errorf("universal freephone inside Korea: %+v", in)
			}
			continue
		}
		if got.How != c.how || got.Number != c.number || got.Tel != c.tel || got.Code != c.code {
			t.Errorf("%s from %q:\n got %+v\nwant %s %q %q %s", c.id, c.from, got, c.how, c.number, c.tel, c.code)
		}
	}
}

var origins = []string{"CN", "IN", "KR", "VN", "CA", "US", "AU", "GB", "JP", "SG", "MY", "HK", "DE", "FR",
	"NL", "NZ", "RU", "BR", "TH", "ID", "NP", "XX", ""}

// Rule of safety 5, over all data: no short code ever stands behind a country code.
func TestNoShortCodeCrossesABorder(t *testing.T) {
	d := realData(t)
	shorts := map[string]string{} // digits after + that must never be rendered
	for _, e := range d.entries {
		p, _ := planOf(e.Country)
		for _, s := range []string{e.Short, e.Local} {
			if n := digitsOf(s); n != "" && len(n) <= 6 {
				shorts[p.code+n] = e.ID
			}
		}
	}
	if len(shorts) < 25 {
		t.Fatalf("only %d short codes in the data", len(shorts))
	}
	for _, e := range d.entries {
		for _, from := range origins {
			dial := e.DialFrom(from)
			if e.ShortCode && from != e.Country && (dial.Number != "" || dial.Tel != "" || dial.Plus != "") {
				t.Errorf("%s from %s is rendered: %+v", e.ID, from, dial)
			}
			if e.ShortCode && strings.ContainsAny(dial.Number+dial.Tel+dial.Plus, "+") {
				t.Errorf("%s from %s has a plus: %+v", e.ID, from, dial)
			}
			p, _ := planOf(from)
			for _, s := range []string{dial.Number, dial.Tel, dial.Plus} {
				n := digitsOf(s)
				for _, exit := range []string{"", digitsOf(p.exit)} {
					if id, bad := shorts[strings.TrimPrefix(n, exit)]; bad && (exit != "" || strings.Contains(s, "+")) && strings.HasPrefix(n, exit) {
						t.Errorf("%s from %s renders %q, the short code of %s", e.ID, from, s, id)
					}
				}
			}
		}
	}
}

// Every number rendered for a caller abroad is the entry's own, digit for digit.
func TestRenderedDigitsAreTheNumber(t *testing.T) {
	for _, e := range realData(t).Entries(Listed) {
		for _, from := range origins {
			dial := e.DialFrom(from)
			if from == e.Country || dial.Number == "" {
				continue
			}
			plus, _, _ := strings.Cut(dial.Plus, " ext.")
			if strings.ReplaceAll(plus, " ", "") != e.E164 {
				t.Errorf("%s: plus form %q is not %s", e.ID, dial.Plus, e.E164)
			}
			number, _, _ := strings.Cut(dial.Number, " ext.")
			if !strings.HasSuffix(digitsOf(number), e.E164[1:]) {
				t.Errorf("%s from %s: %q is not %s", e.ID, from, dial.Number, e.E164)
			}
		}
	}
}

func TestConsularHotline12308NeverCallsOut(t *testing.T) {
	d := realData(t)
	n := 0
	for _, e := range d.entries {
		if strings.Contains(e.ID, "12308") {
			n++
			if !e.NeverCalls() {
				t.Errorf("%s calls_out is %q", e.ID, e.CallsOut)
			}
		}
	}
	if n < 2 {
		t.Errorf("found %d lines of 12308", n)
	}
	if e := entry(t, d, "cn-96110"); e.NeverCalls() || e.CallsOut != CallsMay || !e.Noted(NoteCallsVictims) {
		t.Errorf("96110 does ring likely victims: %+v", e)
	}
}

func TestPlansAreSortedAndWhole(t *testing.T) {
	for i := 1; i < len(plans); i++ {
		if plans[i-1].country >= plans[i].country {
			t.Errorf("%s stands after %s", plans[i].country, plans[i-1].country)
		}
	}
	for _, p := range plans {
		if len(p.country) != 2 || len(p.code) < 1 || len(p.code) > 3 || p.exit == "" {
			t.Errorf("incomplete plan %+v", p)
		}
	}
	if len(plans) < 240 {
		t.Errorf("only %d countries", len(plans))
	}
}
