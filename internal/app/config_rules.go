package app

import (
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// form says how a value is written: its settled form, or what is wrong with it and what to write.
type form func(s string) (settled, mend string)

func offered() string { return strings.Join(check.InterfaceLanguages, ", ") }

func isLine(s string) (string, string) { return printable(s, 160) }
func isPara(s string) (string, string) { return printable(s, 500) }

// printable takes what a page can show on a line. Marks that turn the line around are refused: a
// name could pretend to be another.
func printable(s string, most int) (string, string) {
	switch {
	case !utf8.ValidString(s) || strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) >= 0:
		return "", "holds characters that cannot be shown; write it on one line, without control characters"
	case utf8.RuneCountInString(s) > most:
		return "", "is too long; write at most " + strconv.Itoa(most) + " characters"
	}
	return s, ""
}

func isAddress(s string) (string, string) {
	u, err := url.Parse(strings.TrimSuffix(s, "/"))
	if err != nil || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || u.Scheme != "https" && !(u.Scheme == "http" && isLocal(u.Hostname())) {
		return "", `is no address of a site; write it as "https://ringtrue.example.edu"`
	}
	return u.String(), ""
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func isURL(s string) (string, string) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
		return "", `is no link; write a whole address that begins with https://`
	}
	return u.String(), ""
}

func isRegion(s string) (string, string) {
	s = strings.ToUpper(s)
	r, err := language.ParseRegion(s)
	if err != nil || len(s) != 2 || !r.IsCountry() || r.Canonicalize().String() != s {
		return "", `is no country; write its two letters (ISO 3166), such as "CA"`
	}
	return s, ""
}

func isLanguage(s string) (string, string) {
	tag, ok := lang.Interface(s)
	if !ok || !slices.Contains(check.InterfaceLanguages, tag) {
		return "", "is no interface language; write one of " + offered()
	}
	return tag, ""
}

var telForm = regexp.MustCompile(`^\+[0-9][0-9 ().\-]*[0-9]$`)

// isTel takes numbers as they are dialled from abroad. A short code works in one country only, so
// it is never given that form; it may be told of in the desk's text.
func isTel(s string) (string, string) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if !telForm.MatchString(s) || len(digits) < 8 || len(digits) > 15 {
		return "", `is no number that can be dialled from abroad; write it with + and the country code, such as "+1 403 555 0100"`
	}
	return s, ""
}

func isMail(s string) (string, string) {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" || a.Address != s || strings.ContainsAny(s, "?&% \"") {
		return "", `is no mail address; write it as "desk@example.edu"`
	}
	return s, ""
}

func isDay(s string) (string, string) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", `is no day; write it as "2026-11-20"`
	}
	return s, ""
}

func isListen(s string) (string, string) {
	_, port, err := net.SplitHostPort(s)
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 0 || n > 65535 {
		return "", `is no address to listen on; write HOST:PORT, such as "127.0.0.1:8080" or ":443"`
	}
	return s, ""
}

var domainForm = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$`)

func isDomain(s string) (string, string) {
	s = strings.ToLower(s)
	if !domainForm.MatchString(s) || len(s) > 253 {
		return "", `is no domain; write a name such as "ringtrue.example.edu", without https://`
	}
	return s, ""
}

func isNetwork(s string) (string, string) {
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return "", `is no network; write it as "10.0.0.0/8" or "127.0.0.1/32"`
	}
	return p.String(), ""
}
