package web

import (
	"fmt"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // clocks of the world, on machines that have none

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

// zone is one clock: its name in the time zone database, and the country or, where a country has
// several clocks, the city that people know it by.
type zone struct{ id, country, city string }

// zones are the clocks somebody may choose: those of the countries that students come from and go
// to. A country's first is the one most of its people live by.
var zones = []zone{
	{"Australia/Sydney", "AU", "Sydney"}, {"Australia/Brisbane", "AU", "Brisbane"}, {"Australia/Adelaide", "AU", "Adelaide"}, {"Australia/Darwin", "AU", "Darwin"}, {"Australia/Perth", "AU", "Perth"},
	{"America/Toronto", "CA", "Toronto"}, {"America/Vancouver", "CA", "Vancouver"}, {"America/Edmonton", "CA", "Calgary"}, {"America/Winnipeg", "CA", "Winnipeg"}, {"America/Regina", "CA", "Regina"}, {"America/Halifax", "CA", "Halifax"}, {"America/St_Johns", "CA", "St. John’s"},
	{"America/New_York", "US", "New York"}, {"America/Chicago", "US", "Chicago"}, {"America/Denver", "US", "Salt Lake City"}, {"America/Phoenix", "US", "Phoenix"}, {"America/Los_Angeles", "US", "Los Angeles"}, {"America/Anchorage", "US", "Anchorage"}, {"Pacific/Honolulu", "US", "Honolulu"},
	{"America/Sao_Paulo", "BR", "São Paulo"}, {"America/Manaus", "BR", "Manaus"}, {"America/Mexico_City", "MX", "Mexico City"}, {"America/Tijuana", "MX", "Tijuana"},
	{"Asia/Jakarta", "ID", "Jakarta"}, {"Asia/Makassar", "ID", "Makassar"}, {"Europe/Moscow", "RU", "Moscow"}, {"Asia/Vladivostok", "RU", "Vladivostok"},
	{"America/Argentina/Buenos_Aires", "AR", ""}, {"Europe/Vienna", "AT", ""}, {"Asia/Dhaka", "BD", ""}, {"Europe/Brussels", "BE", ""}, {"Europe/Sofia", "BG", ""}, {"Europe/Zurich", "CH", ""},
	{"America/Santiago", "CL", ""}, {"Asia/Shanghai", "CN", ""}, {"America/Bogota", "CO", ""}, {"Europe/Prague", "CZ", ""}, {"Europe/Berlin", "DE", ""}, {"Europe/Copenhagen", "DK", ""},
	{"Europe/Madrid", "ES", ""}, {"Europe/Helsinki", "FI", ""}, {"Europe/Paris", "FR", ""}, {"Europe/London", "GB", ""}, {"Asia/Hong_Kong", "HK", ""}, {"Europe/Budapest", "HU", ""},
	{"Europe/Dublin", "IE", ""}, {"Asia/Jerusalem", "IL", ""}, {"Asia/Kolkata", "IN", ""}, {"Asia/Tehran", "IR", ""}, {"Europe/Rome", "IT", ""}, {"Asia/Tokyo", "JP", ""}, {"Africa/Nairobi", "KE", ""},
	{"Asia/Phnom_Penh", "KH", ""}, {"Asia/Seoul", "KR", ""}, {"Asia/Almaty", "KZ", ""}, {"Asia/Vientiane", "LA", ""}, {"Asia/Colombo", "LK", ""}, {"Europe/Luxembourg", "LU", ""}, {"Asia/Yangon", "MM", ""},
	{"Asia/Macau", "MO", ""}, {"Asia/Kuala_Lumpur", "MY", ""}, {"Africa/Lagos", "NG", ""}, {"Europe/Amsterdam", "NL", ""}, {"Europe/Oslo", "NO", ""}, {"Asia/Kathmandu", "NP", ""}, {"Pacific/Auckland", "NZ", ""},
	{"Asia/Manila", "PH", ""}, {"Asia/Karachi", "PK", ""}, {"Europe/Warsaw", "PL", ""}, {"Europe/Lisbon", "PT", ""}, {"Asia/Riyadh", "SA", ""}, {"Europe/Stockholm", "SE", ""}, {"Asia/Singapore", "SG", ""},
	{"Asia/Bangkok", "TH", ""}, {"Europe/Istanbul", "TR", ""}, {"Asia/Taipei", "TW", ""}, {"Europe/Kyiv", "UA", ""}, {"Asia/Dubai", "AE", ""}, {"Asia/Ho_Chi_Minh", "VN", ""}, {"Africa/Johannesburg", "ZA", ""},
}

// clockOf are the cities of the directory that do not live by their country's first clock.
var clockOf = map[string]string{
	"CA Calgary": "America/Edmonton", "CA Edmonton": "America/Edmonton", "CA St. Albert": "America/Edmonton",
	"CA Vancouver": "America/Vancouver", "CA Victoria": "America/Vancouver", "CA Burnaby": "America/Vancouver", "CA Halifax": "America/Halifax",
	"US Chicago": "America/Chicago", "US Madison": "America/Chicago", "US Salt Lake City": "America/Denver",
	"US Los Angeles": "America/Los_Angeles", "US Irvine": "America/Los_Angeles", "US San Francisco": "America/Los_Angeles",
	"AU Adelaide": "Australia/Adelaide", "AU Brisbane": "Australia/Brisbane", "AU Darwin": "Australia/Darwin", "AU Perth": "Australia/Perth",
}

// clocks are the zones' rules, read once.
var clocks = sync.OnceValue(func() map[string]*time.Location {
	all := map[string]*time.Location{}
	for _, z := range zones {
		if loc, err := time.LoadLocation(z.id); err == nil {
			all[z.id] = loc
		}
	}
	return all
})

// zoneAt is the clock of a country or a city, or "" where it cannot be told.
func zoneAt(country, city string) string {
	if id := clockOf[country+" "+city]; id != "" {
		return id
	}
	first, several := "", false
	for _, z := range zones {
		if z.country == country {
			several = first != ""
			if several {
				break
			}
			first = z.id
		}
	}
	if several && city == "" {
		return ""
	}
	return first
}

// zoneOf finds a clock of the list.
func zoneOf(id string) (zone, bool) {
	for _, z := range zones {
		if z.id == id {
			return z, true
		}
	}
	return zone{}, false
}

// label names a clock in a language, with its distance from UTC at a time.
func (z zone) label(d *directory.Directory, tag string, at time.Time) string {
	name := countryName(tag, z.country)
	if z.city != "" {
		name = d.CityName(tag, z.country, z.city)
	}
	return name + " (" + offset(at, z.id) + ")"
}

// offset writes a clock's distance from UTC: "UTC+8", "UTC−3:30".
func offset(at time.Time, id string) string {
	loc := clocks()[id]
	if loc == nil {
		return "UTC"
	}
	_, s := at.In(loc).Zone()
	sign := "+"
	if s < 0 {
		sign, s = "−", -s
	}
	if m := s / 60 % 60; m != 0 {
		return fmt.Sprintf("UTC%s%d:%02d", sign, s/3600, m)
	}
	return fmt.Sprintf("UTC%s%d", sign, s/3600)
}

// layouts are the ways a browser, or a person where the browser has no field for it, writes a time.
var layouts = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006/01/02 15:04", "2006-1-2 15:04", "2006/1/2 15:04"}

// moment reads a time of a clock; ok is false for words such as "yesterday evening".
func moment(s, id string) (t time.Time, ok bool) {
	loc := clocks()[id]
	if loc == nil {
		return t, false
	}
	for _, l := range layouts {
		if t, err := time.ParseInLocation(l, strings.TrimSpace(s), loc); err == nil {
			return t, true
		}
	}
	return t, false
}

// clock writes a time as a language does, by a clock that it names.
func clock(w *check.Wording, d *directory.Directory, t time.Time, z zone) string {
	loc := clocks()[z.id]
	if loc == nil {
		return ""
	}
	t = t.In(loc)
	return say.Date(w, t.Format("2006-01-02")) + " " + t.Format("15:04") + comma(w.Tag) + z.label(d, w.Tag, t)
}
