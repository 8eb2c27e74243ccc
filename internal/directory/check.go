package directory

import (
	"fmt"
	"strings"
)

// The rules one entry must keep by itself. Load stops at the first breach, Lint lists them all;
// each text says what is wrong and, after the semicolon, what to write instead.

var (
	kinds    = []Kind{Police, Emergency, Embassy, Consulate, ConsularHotline, AntiFraud, University, Telecom}
	statuses = []Status{Listed, Undated, Superseded, Denied}
	reasons  = []string{ReasonNotTheirs, ReasonDisused, ReasonSpoofed}
	notes    = []string{NoteSpoofed, NoteCallsVictims, NoteNotEmergency, NoteNoReports, NoteTipLine, NoteInterpreter,
		NoteSMS, NoteWhatsApp, NoteAreaCodeAdded, NoteForAnEvent}
	adds  = []string{"number", "from_abroad", "calls_out", "former_name", "note"}
	langs = []string{"ar", "bn", "de", "en", "es", "fa", "fr", "hi", "id", "it", "ja", "ko", "ms", "ne", "nl",
		"pa", "pt", "ru", "ta", "th", "tl", "tr", "uk", "ur", "vi", "zh", "zh-Hans", "zh-Hant"}
)

// problems returns every rule the entry breaks; nil is a sound entry.
func (e *Entry) problems() (out []string) {
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if !isSlug(e.ID) {
		say("id %q is not a slug; write lower-case letters, digits and single hyphens, like ca-calgary-police", e.ID)
	}
	if e.Org == "" {
		say("org is missing; write the office's name in English as its source gives it")
	}
	if !oneOf(e.Kind, kinds) {
		say("kind %q is unknown; write one of %s", e.Kind, list(kinds))
	}
	if !oneOf(e.Status, statuses) {
		say("status %q is unknown; write one of %s", e.Status, list(statuses))
	}
	p, known := planOf(e.Country)
	if !known {
		say("country %q is unknown; write an ISO 3166 code in capitals, like CA", e.Country)
	}
	if e.Serves != "" {
		if _, ok := planOf(e.Serves); !ok {
			say("serves %q is unknown; write the ISO 3166 code of the sending country", e.Serves)
		}
	}
	if e.Status != Denied && e.IsMission() && e.Serves == "" {
		say("a mission serves nobody; write \"serves\" with the code of the country that sent it")
	}
	e.sourceProblems(say)
	e.wordProblems(say)
	if known {
		e.numberProblems(p, say)
	}
	return out
}

func (e *Entry) sourceProblems(say func(string, ...any)) {
	if !isURL(e.Source) {
		say("source %q is no web address; write the page's full http:// or https:// address", e.Source)
	}
	if e.SourceDate != "" && !isDate(e.SourceDate) {
		say("source_date %q is no date; write 2024-10-26, 2024-10 or 2024", e.SourceDate)
	}
	if e.Status == Listed && e.SourceDate == "" {
		say("a listed number has no source_date; write the date its page bears, or status \"undated\"")
	}
	if e.Status == Undated && e.SourceDate != "" {
		say("an undated number has a source_date; write status \"listed\"")
	}
	for _, s := range e.Also {
		if !isURL(s.URL) {
			say("a further source %q is no web address; write its full http:// or https:// address", s.URL)
		}
		if s.Date != "" && !isDate(s.Date) {
			say("a further source_date %q is no date; write 2024-10-26, 2024-10 or 2024", s.Date)
		}
		if !oneOf(s.Adds, adds) {
			say("a further source adds %q; write one of %s", s.Adds, list(adds))
		}
	}
}

