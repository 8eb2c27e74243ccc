package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/face/say"
)

// lookup is the reverse look-up: whose a number that called is, as far as that is known.
type lookup struct {
	Number   string // what was typed, or ""
	Problem  string
	Standing string // in the reader's words
	State    string // see directory.State…
	Short    bool   // it is a short number
	Owners   []card // its office's lines, to dial oneself
}

// Sizes of a number: what may be typed, with its country, gaps and extension; and how many digits
// one can have, with an exit prefix and an extension.
const (
	mostNumber = 64
	mostDigits = 24
)

// vanity is a number some of whose digits are written as letters, which we do not guess.
var vanity = regexp.MustCompile(`[0-9][\s-]?[A-Za-z]{4,}`)

// postNumber says whose a number is. It is posted, since a number in an address would stay in the
// browser's history.
func (s *Site) postNumber(w http.ResponseWriter, r *http.Request) {
	f, err := readForm(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p, _ := s.inForm(r, f, "/numbers")
	q := url.Values{}
	for _, k := range []string{"country", "city", "from", "home", "need"} {
		q.Set(k, f.get(k, 64))
	}
	n := s.newNumbers(p, q)
	n.Again, n.Private = "lookup", true
	n.Number, n.Problem = f.number()
	status := http.StatusUnprocessableEntity
	if n.Problem == "" {
		status = http.StatusOK
		s.lookUp(n)
	} else {
		n.Problem = n.T(n.Problem)
	}
	s.fill(n)
	s.write(w, r, status, &n.page, numbersView(n))
}

// number reads the number and says, as a key of wording, why it is none.
func (f form) number() (number, problem string) {
	raw := strings.TrimSpace(strings.ToValidUTF8(string(f["number"]), ""))
	switch digits := countDigits(raw); {
	case len(raw) > mostNumber:
		return cut(raw, mostNumber), "error.phone_impossible"
	case raw == "":
		return "", "error.phone_empty"
	case digits == 0 || vanity.MatchString(raw):
		return raw, "error.phone_letters"
	case digits < 2 || digits > mostDigits:
		return raw, "error.phone_impossible"
	}
	return raw, ""
}

func countDigits(s string) (n int) {
	for _, r := range s {
		if directory.Digit(r) >= 0 {
			n++
		}
	}
	return n
}

// cut shortens a text to at most n bytes, at a character's border.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// shortest is how many digits a number has at least that can be called from abroad.
const shortest = 7

func (s *Site) lookUp(n *numbersPage) {
	st := s.Directory.Lookup(n.Number, n.Where.Here)
	n.State, n.Standing = st.State, say.Standing(n.words, st)
	plus := strings.ContainsAny(n.Number, "+＋")
	n.Short = st.Reason != directory.ReasonDressed && !plus && countDigits(n.Number) < shortest
	for _, e := range st.Entries {
		switch {
		case e.Status == directory.Listed:
			n.Short = n.Short || e.ShortCode && st.Reason != directory.ReasonDressed
			s.own(n, e)
		case len(n.Owners) == 0:
			for _, x := range s.Directory.Instead(e) {
				s.own(n, x)
			}
		}
	}
}

// own adds a line of the office that the number is of, or was said to be of.
func (s *Site) own(n *numbersPage, e directory.Entry) {
	l := directory.Listing{Entry: e, Dial: e.DialFrom(n.Where.Here)}
	c := s.card(&n.page, l, n.Where.Here)
	if l.Dial.How == directory.HowLocalOnly {
		c = s.shutCard(&n.page, l, n.Where.Here)
	}
	n.Owners = append(n.Owners, c)
}

// Asked is the number as it was typed, fit to be shown.
func (n *numbersPage) Asked() string { return lang.Clean(n.Number) }

// Level is how the answer about a number is drawn. It is never "no known signs": a number alone
// says nothing of a call.
func (n *numbersPage) Level() string {
	if n.State == directory.StateDenied {
		return "warning"
	}
	return "caution"
}

// Label is the answer in two or three words.
func (n *numbersPage) Label() string { return n.T("standing." + n.State) }
