package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// text is one labelled text.
type text struct {
	Writer, Lang, Label, Kind, Side, Voice string
	Danger, Annotated                      bool // Annotated: with danger and flags
	Flags                                  []string
	Text                                   string
	Marks                                  []mark
	At                                     string // file and line, for messages
}

// mark is a piece of a text that shows flags, or danger ("!").
type mark struct {
	IDs        []string
	Start, End int
}

// readTexts reads every file below a folder, data/texts/<language>/<writer>.txt. A record begins
// with a line "= label kind side voice [danger]" and is followed by its text, in which
// {K01 !|these words} are marked as showing the flag K01 and danger.
func readTexts(dir string) (out []*text, err error) {
	names, err := filepath.Glob(filepath.Join(dir, "*", "*.txt"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list, err := parseTexts(name, string(raw))
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no texts below %s; run this from the project's root", dir)
	}
	return out, nil
}

func parseTexts(name, raw string) (out []*text, err error) {
	writer := strings.TrimSuffix(filepath.Base(name), ".txt")
	lang := filepath.Base(filepath.Dir(name))
	var t *text
	var body []string
	end := func() error {
		if t == nil {
			return nil
		}
		if err := t.setMarked(strings.TrimSpace(strings.Join(body, "\n"))); err != nil {
			return err
		}
		out = append(out, t)
		return nil
	}
	for i, line := range strings.Split(raw, "\n") {
		head, ok := strings.CutPrefix(line, "= ")
		if !ok {
			body = append(body, line)
			continue
		}
		if err := end(); err != nil {
			return nil, err
		}
		f := strings.Fields(head)
		if len(f) < 4 || len(f) > 5 || len(f) == 5 && f[4] != "danger" {
			return nil, fmt.Errorf("%s:%d: write '= label kind side voice' and perhaps 'danger'", name, i+1)
		}
		t = &text{Writer: writer, Lang: lang, Label: f[0], Kind: f[1], Side: f[2], Voice: f[3], Danger: len(f) == 5, Annotated: true, At: fmt.Sprintf("%s:%d", name, i+1)}
		body = body[:0]
	}
	return out, end()
}

// setMarked takes the marks out of a text.
func (t *text) setMarked(s string) error {
	var plain strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{")
		plain.WriteString(before)
		if !ok {
			break
		}
		inside, after, closed := strings.Cut(rest, "}")
		ids, words, barred := strings.Cut(inside, "|")
		if !closed || !barred || words == "" {
			return fmt.Errorf("%s: a mark is written {K01|words} or {K01 !|words}, not %q", t.At, "{"+inside)
		}
		m := mark{strings.Fields(ids), plain.Len(), plain.Len() + len(words)}
		plain.WriteString(words)
		t.Marks = append(t.Marks, m)
		for _, id := range m.IDs {
			if id != "!" && !slices.Contains(t.Flags, id) {
				t.Flags = append(t.Flags, id)
			}
		}
		s = after
	}
	t.Text = plain.String()
	if t.Text == "" {
		return fmt.Errorf("%s: the record has no text", t.At)
	}
	return nil
}

// readRows reads a set in the form of ringtrue eval (JSON Lines, perhaps gzipped), to measure on;
// nothing is fitted on it.
func readRows(name string) (out []*text, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	source, _, _ := strings.Cut(filepath.Base(name), ".")
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var x struct {
			Lang, Label, Kind, Side, Text string
			Flags                         []string
			Danger                        *bool
		}
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		t := &text{Writer: source, Lang: x.Lang, Label: x.Label, Kind: x.Kind, Side: x.Side, Flags: x.Flags, Text: x.Text}
		if x.Danger != nil {
			t.Danger, t.Annotated = *x.Danger, true
		}
		if t.Label == "scam" && t.Kind == "other-scam" || t.Kind == "advert-spam" {
			t.Label = "other"
		}
		out = append(out, t)
	}
	return out, lines.Err()
}
