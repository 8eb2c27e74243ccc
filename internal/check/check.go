package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check/rule"
	"github.com/ringtrue/ringtrue/internal/indicator"
)

// Options say who asks, from where and in which language.
type Options struct {
	As   string // student, family, bystander, campus, hotel, bank; "" lets the text decide
	From string // ISO 3166 country the reader is in, or ""
	Lang string // interface language of titles, reasons and advice; "" is English
}

// Lookup says how an indicator stands (genuine, denied, reported, superseded, unknown), or "".
// app supplies it, so that check need not know the directory.
type Lookup func(in indicator.Indicator, from string) string

// Checker reads messages. It is safe for use by many goroutines.
type Checker struct {
	know      *Knowledge
	lookup    Lookup
	pool      sync.Pool
	onVerdict func(*Verdict) // nil: nobody listens
}

// New returns a checker over what people wrote. lookup may be nil.
func New(k *Knowledge, lookup Lookup) *Checker {
	c := &Checker{know: k, lookup: lookup}
	c.pool.New = func() any { return &run{finder: &indicator.Finder{}} }
	return c
}

// Listen lets somebody count verdicts. It is called before the checker is shared, and what listens
// keeps no text.
func (c *Checker) Listen(heard func(*Verdict)) { c.onVerdict = heard }

// Knowledge returns what the checker reads from.
func (c *Checker) Knowledge() *Knowledge { return c.know }

// run is the memory of one check.
type run struct {
	text    fold.Text
	matcher rule.Matcher
	finder  *indicator.Finder
	found   []indicator.Indicator
	finds   []rule.Find
	signals []signal
	count   []int32 // rule -> signals kept of it
	given   givens
	held    []signal

	listener listener
}

const (
	blockSize = 64 << 10 // bytes folded and scanned at a time; fits the second-level cache
	farReach  = 3000     // bytes within which cues of a long text speak for each other
	longText  = 2 * farReach
	perRule   = 256 // signals kept of one rule: more places say nothing new
)

// Check reads one message. The text must be valid UTF-8 (base/lang.Decode sees to that).
func (c *Checker) Check(text string, o Options) (*Verdict, error) {
	w, err := c.know.Wording(cmp.Or(o.Lang, "en"))
	if err != nil {
		return nil, err
	}
	r := c.pool.Get().(*run)
	defer c.pool.Put(r)
	r.read(c.know.Program, text, o.From)
	signals := r.conditions(c.know.Program, text)
	inds := c.standings(r.found, o.From)
	whole := c.judgeLong(signals, c.extras(inds), len(text))
	if c.know.Model != nil {
		whole = c.weigh(whole, c.hear(r, text, signals, whole))
	}
	v := c.verdict(text, whole, signals, inds, w, o)
	if whole.heard != nil {
		v.Reasons = c.learnedReasons(r, text, whole, signals, v.Reasons, w)
	}
	sortReasons(v.Reasons)
	if c.onVerdict != nil {
		c.onVerdict(v)
	}
	return v, nil
}

// read fills the run with the signals and finds of a text, block by block.
func (r *run) read(p *rule.Program, text, from string) {
	r.found, r.signals = r.found[:0], r.signals[:0]
	r.count = slices.Grow(r.count[:0], len(p.Rules))[:len(p.Rules)]
	clear(r.count)
	for base := 0; base < len(text); {
		end := blockEnd(text, base)
		block := text[base:end]
		n := len(r.found)
		r.found = r.finder.Append(r.found, block, indicator.Options{Region: from})
		r.text.Fold(block)
		r.finds = r.finds[:0]
		for i := n; i < len(r.found); i++ {
			in := &r.found[i]
			if name := findName(in.Kind); name != "" {
				a, b := r.text.Folded(in.Start, in.End)
				r.finds = append(r.finds, rule.Find{Name: name, Start: int32(a), End: int32(b)})
			}
			in.Start, in.End = in.Start+base, in.End+base
		}
		for _, s := range r.matcher.Run(p, r.text.B, r.finds) {
			if r.count[s.Rule]++; r.count[s.Rule] > perRule {
				continue
			}
			a, b := r.text.Origin(int(s.Start), int(s.End))
			r.signals = append(r.signals, signal{s.Rule, base + a, base + b, s.Denied})
		}
		base = end
	}
}

// blockEnd cuts a long text at a line break, else at a space, else between characters.
func blockEnd(text string, base int) int {
	if len(text)-base <= blockSize {
		return len(text)
	}
	part := text[base : base+blockSize]
	for _, sep := range []string{"\n", " ", "。"} {
		if i := strings.LastIndex(part, sep); i > blockSize/2 {
			return base + i + len(sep)
		}
	}
	end := base + blockSize
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

func findName(k indicator.Kind) string {
	switch k {
	case "amount":
		return "money"
	case "phone":
		return "phone"
	case "short_code":
		return "code"
	case "url":
		return "url"
	case "email":
		return "email"
	case "iban", "bank_account", "card":
		return "account"
	case "wallet":
		return "wallet"
	case "handle":
		return "handle"
	case "deadline":
		return "deadline"
	case "case_number", "badge_number":
		return "case"
	}
	return ""
}

// isDialogue says whether at least two lines begin with a speaker's name and a colon.
func isDialogue(text string) bool {
	lines := 0
	for len(text) > 0 && lines < 2 {
		line, rest, _ := strings.Cut(text, "\n")
		if i := colon(line); i > 0 && i <= 24 && !strings.Contains(line[:i], "http") {
			lines++
		}
		text = rest
	}
	return lines >= 2
}

// colon is where the first colon of a line stands, of either width, or -1.
func colon(line string) int {
	i, wide := strings.IndexByte(line, ':'), strings.Index(line, "：")
	if i < 0 || wide >= 0 && wide < i {
		return wide
	}
	return i
}

// standings looks up each indicator.
func (c *Checker) standings(found []indicator.Indicator, from string) []Indicator {
	out := make([]Indicator, len(found))
	for i, in := range found {
		out[i] = Indicator{Kind: string(in.Kind), Value: in.Value, Text: in.Text, Start: in.Start, End: in.End, Note: in.Note}
		if c.lookup != nil {
			out[i].Standing = c.lookup(in, from)
		}
	}
	return out
}

// languagesOf names the languages of the text: of the rules that spoke, else what its letters
// suggest. A guess never gates anything.
func (c *Checker) languagesOf(text string, signals []signal) []string {
	count := map[string]int{}
	for _, s := range signals {
		count[c.know.Program.Rules[s.rule].Lang] += s.end - s.start
	}
	if of := lang.Of(text, count); of != nil {
		return of
	}
	return []string{} // JSON shows a list, also for a text in no language
}
