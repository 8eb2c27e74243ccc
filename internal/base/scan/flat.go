package scan

import (
	"encoding/binary"
	"errors"
	"unsafe"
)

// A set can be written as one flat string and used from it without being read: its tables are
// views of the string's memory. A program with a hundred thousand phrases then starts in the time
// it takes to look at a header, and holds in memory only the pages it touches.
//
// The form: the number of sections, the length of each in bytes, then the sections, each padded
// to four bytes; all numbers are 32-bit little-endian.

// Flatten writes sections as one string.
func Flatten(sections ...[]byte) []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(sections)))
	for _, s := range sections {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s)))
	}
	for _, s := range sections {
		out = append(out, s...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

var errFlat = errors.New("the compiled tables are damaged or of another version")

// Unflatten returns the sections of a flat string, which share its memory.
func Unflatten(s string, want int) ([]string, error) {
	if len(s) < 4 || int(number(s, 0)) != want || len(s) < 4+4*want {
		return nil, errFlat
	}
	out := make([]string, want)
	at := 4 + 4*want
	for i := range out {
		n := int(number(s, 4+4*i))
		if n < 0 || n > len(s)-at {
			return nil, errFlat
		}
		out[i] = s[at : at+n]
		at = min(len(s), at+(n+3)&^3)
	}
	return out, nil
}

func number(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// Numbers writes 32-bit numbers as a section.
func Numbers[T ~int32 | ~uint32](list []T) []byte {
	out := make([]byte, 0, 4*len(list))
	for _, v := range list {
		out = binary.LittleEndian.AppendUint32(out, uint32(v))
	}
	return out
}

var littleEndian = func() bool { x := uint16(1); return *(*byte)(unsafe.Pointer(&x)) == 1 }()

// View returns a section as numbers: where the machine allows, without a copy, so the result
// must not be written to.
func View[T ~int32 | ~uint32](s string) []T {
	n := len(s) / 4
	if n == 0 {
		return nil
	}
	if p := unsafe.Pointer(unsafe.StringData(s)); littleEndian && uintptr(p)%4 == 0 {
		return unsafe.Slice((*T)(p), n)
	}
	out := make([]T, n)
	for i := range out {
		out[i] = T(number(s, 4*i))
	}
	return out
}

// Flat writes the set in the form FromFlat uses.
func (s *Set) Flat() []byte {
	return Flatten([]byte(s.text), Numbers(s.at), []byte(s.open), Numbers(s.bits), Numbers(s.words), Numbers(s.jump), Numbers(s.nodes), []byte(s.label))
}

// FromFlat returns the set written as flat, using its memory. It checks the shape and the sizes;
// the content is trusted, since it comes from our own build, which a test compares.
func FromFlat(flat string) (*Set, error) {
	sec, err := Unflatten(flat, 8)
	if err != nil {
		return nil, err
	}
	s := &Set{text: sec[0], at: View[uint32](sec[1]), open: sec[2], bits: View[uint32](sec[3]),
		words: View[uint32](sec[4]), jump: View[uint32](sec[5]), nodes: View[uint32](sec[6]), label: sec[7]}
	n := len(s.at) - 1
	if n < 0 || len(s.open) != n+1 || len(s.bits) != allBits || len(s.label) == 0 || len(s.nodes) != len(s.label)*nodeSize ||
		!powerOfTwo(len(s.words)) || !powerOfTwo(len(s.jump)) || int(s.at[n]) != len(s.text) {
		return nil, errFlat
	}
	s.openShort = s.open[n] == 1
	return s, nil
}

func powerOfTwo(n int) bool { return n >= 2 && n&(n-1) == 0 }
