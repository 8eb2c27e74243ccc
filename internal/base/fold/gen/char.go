package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folder knows what a single character becomes.
type folder struct {
	han, looks map[rune]rune
}

// own are the characters that no standard maps the way people mix them. Each key lists the
// characters that become the value.
var own = map[string]string{
	"\"": "“”„‟«»″‶❝❞〝〞〟「」『』《》〈〉﹁﹂﹃﹄＂״",
	"'":  "‘’‛‹›′‵❛❜`´ʹʻʼʽˈ΄᾽᾿῾՚＇׳ꞌ",
	"-":  "‐‑‒–—―⸺⸻−⁃˗〰﹘﹣－╌─━➖",
	"·":  "•·・･‧∙⋅●∘◦᛫⸱ꞏ",
	"*":  "∗⁎✱✲✳✻※＊٭",
	"|":  "∣│┃¦ǀ￨｜ǁ‖",
	"/":  "⁄∕╱⟋／",
	"\\": "∖⧵⧹＼",
	"~":  "〜∼˜⁓～",
	".":  "。｡︒।॥۔…‥․።",
	",":  "、，､﹑︑،⸲‚፣",
	"?":  "؟⁇︖？﹖",
	"!":  "‼︕！﹗ǃ",
	";":  "؛︔；",
	":":  "：︓﹕ː꞉",
	"[":  "【〔〖［",
	"]":  "】〕〗］",
	"a":  "ᴀɐ🅐🅰", "b": "ʙᴃƀɓ🅑🅱", "c": "ᴄƈȼ🅒🅲", "d": "ᴅđðɖɗ🅓🅳", "e": "ᴇɇ🅔🅴", "f": "ꜰƒ🅕🅵",
	"g": "ɢǥɠ🅖🅶", "h": "ʜħ🅗🅷", "i": "ɪıɨ🅘🅸", "j": "ᴊɉȷ🅙🅹", "k": "ᴋƙĸ🅚🅺", "l": "ʟᴌłƚɫ🅛🅻", "m": "ᴍ🅜🅼",
	"n": "ɴŋɲƞ🅝🅽", "o": "ᴏøɔɵ🅞🅾", "p": "ᴘƥ🅟🅿", "q": "ꞯ🅠🆀", "r": "ʀɍ🅡🆁", "s": "ꜱʂ🅢🆂", "t": "ᴛŧƭ🅣🆃",
	"u": "ᴜʉ🅤🆄", "v": "ᴠʋ🅥🆅", "w": "ᴡ🅦🆆", "x": "🅧🆇", "y": "ʏƴ🅨🆈", "z": "ᴢƶȥ🅩🆉",
	"ss": "ßẞ", "ae": "æǽ", "oe": "œ", "th": "þ",
	// Arabic letters that writers and keyboards of the region exchange for each other.
	"ا": "أإآٱٲٳ", "ي": "ىئیېۍ", "ه": "ةہۀەھ", "و": "ؤ", "ك": "کڪ",
	"ं": "ँ",
}

// ownOf is own the other way round, made once.
var ownOf = func() map[rune]string {
	m := map[rune]string{}
	for to, from := range own {
		for _, r := range from {
			if had, ok := m[r]; ok && had != to {
				panic(fmt.Sprintf("own maps %q twice, to %q and %q", r, had, to))
			}
			m[r] = to
		}
	}
	return m
}()

// char returns the class of a character and what it becomes; class "drop" becomes nothing.
func (f folder) char(r rune) (class, s string) {
	switch {
	case r == '\n', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
		return "newline", "\n"
	case r == '\t', r == '\v', r == '\f', r == 0x2800, unicode.Is(unicode.Zs, r):
		return "space", " "
	case dropped(r):
		return "drop", ""
	case r == 0x309B, r == 0x309C: // the spacing voice marks, typed after a kana instead of the combining ones
		return "voice", string(r - 2)
	case r == 0xFFFD, unicode.Is(unicode.Co, r):
		return "picture", " "
	}
	s = f.fold(r)
	if s == "" {
		return "drop", ""
	}
	if len(s) > 3*utf8.RuneLen(r) { // keeps the folded text linear in the original
		s = string(r)
	}
	s = squeeze(s)
	first, _ := utf8.DecodeRuneInString(s)
	class = classOf(first)
	if strings.ContainsRune("。｡︒।॥۔።", r) {
		class = "mark" // these end sentences; an ASCII full stop may also be planted
	}
	if class == "picture" {
		s = " "
	}
	return class, s
}

