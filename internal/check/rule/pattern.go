package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// The grammar of a pattern, the text after 'say' or 'unless':
//
//	word word        these words in this order, next to each other
//	word*            the word with any ending
//	(a | b c | {d})  any of these
//	{name}           any alternative of a class
//	[x]              x, or nothing
//	~N               up to N characters, within one sentence
//	~~N              up to N characters, across sentences
//	A &N B           A and B in either order with up to N characters between, in one sentence
//	<money>          something found in the message: money phone code url email account wallet
//	                 handle deadline case number

// item is one step of a pattern: any of some phrases, or a find, at some distance from the step before.
type item struct {
	phrases []scan.Phrase // folded
	find    string        // name of a find, when phrases is empty
	gap     int           // characters allowed between; adjacent when < 0
	cross   bool          // the gap may cross the end of a sentence
	tight   bool          // written without a space before it
}

// finds are the names a pattern may use for what package indicator found.
var finds = []string{"money", "phone", "code", "url", "email", "account", "wallet", "handle", "deadline", "case", "number"}

const (
	adjacent   = -1
	maxProduct = 96 // alternatives multiplied out into phrases of their own
	maxGap     = 400
)

// lexer splits a pattern into tokens.
type lexer struct {
	s   string
	pos int
}

type token struct {
	kind  byte // 'w' words, '(' group, '{' class, '[' optional, '~' gap, '&' either order, '<' find
	text  string
	n     int
	cross bool
	tight bool // no space before it
}

func (l *lexer) next() (token, bool, error) {
	start := l.pos
	for l.pos < len(l.s) && l.s[l.pos] == ' ' {
		l.pos++
	}
	tight := l.pos == start && start > 0
	if l.pos == len(l.s) {
		return token{}, false, nil
	}
	switch c := l.s[l.pos]; c {
	case '(', '{', '[', '<':
		body, err := l.enclosed(c)
		return token{kind: c, text: body, tight: tight}, true, err
	case '~', '&':
		t, err := l.distance(c)
		return t, true, err
	case ')', '}', ']', '>':
		return token{}, false, fmt.Errorf("%q closes nothing", string(c))
	default:
		end := l.pos
		for end < len(l.s) && !strings.ContainsRune("(){}[]<>~&", rune(l.s[end])) {
			end++
		}
		t := token{kind: 'w', text: strings.TrimRight(l.s[l.pos:end], " "), tight: tight}
		l.pos += len(t.text)
		return t, true, nil
	}
}

var closing = map[byte]byte{'(': ')', '{': '}', '[': ']', '<': '>'}

func (l *lexer) enclosed(open byte) (string, error) {
	depth := 0
	for i := l.pos; i < len(l.s); i++ {
		switch l.s[i] {
		case open:
			depth++
		case closing[open]:
			if depth--; depth == 0 {
				body := l.s[l.pos+1 : i]
				l.pos = i + 1
				return strings.TrimSpace(body), nil
			}
		}
	}
	return "", fmt.Errorf("%q is never closed; add %q", string(open), string(closing[open]))
}

