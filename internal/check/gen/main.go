// Command gen compiles the shipped rules into data/compiled/rules.bin, so that the program need
// not read and compile them each time it starts. Run it with `go generate ./...`; a test insists
// that the file is current. With -common it first counts which phrases of the rules are common in
// data/texts, which decides what a pattern is looked for by; run it twice then, since the count is
// built in.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/rule"
)

func main() {
	common := flag.Bool("common", false, "count the common phrases anew")
	flag.Parse()
	k, err := check.Load(os.DirFS("data"), nil)
	if err == nil && *common {
		err = count(k.Program)
	}
	if err == nil {
		err = os.WriteFile("data/compiled/rules.bin", k.Program.Encode(), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// count writes how often phrases stand in the texts, without the marks of their annotation.
func count(p *rule.Program) error {
	names, err := filepath.Glob("data/texts/*/*.txt")
	if err != nil {
		return err
	}
	var folded [][]byte
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(raw)) {
			if !strings.HasPrefix(line, "= ") {
				var t fold.Text
				t.Fold(line)
				folded = append(folded, t.B)
			}
		}
	}
	return os.WriteFile("internal/check/rule/common.txt", []byte(p.CommonPhrases(folded)), 0o644)
}
