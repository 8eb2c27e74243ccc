package rule

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// The grammar of a rule file, line by line. A '#' at the start of a line, or after a space,
// begins a comment; an indented line that begins with '|' continues the class above it.
//
//	class NAME = alternative | alternative | …
//	rule ID KIND NAME [POINTS]
//	  say PATTERN            one way it is said; any of them is enough
//	  unless PATTERN         a look-alike in the same sentence silences the match
//	  unless~N PATTERN       the same, within N characters on either side
//	  needs NAME [NAME…]     at least one of these cues, flags or signs in the message
//	  never NAME [NAME…]     none of these in the message
//	  hint | bare            see Rule
//	  hit TEXT               a message that must match
//	  miss TEXT              a message that must not

// Book is a set of rule files read together: classes and rules of each language.
type Book struct {
	Classes map[string]Source // by "lang/name" and, for shared ones, "/name"
	Rules   []*Rule
	names   map[string]*Rule
}

// NewBook returns an empty book.
func NewBook() *Book {
	return &Book{Classes: map[string]Source{}, names: map[string]*Rule{}}
}

// Names the grammar knows. Flag ids and cue names are checked when the book is compiled.
var (
	stances = []string{"scammer", "account", "about", "benign"}
	sides   = []string{"student", "family", "bystander"}
)

type parser struct {
	book *Book
	file string
	lang string
	line int
	rule *Rule
	last string // key of the class a continuation line belongs to
	errs []error
}

// Read adds one file to the book. Its language is the name of its folder. Every mistake in the
// file is reported, each with the line and what to write instead.
func (b *Book) Read(name, text string) error {
	p := &parser{book: b, file: name, lang: path.Base(path.Dir(name))}
	for i, line := range strings.Split(text, "\n") {
		p.line = i + 1
		p.readLine(strings.TrimRight(line, "\r"))
	}
	p.closeRule()
	return errors.Join(p.errs...)
}

func (p *parser) fail(format string, args ...any) {
	msg := fmt.Sprintf(format, args...)
	p.errs = append(p.errs, fault.New(fault.Invalid, "rule_syntax", "%s:%d: %s", p.file, p.line, msg))
}

func (p *parser) source(text string) Source { return Source{Text: text, File: p.file, Line: p.line} }

func (p *parser) readLine(line string) {
	verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	rest = strings.TrimSpace(rest)
	if verb == "" || strings.HasPrefix(verb, "#") {
		return
	}
	if verb != "hit" && verb != "miss" { // an example may hold a '#'
		rest, _, _ = strings.Cut(rest, " #")
		rest = strings.TrimSpace(rest)
	}
	indented := line[0] == ' ' || line[0] == '\t'
	switch {
	case verb == "class" && !indented:
		p.readClass(rest)
	case verb == "rule" && !indented:
		p.readRule(rest)
	case strings.HasPrefix(verb, "|") && indented:
		p.continueClass(strings.TrimSpace(line))
	case p.rule != nil && indented:
		p.readField(verb, rest)
	default:
		p.fail("%q begins no line; write 'class NAME = …' or 'rule ID KIND NAME' at the margin, and the fields of a rule indented below it", verb)
	}
}

func (p *parser) readClass(rest string) {
	p.closeRule()
	name, list, ok := strings.Cut(rest, "=")
	name = strings.TrimSpace(name)
	if !ok || !isName(name) {
		p.fail("a class reads 'class NAME = one | other'; NAME is letters, digits and _")
		return
	}
	key := p.lang + "/" + name
	if old, twice := p.book.Classes[key]; twice {
		p.fail("class %s was given at %s:%d; choose another name or add to that one", name, old.File, old.Line)
		return
	}
	p.last = key
	p.book.Classes[key] = p.source(strings.TrimSpace(list))
}

func (p *parser) continueClass(rest string) {
	if p.last == "" {
		p.fail("a line that begins with '|' continues a class; there is none above it")
		return
	}
	c := p.book.Classes[p.last]
	rest, _, _ = strings.Cut(rest, " #")
	c.Text += " " + rest
	p.book.Classes[p.last] = c
}