func (e *Entry) wordProblems(say func(string, ...any)) {
	if e.Status != Denied && e.Names["en"] == "" {
		say("names has no \"en\"; write the short English name")
	}
	for tag, name := range e.Names {
		if !oneOf(tag, langs) || name == "" {
			say("names has %q: %q; write a name under one of %s", tag, name, list(langs))
		}
	}
	for _, tag := range e.Languages {
		if !oneOf(tag, langs) {
			say("language %q is unknown; write one of %s", tag, list(langs))
		}
	}
	for _, n := range e.Notes {
		if !oneOf(n, notes) {
			say("note %q is unknown; write one of %s", n, list(notes))
		}
	}
	if (e.Status == Denied) != (e.Reason != "") || e.Reason != "" && !oneOf(e.Reason, reasons) {
		say("reason %q does not go with status %q; a denied entry gives one of %s, others give none",
			e.Reason, e.Status, list(reasons))
	}
	if e.FromAbroad != "" && !oneOf(e.FromAbroad, []string{AbroadYes, AbroadNo, AbroadUnknown}) {
		say("from_abroad %q is unknown; write yes, no or unknown", e.FromAbroad)
	}
	if e.CallsOut != "" && !oneOf(e.CallsOut, []string{CallsNever, CallsMay, CallsUnknown}) {
		say("calls_out %q is unknown; write never, may or unknown", e.CallsOut)
	}
	if e.Kind == ConsularHotline && e.CallsOut == "" && e.Status != Denied {
		say("a consular hotline does not say whether it rings people up; write calls_out never, may or unknown")
	}
}

// numberProblems holds the number to rule of safety 5: a short code has no international form.
func (e *Entry) numberProblems(p plan, say func(string, ...any)) {
	local := digitsOf(e.Local)
	if local == "" {
		say("local is missing; write what to type inside the country")
	}
	if e.E164 == "" {
		if short := len(local) <= 6; short != e.ShortCode && local != "" {
			say("short_code is %v for %q; a number of six digits or fewer is a short code, a longer one is not", e.ShortCode, e.Local)
		}
		if e.FromAbroad == AbroadYes {
			say("from_abroad is yes without e164; write the international form the source prints, or \"unknown\"")
		}
		if e.Short != "" {
			say("short stands beside no full number; write it in local, with short_code true")
		}
		return
	}
	if e.ShortCode {
		say("a short code has e164 %q; write \"\", short codes do not cross borders", e.E164)
	}
	if !isE164(e.E164) {
		say("e164 %q is not E.164; write + and 8 to 15 digits, no spaces", e.E164)
		return
	}
	if e.CallingCode != "" {
		p.code, p.trunk = e.CallingCode, ""
	}
	national, ok := p.significant(e.E164)
	if !ok {
		say("e164 %q does not begin with +%s; mend it, or name the exception in calling_code", e.E164, p.code)
		return
	}
	if local != national && local != p.trunk+national && local != p.code+national {
		say("local %q is not the number %q dialled inside %s; write %s%s", e.Local, e.E164, e.Country, p.trunk, national)
	}
	if len(national) <= 4 || e.Short != "" && digitsOf(e.Short) == national {
		say("e164 %q puts a country code before a short code; write \"\" and short_code true", e.E164)
	}
	if n := len(digitsOf(e.Short)); e.Short != "" && (n == 0 || n > 6) {
		say("short %q is not short; write six digits or fewer", e.Short)
	}
}

func oneOf[T comparable](x T, all []T) bool {
	for _, y := range all {
		if x == y {
			return true
		}
	}
	return false
}

func list[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

func isSlug(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		edge := i == 0 || i == len(s)-1 || s[i-1] == '-'
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' && !edge) {
			return false
		}
	}
	return s != ""
}

func isURL(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(s, "http://")
	}
	return ok && strings.Contains(rest, ".") && !strings.ContainsAny(s, " \"<>")
}

// isDate accepts a day, a month or a year, the precisions a page can bear.
func isDate(s string) bool {
	for i := 0; i < len(s); i++ {
		if dash := i == 4 || i == 7; dash != (s[i] == '-') || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	switch len(s) {
	case 4:
		return true
	case 7:
		return "01" <= s[5:7] && s[5:7] <= "12"
	case 10:
		return "01" <= s[5:7] && s[5:7] <= "12" && "01" <= s[8:] && s[8:] <= "31"
	}
	return false
}

// isE164 checks the shape of ITU-T E.164: a plus, no leading zero, at most 15 digits.
func isE164(s string) bool {
	return len(s) >= 9 && len(s) <= 16 && s[0] == '+' && s[1] != '0' && len(digitsOf(s)) == len(s)-1
}

// digitsOf keeps the ASCII digits of s.
func digitsOf(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] >= '0' && s[i] <= '9'
	}
	if clean {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			b = append(b, s[i])
		}
	}
	return string(b)
}
