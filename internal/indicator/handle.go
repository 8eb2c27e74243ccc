package indicator

import "strings"

// Handles are read after the name of a messenger. A sign such as "id" or ":" lets any name follow;
// without one the name must look like none of ordinary language: a digit or underscore inside it.

// handle reads the name announced by the messenger word at [from, to). strict asks for a sign,
// because the word has other uses ("line", "signal", "飞机").
func (f *Finder) handle(platform string, from, to int, strict bool) {
	s := f.s
	at, marked := announced(s, to)
	if f.s[to-1] == ':' || hasFoldEnd(s, to, "：") || hasFoldEnd(s, to, "id") || s[to-1] == '@' {
		marked = true
	}
	if strict && !marked || at > to+48 {
		return
	}
	if platform == "line" && s[to-1] == ':' {
		if b := backSpace(s, from); b > 0 && isLetter(s[b-1]) {
			return // "subject line:"
		}
	}
	min, max := handleSize(platform)
	end, digits, other := at, 0, 0
	for end < len(s) && end-at <= max {
		c := s[end]
		switch {
		case isDigit(c):
			digits++
		case isLetter(c):
		case (c == '_' || c == '-' || c == '.') && end > at && platform != "qq":
			other++
		default:
			c = 0
		}
		if c == 0 {
			break
		}
		end++
	}
	for end > at && (s[end-1] == '.' || s[end-1] == '-') {
		end--
		other--
	}
	name := s[at:end]
	switch {
	case len(name) < min || len(name) > max:
		return
	case end+1 < len(s) && (s[end] == '@' || s[end] == ':' && s[end+1] == '/'):
		return // a mail address or link
	case platform == "qq" && digits != len(name):
		return
	case platform != "qq" && digits == len(name):
		return // a telephone number, and found as one
	case digits == 0 && other <= 0 && (!marked || dictionaryLike(name)):
		return
	case !isLetter(name[0]) && platform == "wechat":
		return
	}
	f.add(Handle, platform+":"+strings.ToLower(name), "", at, end)
}

// handleSize is how long the names of a platform are.
func handleSize(platform string) (min, max int) {
	switch platform {
	case "wechat":
		return 6, 20
	case "qq":
		return 5, 11
	case "telegram":
		return 5, 32
	}
	return 4, 32
}

// dictionaryLike reports whether a name is a word that often follows a messenger's name.
func dictionaryLike(w string) bool {
	return listed("account number video call group message please thanks contact friend scan code only with from the and that this your there here because video calls message messages number: group chats again today tomorrow", strings.ToLower(w))
}

// at looks around the '@' at i for a mail address or a name.
func (f *Finder) at(i int) int {
	s := f.s
	from := i
	for from > 0 && i-from < 64 && (isAlnum(s[from-1]) || strings.IndexByte("._%+-", s[from-1]) >= 0) {
		from--
	}
	for from < i && !isAlnum(s[from]) {
		from++
	}
	end, dots := i+1, 0
	last := end
	for end < len(s) && end-i < 254 && (isAlnum(s[end]) || (s[end] == '.' || s[end] == '-') && end > last) {
		if s[end] == '.' {
			dots, last = dots+1, end+1
		}
		end++
	}
	for end > i+1 && !isAlnum(s[end-1]) {
		end--
	}
	if from < i && s[i-1] != '.' {
		domain := strings.ToLower(s[i+1 : end])
		if dot := strings.LastIndexByte(domain, '.'); dots > 0 && dot > 0 && knownSuffix(domain[dot+1:]) {
			f.add(Email, strings.ToLower(s[from:i])+"@"+domain, hostNote(domain), from, end)
			return end
		}
		return i + 1
	}
	// @name, a telegram handle where Telegram was named, else of an unknown place.
	if from == i && (i == 0 || s[i-1] != '@') {
		e := i + 1
		digits := 0
		for e < len(s) && e-i <= 33 && (isAlnum(s[e]) || s[e] == '_') {
			if isDigit(s[e]) {
				digits++
			}
			e++
		}
		domain := e+1 < len(s) && s[e] == '.' && isLetter(s[e+1])
		if n := e - i - 1; n >= 5 && n <= 32 && isLetter(s[i+1]) && !domain {
			platform := "unknown"
			if f.near(ctxTelegram, i, 60) {
				platform = "telegram"
			}
			f.add(Handle, platform+":"+strings.ToLower(s[i+1:e]), "", i, e)
			return e
		}
	}
	return i + 1
}
