package ocr

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"testing"
	"time"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// reader prepares pictures; it needs no program.
func reader() *Reader { return &Reader{memory: newShare(allMemory / memoryPart)} }

// header is a PNG that says a size and a depth and then has what is given.
func header(w, h uint32, bits, lace byte, data []byte) []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, body []byte) {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(body)))
		b.WriteString(kind)
		b.Write(body)
		_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(append([]byte(kind), body...)))
	}
	ihdr := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	chunk("IHDR", append(ihdr, bits, 6, 0, 0, lace))
	chunk("IDAT", data)
	chunk("IEND", nil)
	return b.Bytes()
}

// zeros is n zero bytes, packed as PNG packs them.
func zeros(n int64) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = io.CopyN(z, zero{}, n)
	_ = z.Close()
	return b.Bytes()
}

type zero struct{}

func (zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestHostile sends what no camera makes. Each must be refused by name, at once and by its header
// where that is enough.
func TestHostile(t *testing.T) {
	shot := pngOf(t, small("hello"))
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, small("hello"), nil); err != nil {
		t.Fatal(err)
	}
	scans := append(bytes.Clone(jpg.Bytes()[:jpg.Len()-2]), bytes.Repeat([]byte("\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"), 50_000)...)
	var moving bytes.Buffer
	moving.WriteString("RIFF\x40\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00")
	for _, c := range []struct {
		name string
		raw  []byte
		code string
	}{
		{"nothing", nil, CodeKind},
		{"words", []byte("not a picture at all"), CodeKind},
		{"a program", []byte("\x7fELF\x02\x01\x01"), CodeKind},
		{"a drawing", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), CodeKind},
		{"TIFF", []byte("II*\x00\x08\x00\x00\x00"), CodeKind},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), CodeHEIC},
		{"GIF", []byte("GIF89a\x01\x00\x01\x00"), CodeMoving},
		{"WebP that moves", append(moving.Bytes(), make([]byte, 60)...), CodeMoving},
		{"PNG by its first bytes only", []byte("\x89PNG\r\n\x1a\n"), CodeBroken},
		{"JPEG by its first bytes only", []byte("\xff\xd8\xff\xe0"), CodeBroken},
		{"WebP by its first bytes only", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), CodeBroken},
		{"PNG cut off", shot[:len(shot)/2], CodeBroken},
		{"JPEG cut off", jpg.Bytes()[:jpg.Len()/2], CodeBroken},
		{"one pixel", header(1, 1, 8, 0, zeros(5)), CodeSmall},
		{"a line", header(1000, 1, 8, 0, zeros(4001)), CodeSmall},
		{"20,000 by 20,000", header(20_000, 20_000, 8, 0, zeros(1<<20)), CodeLarge},
		{"the largest numbers", header(1<<31-1, 1<<31-1, 8, 0, nil), CodeBroken},
		{"12,001 high", header(100, 12_001, 8, 0, nil), CodeLarge},
		{"41 megapixels", header(6400, 6400+30, 8, 0, nil), CodeLarge},
		{"40 megapixels of sixteen bits", header(6200, 6400, 16, 0, nil), CodeLarge},
		{"a blank of one megapixel", header(1000, 1000, 8, 0, zeros(1000*(1000*4+1))), ""},
		{"40 megapixels and no data", header(6200, 6400, 8, 0, nil), CodeBroken},
		{"a bomb behind a small size", header(100, 100, 8, 0, zeros(20<<20)), CodeBroken},
		{"JPEG of 50,000 scans", scans, CodeBroken},
		{"too many bytes", append(bytes.Clone(shot), make([]byte, MostBytes)...), CodeBytes},
	} {
		start := time.Now()
		_, err := reader().Prepare(t.Context(), c.raw)
		got := ""
		if f := fault.As(err); f != nil {
			got = f.Code
		} else if err != nil {
			t.Errorf("%s: not a fault: %v", c.name, err)
		}
		if took := time.Since(start); got != c.code || took > 5*time.Second {
			t.Errorf("%s: %q after %v, want %q (%v)", c.name, got, took, c.code, err)
		}
	}
}

