// Command gen writes countries.txt: the names of countries in the interface languages, after CLDR,
// as golang.org/x/text knows them. The package's own tables take a large part of a short command's
// time to set up, so the program carries this list instead. Run it with `go generate`.
package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// tags are the interface languages, in the order of the list's columns.
var tags = []string{"en", "fr", "zh-Hans", "zh-Hant", "ko", "vi"}

func main() {
	var b strings.Builder
	b.WriteString("\n") // each line has a line end before it
	for c := range 26 * 26 {
		code := string([]byte{'A' + byte(c/26), 'A' + byte(c%26)})
		r, err := language.ParseRegion(code)
		if err != nil {
			continue
		}
		line, named := code, false
		for _, t := range tags {
			n := display.Regions(language.Make(t)).Name(r)
			line, named = line+"\t"+n, named || n != ""
		}
		if named {
			b.WriteString(line + "\n")
		}
	}
	if err := os.WriteFile("countries.txt", []byte(b.String()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
