package scan

// table maps 32-bit keys to nodes: open addressing, at most
// three quarters full. A cell is two numbers, the
// key and the node plus one, so that zero is empty.
type table struct {
	cells []uint32
	used  int
}

func newTable() table { return table{cells: make([]uint32, 32)} }

// lookUp returns the node under key, or -1.
func lookUp(cells []uint32, key uint32) int32 {
	mask := uint32(len(cells)/2 - 1)
	for h := key * 0x85EBCA6B >> 7; ; h++ {
		c := cells[2*(h&mask) : 2*(h&mask)+2]
		if c[1] == 0 {
			return -1
		}
		if c[0] == key {
			return int32(c[1] - 1)
		}
	}
}

func (t *table) put(key uint32, to int32) {
	if t.used++; t.used*8 > len(t.cells)*3 {
		t.grow()
	}
	mask := uint32(len(t.cells)/2 - 1)
	h := key * 0x85EBCA6B >> 7
	for t.cells[2*(h&mask)+1] != 0 {
		h++
	}
	t.cells[2*(h&mask)], t.cells[2*(h&mask)+1] = key, uint32(to)+1
}

// grow doubles the table.
func (t *table) grow() {
	old := t.cells
	*t = table{cells: make([]uint32, 2*len(old))}
	for i := 0; i < len(old); i += 2 {
		if old[i+1] != 0 {
			t.put(old[i], int32(old[i+1]-1))
		}
	}
	t.used++
}
