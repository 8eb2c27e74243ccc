package learn

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
	"strings"
	"unsafe"

	"github.com/ringtrue/ringtrue/internal/base/scan"
)

// Draft is a model as it is fitted, before it is laid out for use.
type Draft struct {
	Keys   []uint32           // of each feature
	Rare   []float32          // of each feature
	Weight [][Targets]float32 // of each feature
	Start  [Targets]float64
	Flags  []string    // ids
	FlagW  [][]FlagOne // of each feature
	Flag0  []float64   // of each flag

	Marks     [Targets]float64
	AlarmMark float64
	FlagMarks []float64
}

// FlagOne is a feature's weight for one flag.
type FlagOne struct {
	Flag   int32
	Weight float32
}

// The form of a compiled model is private to one version of this package: flat sections
// (scan.Flatten) of numbers and of strings, the lexicon's set last.
const sections = 15

// Encode lays a model and its lexicon out in the form Decode reads in place. It puts the features
// into the order of the table of their keys, so that the table need not say which is which: the
// number of a feature is how many cells before its own are taken.
func (d *Draft) Encode(l *Lexicon) []byte {
	slots := d.arrange()
	var flagAt []int32
	var flagOf, flagW []byte
	for f := range d.Keys {
		flagAt = append(flagAt, int32(len(flagOf)))
		for _, o := range d.FlagW[f] {
			flagOf = append(flagOf, byte(o.Flag))
			flagW = binary.LittleEndian.AppendUint16(flagW, uint16(short(float64(o.Weight)*flagScale)))
		}
	}
	flagAt = append(flagAt, int32(len(flagOf)))
	weight, unit := d.shorts()
	var marks []float64
	marks = append(marks, d.Marks[:]...)
	marks = append(marks, d.Start[:]...)
	marks = append(marks, unit[:]...)
	marks = append(marks, d.AlarmMark)
	return scan.Flatten([]byte(strings.Join(d.Flags, "\n")), doubles(marks), doubles(d.FlagMarks), doubles(d.Flag0),
		scan.Numbers(slots), scan.Numbers(ranks(slots)), singles(d.Rare), weight,
		scan.Numbers(flagAt), flagOf, flagW,
		[]byte(strings.Join(l.Names, "\n")), scan.Numbers(l.at), scan.Numbers(l.list), l.set.Flat())
}

// arrange puts the features into the order of a table of their keys, and returns the table.
func (d *Draft) arrange() []uint32 {
	size := 32
	for size < len(d.Keys)*5/4+1 {
		size *= 2
	}
	slots, ids := make([]uint32, size), make([]int32, size)
	for f, k := range d.Keys {
		i := k & uint32(size-1)
		for slots[i] != 0 {
			i = (i + 1) & uint32(size-1)
		}
		slots[i], ids[i] = k, int32(f)
	}
	old := *d
	d.Keys, d.Rare, d.Weight, d.FlagW = nil, nil, nil, nil
	for i, f := range ids {
		if slots[i] != 0 {
			d.Keys, d.Rare = append(d.Keys, old.Keys[f]), append(d.Rare, old.Rare[f])
			d.Weight, d.FlagW = append(d.Weight, old.Weight[f]), append(d.FlagW, old.FlagW[f])
		}
	}
	return slots
}

// ranks gives, for every 32 cells of a table, which of them are taken and how many are before.
func ranks(slots []uint32) (out []uint32) {
	before := uint32(0)
	for i := 0; i < len(slots); i += 32 {
		taken := uint32(0)
		for k, s := range slots[i : i+32] {
			if s != 0 {
				taken |= 1 << k
			}
		}
		out = append(out, taken, before)
		before += uint32(bits.OnesCount32(taken))
	}
	return out
}

// shorts writes the weights as sixteen bits each, and what the unit of each target's is.
func (d *Draft) shorts() (out []byte, unit [Targets]float64) {
	for _, w := range d.Weight {
		for t := range w {
			unit[t] = max(unit[t], math.Abs(float64(w[t]))/math.MaxInt16)
		}
	}
	for _, w := range d.Weight {
		for t := range w {
			out = binary.LittleEndian.AppendUint16(out, uint16(short(float64(w[t])/max(unit[t], 1e-12))))
		}
	}
	return out, unit
}

func short(v float64) int16 { return int16(max(math.MinInt16, min(math.MaxInt16, math.Round(v)))) }

var errModel = errors.New("the compiled model is damaged or of another version; run 'go generate ./...' and build again")

// Decode reads a compiled model in place: its tables share the memory of s.
func Decode(s string) (*Model, error) {
	part, err := scan.Unflatten(s, sections)
	if err != nil {
		return nil, errModel
	}
	set, err := scan.FromFlat(part[14])
	if err != nil {
		return nil, errModel
	}
	l := &Lexicon{Names: strings.Split(part[11], "\n"), at: scan.View[int32](part[12]), list: scan.View[int32](part[13]), set: set}
	for _, n := range l.Names {
		l.hash = append(l.hash, HashName(n))
	}
	m := &Model{
		Lexicon: l, Flags: strings.Split(part[0], "\n"), FlagMarks: readDoubles(part[2]), flag0: readDoubles(part[3]),
		slots: scan.View[uint32](part[4]), ranks: scan.View[uint32](part[5]), rare: viewSingles(part[6]), weight: viewShorts(part[7]),
		flagAt: scan.View[int32](part[8]), flagOf: part[9], flagW: viewShorts(part[10]),
	}
	marks := readDoubles(part[1])
	features := len(m.rare)
	if len(marks) != 3*Targets+1 || len(m.slots) < 32 || len(m.slots)&(len(m.slots)-1) != 0 || len(m.ranks) != len(m.slots)/16 ||
		len(m.weight) != Targets*features || len(m.flagAt) != features+1 || len(m.flagW) != len(m.flagOf) || len(m.FlagMarks) != len(m.Flags) {
		return nil, errModel
	}
	copy(m.Marks[:], marks)
	copy(m.start[:], marks[Targets:])
	copy(m.unit[:], marks[2*Targets:])
	m.AlarmMark = marks[3*Targets]
	return m, nil
}

// flagScale is how finely a flag's weight is kept: sixteen bits, up to 16 either way.
const flagScale = 2048

func doubles(list []float64) (out []byte) {
	for _, v := range list {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(v))
	}
	return out
}

func readDoubles(s string) (out []float64) {
	for ; len(s) >= 8; s = s[8:] {
		out = append(out, math.Float64frombits(binary.LittleEndian.Uint64([]byte(s[:8]))))
	}
	return out
}

func singles(list []float32) []byte {
	bits := make([]uint32, len(list))
	for i, v := range list {
		bits[i] = math.Float32bits(v)
	}
	return scan.Numbers(bits)
}

// viewSingles returns a section of numbers as the floats that their bits are.
func viewSingles(s string) []float32 {
	bits := scan.View[uint32](s)
	if len(bits) == 0 {
		return nil
	}
	return unsafe.Slice((*float32)(unsafe.Pointer(&bits[0])), len(bits))
}

// viewShorts returns a section of sixteen-bit numbers: where the machine allows, without a copy.
func viewShorts(s string) []int16 {
	n := len(s) / 2
	if words := scan.View[uint32](s); len(words) > 0 && unsafe.Pointer(&words[0]) == unsafe.Pointer(unsafe.StringData(s)) {
		return unsafe.Slice((*int16)(unsafe.Pointer(unsafe.StringData(s))), n)
	}
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(uint16(s[2*i]) | uint16(s[2*i+1])<<8)
	}
	return out
}
