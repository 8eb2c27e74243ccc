package directory

import (
	"encoding/json"
	"io/fs"
	"slices"
	"sort"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

const citiesFile = "cities.json"

// cities are names of cities in other languages, by country, by the name the entries use:
// {"CA": {"Calgary": {"zh-Hans": "卡尔加里"}}}.
type cities map[string]map[string]map[string]string

// readCities reads cities.json; a folder without it is sound.
func readCities(fsys fs.FS) (c cities, err error) {
	data, err := fs.ReadFile(fsys, citiesFile)
	if err != nil {
		return nil, nil
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "directory_data", `%s: not the JSON expected; write {"CA": {"Calgary": {"zh-Hans": "…"}}}`, citiesFile)
	}
	return c, nil
}

// Cities names the places of a country for which a listed entry answers, in the order of their
// names as entries spell them.
func (d *Directory) Cities(country string) (out []string) {
	for i := range d.entries {
		e := &d.entries[i]
		if e.Country != country || e.Status != Listed || e.Kind == ConsularHotline {
			continue
		}
		for _, name := range append([]string{e.City}, e.Places...) {
			if name != "" && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	sort.Strings(out)
	return out
}

// CityName says a city of Cities in a language, or as the entries spell it.
func (d *Directory) CityName(lang, country, city string) string {
	if n := d.cities[country][city][lang]; n != "" {
		return n
	}
	return city
}
