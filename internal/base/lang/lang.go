// Package lang names languages: which scripts a text is written in, which interface language a
// reader gets, and how bytes of an unknown encoding become text.
//
// What does not live here: what is said in a language (data/wording), folding (base/fold).
package lang

import (
	"cmp"
	"maps"
	"slices"
	"strings"
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
	letters := w["latin"]
	delete(w, "latin")
	for l, n := range weight {
		if l == "zh" {
			continue // the letters say which script
		}
		if n > 0 && (letters > 0 || w[l] > 0) {
			w[l] += n + letters/4
		}
	}
	if len(w) == 0 && letters > 0 {
		w[guessLatin(text)] = letters
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

// guessLatin names the language in Latin letters whose commonest words stand in the text most
// often, English when none does. It gates nothing by itself.
func guessLatin(text string) string {
	best, most := "en", 0
	for i, n := range latinCounts(text) {
		if n > most {
			best, most = latin[i], n
		}
	}
	return best
}

// latin are the languages in Latin letters that are told apart.
var latin = [...]string{"en", "fr", "es", "vi", "hi"}

// Foreign names the languages that a text is surely not in: of those in Latin letters, when
// another one's commonest words stand there many times and theirs hardly ever; of those in Han
// characters, when kana or Hangul show another one, or many characters stand without any. Korean
// and Arabic are foreign to a text without a letter of theirs; Chinese, which is also written in
// Latin letters, only when the text is plainly in another language. Of a short text in Latin letters it says nothing.
func Foreign(text string) (out []string) {
	counts := latinCounts(text)
	most := slices.Max(counts[:])
	out = foreignLetters(text, most)
	for i, n := range counts {
		if most >= 4 && n*8 < most {
			out = append(out, latin[i])
		}
	}
	return out
}

// foreignLetters does so for the languages with letters of their own. latinMost is how many of the
// commonest words of some language in Latin letters stand in the text.
func foreignLetters(text string, latinMost int) (out []string) {
	var han, kana, hangul, arabic, deva, letters int
	for _, r := range text[:floor(text, 12*sample)] {
		switch {
		case r|0x20 >= 'a' && r|0x20 <= 'z':
			letters++
		case r >= 0x0620 && r <= 0x06FF:
			arabic++
		case r >= 0x0900 && r <= 0x097F:
			deva++
		case r >= 0x4E00 && r <= 0x9FFF:
			han++
		case r >= 0x3041 && r <= 0x30FA:
			kana++
		case r >= 0xAC00 && r <= 0xD7A3:
			hangul++
		}
	}
	if kana >= 4 && kana*4 > han || han == 0 && latinMost >= 4 {
		out = append(out, "zh")
	}
	if han+kana == 0 || han >= 12 && kana*20 < han {
		out = append(out, "ja")
	}
	if hangul >= 8 && hangul > 4*(han+kana) {
		out = append(out, "zh", "ja")
	}
	if hangul == 0 {
		out = append(out, "ko")
	}
	if arabic == 0 {
		out = append(out, "ar")
	}
	if letters < 4 {
		out = append(out, "en", "fr", "es", "vi")
		if deva == 0 {
			out = append(out, "hi")
		}
	}
	return out
}

// floor is i brought inside the text and down to the border of a character.
func floor(text string, i int) int {
	i = min(i, len(text))
	for i < len(text) && i > 0 && text[i]&0xC0 == 0x80 {
		i--
	}
	return i
}

func latinCounts(text string) (counts [len(latin)]int) {
	start := -1
	text = text[:min(len(text), 12*sample)]
	for i := 0; i <= len(text); i++ {
		var c byte = ' '
		if i < len(text) {
			c = text[i] | 0x20
		}
		if c >= 'a' && c <= 'z' || c >= 0x80 {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && i-start <= 12 {
			if mask := commonest[strings.ToLower(text[start:i])]; mask != 0 {
				for l := range counts {
					counts[l] += int(mask >> l & 1)
				}
			}
		}
		start = -1
	}
	return counts
}

// commonest are each language's commonest words, as they are also typed without marks.
var commonest = func() map[string]uint8 {
	m := map[string]uint8{}
	for l, list := range [...]string{
		"the and you to is of i your for it we my this are he she they was not with that have be on at but so what if when from do don can will just me him her there about or as an how would up out get got been were had has no",
		"le la les et vous est je de des un une pour pas votre tu il elle nous que qui dans sur avec ce ma mon mes son sa ses au aux du ne se plus mais ou si on ont moi lui leur être été fait suis c'est",
		"el los las que y es en por su con para una del lo se tu yo mi me le no al si ya pero como más está son fue muy esto ese esta él ella nos les hay qué tiene hola",
		"ban toi khong cua va em anh cho duoc nhe con bạn tôi không của và được nhé chị mẹ bố là có này đã đang sẽ rồi thì mà với để ai gì ở cô chú ông bà nha minh mình ko dc roi thi ma voi de co la da",
		"hai ka ki ke ko se me mein main aap hum nahi nhi kya kar karo raha rahi hoon ho tha thi bhi toh aur mera meri mere apna apni bhai beta koi kisi mat ye yeh wo woh par pe",
	} {
		for _, w := range strings.Fields(list) {
			m[w] |= 1 << l
		}
	}
	return m
}()
