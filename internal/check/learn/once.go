package learn

// once is a set of features that is emptied often: by counting a round on, not by clearing. It is
// as large as what is put into it, so that it stays near while it is in use.
type once struct {
	cells []uint64 // round and feature; a cell of another round is empty
	round uint32
	used  int
}

// empty begins a new round.
func (o *once) empty() {
	o.used = 0
	if o.round++; o.round == 0 || o.cells == nil {
		o.cells, o.round = make([]uint64, 512), 1
	}
}

// add puts a feature in and says whether it is new.
func (o *once) add(f int32) bool {
	if 2*o.used >= len(o.cells) {
		o.grow()
	}
	want := uint64(o.round)<<32 | uint64(uint32(f))
	mask := uint32(len(o.cells) - 1)
	for i := uint32(f) * 0x9E3779B1 >> 7 & mask; ; i = (i + 1) & mask {
		switch c := o.cells[i]; {
		case c == want:
			return false
		case uint32(c>>32) != o.round:
			o.cells[i] = want
			o.used++
			return true
		}
	}
}

func (o *once) grow() {
	old := o.cells
	o.cells, o.used = make([]uint64, 2*len(old)), 0
	for _, c := range old {
		if uint32(c>>32) == o.round {
			o.add(int32(uint32(c)))
		}
	}
}
