package directory

import (
	"strings"
	"testing"
)

func ids(ls []Listing) string {
	out := make([]string, len(ls))
	for i, l := range ls {
		out[i] = l.ID
	}
	return strings.Join(out, " ")
}

// What four families see first.
func TestFindForFamilies(t *testing.T) {
	d := realData(t)
	for _, c := range []struct {
		name  string
		q     Query
		first string   // the answer begins so
		also  []string // and holds these
		not   []string // and none of these
	}{
		{"China, Calgary", Query{Country: "CA", City: "Calgary", Serves: "CN", From: "CN"},
			"ca-calgary-police ca-calgary-cn-consulate ca-ottawa-cn-embassy",
			[]string{"cn-12308", "ca-911"},
			[]string{"ca-edmonton-police", "ca-vancouver-cn-consulate", "ca-ottawa-in-embassy", "ca-york-university-security-services"}},
		{"India, Toronto", Query{Country: "CA", City: "toronto", Serves: "IN", From: "IN"},
			"ca-toronto-police-fraud-alert ca-ottawa-in-embassy",
			[]string{"ca-ontario-provincial-police", "ca-york-university-security-services"},
			[]string{"ca-toronto-police", "ca-toronto-cn-consulate", "cn-12308", "ca-peel-region-police"}},
		{"Korea, Sydney", Query{Country: "AU", City: "Sydney", Serves: "KR", From: "KR"},
			"kr-consular-call-centre",
			[]string{"au-000", "au-131444"},
			[]string{"au-sydney-cn-consulate", "au-melbourne-east-police", "au-university-of-sydney-protective-services"}},
		{"Vietnam, Singapore", Query{Country: "SG", City: "Singapore", Serves: "VN", From: "VN"},
			"sg-police-from-abroad vn-citizen-protection",
			[]string{"sg-999", "sg-nanyang-technological-university-campus-security-hotline"},
			[]string{"sg-singapore-cn-embassy"}},
		{"student in Calgary", Query{Country: "CA", City: "Calgary", Serves: "CN", From: "CA"},
			"ca-911 ca-calgary-police", []string{"ca-alberta-rcmp", "ca-calgary-cn-consulate", "cn-12308"}, nil},
		{"by Chinese name", Query{Country: "CA", Text: "卡尔加里 警察", From: "CN"}, "ca-calgary-police", nil, nil},
		{"accents", Query{Country: "DE", City: "dusseldorf", Serves: "CN", From: "CN"}, "de-dusseldorf-cn-consulate", nil, nil},
		{"a district's second town", Query{Country: "CA", City: "Brampton", From: "IN"}, "ca-peel-region-police", nil, []string{"ca-calgary-police"}},
	} {
		got := " " + ids(d.Find(c.q)) + " "
		if !strings.HasPrefix(got, " "+c.first+" ") {
			t.Errorf("%s begins with%s\nwant %s", c.name, got, c.first)
		}
		for _, id := range c.also {
			if !strings.Contains(got, " "+id+" ") {
				t.Errorf("%s lacks %s in%s", c.name, id, got)
			}
		}
		for _, id := range c.not {
			if strings.Contains(got, " "+id+" ") {
				t.Errorf("%s holds %s", c.name, id)
			}
		}
	}
}

// No query, however wide or narrow, brings out a number that may not be shown.
func TestOnlyListedNumbersAreEverFound(t *testing.T) {
	d := realData(t)
	hidden := map[string]Status{}
	var queries []Query
	for _, e := range d.entries {
		if e.Status != Listed && e.E164 != "" {
			hidden[e.E164] = e.Status
		}
		for _, from := range []string{"", e.Country, "CN", "IN"} {
			queries = append(queries, Query{Country: e.Country, City: e.City, Kind: e.Kind, Serves: e.Serves, From: from},
				Query{Country: e.Country, From: from})
		}
		queries = append(queries, Query{Text: digitsOf(e.Local), From: "CN"}, Query{Text: e.ID, From: e.Country})
	}
	queries = append(queries, Query{}, Query{Text: "denied"}, Query{Text: "embassy"})
	tried := map[Query]bool{}
	for _, q := range queries {
		if tried[q] {
			continue
		}
		tried[q] = true
		check := func(ls []Listing) {
			for _, l := range ls {
				if l.Status != Listed || l.Reason != "" || l.Source == "" || l.Confirmed() == "" {
					t.Fatalf("%+v found %s, which is %s", q, l.ID, l.Status)
				}
				if s, bad := hidden[l.E164]; bad && s == Denied {
					t.Fatalf("%+v found the denied number %s", q, l.E164)
				}
			}
		}
		check(d.Find(q))
		if q.Text == "" && q.Country != "" {
			for _, s := range d.RouteFor(q).Steps {
				check(s.Listings)
			}
		}
	}
	if len(hidden) < 100 {
		t.Errorf("only %d hidden numbers were tried", len(hidden))
	}
}

func TestBestRoute(t *testing.T) {
	d := realData(t)
	codes := func(r Route) string {
		var out []string
		for _, s := range r.Steps {
			out = append(out, s.Code)
		}
		return strings.Join(out, " ")
	}
	au := d.BestRoute("AU", "KR")
	if au.Direct || codes(au) != StepFriendThere+" "+StepPoliceHome+" "+StepMission+" "+StepStation {
		t.Errorf("Korea to Australia, where no police line is known to cross: %+v", au)
	}
	if got := ids(au.Steps[1].Listings); !strings.HasPrefix(got, "kr-112 ") {
		t.Errorf("home police in Korea: %s", got)
	}
	if got := au.Steps[1].Listings[0].Dial.Number; got != "112" {
		t.Errorf("home police is rung from home: %q", got)
	}
	if got := ids(au.Steps[2].Listings); got != "kr-consular-call-centre" {
		t.Errorf("mission: %s", got)
	}
	sg := d.BestRoute("SG", "VN")
	if !sg.Direct || sg.Steps[0].Code != StepPoliceThere || ids(sg.Steps[0].Listings) != "sg-police-from-abroad" {
		t.Errorf("Vietnam to Singapore: %+v", sg)
	}
	ca := d.RouteFor(Query{Country: "CA", City: "Calgary", From: "CN", Serves: "CN"})
	if !ca.Direct || !strings.HasPrefix(ids(ca.Steps[0].Listings), "ca-calgary-police") {
		t.Errorf("China to Calgary: %+v", ca)
	}
	home := d.RouteFor(Query{Country: "CA", City: "Calgary", From: "CA", Serves: "CN"})
	if home.Steps[0].Code != StepEmergencyHere || home.Steps[0].Listings[0].ID != "ca-911" {
		t.Errorf("inside Canada: %+v", home)
	}
	// A country of which nothing is known still has a way.
	if r := d.BestRoute("TV", "NP"); len(r.Steps) != 4 || r.Direct {
		t.Errorf("nothing known: %+v", r)
	}
}
