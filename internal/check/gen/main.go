// Command gen compiles the shipped rules into data/compiled/rules.bin, so that the program need
// not read and compile them each time it starts, and packs their text into rules.zip. Run it with `go generate ./...`; a test insists
// that the files are current. With -common it first counts which phrases of the rules are common in
// data/texts, which decides what a pattern is looked for by; run it twice then, since the count is
// built in.
package main

import (
	"archive/zip"
	"bytes"
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
	if err == nil {
		err = pack("data/compiled/rules.zip")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// pack writes the rule files into an archive, without times, so that it is the same each time.
func pack(to string) error {
	names, err := filepath.Glob("data/rules/*/*.rules")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel("data", n)
		f, err := w.Create(filepath.ToSlash(name))
		if err != nil {
			return err
		}
		if _, err := f.Write(raw); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o644)
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
