package main

import (
	"log"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var quoted = regexp.MustCompile(`"([^"]*)"`)

// readDict reads one dictionary of opencc-js: a module that exports "from to|from to|…".
// Only the entries of one character to one character are kept.
func readDict(dir, name string) map[rune]rune {
	file := filepath.Join(dir, "dist/esm-lib/dict", name+".js")
	raw, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	m := quoted.FindSubmatch(raw)
	if m == nil {
		log.Fatalf("%s: no dictionary string inside; is this opencc-js 1.4?", file)
	}
	d := map[rune]rune{}
	for pair := range strings.SplitSeq(string(m[1]), "|") {
		f := strings.Fields(pair)
		if len(f) < 2 || utf8.RuneCountInString(f[0]) != 1 || utf8.RuneCountInString(f[1]) != 1 {
			continue
		}
		from, _ := utf8.DecodeRuneInString(f[0])
		to, _ := utf8.DecodeRuneInString(f[1])
		d[from] = to
	}
	return d
}

// ownHan are variants that people mix freely and the dictionaries keep apart: the forms of Taiwan
// and Hong Kong whose conversion depends on the phrase, and two spellings of "account".
var ownHan = map[rune]rune{
	'著': '着', '妳': '你', '牠': '它', '祂': '他', '瞭': '了', '帳': '账', '帐': '账', '甦': '苏', '搵': '揾',
	'衹': '只', '祇': '只',
}

// readHan makes one map from any character written in Taiwan, Hong Kong or Japan's compatibility
// blocks to the simplified one.
func readHan(dir string) map[rune]rune {
	simple := readDict(dir, "TSCharacters")
	known := map[rune]bool{} // a simplified text may hold these already
	for _, to := range simple {
		known[to] = true
	}
	for from := range readDict(dir, "STCharacters") {
		known[from] = true
	}
	regional := []map[rune]rune{
		readDict(dir, "TWVariants"), readDict(dir, "HKVariants"),
		readDict(dir, "TWVariantsRev"), readDict(dir, "HKVariantsRev"),
	}
	han := map[rune]rune{}
	for _, d := range regional {
		for from, to := range d {
			if _, ok := simple[from]; ok || known[from] {
				continue
			}
			if s, ok := simple[to]; ok && s != from {
				han[from] = s
			}
		}
	}
	maps.Copy(han, simple)
	maps.Copy(han, ownHan)
	for _, from := range slices.Sorted(maps.Keys(han)) { // to the end of every chain
		to := han[from]
		for range 4 {
			next, ok := han[to]
			if !ok || next == to {
				break
			}
			to = next
		}
		if from == to {
			delete(han, from)
		} else {
			han[from] = to
		}
	}
	return han
}

// readLooks reads which letters look like which ASCII letters, in lower case. A small letter whose
// own shape resembles nothing takes what its capital resembles: the Cyrillic те is drawn as a small T.
func readLooks(file string) map[rune]rune {
	var data map[string]string
	readJSON(file, &data)
	looks := map[rune]rune{}
	for from, to := range data {
		r, w := utf8.DecodeRuneInString(from)
		if w != len(from) || len(to) != 1 || !unicode.IsLetter(rune(to[0])) || r < 0x80 {
			continue
		}
		t := unicode.ToLower(rune(to[0]))
		if t == 'l' && unicode.IsUpper(r) { // the data draw a capital I as l
			t = 'i'
		}
		looks[r] = t
	}
	capitals := map[rune]rune{}
	for _, r := range slices.Sorted(maps.Keys(looks)) {
		t := looks[r]
		if low := unicode.ToLower(r); low != r && looks[low] == 0 {
			capitals[low] = t
		}
	}
	maps.Copy(looks, capitals)
	for r := rune(0x80); r < 0x10000; r++ { // a letter with marks looks like the letter without
		if looks[r] == 0 && unicode.IsLetter(r) {
			base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			if t := looks[base]; t != 0 && base != r {
				looks[r] = t
			}
		}
	}
	return looks
}