func TestMemoryIsShared(t *testing.T) {
	r := &Reader{memory: newShare(allMemory / memoryPart)}
	give, err := r.memory.take(t.Context(), allMemory)
	if err != nil {
		t.Fatal(err)
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if _, err := r.Prepare(gone, pngOf(t, small("hello"))); fault.KindOf(err) != fault.Busy {
		t.Errorf("got %v, want busy", err)
	}
	give()
	if _, err := r.Prepare(t.Context(), pngOf(t, small("hello"))); err != nil {
		t.Error(err)
	}
	if n := len(r.memory.parts); n != cap(r.memory.parts) {
		t.Errorf("%d parts came back of %d", n, cap(r.memory.parts))
	}
}

func TestSizes(t *testing.T) {
	r := reader()
	for _, c := range []struct{ w, h, ow, oh int }{
		{1080, 2400, 1080, 2400}, // a phone's screen, as it is
		{1080, 12000, 1080, 12000},
		{540, 1200, 1000, 2222},
		{400, 300, 1000, 750},
		{1080, 400, 1080, 400}, // a piece of it
		{1400, 900, 1800, 1157},
		{3000, 4000, 1600, 2133},
		{4000, 3000, 2400, 1800},
	} {
		p, err := r.Prepare(t.Context(), pngOf(t, image.NewGray(image.Rect(0, 0, c.w, c.h))))
		if err != nil || p.Width != c.ow || p.Height != c.oh {
			t.Errorf("%d×%d: got %+v %v, want %d×%d", c.w, c.h, p, err, c.ow, c.oh)
		}
	}
}

// TestGrey draws the same in every form that pictures come in; each must become the same grey.
func TestGrey(t *testing.T) {
	r := image.Rect(0, 0, 40, 30)
	half := image.Rect(0, 0, 20, 30)
	paint := func(m draw.Image) image.Image {
		draw.Draw(m, r, image.White, image.Point{}, draw.Src)
		draw.Draw(m, half, image.NewUniform(color.Gray{64}), image.Point{}, draw.Src)
		return m
	}
	clear := image.NewNRGBA(r)
	draw.Draw(clear, half, image.NewUniform(color.Gray{64}), image.Point{}, draw.Src)
	ycc := image.NewYCbCr(r, image.YCbCrSubsampleRatio420)
	for i := range ycc.Y {
		ycc.Y[i] = 255
		if i%ycc.YStride < 20 {
			ycc.Y[i] = 64
		}
	}
	for name, m := range map[string]image.Image{
		"NRGBA": paint(image.NewNRGBA(r)), "RGBA": paint(image.NewRGBA(r)), "Gray": paint(image.NewGray(r)), "Gray16": paint(image.NewGray16(r)),
		"paletted": paint(image.NewPaletted(r, color.Palette{color.White, color.Gray{64}})), "see-through": clear, "YCbCr": ycc,
	} {
		row := make([]uint8, 40)
		greyRows(m)(7, row)
		if abs(int(row[3])-64) > 1 || row[30] != 255 {
			t.Errorf("%s: %d and %d, want 64 and 255", name, row[3], row[30])
		}
	}
}

func TestTurn(t *testing.T) {
	g := &image.Gray{Pix: []uint8{1, 2, 3, 4, 5, 6}, Stride: 3, Rect: image.Rect(0, 0, 3, 2)}
	for way, want := range map[int][]uint8{
		1: {1, 2, 3, 4, 5, 6}, 2: {3, 2, 1, 6, 5, 4}, 3: {6, 5, 4, 3, 2, 1}, 4: {4, 5, 6, 1, 2, 3},
		5: {1, 4, 2, 5, 3, 6}, 6: {4, 1, 5, 2, 6, 3}, 7: {6, 3, 5, 2, 4, 1}, 8: {3, 6, 2, 5, 1, 4},
	} {
		if got := turn(g, way).Pix; !bytes.Equal(got, want) {
			t.Errorf("way %d: %v, want %v", way, got, want)
		}
	}
}

func TestUpright(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, small("hello"), nil); err != nil {
		t.Fatal(err)
	}
	exif := "\xff\xe1\x00\x22Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
	raw := append([]byte("\xff\xd8"+exif), b.Bytes()[2:]...)
	if got := upright(raw); got != 6 {
		t.Errorf("got %d, want 6", got)
	}
	p, err := reader().Prepare(t.Context(), raw)
	if err != nil || p.Width > p.Height {
		t.Errorf("a wide picture held sideways stands %+v %v", p, err)
	}
	for _, bad := range []string{"", "\xff\xd8Exif\x00\x00", "\xff\xd8\xffExif\x00\x00MM\x00*\xff\xff\xff\xff", "\xff\xd8\xffExif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff"} {
		if got := upright([]byte(bad)); got != 1 {
			t.Errorf("%q: got %d", bad, got)
		}
	}
}

func TestLighten(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 10, 10))
	lighten(g)
	if g.Pix[0] != 255 {
		t.Error("a dark picture stays dark")
	}
	lighten(g)
	if g.Pix[0] != 255 {
		t.Error("a light picture was turned over")
	}
}

// FuzzPrepare insists that no bytes bring the decoders down and that what comes out is a PNG.
func FuzzPrepare(f *testing.F) {
	var b bytes.Buffer
	_ = png.Encode(&b, small("hi"))
	f.Add(b.Bytes())
	b.Reset()
	_ = jpeg.Encode(&b, small("hi"), nil)
	f.Add(b.Bytes())
	f.Add([]byte("RIFF\x24\x00\x00\x00WEBPVP8L\x18\x00\x00\x00\x2f\x31\x40\x0c\x00\x00"))
	r := &Reader{memory: newShare(allMemory / memoryPart)}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := r.Prepare(t.Context(), raw)
		if err != nil {
			if fault.As(err) == nil {
				t.Errorf("not a fault: %v", err)
			}
			return
		}
		if _, err := png.DecodeConfig(bytes.NewReader(p.png)); err != nil {
			t.Error(err)
		}
	})
}
