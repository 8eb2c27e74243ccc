package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/app"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// page writes an answer for people. On a terminal it uses bold and underline; elsewhere quotes
// stand in marks with the number of their reason.
type page struct {
	b    strings.Builder
	rich bool
	w    *check.Wording
}

func (p *page) bold(s string) string {
	if p.rich {
		return "\x1b[1m" + s + "\x1b[0m"
	}
	return s
}

func (p *page) head(key string) { fmt.Fprintf(&p.b, "\n%s\n", p.bold(p.w.UI(key))) }

func (p *page) line(indent int, s string) {
	if s != "" {
		fmt.Fprintf(&p.b, "%s%s\n", strings.Repeat(" ", indent), s)
	}
}

// checkOne checks one message and prints the answer.
func (s *session) checkOne(a *app.App, c *check.Checker, name string, o check.Options) error {
	d, err := s.readInput(name)
	if err != nil {
		return err
	}
	v, err := c.Check(d.Text, o)
	if err != nil {
		return err
	}
	if s.json {
		return writeJSON(s.out, v)
	}
	w, err := c.Knowledge().Wording(o.Lang)
	if err != nil {
		return err
	}
	_, rich := terminal(s.out)
	p := &page{rich: rich, w: w}
	if strings.TrimSpace(d.Text) == "" {
		p.line(0, w.UI("check.empty"))
		fmt.Fprint(s.out, p.b.String())
		return nil
	}
	if d.Lost > 0 {
		p.line(0, fmt.Sprintf("(%s: %d)", w.UI("check.decode_replaced"), d.Lost))
	}
	p.verdict(v)
	p.marked(d.Text, v)
	p.reasons(v)
	p.next(v)
	p.advice(v)
	if err := p.numbers(a, v, o); err != nil {
		return err
	}
	p.indicators(v)
	p.line(0, "\n"+w.UI("footer.not_police"))
	_, err = fmt.Fprint(s.out, p.b.String())
	return err
}

func (p *page) verdict(v *check.Verdict) {
	if v.Danger {
		p.line(0, p.bold("☎ "+p.w.UI("danger.call_police")))
		p.line(2, p.w.UI("danger.means"))
	}
	shape := map[check.Level]string{check.None: "○", check.Caution: "△", check.Warning: "◆", check.Alarm: "⯃"}[v.Level]
	p.line(0, p.bold(shape+" "+p.w.UI("level."+string(v.Level))))
	p.line(2, p.w.UI("level."+string(v.Level)+".means"))
	p.line(2, p.w.UI("stance."+string(v.Stance)))
	if slices.ContainsFunc(v.Reasons, func(r check.Reason) bool { return r.Code == "not_sure" }) {
		p.line(2, p.w.UI("not_sure"))
	}
}

// mostShown is how much of a long text is printed around its marks, in bytes.
const mostShown = 4000

// marked prints the text with the words that rang false marked and numbered.
func (p *page) marked(text string, v *check.Verdict) {
	type mark struct{ start, end, n int }
	var marks []mark
	for i, f := range v.Flags {
		for _, q := range f.Quotes {
			marks = append(marks, mark{q.Start, q.End, i + 1})
		}
	}
	if len(marks) == 0 {
		return
	}
	slices.SortFunc(marks, func(a, b mark) int { return a.start - b.start })
	var b strings.Builder
	at, shown := 0, 0
	for _, m := range marks {
		if m.start < at {
			m.start = at
		}
		if m.end <= at {
			continue
		}
		b.WriteString(shorten(text[at:m.start]))
		if b.Len()-shown > mostShown {
			b.WriteString(" […]")
			break
		}
		q := lang.Clean(text[m.start:m.end])
		if p.rich {
			fmt.Fprintf(&b, "\x1b[4m%s\x1b[0m[%d]", q, m.n)
		} else {
			fmt.Fprintf(&b, "»%s«[%d]", q, m.n)
		}
		at = m.end
	}
	b.WriteString(shorten(text[at:]))
	p.head("check.marked_text")
	for _, l := range strings.Split(b.String(), "\n") {
		p.line(2, l)
	}
}

// shorten keeps both ends of a long stretch without marks.
func shorten(s string) string {
	const keep = 160
	if r := []rune(s); len(r) > 3*keep {
		s = string(r[:keep]) + " […] " + string(r[len(r)-keep:])
	}
	return lang.Clean(s)
}

func (p *page) reasons(v *check.Verdict) {
	other := slices.DeleteFunc(slices.Clone(v.Reasons), func(r check.Reason) bool {
		return r.Code == "flag" || r.Code == "hint" || r.Code == "not_sure" || r.Points <= 0
	})
	if len(v.Flags)+len(other) == 0 {
		return
	}
	p.head("check.why")
	for i, f := range v.Flags {
		p.line(0, fmt.Sprintf("%2d %s", i+1, p.bold(f.Title)))
		p.line(3, f.Why)
	}
	for i, r := range other {
		if i > 0 && r.Text == other[i-1].Text {
			continue // one line for several blends of the same sort
		}
		quoted := ""
		for k, q := range r.Quotes {
			if k < 3 {
				quoted += "  »" + shorten(q.Text) + "«"
			}
		}
		p.line(0, " · "+r.Text+quoted)
	}
}

func (p *page) next(v *check.Verdict) {
	for i, pl := range v.Playbooks {
		if i == 0 {
			p.head("check.stage")
		}
		p.line(2, pl.Title+": "+pl.Name)
		p.line(2, pl.Next)
	}
}

func (p *page) advice(v *check.Verdict) {
	if len(v.Advice) == 0 {
		return
	}
	p.head("check.todo")
	for i, a := range v.Advice {
		p.line(0, fmt.Sprintf("%2d %s", i+1, p.bold(a.Do)))
		p.line(3, a.More)
	}
}

func (p *page) indicators(v *check.Verdict) {
	if len(v.Indicators) == 0 {
		return
	}
	p.head("check.indicators")
	phone := false
	for i, in := range v.Indicators {
		if i == 20 {
			p.line(2, "[…]")
			break
		}
		s := p.w.UI("indicator." + in.Kind)
		s += ": " + lang.Clean(in.Text)
		if in.Standing != "" {
			phone = true
			s += " · " + p.w.UI("standing."+in.Standing)
		}
		p.line(2, s)
	}
	if phone {
		p.line(2, p.w.UI("number.caller_id"))
	}
}

// escapeControls writes what JSON leaves raw and a terminal would obey as \u escapes.
func escapeControls(b []byte) []byte {
	clean := true
	for _, c := range b {
		if c >= 0x7F && c <= 0x9F || c == 0xC2 || c == 0xE2 || c == 0xD8 {
			clean = false
			break
		}
	}
	if clean {
		return b
	}
	var out strings.Builder
	for _, r := range string(b) {
		if r >= 0x7F && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C {
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.WriteRune(r)
		}
	}
	return []byte(out.String())
}
