package rule

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// Program is every rule of a book, compiled. It is read-only and may be shared.
type Program struct {
	Rules []Compiled
	// Version names the rules' content: the first twelve hex digits of its SHA-256.
	Version string
	// Names is how many cues, flags and signs are given or asked for; BuiltinIDs are those of BuiltinCues.
	Names      int
	BuiltinIDs []int32
	// Blends are the rules that say nothing themselves: all they need must stand together.
	Blends []int32

	set *scan.Set
	// Lists of lists lie flat: what belongs to i is List[At[i]:At[i+1]]. Behind the phrases of the
	// set, every find has the number of a phrase too.
	slotAt, slotList []int32  // phrase -> the slots it fills, in order
	keyAt, keyList   []int32  // slot -> the steps that it is the key of, see keyOf
	stepAt, stepList []int32  // pattern -> its steps, two numbers each, see stepOf
	ruleOf           []int32  // pattern -> rule
	filled, sign     []uint32 // what may fill what, see fill
	slots            int      // of which the first len(keyAt)-1 are the key of a pattern
}

// Compiled is one rule as the program carries it.
type Compiled struct {
	ID, Lang, Name string
	Kind           Kind
	Points         float64
	Hint, Bare     bool
	unless         []unless

	// What the rule gives, asks for (one of each list) and is ruled out by: names as numbers below
	// Program.Names, so that asking needs no map.
	Gives    int32
	NeedIDs  [][]int32
	NeverIDs []int32
}

type unless struct {
	rule int32 // a silent rule of its own, whose matches silence this one
	near int   // characters, 0 for the same sentence
}

// step is one step of a pattern as it is run: a slot, and how far behind the step before.
type step struct {
	slot  int32
	gap   int32
	cross bool
}

// pattern is a pattern while it is compiled.
type pattern struct {
	rule  int32
	steps []step
	key   int // the step that is looked for first: the rarest
}

// silent is the kind of the hidden rules that hold 'unless' patterns.
const silent Kind = "unless"

type compiler struct {
	prog    *Program
	pattern []pattern
	phrases []scan.Phrase
	slotOf  map[string]int32 // canonical text of an item -> slot
	members [][]int32        // slot -> indices into phrases
	often   []int            // slot -> how often it is filled in ordinary text
	known   map[string]int32 // phrase -> index into phrases
	nameOf  map[string]int32 // cue, flag or sign -> its number
	errs    []error
}

// Compile checks the book as a whole and compiles it. flags are the ids of the taxonomy.
func Compile(b *Book, flags []string) (*Program, error) {
	c := &compiler{prog: &Program{Version: b.version()}, slotOf: map[string]int32{}, known: map[string]int32{}, nameOf: map[string]int32{}}
	c.prog.BuiltinIDs = c.names(BuiltinCues)
	c.checkNames(b, flags)
	for _, r := range b.Rules {
		c.add(b, r)
	}
	if err := errors.Join(c.errs...); err != nil {
		return nil, err
	}
	return c.finish()
}

func (c *compiler) fail(s Source, format string, args ...any) {
	c.errs = append(c.errs, fault.New(fault.Invalid, "rule_syntax", "%s:%d: %s", s.File, s.Line, fmt.Sprintf(format, args...)))
}

// BuiltinCues are the cues the engine itself sets.
var BuiltinCues = []string{"has.money", "has.phone", "has.url", "has.account", "has.deadline", "has.wallet", "has.handle", "has.case", "has.email", "has.code", "short", "dialogue"}

// checkNames refuses a flag that is not in the taxonomy and a needed name that nothing can give.
func (c *compiler) checkNames(b *Book, flags []string) {
	given := map[string]bool{}
	for _, n := range slices.Concat(BuiltinCues, flags) {
		given[n] = true
	}
	for _, r := range b.Rules {
		if r.Kind == Flag && !slices.Contains(flags, r.Name) {
			c.fail(Source{File: r.File, Line: r.Line}, "flag %s is not in the taxonomy; choose one of its ids (data/redflags)", r.Name)
		}
		given[r.Name] = true
	}
	for _, r := range b.Rules {
		for _, n := range slices.Concat(append(slices.Clone(r.Needs), r.Never)...) {
			if !given[n] {
				c.fail(Source{File: r.File, Line: r.Line}, "rule %s asks for %s, which no rule gives; write 'rule … cue %s' or mend the name", r.ID, n, n)
			}
		}
	}
}

func (c *compiler) add(b *Book, r *Rule) {
	n := int32(len(c.prog.Rules))
	c.prog.Rules = append(c.prog.Rules, Compiled{
		ID: r.ID, Lang: r.Lang, Name: r.Name, Kind: r.Kind, Points: r.Points, Hint: r.Hint, Bare: r.Bare,
		Gives: c.name(r.Name), NeedIDs: c.nameLists(r.Needs), NeverIDs: c.names(r.Never),
	})
	for _, s := range r.Say {
		c.addPatterns(b, r.Lang, n, s)
	}
	near := map[int]int32{} // one silent rule for each distance
	for _, s := range r.Unless {
		u, ok := near[s.Near]
		if !ok {
			u = int32(len(c.prog.Rules))
			near[s.Near] = u
			c.prog.Rules = append(c.prog.Rules, Compiled{ID: r.ID, Lang: r.Lang, Kind: silent, Gives: c.name("")})
			c.prog.Rules[n].unless = append(c.prog.Rules[n].unless, unless{u, s.Near})
		}
		c.addPatterns(b, r.Lang, u, s)
	}
}

