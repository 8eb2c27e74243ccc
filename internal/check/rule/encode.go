package rule

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// A compiled program is written to a file at build time, so that a command on one message does
// not have to read and compile every rule first. The form is private to one version of this
// package: a list of numbers (varints) and of strings (length, bytes), in the order of the code
// below, behind a mark.

const mark = "ringtrue rules 1\n"

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

func (w *writer) strings(list []string) {
	w.int(len(list))
	for _, s := range list {
		w.string(s)
	}
}

// Encode writes the program in the form Decode reads.
func (p *Program) Encode() []byte {
	w := &writer{b: []byte(mark)}
	w.string(p.Version)
	w.int(len(p.Rules))
	for i := range p.Rules {
		w.rule(&p.Rules[i])
	}
	phrases := p.set.Phrases()
	w.int(len(phrases))
	for i, ph := range phrases {
		w.string(ph.Text)
		w.bool(ph.Open)
		slots := p.slotsOf(int32(i))
		w.int(len(slots))
		for _, s := range slots {
			w.int(int(s))
		}
	}
	w.int(len(p.findSlot))
	for _, s := range p.findSlot {
		w.int(int(s))
	}
	w.int(p.slots)
	w.int(len(p.patterns))
	for _, pt := range p.patterns {
		w.int(int(pt.rule))
		w.int(pt.key)
		w.int(len(pt.steps))
		for _, s := range pt.steps {
			w.int(int(s.slot))
			w.int(int(s.gap))
			w.bool(s.cross)
		}
	}
	return w.b
}

func (w *writer) rule(r *Compiled) {
	for _, s := range []string{r.ID, r.Lang, r.Name, string(r.Kind)} {
		w.string(s)
	}
	w.int(int(math.Round(r.Points * 1000)))
	w.bool(r.Hint)
	w.bool(r.Bare)
	w.int(len(r.Needs))
	for _, n := range r.Needs {
		w.strings(n)
	}
	w.strings(r.Never)
	w.int(len(r.unless))
	for _, u := range r.unless {
		w.int(int(u.rule))
		w.int(u.near)
	}
}

// reader reads what writer wrote; after an error everything reads as zero. Strings share the
// memory of the file.
type reader struct {
	s   string
	bad bool
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

func (r *reader) strings() (out []string) {
	for range r.count() {
		out = append(out, r.string())
	}
	return out
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

// Decode reads a compiled program.
func Decode(s string) (*Program, error) {
	if len(s) < len(mark) || s[:len(mark)] != mark {
		return nil, errPack
	}
	r := &reader{s: s[len(mark):]}
	p := &Program{Version: r.string()}
	p.Rules = make([]Compiled, r.count())
	for i := range p.Rules {
		r.rule(&p.Rules[i], len(p.Rules))
	}
	phrases := make([]scan.Phrase, r.count())
	p.slotAt = make([]int32, 0, len(phrases)+1)
	p.slotList = make([]int32, 0, 4*len(phrases))
	for i := range phrases {
		phrases[i] = scan.Phrase{Text: r.string(), Open: r.int() == 1}
		p.slotAt = append(p.slotAt, int32(len(p.slotList)))
		for range r.count() {
			p.slotList = append(p.slotList, int32(r.int()))
		}
		if phrases[i].Text == "" {
			r.bad = true
		}
	}
	p.slotAt = append(p.slotAt, int32(len(p.slotList)))
	p.findSlot = make([]int32, r.count())
	for i := range p.findSlot {
		p.findSlot[i] = int32(r.int())
	}
	p.slots = r.int()
	r.patterns(p)
	if r.bad || r.s != "" || !p.sound() {
		return nil, errPack
	}
	p.set = scan.FromSorted(phrases)
	p.index()
	return p, nil
}

func (r *reader) rule(c *Compiled, rules int) {
	c.ID, c.Lang, c.Name, c.Kind = r.string(), r.string(), r.string(), Kind(r.string())
	c.Points = float64(r.int()) / 1000
	c.Hint, c.Bare = r.int() == 1, r.int() == 1
	for range r.count() {
		c.Needs = append(c.Needs, r.strings())
	}
	c.Never = r.strings()
	for range r.count() {
		c.unless = append(c.unless, unless{r.index(rules), r.int()})
	}
}

func (r *reader) patterns(p *Program) {
	p.patterns = make([]pattern, r.count())
	steps := make([]step, 0, 3*len(p.patterns))
	for i := range p.patterns {
		pt := &p.patterns[i]
		pt.rule, pt.key = r.index(len(p.Rules)), r.int()
		from := len(steps)
		for range r.count() {
			steps = append(steps, step{r.index(p.slots), int16(r.int()), r.int() == 1})
		}
		pt.steps = steps[from:len(steps):len(steps)]
		if pt.key < 0 || pt.key >= len(pt.steps) {
			r.bad, pt.key = true, 0
		}
	}
}

// sound checks the numbers that were read before what they count.
func (p *Program) sound() bool {
	for _, s := range p.slotList {
		if s < 0 || int(s) >= p.slots {
			return false
		}
	}
	for _, s := range p.findSlot {
		if s < -1 || int(s) >= p.slots {
			return false
		}
	}
	if len(p.findSlot) != len(finds) {
		return false
	}
	for _, pt := range p.patterns {
		if len(pt.steps) == 0 {
			return false
		}
	}
	return p.slots >= 0 && p.slots < 1<<24
}