// squeeze makes a repeated symbol one, as package fold does with symbols that were typed repeatedly.
func squeeze(s string) string {
	var b strings.Builder
	last := rune(-1)
	for _, r := range s {
		if r != last || unicode.In(r, unicode.L, unicode.M, unicode.N) {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// fold applies what is said character by character: compatibility and canonical decomposition,
// lower case, the letters of own, simplified Han.
func (f folder) fold(r rune) string {
	if to, ok := ownOf[r]; ok {
		return to
	}
	if unicode.Is(unicode.Hangul, r) && r >= 0xAC00 || r >= 0x3041 && r <= 0x30FF {
		return string(r)
	}
	s := norm.NFKD.String(string(r))
	if c := norm.NFKC.String(string(r)); strings.ContainsFunc(c, composed) {
		s = c
	}
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' { // ⑴ is a decorated 1
		s = s[1 : len(s)-1]
	}
	var b strings.Builder
	for _, x := range s {
		x = unicode.ToLower(x)
		if dropped(x) {
			continue
		}
		if to, ok := ownOf[x]; ok {
			b.WriteString(to)
			continue
		}
		b.WriteRune(f.letter(x))
	}
	return b.String()
}

// letter maps one character that is already decomposed and in lower case.
func (f folder) letter(r rune) rune {
	if to, ok := f.han[r]; ok {
		return to
	}
	if r >= 0x80 && unicode.Is(unicode.Nd, r) {
		return '0' + digitValue(r)
	}
	if r >= 0x80 && unicode.Is(unicode.Latin, r) {
		if to, ok := f.looks[r]; ok {
			return to
		}
	}
	if r >= 0x80 && unicode.Is(unicode.Pd, r) {
		return '-'
	}
	return r
}

// digitValue is the position of a decimal digit in its row of ten; Unicode keeps them contiguous.
func digitValue(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	return 0
}

// composed says whether a character is kept composed: kana with their voice marks and Hangul syllables.
func composed(r rune) bool {
	return r >= 0x3041 && r <= 0x30FF && r != 0x3099 && r != 0x309A || r >= 0xAC00 && r <= 0xD7A3
}

// dropped says whether a character says nothing that a reader compares.
func dropped(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
		return true
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0x17B4, r == 0x17B5: // fillers
		return true
	case r >= 0x0300 && r <= 0x036F, r >= 0x0483 && r <= 0x0489, r >= 0x1AB0 && r <= 0x1AFF,
		r >= 0x1DC0 && r <= 0x1DFF, r >= 0x20D0 && r <= 0x20FF, r >= 0xFE20 && r <= 0xFE2F: // diacritics
		return true
	case r >= 0x0591 && r <= 0x05C7 && unicode.Is(unicode.Mn, r): // Hebrew points
		return true
	case r == 0x0640, r >= 0x0610 && r <= 0x061A, r >= 0x064B && r <= 0x065F, r == 0x0670,
		r >= 0x06D6 && r <= 0x06ED && unicode.Is(unicode.Mn, r), r >= 0x08D3 && r <= 0x08FF: // Arabic vowel signs, tatweel
		return true
	case r == 0x093C: // Devanagari nukta
		return true
	}
	return unicode.Is(unicode.Sk, r) && r >= 0x1F3FB && r <= 0x1F3FF // skin tones
}

// classOf is the class of a character as it stands in the folded text.
func classOf(r rune) string {
	switch {
	case r >= 'a' && r <= 'z':
		return "latin"
	case r >= '0' && r <= '9':
		return "digit"
	case r == ' ':
		return "space"
	case strings.ContainsRune(",!?;:%", r), unicode.Is(unicode.Sc, r) && r != '$':
		return "mark"
	case r == '@', r == '$':
		return "sign"
	case r == '.':
		return "dot"
	case strings.ContainsRune("*_~^|", r):
		return "inside"
	case r < 0x80:
		return "symbol"
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) && !unicode.Is(unicode.So, r), r == 0x30FC:
		return "cjk"
	case r >= 0xAC00 && r <= 0xD7A3:
		return "hangul"
	case unicode.Is(unicode.Hangul, r) && unicode.IsLetter(r):
		return "jamo"
	case r == 0x3099, r == 0x309A:
		return "voice"
	case unicode.In(r, unicode.L, unicode.M, unicode.N):
		return "other"
	case unicode.In(r, unicode.P, unicode.Sm):
		return "symbol"
	case unicode.In(r, unicode.So, unicode.Sk):
		return "picture"
	}
	return "other"
}

// lookalike says whether a letter may stand in for a Latin one: not Latin itself, and of a script
// that a Latin keyboard user would take it from, not one where the likeness is an accident of a stroke.
func (f folder) lookalike(r rune) bool {
	if !unicode.IsLetter(r) {
		return false
	}
	_, s := f.char(r)
	if len(s) == 1 {
		return false
	}
	return unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Coptic, unicode.Cherokee,
		unicode.Lisu, unicode.Canadian_Aboriginal, unicode.Tifinagh, unicode.Georgian)
}
