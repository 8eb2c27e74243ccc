package indicator

import "strings"

// Kind says what sort of thing an indicator is. The strings are stable: they are stored.
type Kind string

// The kinds.
const (
	Phone       Kind = "phone"        // a telephone number; E.164 unless its note is "national_only"
	ShortCode   Kind = "short_code"   // 110, 911, 96110: works inside one country only, never E.164
	IBAN        Kind = "iban"         // ISO 13616, without spaces, check digits verified
	BankAccount Kind = "bank_account" // digits of a domestic account or a transfer card
	Card        Kind = "card"         // a payment card, check digit verified
	Wallet      Kind = "wallet"       // a crypto-currency address
	URL         Kind = "url"          // lower-case host, punycode
	Email       Kind = "email"        // lower case
	Handle      Kind = "handle"       // "wechat:abc123"
	CaseNumber  Kind = "case_number"  // as claimed by the caller
	BadgeNumber Kind = "badge_number" // as claimed by the caller
	Amount      Kind = "amount"       // "CNY 350000"; no currency is written where the text names none
	Deadline    Kind = "deadline"     // "PT2H", "18:00", "today", "2026-03-05"
)

// Indicator is one thing a scammer left that can be compared with the same thing elsewhere.
type Indicator struct {
	Kind       Kind
	Value      string // normalised, see Kind; equal things have equal values
	Text       string // as written: the input's bytes from Start to End
	Start, End int    // byte offsets in the input, on rune borders
	Note       string // a short machine word when something matters, see the Note constants
}

// The notes. A look-alike carries the imitated name after the colon.
const (
	NoteChecksumOK      = "checksum_ok"      // the check digits agree
	NoteChecksumUnknown = "checksum_unknown" // this sort of number has none, or they were not given
	NoteEmergency       = "emergency"        // a short code for police, fire or ambulance
	NoteNationalOnly    = "national_only"    // a number whose country is not known
	NoteLookalike       = "lookalike_domain:"
	NotePunycode        = "punycode"  // the host is written in, or needs, xn-- form
	NoteIPHost          = "ip_host"   // the link names a machine by number
	NoteShortener       = "shortener" // the link hides its target
)

// Options says what the caller knows beside the text.
type Options struct {
	Region string // ISO 3166 country of the reader, upper case ("CN"); "" when unknown
}

// Find returns every indicator in text in order of Start; none overlap. It never panics, and its
// time is linear in len(text).
func Find(text string, o Options) []Indicator {
	var f Finder
	return f.Append(nil, text, o)
}

// Finder finds indicators and keeps its working memory from one text to the next.
// The zero value is ready. It is not safe for concurrent use.
type Finder struct {
	s      string
	o      Options
	t      *tables
	cands  []Indicator
	ctx    [contextCount]int // end of the last word of each sort, -farBack when there is none
	hint   string            // country that the last phone word suggests
	prevTo int               // end of the last token that was measured
	tokFr  int
	buf    []byte
}

const farBack = 1 << 30

// Append appends every indicator in text to dst in order of Start and returns the longer slice.
func (f *Finder) Append(dst []Indicator, text string, o Options) []Indicator {
	f.s, f.o, f.t = text, o, loadTables()
	f.cands = f.cands[:0]
	for i := range f.ctx {
		f.ctx[i] = -farBack
	}
	f.hint, f.prevTo, f.tokFr = "", 0, 0
	f.scan()
	dst = settle(dst, f.cands)
	f.s = ""
	clear(f.cands)
	return dst
}

// scan visits the places where something may begin. After a jump it re-reads the two bytes before
// the new place, so that no trigger is lost at the seam.
func (f *Finder) scan() {
	s := f.s
	class, grams := &f.t.class, &f.t.grams
	h := blankGram
	for i := 0; i < len(s); i++ {
		c := s[i]
		h = (h<<5 ^ uint32(c|0x20)) & gramMask
		word := grams[h>>6&(gramMask>>6)] >> (h & 63) & 1
		if uint64(class[c])|word == 0 {
			continue
		}
		next := i + 1
		switch class[c] {
		case classDigit:
			next = f.number(i)
		case classAt:
			next = f.at(i)
		case classDot:
			next = f.dot(i)
		case classWide:
			if d, _ := digitAt(s, i); d >= 0 {
				next = f.number(i)
			}
		}
		if next == i+1 && word != 0 {
			next = f.triggers(i, h)
		}
		if next > i+1 {
			i = next - 1
			h = blankGram
			for j := max(0, i-1); j <= i && j < len(s); j++ {
				h = (h<<5 ^ uint32(s[j]|0x20)) & gramMask
			}
		}
	}
}

// add records a candidate that spans [from, to).
func (f *Finder) add(k Kind, value, note string, from, to int) {
	f.cands = append(f.cands, Indicator{Kind: k, Value: value, Text: f.s[from:to], Start: from, End: to, Note: note})
}

// near reports whether a word of sort c ended at most dist bytes before i.
func (f *Finder) near(c context, i, dist int) bool { return i-f.ctx[c] <= dist && i >= f.ctx[c] }

// Host returns the host of a URL or the domain of an e-mail address, "" for any other kind.
func (in Indicator) Host() string {
	switch in.Kind {
	case Email:
		return in.Value[strings.LastIndexByte(in.Value, '@')+1:]
	case URL:
		_, rest, _ := strings.Cut(in.Value, "://")
		if i := strings.IndexAny(rest, "/?#"); i >= 0 {
			rest = rest[:i]
		}
		if i := strings.LastIndexByte(rest, '@'); i >= 0 {
			rest = rest[i+1:]
		}
		host, _, _ := strings.Cut(rest, ":")
		return host
	}
	return ""
}
