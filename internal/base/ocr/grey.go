package ocr

import (
	"image"
	"math"
)

// Widths that letters are read well at. A picture of up to phoneWidth, or one that stands, is a phone's
// screen or a piece of it, with large letters; a wider one is a computer's or a photo, with small ones. A
// long screenshot keeps its width, whatever its height.
const (
	phoneWidth              = 1300
	narrowLeast, narrowMost = 1000, 1600
	wideLeast, wideMost     = 1800, 2400
	mostOut                 = 16_000_000 // pixels handed over
)

// factor is by how much a picture is scaled.
func factor(w, h int) float64 {
	least, most := float64(narrowLeast), float64(narrowMost)
	if w > h && w > phoneWidth {
		least, most = wideLeast, wideMost
	}
	f := 1.0
	switch width := float64(w); {
	case width < least:
		f = min(3, least/width)
	case width > most:
		f = most / width
	}
	if out := float64(w) * float64(h) * f * f; out > mostOut {
		f *= math.Sqrt(mostOut / out)
	}
	return f
}

// scaled makes a grey picture of a useful size. It reads the source a line at a time, so the only
// large thing beside the source is the result.
func scaled(src image.Image) *image.Gray {
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	f := factor(w, h)
	out := image.NewGray(image.Rect(0, 0, max(1, int(float64(w)*f)), max(1, int(float64(h)*f))))
	row := greyRows(src)
	if f <= 1 {
		shrink(out, row, w, h)
	} else {
		grow(out, row, w, h)
	}
	return out
}

// shrink averages the source pixels that fall on each pixel of the result.
func shrink(out *image.Gray, row func(int, []uint8), w, h int) {
	ow, oh := out.Rect.Dx(), out.Rect.Dy()
	line, sum, n := make([]uint8, w), make([]uint32, ow), make([]uint32, ow)
	at := 0
	flush := func() {
		for x := range ow {
			out.Pix[at*out.Stride+x] = uint8(sum[x] / max(1, n[x]))
		}
		clear(sum)
		clear(n)
	}
	for y := range h {
		if to := y * oh / h; to != at {
			flush()
			at = to
		}
		row(y, line)
		for x, v := range line {
			to := x * ow / w
			sum[to] += uint32(v)
			n[to]++
		}
	}
	flush()
}

// grow lays the source out larger, each pixel between its four neighbours.
func grow(out *image.Gray, row func(int, []uint8), w, h int) {
	ow, oh := out.Rect.Dx(), out.Rect.Dy()
	above, below := make([]uint8, w), make([]uint8, w)
	have := -1
	for oy := range oh {
		y, fy := between(oy, oh, h)
		if y != have {
			row(y, above)
			row(min(y+1, h-1), below)
			have = y
		}
		for ox := range ow {
			x, fx := between(ox, ow, w)
			x2 := min(x+1, w-1)
			top := float32(above[x])*(1-fx) + float32(above[x2])*fx
			low := float32(below[x])*(1-fx) + float32(below[x2])*fx
			out.Pix[oy*out.Stride+ox] = uint8(top*(1-fy) + low*fy + .5)
		}
	}
}

// between is where a pixel of the result lies in the source: after which pixel, and how far.
func between(o, outs, ins int) (int, float32) {
	p := (float32(o)+.5)*float32(ins)/float32(outs) - .5
	if p <= 0 {
		return 0, 0
	}
	i := min(int(p), ins-1)
	return i, p - float32(i)
}

// greyRows returns what makes one line of a picture grey. What is see-through lies on white.
func greyRows(src image.Image) func(y int, out []uint8) {
	b := src.Bounds()
	switch m := src.(type) {
	case *image.YCbCr:
		return func(y int, out []uint8) { copy(out, m.Y[m.YOffset(b.Min.X, b.Min.Y+y):]) }
	case *image.Gray:
		return func(y int, out []uint8) { copy(out, m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):]) }
	case *image.NRGBA:
		return func(y int, out []uint8) {
			p := m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):]
			for x := range out {
				q := p[4*x : 4*x+4]
				l, a := luma(uint32(q[0]), uint32(q[1]), uint32(q[2])), uint32(q[3])
				out[x] = uint8((l*a + 255*(255-a)) / 255)
			}
		}
	case *image.RGBA:
		return func(y int, out []uint8) {
			p := m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):]
			for x := range out {
				q := p[4*x : 4*x+4]
				out[x] = uint8(min(255, luma(uint32(q[0]), uint32(q[1]), uint32(q[2]))+255-uint32(q[3])))
			}
		}
	}
	return func(y int, out []uint8) {
		for x := range out {
			r, g, bl, a := src.At(b.Min.X+x, b.Min.Y+y).RGBA()
			out[x] = uint8(min(255, luma(r>>8, g>>8, bl>>8)+255-a>>8))
		}
	}
}

func luma(r, g, b uint32) uint32 { return (19595*r + 38470*g + 7471*b + 1<<15) >> 16 }

// turn sets a picture upright, as EXIF counts the eight ways to hold a camera.
func turn(g *image.Gray, way int) *image.Gray {
	if way <= 1 {
		return g
	}
	w, h := g.Rect.Dx(), g.Rect.Dy()
	ow, oh := w, h
	if way >= 5 {
		ow, oh = h, w
	}
	out := image.NewGray(image.Rect(0, 0, ow, oh))
	for y := range oh {
		for x := range ow {
			sx, sy := x, y
			switch way {
			case 2:
				sx = w - 1 - x
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sy = h - 1 - y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, h-1-x
			case 7:
				sx, sy = w-1-y, h-1-x
			case 8:
				sx, sy = w-1-y, x
			}
			out.Pix[y*out.Stride+x] = g.Pix[sy*g.Stride+sx]
		}
	}
	return out
}

// lighten turns a picture of a dark screen into dark letters on light ground.
func lighten(g *image.Gray) {
	sum := 0
	for _, v := range g.Pix {
		sum += int(v)
	}
	if sum >= 110*len(g.Pix) {
		return
	}
	for i, v := range g.Pix {
		g.Pix[i] = 255 - v
	}
}