func (c *compiler) addPatterns(b *Book, lang string, n int32, s Source) {
	x := &expander{book: b, lang: lang}
	seqs, err := x.sequences(s.Text)
	if err != nil {
		c.fail(s, "%v", err)
		return
	}
	for _, seq := range seqs {
		p := pattern{rule: n}
		for _, it := range seq {
			p.steps = append(p.steps, step{c.slot(it), int32(it.gap), it.cross})
		}
		if len(p.steps) > mostSteps {
			c.fail(s, "more than %d steps; make two patterns of it", mostSteps)
			return
		}
		for i, st := range p.steps {
			if c.often[st.slot] < c.often[p.steps[p.key].slot] {
				p.key = i
			}
		}
		c.pattern = append(c.pattern, p)
	}
}

// slot returns the slot of an item; items that ask for the same phrases share one.
func (c *compiler) slot(it item) int32 {
	phrases := slices.Clone(it.phrases)
	slices.SortFunc(phrases, func(a, b scan.Phrase) int { return strings.Compare(key(a), key(b)) })
	it.phrases = slices.Compact(phrases)
	name := it.String()
	if s, ok := c.slotOf[name]; ok {
		return s
	}
	s := int32(len(c.members))
	c.slotOf[name] = s
	often := 0
	if it.find != "" {
		often = oftenFound
	}
	var ids []int32
	for _, p := range it.phrases {
		id, ok := c.known[key(p)]
		if !ok {
			id = int32(len(c.phrases))
			c.known[key(p)] = id
			c.phrases = append(c.phrases, p)
		}
		ids = append(ids, id)
		often += howOften(p)
	}
	c.members = append(c.members, ids)
	c.often = append(c.often, often)
	return s
}

func key(p scan.Phrase) string {
	if p.Open {
		return p.Text + "*"
	}
	return p.Text
}

func (c *compiler) finish() (*Program, error) {
	p := c.prog
	set, index, err := scan.New(c.phrases)
	if err != nil {
		return nil, err
	}
	p.set, p.slots = set, len(c.members)
	number, keys := c.order()
	of := make([][]int32, set.Len()+len(finds))
	for s, ids := range c.members {
		for _, id := range ids {
			of[index[id]] = append(of[index[id]], number[s])
		}
	}
	for i, f := range finds {
		if s, ok := c.slotOf["<"+f+">"]; ok {
			of[set.Len()+i] = []int32{number[s]}
		}
	}
	for _, list := range of {
		slices.Sort(list)
	}
	p.slotAt, p.slotList = flatten(of)
	p.fill(of)
	keyed := make([][]int32, keys)
	steps := make([][]int32, len(c.pattern))
	for i, pt := range c.pattern {
		k := number[pt.steps[pt.key].slot]
		keyed[k] = append(keyed[k], int32(i*(mostSteps+1)+pt.key), number[pt.steps[pt.beside()].slot])
		p.ruleOf = append(p.ruleOf, pt.rule)
		for _, st := range pt.steps {
			steps[i] = append(steps[i], number[st.slot], st.gap<<1|int32(b2i(st.cross)))
		}
	}
	p.keyAt, p.keyList = flatten(keyed)
	p.stepAt, p.stepList = flatten(steps)
	p.Names = len(c.nameOf)
	p.Blends = p.blends()
	return p, nil
}

// order gives the slots new numbers, those that are the key of a pattern first, and says how many
// these are.
func (c *compiler) order() (number []int32, keys int) {
	isKey := make([]bool, len(c.members))
	for _, pt := range c.pattern {
		isKey[pt.steps[pt.key].slot] = true
	}
	number = make([]int32, len(c.members))
	next := int32(0)
	for _, want := range []bool{true, false} {
		for s := range number {
			if isKey[s] == want {
				number[s] = next
				next++
			}
		}
		if want {
			keys = int(next)
		}
	}
	return number, keys
}

// Phrases returns every phrase the program looks for.
func (p *Program) Phrases() []scan.Phrase { return p.set.Phrases() }

func flatten(lists [][]int32) (at, flat []int32) {
	for _, l := range lists {
		at = append(at, int32(len(flat)))
		flat = append(flat, l...)
	}
	return append(at, int32(len(flat))), flat
}

func b2i(v bool) int {
	if v {
		return 1
	}
	return 0
}

// blends lists the rules that say nothing themselves.
func (p *Program) blends() (out []int32) {
	says := make([]bool, len(p.Rules))
	for _, r := range p.ruleOf {
		says[r] = true
	}
	for i := range p.Rules {
		if r := &p.Rules[i]; !says[i] && r.Kind != silent && len(r.NeedIDs) > 0 {
			out = append(out, int32(i))
		}
	}
	return out
}

// name gives a cue, flag or sign its number.
func (c *compiler) name(name string) int32 {
	n, ok := c.nameOf[name]
	if !ok {
		n = int32(len(c.nameOf))
		c.nameOf[name] = n
	}
	return n
}

func (c *compiler) names(list []string) (out []int32) {
	for _, n := range list {
		out = append(out, c.name(n))
	}
	return out
}

func (c *compiler) nameLists(lists [][]string) (out [][]int32) {
	for _, l := range lists {
		out = append(out, c.names(l))
	}
	return out
}
