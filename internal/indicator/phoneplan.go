package indicator

// The numbering plans: which national numbers exist under a calling code. The table comes from
// libphonenumber's metadata (see gen_phoneplan.go); only its lookup is ours. A library at run time
// would cost 7 ms and 35,000 allocations at the start of every process, and 23 µs a number.

// validNational reports whether digits ('0'..'9', without trunk prefix) is a number that can exist
// under calling code cc.
func validNational(cc int, digits []byte) bool {
	p, ok := planRoot(cc)
	if !ok {
		return false
	}
	at := uint32(p)
	for _, d := range digits {
		mask := planWord(at)
		bit := uint16(1) << (d - '0')
		if mask&bit == 0 {
			return false
		}
		n := uint32(1)
		for m := mask & (bit - 1); m != 0; m &= m - 1 {
			n++
		}
		at = uint32(planWord(at + n))
	}
	return planWord(at)&(1<<10) != 0
}

func planWord(i uint32) uint16 {
	return uint16(planGraph[2*i]) | uint16(planGraph[2*i+1])<<8
}

// splitCode returns the calling code that digits begin with and its length, 0 if there is none.
// No calling code is the beginning of another (ITU-T E.164).
func splitCode(digits []byte) (cc, n int) {
	for n = 1; n <= 3 && n <= len(digits); n++ {
		cc = cc*10 + int(digits[n-1]-'0')
		if _, ok := planRoot(cc); ok && cc > 0 {
			return cc, n
		}
	}
	return 0, 0
}
