// Package lang names languages: which scripts a text is written in, which interface language a
// reader gets, and how bytes of an unknown encoding become text.
//
// What does not live here: what is said in a language (data/wording), folding (base/fold).
package lang

import (
	"cmp"
	"maps"
	"slices"
	"unicode"
)

// sample is how many bytes are looked at to name the scripts of a text.
const sample = 1024

// Of names the languages of a text, the likeliest first: those given with their weight (the
// rules that spoke), and those the letters suggest. It returns an empty list when nothing does.
func Of(text string, weight map[string]int) []string {
	w := map[string]int{}
	for l, n := range scripts(text[:min(len(text), sample)]) {
		w[l] += n
	}
	latin := w["latin"]
	delete(w, "latin")
	for l, n := range weight {
		if l == "zh" {
			continue // the letters say which script
		}
		if n > 0 && (latin > 0 || w[l] > 0) {
			w[l] += n + latin/4
		}
	}
	if len(w) == 0 && latin > 0 {
		w[guessLatin(text)] = latin
	}
	delete(w, "")
	total := 0
	for _, n := range w {
		total += n
	}
	names := slices.SortedFunc(maps.Keys(w), func(a, b string) int {
		return cmp.Or(cmp.Compare(w[b], w[a]), cmp.Compare(a, b))
	})
	return slices.DeleteFunc(names, func(n string) bool { return w[n]*12 < total })
}

// scripts counts letters by the language their script points to.
func scripts(text string) map[string]int {
	w := map[string]int{}
	var han, hans, hant, kana, latin, hangul int
	for _, r := range text {
		switch {
		case r < 0x80:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				latin++
			}
		case r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF:
			han++
			if onlySimplified.has(r) {
				hans++
			} else if onlyTraditional.has(r) {
				hant++
			}
		case r >= 0x3040 && r <= 0x30FF:
			kana += 3
		case r >= 0xAC00 && r <= 0xD7A3:
			hangul += 3
		case r >= 0x0900 && r <= 0x097F:
			w["hi"]++
		case r >= 0x0600 && r <= 0x06FF:
			w["ar"]++
		case r >= 0x1E00 && r <= 0x1EFF || r == 'đ' || r == 'ơ' || r == 'ư' || r == 'ă':
			w["vi"] += 3
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	w["latin"] += latin
	w["ko"] += hangul
	switch {
	case kana*3 > han:
		w["ja"] += han*2 + kana
	case han > 0 && hant > hans:
		w["zh-Hant"] += 3 * han
	case han > 0:
		w["zh-Hans"] += 3 * han
	}
	for l, n := range w {
		if n == 0 {
			delete(w, l)
		}
	}
	return w
}

// Characters that exist in one of the two scripts only, among the most frequent.
var onlySimplified = set("这个们来时说会对发过还没样么经问长给让从两进现开关实话吗电动务应种总产业机见钱车边报账户转号码张证请谁读书学习爱妈爷")
var onlyTraditional = set("這個們來時說會對發過還沒樣麼經問長給讓從兩進現開關實話嗎電動務應種總產業機見錢車邊報帳戶轉號碼張證請誰讀書學習愛媽爺嘅咗佢哋啲嗰")

// hanSet is a set of characters of the basic plane.
type hanSet [1 << 10]uint64

func (h *hanSet) has(r rune) bool { return h[r>>6&(1<<10-1)]>>(r&63)&1 != 0 }

func set(s string) *hanSet {
	var h hanSet
	for _, r := range s {
		h[r>>6&(1<<10-1)] |= 1 << (r & 63)
	}
	return &h
}

// guessLatin tells English, French and Spanish apart by their commonest words. It gates nothing.
func guessLatin(text string) string {
	best, most := "en", 0
	for _, l := range []string{"en", "fr", "es", "vi"} {
		n := 0
		word := []rune{}
		for _, r := range text[:min(len(text), 1024)] + " " {
			if unicode.IsLetter(r) {
				word = append(word, unicode.ToLower(r))
				continue
			}
			if commonest[l][string(word)] {
				n++
			}
			word = word[:0]
		}
		if n > most {
			best, most = l, n
		}
	}
	return best
}

func words(list ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range list {
		m[w] = true
	}
	return m
}

var commonest = map[string]map[string]bool{
	"en": words("the", "and", "you", "to", "is", "of", "i", "your", "for", "it", "we", "my", "this", "are"),
	"fr": words("le", "la", "les", "et", "vous", "est", "je", "de", "des", "un", "une", "pour", "pas", "votre", "tu"),
	"es": words("el", "los", "que", "y", "es", "en", "por", "su", "con", "para", "una", "del", "lo", "se", "tu"),
	"vi": words("ban", "toi", "khong", "cua", "va", "la", "em", "anh", "cho", "duoc", "nhe", "con"),
}