func (p *parser) readRule(rest string) {
	p.closeRule()
	p.last = ""
	f := strings.Fields(rest)
	if len(f) < 3 {
		p.fail("a rule reads 'rule ID KIND NAME', for example 'rule en.secrecy.tell_no_one flag K01'")
		return
	}
	r := &Rule{ID: f[0], Lang: p.lang, Kind: Kind(f[1]), Name: f[2], Points: 1, File: p.file, Line: p.line}
	if len(f) > 3 {
		v, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			p.fail("points %q are no number", f[3])
		}
		r.Points = v
	}
	if old := p.book.names[r.ID]; old != nil {
		p.fail("rule %s was given at %s:%d; every rule needs a name of its own", r.ID, old.File, old.Line)
	}
	if !strings.HasPrefix(r.ID, p.lang+".") {
		p.fail("the name of a rule begins with its language: %s.%s", p.lang, r.ID)
	}
	p.checkKind(r)
	p.rule = r
}

func (p *parser) checkKind(r *Rule) {
	switch r.Kind {
	case Flag, Sign, Cue, Danger:
	case Stance:
		if !slices.Contains(stances, r.Name) {
			p.fail("stance %q: choose one of %s", r.Name, strings.Join(stances, ", "))
		}
	case Side:
		if !slices.Contains(sides, r.Name) {
			p.fail("side %q: choose one of %s", r.Name, strings.Join(sides, ", "))
		}
	case Negate:
		if r.Name != "before" && r.Name != "after" {
			p.fail("negate %q: write 'before' or 'after'", r.Name)
		}
		if r.Points == 1 {
			r.Points = 40
		}
	default:
		p.fail("kind %q: choose one of flag, sign, cue, stance, side, danger, negate", r.Kind)
	}
}

func (p *parser) readField(verb, rest string) {
	r := p.rule
	if verb != "hint" && verb != "bare" && rest == "" {
		p.fail("'%s' is empty", verb)
		return
	}
	switch verb {
	case "say":
		r.Say = append(r.Say, p.source(rest))
	case "unless":
		r.Unless = append(r.Unless, p.source(rest))
	case "needs":
		r.Needs = append(r.Needs, strings.Fields(rest))
	case "never":
		r.Never = append(r.Never, strings.Fields(rest)...)
	case "hint":
		r.Hint = true
	case "bare":
		r.Bare = true
	case "hit":
		r.Hit = append(r.Hit, p.source(unescape(rest)))
	case "miss":
		r.Miss = append(r.Miss, p.source(unescape(rest)))
	default:
		if n, ok := strings.CutPrefix(verb, "unless~"); ok {
			near, err := strconv.Atoi(n)
			if err == nil && near > 0 && near <= 400 {
				s := p.source(rest)
				s.Near = near
				r.Unless = append(r.Unless, s)
				return
			}
		}
		p.fail("%q is no field of a rule; choose one of say, unless, unless~N, needs, never, hint, bare, hit, miss", verb)
	}
}

// unescape turns \n in an example into a line break.
func unescape(s string) string { return strings.ReplaceAll(s, `\n`, "\n") }

func (p *parser) closeRule() {
	r := p.rule
	p.rule = nil
	if r == nil {
		return
	}
	if len(r.Say) == 0 && (len(r.Needs) == 0 || len(r.Unless) > 0) {
		p.errs = append(p.errs, fault.New(fault.Invalid, "rule_syntax", "%s:%d: rule %s says nothing; add a 'say' line, or, for a blend, 'needs' lines and no 'unless'", r.File, r.Line, r.ID))
		return
	}
	if p.book.names[r.ID] == nil {
		p.book.names[r.ID] = r
		p.book.Rules = append(p.book.Rules, r)
	}
}

func isName(s string) bool {
	for _, c := range s {
		if !(c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
			return false
		}
	}
	return s != ""
}
