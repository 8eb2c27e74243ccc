package directory

import (
	"slices"
	"strings"
	"testing"
)

func planOfIDs(plan []Call) string {
	var out []string
	for _, c := range plan {
		s := c.Who + ": " + ids(c.Lines)
		if len(c.Shut) > 0 {
			s += " / " + ids(c.Shut)
		}
		out = append(out, strings.ReplaceAll(strings.TrimSpace(s), "  ", " "))
	}
	return strings.Join(out, "\n")
}

func TestFamilyPlan(t *testing.T) {
	d := realData(t)
	for _, c := range []struct {
		name string
		w    Whereabouts
		want string
	}{
		{"China, Calgary", Whereabouts{Here: "CN", There: "CA", City: "Calgary"}, `police_there: ca-calgary-police / ca-911 ca-alberta-rcmp
police_here: cn-110 cn-96110
mission: ca-calgary-cn-consulate ca-ottawa-cn-embassy cn-12308
campus:`},
		{"India, Toronto", Whereabouts{Here: "IN", There: "CA", City: "Toronto"}, `police_there: ca-toronto-police-fraud-alert ca-ontario-provincial-police / ca-911
police_here: in-1930
mission: ca-ottawa-in-embassy
campus: ca-university-of-toronto-campus-safety ca-university-of-toronto-campus-safety-non-emergency ca-university-of-toronto-scarborough-campus-safety ca-york-university-security-services ca-york-university-security-services-2`},
		{"Korea, Sydney", Whereabouts{Here: "KR", There: "AU", City: "Sydney"}, `police_there: / au-000 au-131444
police_here: kr-112 kr-police-cyber-bureau
mission: kr-consular-call-centre
campus:`},
		{"Vietnam, Singapore", Whereabouts{Here: "VN", There: "SG", City: "Singapore"}, `police_there: sg-police-from-abroad / sg-999
police_here: vn-113
mission: vn-citizen-protection
campus: sg-nanyang-technological-university-campus-security-hotline`},
		{"in one country", Whereabouts{Here: "CA", There: "CA", City: "Calgary", Home: "CN"}, `police_there: ca-911 ca-calgary-police ca-alberta-rcmp
mission: ca-calgary-cn-consulate ca-ottawa-cn-embassy cn-12308
campus:`},
		{"nothing known", Whereabouts{}, `police_there:
mission:
campus:`},
		{"where nobody has looked", Whereabouts{Here: "TG", There: "LA"}, `police_there:
police_here:
mission:
campus:`},
	} {
		if got := planOfIDs(d.FamilyPlan(c.w)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestStudentPlan(t *testing.T) {
	d := realData(t)
	w := Whereabouts{There: "CA", City: "Edmonton", Home: "CN"}
	got := planOfIDs(d.StudentPlan(w, "police_home"))
	want := `campus: ca-university-of-alberta-protective-services
police_there: ca-911 ca-edmonton-police ca-alberta-rcmp
office: / cn-110
mission: ca-calgary-cn-consulate ca-ottawa-cn-embassy cn-12308`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := planOfIDs(d.StudentPlan(w, "helpline")); !strings.Contains(got, "office: / cn-96110 cn-12321") {
		t.Errorf("a help line: %s", got)
	}
	if got := planOfIDs(d.StudentPlan(w, "agency")); strings.Contains(got, "office") {
		t.Errorf("an office we do not list: %s", got)
	}
}

// From anywhere for a student anywhere: no plan offers a short number across a border, a number
// that may not be shown, or one without its source; and what is shut is never a link.
func TestPlansOfferOnlyWhatMayConnect(t *testing.T) {
	d := realData(t)
	countries := []string{"", "CN", "IN", "KR", "VN", "CA", "AU", "SG", "GB", "US", "HK", "FR", "JP", "TG"}
	for _, here := range countries {
		for _, there := range countries {
			for _, city := range append(d.Cities(there), "") {
				w := Whereabouts{Here: here, There: there, City: city, Home: here}
				for _, plan := range [][]Call{d.FamilyPlan(w), d.WitnessPlan(w), d.StudentPlan(w, "police_home"), d.StudentPlan(w, "helpline")} {
					checkPlan(t, w, plan)
				}
			}
		}
	}
}

func checkPlan(t *testing.T, w Whereabouts, plan []Call) {
	t.Helper()
	seen := map[string]bool{}
	for _, c := range plan {
		for _, l := range c.Lines {
			if l.Status != Listed || l.Source == "" || l.Dial.Number == "" {
				t.Errorf("%+v: %s is offered (%s)", w, l.ID, l.Status)
			}
			if l.ShortCode && l.Dial.Code != CodeSameCountry {
				t.Errorf("%+v: the short number %s is offered across a border", w, l.ID)
			}
			if seen[l.ID] {
				t.Errorf("%+v: %s stands twice", w, l.ID)
			}
			seen[l.ID] = true
		}
		for _, l := range c.Shut {
			if l.Dial.Tel != "" || l.Dial.How == HowDial {
				t.Errorf("%+v: %s is named as shut but can be dialled", w, l.ID)
			}
		}
	}
}

func TestEmergencyLines(t *testing.T) {
	d := realData(t)
	for country, want := range map[string]string{"CA": "ca-911", "SG": "sg-999 sg-70999", "AU": "au-000", "TG": "", "": ""} {
		if got := ids(d.EmergencyLines(country)); got != want {
			t.Errorf("%s: got %q, want %q", country, got, want)
		}
	}
}

func TestCities(t *testing.T) {
	d := realData(t)
	if got := d.Cities("CA"); !slices.Contains(got, "Calgary") || !slices.Contains(got, "Brampton") || slices.Contains(got, "") {
		t.Errorf("Canada: %v", got)
	}
	if got := d.CityName("zh-Hans", "CA", "Calgary"); got != "卡尔加里" {
		t.Errorf("got %q", got)
	}
	if got := d.CityName("vi", "CA", "Calgary"); got != "Calgary" {
		t.Errorf("got %q", got)
	}
	for country, list := range d.cities {
		for city := range list {
			if !slices.Contains(d.Cities(country), city) {
				t.Errorf("cities.json: %s in %s is no place of an entry", city, country)
			}
		}
	}
}
