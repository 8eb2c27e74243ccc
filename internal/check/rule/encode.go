package rule

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// A compiled program is written to a file at build time, so that a command on one message does
// not have to read and compile every rule first. The form is private to one version of this
// package: the rules as numbers (varints) and strings (length, bytes) in the order of the code
// below, behind a mark, and the tables as flat sections (scan.Flatten).

const mark = "ringtrue rules 2\n"

type writer struct{ b []byte }

func (w *writer) int(n int)       { w.b = binary.AppendVarint(w.b, int64(n)) }
func (w *writer) string(s string) { w.int(len(s)); w.b = append(w.b, s...) }
func (w *writer) bool(v bool) {
	if v {
		w.int(1)
	} else {
		w.int(0)
	}
}

func (w *writer) list(list []int32) {
	w.int(len(list))
	for _, n := range list {
		w.int(int(n))
	}
}

// Encode writes the program in the form Decode reads.
func (p *Program) Encode() []byte {
	w := &writer{b: []byte(mark)}
	w.string(p.Version)
	w.int(p.slots)
	w.int(p.Names)
	w.list(p.BuiltinIDs)
	w.list(p.Blends)
	w.int(len(p.Rules))
	for i := range p.Rules {
		w.rule(&p.Rules[i])
	}
	return scan.Flatten(w.b, p.set.Flat(), scan.Numbers(p.slotAt), scan.Numbers(p.slotList), scan.Numbers(p.keyAt),
		scan.Numbers(p.keyList), scan.Numbers(p.stepAt), scan.Numbers(p.stepList), scan.Numbers(p.ruleOf), scan.Numbers(p.filled), scan.Numbers(p.sign))
}

func (w *writer) rule(r *Compiled) {
	for _, s := range []string{r.ID, r.Lang, r.Name, string(r.Kind)} {
		w.string(s)
	}
	w.int(int(math.Round(r.Points * 1000)))
	w.bool(r.Hint)
	w.bool(r.Bare)
	w.int(int(r.Gives))
	w.int(len(r.NeedIDs))
	for _, n := range r.NeedIDs {
		w.list(n)
	}
	w.list(r.NeverIDs)
	w.int(len(r.unless))
	for _, u := range r.unless {
		w.int(int(u.rule))
		w.int(u.near)
	}
}

// reader reads what writer wrote; after an error everything reads as zero. Strings share the
// memory of the file.
type reader struct {
	s       string
	bad     bool
	numbers []int32 // lists are pieces of one, so that there are few
}

var errPack = errors.New("the compiled rules are damaged or of another version; run 'go generate ./...' and build again")

func (r *reader) int() int {
	var x uint64
	for i := 0; i < len(r.s) && i < 10; i++ {
		c := r.s[i]
		x |= uint64(c&0x7F) << (7 * i)
		if c < 0x80 {
			r.s = r.s[i+1:]
			return int(int64(x>>1) ^ -int64(x&1))
		}
	}
	r.bad, r.s = true, ""
	return 0
}

// count reads a length; each thing counted takes at least a byte, so more is damage.
func (r *reader) count() int {
	n := r.int()
	if n < 0 || n > len(r.s) {
		r.bad = true
		return 0
	}
	return n
}

func (r *reader) string() string {
	n := r.count()
	s := r.s[:n]
	r.s = r.s[n:]
	return s
}

// list reads a list of numbers below n.
func (r *reader) list(n int) []int32 {
	from := len(r.numbers)
	for range r.count() {
		r.numbers = append(r.numbers, r.index(n))
	}
	if len(r.numbers) == from {
		return nil
	}
	return r.numbers[from:len(r.numbers):len(r.numbers)]
}

// index reads a number that must lie below n.
func (r *reader) index(n int) int32 {
	i := r.int()
	if i < 0 || i >= n {
		r.bad = true
		return 0
	}
	return int32(i)
}

// Decode returns the program written as file, using its memory: the tables are views of it, and
// only the list of rules is read.
func Decode(file string) (*Program, error) {
	sec, err := scan.Unflatten(file, 11)
	if err != nil || !strings.HasPrefix(sec[0], mark) {
		return nil, errPack
	}
	r := &reader{s: sec[0][len(mark):], numbers: make([]int32, 0, len(sec[0])/16)}
	p := &Program{Version: r.string(), slots: r.int(), Names: r.int()}
	p.BuiltinIDs = r.list(p.Names)
	blends := r.list(math.MaxInt32)
	p.Rules = make([]Compiled, r.count())
	for i := range p.Rules {
		r.rule(&p.Rules[i], len(p.Rules), p.Names)
	}
	if p.set, err = scan.FromFlat(sec[1]); err != nil || r.bad || r.s != "" {
		return nil, errPack
	}
	for i, list := range []*[]int32{&p.slotAt, &p.slotList, &p.keyAt, &p.keyList, &p.stepAt, &p.stepList, &p.ruleOf} {
		*list = scan.View[int32](sec[2+i])
	}
	p.filled, p.sign = scan.View[uint32](sec[9]), scan.View[uint32](sec[10])
	if len(p.slotAt) != p.set.Len()+len(finds)+1 || len(p.keyAt) == 0 || len(p.stepAt) != len(p.ruleOf)+1 || len(p.filled) != filledBits/32 || len(p.sign) != len(p.slotAt)-1 {
		return nil, errPack
	}
	p.Blends = blends
	if len(p.BuiltinIDs) != len(BuiltinCues) || slices.ContainsFunc(blends, func(b int32) bool { return int(b) >= len(p.Rules) }) {
		return nil, errPack
	}
	return p, nil
}

func (r *reader) rule(c *Compiled, rules, names int) {
	c.ID, c.Lang, c.Name, c.Kind = r.string(), r.string(), r.string(), Kind(r.string())
	c.Points = float64(r.int()) / 1000
	c.Hint, c.Bare = r.int() == 1, r.int() == 1
	c.Gives = r.index(names)
	if n := r.count(); n > 0 {
		c.NeedIDs = make([][]int32, n)
		for i := range c.NeedIDs {
			c.NeedIDs[i] = r.list(names)
		}
	}
	c.NeverIDs = r.list(names)
	for range r.count() {
		c.unless = append(c.unless, unless{r.index(rules), r.int()})
	}
}
