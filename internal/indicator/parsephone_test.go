package indicator

import (
	"testing"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

func TestParsePhone(t *testing.T) {
	for _, c := range []struct{ in, region, kind, value string }{
		{"110", "CN", "short_code", "110"},
		{"110", "KR", "short_code", "110"},
		{"#9110", "JP", "short_code", "#9110"},
		{"+86 110", "CA", "short_code", "110"},
		{"12308", "CN", "short_code", "12308"},
		{"+86-10-12308", "", "phone", "+861012308"},
		{"０１０－６５６１－２３０８", "CN", "phone", "+861065612308"},
		{"(403) 555-0142", "ca", "phone", "+14035550142"},
		{"4035550142", "US", "phone", "+14035550142"},
		{"1 403 555 0142", "", "phone", "+14035550142"},
		{"011 44 20 7946 0018", "US", "phone", "+442079460018"},
		{"020 7946 0018", "GB", "phone", "+442079460018"},
		{"٠٥٠ ١٢٣ ٤٥٦٧", "AE", "phone", "+971501234567"},
		{"13800138000", "", "phone", "+8613800138000"},
		{"8123 4567", "SG", "phone", "+6581234567"},
		{"hello", "CN", "", "phone_empty"},
		{"", "", "", "phone_empty"},
		{"13800138000 or else", "CN", "", "phone_letters"},
		{"8123 4567", "", "", "phone_needs_country"},
		{"8123 4567", "XX", "", "phone_needs_country"},
		{"555", "US", "", "phone_impossible"},
		{"+999 1234", "", "", "phone_impossible"},
	} {
		got, err := ParsePhone(c.in, c.region)
		if c.kind == "" {
			if f := fault.As(err); f == nil || f.Code != c.value || f.Kind != fault.Invalid {
				t.Errorf("ParsePhone(%q, %q): error %v, want %s", c.in, c.region, err, c.value)
			}
			continue
		}
		if err != nil || string(got.Kind) != c.kind || got.Value != c.value || got.Text != c.in {
			t.Errorf("ParsePhone(%q, %q) = %+v, %v; want %s %s", c.in, c.region, got, err, c.kind, c.value)
		}
	}
}

func TestHost(t *testing.T) {
	for text, want := range map[string]string{
		"https://EXAMPLE.com:8080/a?b": "example.com",
		"www.example.com":              "www.example.com",
		"a@Example.com":                "example.com",
		"+861012308":                   "",
	} {
		got := Find(text, Options{})
		if len(got) != 1 || got[0].Host() != want {
			t.Errorf("%q: %+v, want host %q", text, got, want)
		}
	}
}
