package indicator

import "strings"

// limit is the sort of word that stands before a time.
type limit uint8

const (
	noLimit limit = iota
	limitIn       // within
	limitBy       // before
)

// limitWords stand before a time; those in fillers may stand between.
var (
	wordsIn = []string{"within", "in", "inside", "dans", "sous", "en", "dentro de", "en menos de", "trong", "trong vòng", "خلال", "في غضون", "في", "d'ici"}
	wordsBy = []string{"by", "before", "until", "till", "no later than", "not later than", "avant", "antes de", "antes del", "trước", "قبل", "jusqu'à", "hasta", "muộn nhất", "đến", "截止", "截至", "deadline:", "deadline is", "deadline"}
	fillers = []string{"the", "next", "las", "la", "les", "at", "less than", "moins de", "under", "lúc", "الساعة", "tonight", "today", "tomorrow", "this", "de", "el", "tối nay", "hôm nay", "vòng", "only", "maximum", "prochaines", "demain", "mañana", "ngày mai"}
)

// limitBefore looks back from i, over at most four fillers, for a word that makes a limit. tomorrow
// is set when one of the fillers names the next day; pointed when one announces a clock time.
func (f *Finder) limitBefore(i int) (from int, l limit, tomorrow, pointed bool) {
	for range 5 {
		e := backSpace(f.s, i)
		if e == 0 {
			return i, noLimit, false, false
		}
		c := f.s[e-1]
		if !isLetter(c) && c < 0x80 && c != ':' {
			return i, noLimit, false, false
		}
		if w := lastOf(f.s, e, wordsBy); w > 0 {
			return e - w, limitBy, tomorrow, pointed
		}
		if w := lastOf(f.s, e, wordsIn); w > 0 {
			return e - w, limitIn, tomorrow, pointed
		}
		w := lastOf(f.s, e, fillers)
		if w == 0 {
			return i, noLimit, false, false
		}
		switch word := strings.ToLower(f.s[e-w : e]); word {
		case "tomorrow", "demain", "mañana", "ngày mai":
			tomorrow = true
		case "las", "la", "at", "lúc", "الساعة", "tonight", "today":
			pointed = true
		}
		i = e - w
	}
	return i, noLimit, false, false
}

// lastOf returns the length of the longest of words that s[:e] ends with, 0 if none.
func lastOf(s string, e int, words []string) int {
	best := 0
	if e <= 0 {
		return 0
	}
	last := lower(s[e-1])
	for _, w := range words {
		if w[len(w)-1] == last && len(w) > best && wordEndAt(s, e, w) {
			best = len(w)
		}
	}
	return best
}

// firstOf returns the length of the longest of words that begins s[i:], 0 if none.
func firstOf(s string, i int, words []string) int {
	best := 0
	if i < 0 || i >= len(s) {
		return 0
	}
	first := lower(s[i])
	for _, w := range words {
		if w[0] == first && len(w) > best && wordAt(s, i, w) {
			best = len(w)
		}
	}
	return best
}

var (
	suffixIn = []string{"内", "內", "之内", "之內", "以内", "以內", "안에", "안으로", "이내", "이내에", "내로", "내에", "में", "के अंदर", "के भीतर", "以内に", "nữa"}
	suffixBy = []string{"前", "之前", "以前", "前に", "까지", "전까지", "이전", "전에", "までに", "まで", "तक", "से पहले"}
	dayWords = []string{"今天", "今日", "今晚", "当天", "當天", "本日", "오늘", "आज"}
	nextDay  = []string{"明天", "明日", "明早", "明晚", "내일", "कल"}
	amWords  = []string{"上午", "早上", "凌晨", "早晨", "오전", "午前", "सुबह"}
	pmWords  = []string{"下午", "晚上", "今晚", "傍晚", "明晚", "오후", "저녁", "밤", "午後", "夜", "शाम", "रात"}
	afterAM  = []string{"am", "a.m.", "in the morning", "sáng", "du matin", "de la mañana", "صباحا", "صباحًا"}
	afterPM  = []string{"pm", "p.m.", "tonight", "this evening", "in the evening", "this afternoon", "chiều", "tối", "tối nay", "chiều nay", "ce soir", "du soir", "de la tarde", "de la noche", "esta noche", "مساء", "مساءً"}
	afterDay = []string{"today", "tomorrow", "hôm nay", "ngày mai", "aujourd'hui", "demain", "hoy", "mañana", "اليوم", "غدا"}
)
