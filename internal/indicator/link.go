package indicator

import (
	"net/netip"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxURL bounds how much of a text one link may take.
const maxURL = 2048

// link reads a link at the trigger "://", "www." or "[.]" at [from, to) and returns the byte after
// it, 0 if there is none.
func (f *Finder) link(from, to int) int {
	s := f.s
	switch s[from] {
	case ':':
		b := from
		for b > 0 && from-b < 6 && isLetter(s[b-1]) {
			b--
		}
		for _, scheme := range [...]string{"https", "http", "hxxps", "hxxp", "ftp"} {
			if hasFoldEnd(s, from, scheme) && from-len(scheme) >= b {
				return f.url(from-len(scheme), to, strings.Replace(scheme, "xx", "tt", 1))
			}
		}
		return 0
	case 'w', 'W':
		return f.url(from, from, "")
	}
	b := from
	for b > 0 && from-b < 63 && (isAlnum(s[b-1]) || s[b-1] == '-') {
		b--
	}
	if b == from || to >= len(s) || !isAlnum(s[to]) {
		return 0
	}
	return f.url(b, b, "")
}

// dot looks around the '.' at i for a bare domain.
func (f *Finder) dot(i int) int {
	s := f.s
	if i+1 >= len(s) || i == 0 || !isLetter(s[i+1]) && !isDigit(s[i+1]) || !isAlnum(s[i-1]) && s[i-1] < 0x80 {
		return i + 1
	}
	if len(f.cands) > 0 && f.cands[len(f.cands)-1].End > i {
		return i + 1
	}
	from := i
	for from > 0 && i-from < 63 && (isAlnum(s[from-1]) || s[from-1] == '-' || s[from-1] >= 0xC3 && s[from-1] <= 0xD2 || s[from-1] >= 0x80 && s[from-1] < 0xC0 && from >= 2 && s[from-2] >= 0xC3 && s[from-2] <= 0xD2) {
		from--
	}
	if from == i || from > 0 && s[from-1] == '@' {
		return i + 1
	}
	for s[from] == '-' || s[from] >= 0x80 && !utf8.RuneStart(s[from]) {
		from++
	}
	if from >= i || isDigit(s[i+1]) && isDigit(s[from]) {
		return i + 1
	}
	if end := f.url(from, from, ""); end > 0 {
		return end
	}
	return i + 1
}

// url reads a link that begins at from and whose host begins at host; scheme is "" when none is
// written. It returns the byte after it, 0 if there is none.
func (f *Finder) url(from, host int, scheme string) int {
	s := f.s
	var name strings.Builder
	i, ascii := host, true
	limit := min(len(s), host+maxURL)
	if scheme != "" { // user:password@ is a way to hide the host
		for k := i; k < min(limit, i+64) && s[k] > ' ' && s[k] != '/'; k++ {
			if s[k] == '@' {
				i = k + 1
			}
		}
	}
	for i < limit {
		c := s[i]
		if isAlnum(c) || c == '-' || c == '_' && scheme != "" {
			name.WriteByte(lower(c))
			i++
			continue
		}
		if w := dotAt(s, i); w > 0 && name.Len() > 0 && i+w < len(s) && (isAlnum(s[i+w]) || s[i+w] >= 0x80 && !isWide(s, i+w)) {
			name.WriteByte('.')
			i += w
			continue
		}
		if c >= 0x80 {
			r, w := utf8.DecodeRuneInString(s[i:])
			if r < 0x600 && r >= 0xC0 || r >= 0x1E00 && r < 0x2000 { // Latin, Greek, Cyrillic, Armenian
				name.WriteRune(r)
				ascii = false
				i += w
				continue
			}
		}
		break
	}
	h := strings.TrimRight(name.String(), ".-")
	end := i
	note := ""
	if !ascii {
		var err error
		if h, err = idna.Punycode.ToASCII(strings.ToLower(h)); err != nil {
			return 0
		}
	}
	path := i < len(s) && (s[i] == '/' || s[i] == '?' || s[i] == ':' && digitRun(s, i+1, 5) > 0 && scheme != "")
	if len(h) > 253 {
		return i // nobody's host, and not to be read again from its next dot
	}
	switch _, err := netip.ParseAddr(h); {
	case err == nil && scheme != "":
		note = NoteIPHost
	case err == nil || !plausibleHost(h, scheme != "" || strings.HasPrefix(h, "www."), path):
		return 0
	default:
		note = hostNote(h)
	}
	if path {
		end = pathEnd(s, i, limit)
	}
	rest := s[i:end]
	if rest == "/" {
		rest = ""
	}
	if scheme == "" {
		scheme = "http"
	}
	switch {
	case scheme == "http" && strings.HasPrefix(rest, ":80/"):
		rest = rest[3:]
	case scheme == "https" && strings.HasPrefix(rest, ":443/"):
		rest = rest[4:]
	}
	if h == "t.me" && len(rest) > 5 && rest[1] != '+' && !strings.Contains(rest[1:], "/") {
		f.add(Handle, "telegram:"+strings.ToLower(strings.TrimPrefix(rest[1:], "@")), "", from, end)
		return end
	}
	f.add(URL, scheme+"://"+h+rest, note, from, end)
	return end
}

// dotAt returns the length of a dot, plain, full width or disguised, at s[i:].
func dotAt(s string, i int) int {
	if s[i] == '.' {
		return 1
	}
	for _, w := range [...]string{"[.]", "(.)", "{.}", "[dot]", "(dot)", "．", "。"} {
		if hasFold(s, i, w) {
			if w == "。" && (i+3 >= len(s) || !isLetter(s[i+3])) {
				return 0
			}
			return len(w)
		}
	}
	return 0
}

// pathEnd returns where a link that goes on at i ends: at a blank, a quotation mark, or the first
// sign of a script without blanks, less the punctuation that closes a sentence.
func pathEnd(s string, i, limit int) int {
	end := i
	open := 0
	for end < limit {
		c := s[end]
		if c <= ' ' || strings.IndexByte("<>\"'`|\\^{}", c) >= 0 || c == 0x7F || c == ']' && open == 0 {
			break
		}
		if c >= 0x80 {
			r, w := utf8.DecodeRuneInString(s[end:])
			if isWide(s, end) || r >= 0x2000 && r < 0x2E80 || r >= 0x3000 && r < 0x3040 || r == utf8.RuneError || r == 0xA0 || r >= 0x1F000 {
				break
			}
			end += w
			continue
		}
		if c == '(' {
			open++
		}
		end++
	}
	for end > i && (strings.IndexByte(".,;:!?", s[end-1]) >= 0 || (s[end-1] == ')' && open == 0) || s[end-1] == ']') {
		end--
	}
	return end
}

// plausibleHost reports whether h is a domain somebody means as one. Without a scheme, a top-level
// domain that is also a word, or the ending of a file, needs a path or a longer name.
func plausibleHost(h string, marked, path bool) bool {
	dot := strings.LastIndexByte(h, '.')
	if dot <= 0 || len(h) > 253 || strings.Contains(h, "..") {
		return false
	}
	tld := h[dot+1:]
	if marked && len(tld) > 1 && !isDigit(tld[0]) {
		return true // whoever writes a scheme means a link, whatever the ending
	}
	if !knownSuffix(tld) {
		return false
	}
	if strings.HasPrefix(tld, "xn--") {
		return true
	}
	if listed("com net org cn hk tw kr jp vn uk top xyz vip shop online site club cc io gov edu info biz ca au nz sg fr de es eu ru app dev link live icu store tech cyou sbs buzz ltd bid loan win asia mobi work", tld) {
		return len(h)-len(tld) > 2
	}
	if listed("me my in is it so to at be us am as no do la by id im pm ai one md sh py rs pl ps zip mov cat", tld) {
		return path && dot >= 1 || strings.Count(h, ".") >= 2 && strings.ContainsAny(h, "-0123456789")
	}
	return path || strings.Count(h, ".") >= 2
}

// knownSuffix reports whether tld is a top-level domain.
func knownSuffix(tld string) bool {
	if tld == "" || isDigit(tld[0]) {
		return false
	}
	_, icann := publicsuffix.PublicSuffix(tld)
	return icann
}
