package lang

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// short are the short forms that CLDR keeps beside two long names; the list has the long ones.
var short = map[string]map[string]string{
	"HK": {"en": "Hong Kong", "fr": "Hong Kong", "zh-Hans": "香港", "zh-Hant": "香港", "ko": "홍콩", "vi": "Hồng Kông"},
	"MO": {"en": "Macao", "fr": "Macao", "zh-Hans": "澳门", "zh-Hant": "澳門", "ko": "마카오", "vi": "Ma Cao"},
}

// countries is a line for each country: its code and its names, by columns.
//
//go:generate go run ./gen
//go:embed countries.txt
var countries string

// columns are the languages of the columns of countries.
var columns = []string{"en", "fr", "zh-Hans", "zh-Hant", "ko", "vi"}

// Country names a country (ISO 3166, two letters) in an interface language, after CLDR; a code
// that is not known is returned as it is.
func Country(tag, code string) string {
	if s := short[code][tag]; s != "" {
		return s
	}
	column := slices.Index(columns, tag)
	_, rest, ok := strings.Cut(countries, "\n"+code+"\t")
	if column < 0 || !ok || len(code) != 2 {
		return code
	}
	line, _, _ := strings.Cut(rest, "\n")
	if names := strings.Split(line, "\t"); column < len(names) && names[column] != "" {
		return names[column]
	}
	return code
}

// Name names a language in an interface language, or returns the tag of one it does not know.
func Name(tag, of string) string {
	t, err := language.Parse(of)
	if err != nil {
		return of
	}
	if n := display.Languages(language.Make(tag)).Name(t); n != "" {
		return n
	}
	return of
}
