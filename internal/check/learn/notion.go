package learn

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// Lexicon finds the notions that a text speaks of, in every language at once. It is read-only.
type Lexicon struct {
	Names []string // notions, in order; Hit.Notion is an index

	set  *scan.Set
	at   []int32 // the notions of phrase i are list[at[i]:at[i+1]]
	list []int32
	hash []uint64 // of each notion's name
}

// Hit is one place where a notion is spoken of, in folded text.
type Hit struct {
	Notion     int32
	Start, End int32
}

// LexiconFile is one file of notions: its name, for messages, and its text. A line is
//
//	police = police | cop* | constable
//
// where a * lets the last word go on, and lines that begin with # are remarks.
type LexiconFile struct{ Name, Text string }

// NewLexicon reads the files of every language. Every mistake of a file is reported by its line.
func NewLexicon(files []LexiconFile) (*Lexicon, error) {
	l := &Lexicon{}
	var phrases []scan.Phrase
	var notion []int32
	for _, f := range files {
		for i, line := range strings.Split(f.Text, "\n") {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			name, words, ok := strings.Cut(line, " = ")
			if !ok {
				return nil, fault.New(fault.Invalid, "notion_syntax", "%s:%d: write NOTION = word | word | …", f.Name, i+1)
			}
			n := l.number(strings.TrimSpace(name))
			for _, w := range strings.Split(words, "|") {
				w, open := strings.CutSuffix(strings.TrimSpace(w), "*")
				p := scan.Phrase{Text: fold.Phrase(w), Open: open}
				if _, _, err := scan.New([]scan.Phrase{p}); err != nil {
					return nil, fault.New(fault.Invalid, "notion_syntax", "%s:%d: %s: %v", f.Name, i+1, name, err)
				}
				phrases = append(phrases, p)
				notion = append(notion, n)
			}
		}
	}
	return l, l.compile(phrases, notion)
}

func (l *Lexicon) number(name string) int32 {
	n := slices.Index(l.Names, name)
	if n < 0 {
		n = len(l.Names)
		l.Names = append(l.Names, name)
		l.hash = append(l.hash, HashName(name))
	}
	return int32(n)
}

func (l *Lexicon) compile(phrases []scan.Phrase, notion []int32) error {
	set, index, err := scan.New(phrases)
	if err != nil {
		return fmt.Errorf("notions: %w", err)
	}
	l.set = set
	of := make([][]int32, set.Len())
	for i, p := range index {
		if !slices.Contains(of[p], notion[i]) {
			of[p] = append(of[p], notion[i])
		}
	}
	for _, list := range of {
		l.at = append(l.at, int32(len(l.list)))
		l.list = append(l.list, list...)
	}
	l.at = append(l.at, int32(len(l.list)))
	return nil
}

// Find appends every notion of folded text to dst, by where it begins. found is memory to reuse.
func (l *Lexicon) Find(dst []Hit, found []scan.Hit, text []byte) ([]Hit, []scan.Hit) {
	found = l.set.Scan(found[:0], text)
	for _, h := range found {
		for _, n := range l.list[l.at[h.Phrase]:l.at[h.Phrase+1]] {
			dst = append(dst, Hit{n, h.Start, h.End})
		}
	}
	return dst, found
}