func (l *lexer) distance(c byte) (token, error) {
	t := token{kind: c}
	l.pos++
	if c == '~' && l.pos < len(l.s) && l.s[l.pos] == '~' {
		t.cross = true
		l.pos++
	}
	end := l.pos
	for end < len(l.s) && l.s[end] >= '0' && l.s[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(l.s[l.pos:end])
	if err != nil || n > maxGap {
		return t, fmt.Errorf("write a number of characters after %q, at most %d, for example ~20", string(c), maxGap)
	}
	l.pos, t.n = end, n
	return t, nil
}

// expander turns a pattern's text into sequences of items, resolving classes.
type expander struct {
	book *Book
	lang string
	deep int
}

// sequences returns every sequence the pattern stands for (optional parts and either-order
// pairs are written out).
func (x *expander) sequences(text string) ([][]item, error) {
	l := &lexer{s: text}
	seqs := [][]item{nil}
	gap, cross, either := adjacent, false, -1
	for {
		t, ok, err := l.next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if t.kind == '~' || t.kind == '&' {
			if gap != adjacent || either >= 0 {
				return nil, fmt.Errorf("two distances follow each other; keep one")
			}
			if t.kind == '~' {
				gap, cross = t.n, t.cross
			} else {
				either = t.n
			}
			continue
		}
		alts, err := x.step(t)
		if err != nil {
			return nil, err
		}
		switch {
		case either >= 0:
			seqs = bothOrders(seqs, alts, either)
		default:
			seqs = extend(seqs, alts, gap, cross, t.tight)
		}
		gap, cross, either = adjacent, false, -1
		if len(seqs) > 64 {
			return nil, fmt.Errorf("more than 64 readings; use fewer [ ] and & in one pattern")
		}
	}
	if gap != adjacent || either >= 0 {
		return nil, fmt.Errorf("a distance ends the pattern; write what follows it")
	}
	return finish(seqs)
}

// step reads one token as alternative sequences; a plain token gives one sequence of one item.
func (x *expander) step(t token) ([][]item, error) {
	switch t.kind {
	case '[':
		inner, err := x.sequences(t.text)
		return append(inner, nil), err
	case '<':
		if !slices.Contains(finds, t.text) {
			return nil, fmt.Errorf("<%s> is not known; choose one of %s", t.text, strings.Join(finds, ", "))
		}
		return [][]item{{{find: t.text, gap: adjacent}}}, nil
	case 'w':
		return x.words(t.text)
	default:
		return x.alternatives(t)
	}
}

// words reads a run of plain words. A star inside the run splits it.
func (x *expander) words(text string) ([][]item, error) {
	var seq []item
	for text != "" {
		part, rest, star := strings.Cut(text, "*")
		if star && strings.TrimSpace(part) == "" {
			return nil, fmt.Errorf("'*' stands alone; write it at the end of a word")
		}
		tight := rest != "" && !strings.HasPrefix(rest, " ") && star
		if tight {
			return nil, fmt.Errorf("'*' may only end a word, in %q; use ~N for words between", text)
		}
		it, err := phraseItem(part, star)
		if err != nil {
			return nil, err
		}
		seq = append(seq, it)
		text = strings.TrimSpace(rest)
	}
	return [][]item{seq}, nil
}

func phraseItem(text string, open bool) (item, error) {
	folded := fold.Phrase(text)
	if r, _ := utf8.DecodeRuneInString(folded); !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
		return item{}, fmt.Errorf("%q begins with no letter or digit; leave the mark out, or write it behind a word (right?)", text)
	}
	var it item
	it.gap = adjacent
	for _, v := range looseSpaces(folded) {
		it.phrases = append(it.phrases, scan.Phrase{Text: v, Open: open})
	}
	return it, nil
}

// looseSpaces gives a phrase with and without each space that writers set as they please:
// between two Hangul syllables, and where Han or kana meets Latin letters or digits (there also
// when the rule leaves it out). At most three places are varied.
func looseSpaces(s string) []string {
	out := []string{""}
	runes := []rune(s)
	varied := 0
	for i, r := range runes {
		if i > 0 && varied < 3 {
			prev := runes[i-1]
			loose := r == ' ' && i+1 < len(runes) && loosePair(prev, runes[i+1])
			if loose || loosePair(prev, r) && dense(prev) != dense(r) {
				varied++
				out = append(out, out...)
				for k := range out[:len(out)/2] {
					out[k] += " "
				}
				if loose {
					continue
				}
			}
		}
		for k := range out {
			out[k] += string(r)
		}
	}
	return out
}

// loosePair says whether the space between two characters is a matter of taste.
func loosePair(a, b rune) bool {
	if unicode.Is(unicode.Hangul, a) && unicode.Is(unicode.Hangul, b) {
		return true
	}
	return dense(a) && spaced(b) || spaced(a) && dense(b)
}

func spaced(r rune) bool { return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// alternatives reads a group or a class. Alternatives that are each one item are joined into
// one item; longer ones stay sequences.
func (x *expander) alternatives(t token) ([][]item, error) {
	text := t.text
	if t.kind == '{' {
		c, ok := x.book.Classes[x.lang+"/"+text]
		if !ok {
			return nil, fmt.Errorf("class {%s} is not known in %s; write 'class %s = …' in one of its files", text, x.lang, text)
		}
		text = c.Text
	}
	if x.deep++; x.deep > 8 {
		return nil, fmt.Errorf("classes refer to each other in a circle near {%s}", t.text)
	}
	defer func() { x.deep-- }()
	var one item
	one.gap = adjacent
	var out [][]item
	for _, alt := range splitAlternatives(text) {
		seqs, err := x.sequences(alt)
		if err != nil {
			return nil, fmt.Errorf("in %q: %w", alt, err)
		}
		for _, s := range seqs {
			if len(s) == 1 && s[0].find == "" {
				one.phrases = append(one.phrases, s[0].phrases...)
			} else {
				out = append(out, s)
			}
		}
	}
	if len(one.phrases) > 0 {
		out = append(out, []item{one})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("(%s) holds nothing", t.text)
	}
	return out, nil
}

// splitAlternatives splits at '|' outside brackets and drops empty parts.
func splitAlternatives(s string) (out []string) {
	depth, from := 0, 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == '|' && depth == 0 {
			if part := strings.TrimSpace(s[from:i]); part != "" {
				out = append(out, part)
			}
			from = i + 1
			continue
		}
		switch s[i] {
		case '(', '[', '{', '<':
			depth++
		case ')', ']', '}', '>':
			depth--
		}
	}
	return out
}
