package directory

import "testing"

func TestLookup(t *testing.T) {
	d := realData(t)
	for _, c := range []struct{ number, region, state, id, reason string }{
		{"+14032661234", "", StateGenuine, "ca-calgary-police", ""},
		{"+1 (403) 266-1234", "CN", StateGenuine, "ca-calgary-police", ""},
		{"403 266 1234", "CA", StateGenuine, "ca-calgary-police", ""},
		{"1-403-266-1234", "CA", StateGenuine, "ca-calgary-police", ""},
		{"001 403 266 1234", "CN", StateGenuine, "ca-calgary-police", ""},
		{"0014032661234", "KR", StateGenuine, "ca-calgary-police", ""}, // 00 1, though Korea's own exit is 001
		{"tel:+14032661234;ext=9", "", StateGenuine, "ca-calgary-police", ""},
		{"４０３２６６１２３４", "CA", StateGenuine, "ca-calgary-police", ""},
		{"0061-02-62283948", "CN", StateGenuine, "au-canberra-cn-embassy", ""},
		{"+44 (0)20 7299 8439", "", StateGenuine, "gb-london-cn-embassy", ""},
		{"020 7299 8439", "GB", StateGenuine, "gb-london-cn-embassy", ""},
		{"12308", "CN", StateGenuine, "cn-12308", NoteSpoofed},
		{"12308", "CA", StateGenuine, "cn-12308", NoteSpoofed},
		{"010-12308", "CN", StateGenuine, "cn-12308", NoteSpoofed},
		{"01186-10-12308", "CA", StateGenuine, "cn-12308", NoteSpoofed},
		{"96110", "CA", StateGenuine, "cn-96110", NoteSpoofed},
		{"110", "CN", StateGenuine, "cn-110", ""},
		{"110", "DE", StateGenuine, "de-110", ""},
		{"110", "CA", StateUnknown, "", ""},
		{"110", "", StateGenuine, "cn-110", "several_countries"},
		{"#377", "CA", StateGenuine, "ca-edmonton-police", ""},
		{"416-808-2222", "CA", StateGenuine, "ca-toronto-police", "undated_source"},
		{"416-529-0068", "CA", StateSuperseded, "ca-toronto-cn-consulate-2017", "old_number"},
		{"+31 70 306 5091", "", StateDenied, "nl-denied-0703065091", ReasonDisused},
		{"+31-070-3065091", "CN", StateDenied, "nl-denied-0703065091", ReasonDisused},
		{"02 8595 8002", "AU", StateDenied, "au-denied-0285958002", ReasonNotTheirs},
		{"613-789-3434", "CA", StateDenied, "ca-denied-6137893434", ReasonSpoofed},
		{"+1 555 010 0199", "", StateUnknown, "", ""},
		{"+86 110", "CA", StateUnknown, "cn-110", ReasonDressed},
		{"0086-96110", "GB", StateUnknown, "cn-96110", ReasonDressed},
		{"011 86 12308", "CA", StateUnknown, "cn-12308", ReasonDressed},
		{"+44101", "", StateUnknown, "gb-101", ReasonDressed},
		{"+86 1", "CA", StateUnknown, "", ""},
		{"٤٠٣٢٦٦١٢٣٤", "CA", StateGenuine, "ca-calgary-police", ""},
		{"", "CN", StateUnknown, "", ""},
		{"call me", "CN", StateUnknown, "", ""},
	} {
		got := d.Lookup(c.number, c.region)
		id := ""
		if len(got.Entries) > 0 {
			id = got.Entries[0].ID
		}
		if got.State != c.state || got.Reason != c.reason || id != c.id && c.reason != "several_countries" {
			t.Errorf("%q in %q: %s %s %s, want %s %s %s", c.number, c.region, got.State, id, got.Reason, c.state, c.id, c.reason)
		}
	}
}

// Whatever is rendered for somebody to type is recognised when it is pasted back.
func TestLookupKnowsWhatDialRenders(t *testing.T) {
	d := realData(t)
	for _, e := range d.Entries(Listed) {
		for _, from := range origins {
			dial := e.DialFrom(from)
			for _, s := range []string{dial.Number, dial.Plus} {
				if s == "" {
					continue
				}
				if got := d.Lookup(s, from); got.State != StateGenuine {
					t.Errorf("%s from %s: %q is %s", e.ID, from, s, got.State)
				}
			}
		}
	}
}

func TestStanding(t *testing.T) {
	d := realData(t)
	for _, c := range []struct{ number, region, want string }{
		{"+14032661234", "", "genuine"},
		{"+31703065091", "", "denied"},
		{"+16137893434", "", "reported"}, // the embassy's own switchboard, displayed by scammers
		{"+14165290068", "", "unknown"},  // an old number may belong to anybody now
		{"+15550100199", "", "unknown"},
	} {
		if got := d.Standing(c.number, c.region); got != c.want {
			t.Errorf("%s: %s, want %s", c.number, got, c.want)
		}
	}
}

func TestEveryDeniedNumberIsRecognised(t *testing.T) {
	d := realData(t)
	for _, e := range d.Entries(Denied) {
		for _, form := range []string{e.E164, e.Local, "00" + e.E164[1:]} {
			if got := d.Lookup(form, e.Country); got.State != StateDenied || got.Reason == "" {
				t.Errorf("%s as %q: %+v", e.ID, form, got)
			}
		}
	}
}
