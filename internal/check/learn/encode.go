package learn

import (
	"encoding/binary"
	"errors"
	"math"
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
// (scan.Flatten) of 32-bit numbers and of strings, the lexicon's set last.
const sections = 14

// Encode lays a model and its lexicon out in the form Decode reads in place.
func (d *Draft) Encode(l *Lexicon) []byte {
	size := 1
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
	var weight []float32
	var flagAt []int32
	var flagOf []uint32
	for f := range d.Keys {
		weight = append(weight, d.Weight[f][:]...)
		flagAt = append(flagAt, int32(len(flagOf)))
		for _, o := range d.FlagW[f] {
			flagOf = append(flagOf, packFlag(o))
		}
	}
	flagAt = append(flagAt, int32(len(flagOf)))
	var marks []float64
	marks = append(marks, d.Marks[:]...)
	marks = append(marks, d.Start[:]...)
	marks = append(marks, d.AlarmMark)
	return scan.Flatten([]byte(strings.Join(d.Flags, "\n")), doubles(marks), doubles(d.FlagMarks), doubles(d.Flag0),
		scan.Numbers(slots), scan.Numbers(ids), singles(d.Rare), singles(weight),
		scan.Numbers(flagAt), scan.Numbers(flagOf),
		[]byte(strings.Join(l.Names, "\n")), scan.Numbers(l.at), scan.Numbers(l.list), l.set.Flat())
}

var errModel = errors.New("the compiled model is damaged or of another version; run 'go generate ./...' and build again")

// Decode reads a compiled model in place: its tables share the memory of s.
func Decode(s string) (*Model, error) {
	part, err := scan.Unflatten(s, sections)
	if err != nil {
		return nil, errModel
	}
	set, err := scan.FromFlat(part[13])
	if err != nil {
		return nil, errModel
	}
	l := &Lexicon{Names: strings.Split(part[10], "\n"), at: scan.View[int32](part[11]), list: scan.View[int32](part[12]), set: set}
	for _, n := range l.Names {
		l.hash = append(l.hash, HashName(n))
	}
	m := &Model{
		Lexicon: l, Flags: strings.Split(part[0], "\n"), FlagMarks: readDoubles(part[2]), flag0: readDoubles(part[3]),
		slots: scan.View[uint32](part[4]), ids: scan.View[int32](part[5]), rare: viewSingles(part[6]), weight: viewSingles(part[7]),
		flagAt: scan.View[int32](part[8]), flagOf: scan.View[uint32](part[9]),
	}
	marks := readDoubles(part[1])
	if len(marks) != 2*Targets+1 || len(m.slots) == 0 || len(m.ids) != len(m.slots) || len(m.weight) != Targets*len(m.rare) || len(m.flagAt) != len(m.rare)+1 || len(m.FlagMarks) != len(m.Flags) {
		return nil, errModel
	}
	copy(m.Marks[:], marks)
	copy(m.start[:], marks[Targets:])
	m.AlarmMark = marks[2*Targets]
	return m, nil
}

// flagScale is how finely a flag's weight is kept: sixteen bits, up to 16 either way.
const flagScale = 2048

func packFlag(o FlagOne) uint32 {
	w := max(math.MinInt16, min(math.MaxInt16, math.Round(float64(o.Weight)*flagScale)))
	return uint32(o.Flag)<<16 | uint32(uint16(int16(w)))
}

func unpackFlag(v uint32) (flag int, weight float64) {
	return int(v >> 16), float64(int16(uint16(v))) / flagScale
}

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
