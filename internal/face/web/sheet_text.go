package web

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/check"
)

// How much of a message a sheet takes over; it is one page.
const (
	mostFound     = 12 // numbers, accounts, links
	mostSigns     = 6
	mostQuoted    = 60   // characters of the words that speak for a sign
	mostTextWords = 1200 // characters of the message itself
)

// found is what the message and the answers hold: numbers, accounts and links, and the signs with
// the words that speak for them.
func (s *Site) found(m *madeSheet) (rows []sheetRow, err error) {
	if !m.With {
		return nil, nil
	}
	signs := m.label("sheet.signs")
	signs.Flow = true
	met := map[string]bool{}
	if m.Text != "" {
		v, err := s.Checker.Check(m.Text, check.Options{As: m.Side, From: m.Where.Here, Lang: m.Lang})
		if err != nil {
			return nil, err
		}
		rows = m.clues(v)
		m.signs(&signs, v, met)
	}
	if m.told.Flow != nil {
		v, err := s.Checker.Conclude(m.told, check.Options{Lang: m.Lang})
		if err != nil {
			return nil, err
		}
		m.signs(&signs, v, met)
	}
	if len(signs.Lines) > 0 {
		rows = append(rows, signs)
	}
	return rows, nil
}

// clues are the numbers, accounts and links of a message, a row for each kind.
func (m *madeSheet) clues(v *check.Verdict) (rows []sheetRow) {
	at := map[string]int{}
	met := map[string]bool{}
	for _, in := range v.Indicators {
		if in.Kind == "amount" || in.Kind == "deadline" || met[in.Kind+in.Value] || len(met) == mostFound || m.written(in.Text) {
			continue
		}
		met[in.Kind+in.Value] = true
		i, ok := at[in.Kind]
		if !ok {
			i = len(rows)
			at[in.Kind], rows = i, append(rows, m.label("indicator."+in.Kind))
		}
		rows[i].own(in.Text)
	}
	return rows
}

// written says whether a number of the text stands on the sheet already, where it is to be paid to.
func (m *madeSheet) written(text string) bool {
	return strings.Contains(m.v["pay_to"], text) || strings.Contains(m.v["more"], text)
}

// signs adds the dangers and the signs of a verdict that are not on the row yet.
func (m *madeSheet) signs(row *sheetRow, v *check.Verdict, met map[string]bool) {
	for _, x := range v.Reasons {
		if key := "danger." + x.Name; x.Code == "danger" && m.words.Has(key) && !met[key] {
			met[key] = true
			row.Lines = append(row.Lines, m.both(func(w *check.Wording) string { return w.UI(key) })...)
		}
	}
	n := 0
	for _, f := range v.Flags {
		if met[f.ID] || n == mostSigns {
			continue
		}
		met[f.ID] = true
		n++
		row.Lines = append(row.Lines, m.both(func(w *check.Wording) string { return w.FlagTitle(f.ID) + " (" + f.ID + ")" })...)
		if len(f.Quotes) > 0 {
			row.own("“" + short(f.Quotes[0].Text, mostQuoted) + "”")
		}
	}
}

// short cuts a text to n characters, with a sign that it was cut.
func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + " […]"
}

// prefill takes from a message what the form asks for: its words, sums, accounts, deadline.
func (p *sheetPage) prefill(v *check.Verdict) {
	p.v["words"] = excerpt(p.Text, v)
	by := map[string][]string{}
	for _, in := range v.Indicators {
		k := in.Kind
		switch k {
		case "iban", "card", "wallet":
			k = "bank_account"
		}
		if !slices.Contains(by[k], in.Text) {
			by[k] = append(by[k], in.Text)
		}
	}
	for name, kind := range map[string]string{"amount": "amount", "pay_to": "bank_account", "deadline": "deadline"} {
		p.v[name] = short(strings.Join(by[kind], "; "), mostLine-4)
	}
}

// excerpt is the message, or of a long one the lines in which something speaks.
func excerpt(text string, v *check.Verdict) string {
	if whole := strings.TrimSpace(text); utf8.RuneCountInString(whole) <= mostTextWords {
		return whole
	}
	var out []string
	size, at := 0, 0
	for _, line := range strings.Split(text, "\n") {
		end := at + len(line)
		if speaks(v, at, end) {
			line = short(strings.TrimSpace(line), mostTextWords/3)
			if size += utf8.RuneCountInString(line); size > mostTextWords {
				break
			}
			out = append(out, line)
		}
		at = end + 1
	}
	if len(out) == 0 {
		return short(strings.TrimSpace(text), mostTextWords)
	}
	return strings.Join(out, "\n[…]\n")
}

// speaks says whether a reason's words stand in a stretch of the text.
func speaks(v *check.Verdict, from, to int) bool {
	for _, r := range v.Reasons {
		for _, q := range r.Quotes {
			if q.Start < to && q.End > from {
				return true
			}
		}
	}
	return false
}
