package scan

// table maps 32-bit keys to nodes: open addressing, at most half full.
type table struct {
	cells []cell
	mask  uint32
	used  int
}

type cell struct {
	key uint32
	to  int32 // node+1, so that zero is empty
}

func newTable(expect int) table {
	size := 16
	for size < 2*expect {
		size *= 2
	}
	return table{cells: make([]cell, size), mask: uint32(size - 1)}
}

// get returns the node under key, or -1.
func (t *table) get(key uint32) int32 {
	for h := key * 0x85EBCA6B >> 7; ; h++ {
		c := &t.cells[h&t.mask]
		if c.to == 0 {
			return -1
		}
		if c.key == key {
			return c.to - 1
		}
	}
}

func (t *table) put(key uint32, to int32) {
	if t.used++; t.used*2 > len(t.cells) {
		old := t.cells
		*t = newTable(len(old))
		for _, c := range old {
			if c.to != 0 {
				t.put(c.key, c.to-1)
			}
		}
		t.used++
	}
	h := key * 0x85EBCA6B >> 7
	for t.cells[h&t.mask].to != 0 {
		h++
	}
	t.cells[h&t.mask] = cell{key, to + 1}
}
