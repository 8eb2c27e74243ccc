package chat

import (
	"regexp"
	"strings"
)

// Parts of the forms below. Years stand first or last; the hour may follow or precede its half of the
// day, in the words of many languages.
const (
	date = `\d{1,4}(?:[./-]|년|年) ?\d{1,2}(?:[./-]|월|月) ?\d{1,4}[.일日]?`
	half = `(?:[AaPp]\.? ?[Mm]\.?|上午|下午|凌晨|清晨|早上|中午|晚上|午前|午後|오전|오후|SA|CH|पूर्वाह्न|अपराह्न|ص|م)`
	hour = `(?:` + half + ` ?)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?` + half + `)?`
)

// form is how one program begins what somebody says: a head with the groups when and who. What
// follows on the line and in the next ones is the text, unless the head ends its line.
type form struct {
	kind string
	day  *regexp.Regexp // a line that only says which day it is, in group 1; or nil
	head *regexp.Regexp
	ends bool // the head is a whole line
}

var re = regexp.MustCompile

var forms = []form{
	{"whatsapp", nil, re(`^\[(?P<when>` + date + `,? ` + hour + `)\] (?P<who>[^:：]+)[:：] ?`), false},
	{"whatsapp", nil, re(`^(?P<when>` + date + `,? ` + hour + `) [-–] (?P<who>[^:：]+)[:：] ?`), false},
	{"kakaotalk", nil, re(`^(?P<when>` + date + ` ` + hour + `), (?P<who>.+?) : `), false},
	{"kakaotalk", re(`^-{5,} (\d{4}년 \d{1,2}월 \d{1,2}일).* -{5,}$`), re(`^\[(?P<who>[^\]]+)\] \[(?P<when>` + hour + `)\] `), false},
	{"line", re(`^(?:\pL+[,.]? )?(` + date + `)(?: ?[(（].+[)）]| \pL+)?$`), re(`^(?P<when>` + hour + `)\t(?P<who>[^\t]+)\t`), false},
	{"wechat", re(`^[—–―-]{3,} *(\d{4}[-/]\d{1,2}[-/]\d{1,2}) *[—–―-]{3,}$`), re(`^(?P<who>\S.*?) {2,}(?P<when>\d{1,2}:\d{2}(?::\d{2})?)$`), true},
	{"wechat", nil, re(`^(?P<who>\S.*?)[ \t]+(?P<when>\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日? ` + hour + `)$`), true},
	{"wechat", nil, re(`^(?P<when>\d{4}[-/]\d{1,2}[-/]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?)[ \t]+(?P<who>\S.*)$`), true},
	{"line", re(`^(` + date + `)(?: ?[(（].+[)）]| \pL+)?$`), re(`^(?P<when>\d{2}:\d{2}) (?P<who>\S+) `), false},
}

// notice begins a line that a program wrote and nobody said, with the time like any other.
var notice = re(`^\[?` + date + `,? ` + hour + `(?:\] | [-–] |, )`)

const (
	enough   = 400 // lines that are looked at to tell whose export this is
	mostHead = 400 // bytes a head may take: a time and a name
)

// match finds a head and returns what it says, with the text after it.
func (f *form) match(l string) (Line, bool) {
	if f.ends && len(l) > mostHead {
		return Line{}, false
	}
	m := f.head.FindStringSubmatchIndex(l[:min(len(l), mostHead)])
	if m == nil {
		return Line{}, false
	}
	group := func(name string) string {
		i := f.head.SubexpIndex(name)
		return l[m[2*i]:m[2*i+1]]
	}
	return Line{When: group("when"), Who: group("who"), Text: l[m[1]:]}, true
}

// dayOf returns the day that a line names, where it does nothing else.
func (f *form) dayOf(l string) string {
	if f.day == nil || len(l) > 100 {
		return ""
	}
	if m := f.day.FindStringSubmatch(l); m != nil {
		return m[1]
	}
	return ""
}

// plain reads an export in lines of text and names its program; what fits none is kept as it is.
func plain(text string, k *keeper) (kind string) {
	if from := len(text) - 4*MostText; from > 0 { // no more than a part of the end will be kept
		if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
			from += i + 1
		}
		text, k.cut = strings.ToValidUTF8(text[from:], ""), true
	}
	f := bestForm(text)
	if f == nil {
		asIs(text, k)
		return "text"
	}
	day := ""
	for raw := range strings.SplitSeq(text, "\n") {
		l := tidy(raw)
		if d := f.dayOf(l); d != "" {
			day = d
			continue
		}
		said, head := f.match(l)
		switch {
		case head:
			if f.day != nil {
				said.When = strings.TrimSpace(day + " " + said.When)
			}
			k.begin(said)
		case notice.MatchString(l[:min(len(l), mostHead)]):
			k.finish()
		default:
			k.more(l)
		}
	}
	k.finish()
	return f.kind
}

// bestForm is the one whose heads are most of the first lines; few must stand in a short text.
func bestForm(text string) *form {
	var lines []string
	for l := range strings.SplitSeq(text, "\n") {
		if lines = append(lines, tidy(l[:min(len(l), 2*mostHead)])); len(lines) == enough {
			break
		}
	}
	best, most := (*form)(nil), 0
	for i := range forms {
		n := 0
		for _, l := range lines {
			if _, ok := forms[i].match(l); ok {
				n++
			}
		}
		if n > most {
			best, most = &forms[i], n
		}
	}
	if most*8 < len(lines) && most < 3 {
		return nil
	}
	return best
}

// asIs keeps a text that is no chat, its indents and gaps too.
func asIs(text string, k *keeper) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	for l := range strings.SplitSeq(text, "\n") {
		l = strings.TrimSuffix(l, "\r")
		for len(l) > mostLine {
			head := clean(l, mostLine)
			k.keep(Line{Text: head})
			l = l[len(head):]
		}
		k.keep(Line{Text: l})
	}
}

var spaces = strings.NewReplacer("\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "", "\u2068", "", "\u2069", "", "\u00a0", " ", "\u202f", " ", "\r", "")

// tidy takes the marks for direction out of a line, which exports put around names and dates, and
// makes its spaces plain.
func tidy(l string) string { return spaces.Replace(l) }
