package ocr

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// cjk is a font of Debian's fonts-noto-cjk.
const cjk = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"

// face returns a face that writes Chinese; the test is skipped where the font is not installed.
func face(t *testing.T, size float64) font.Face {
	t.Helper()
	raw, err := os.ReadFile(cjk)
	if err != nil {
		t.Skip("skipped: the font fonts-noto-cjk is not installed")
	}
	all, err := opentype.ParseCollection(raw)
	if err != nil {
		t.Fatal(err)
	}
	f, err := all.Font(2) // simplified Chinese
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// bubble is one message of a drawn chat.
type bubble struct {
	text string
	mine bool
}

// look is how a chat is drawn.
type look struct {
	width                      int
	ground, theirs, mine, inks color.Color
}

var (
	day   = look{1080, color.Gray{237}, color.White, color.RGBA{149, 236, 105, 255}, color.Black}
	night = look{1080, color.Gray{17}, color.Gray{44}, color.RGBA{62, 120, 90, 255}, color.Gray{230}}
)

// chat draws a chat as phones show it: bubbles, broken lines, and a square for each face.
func chat(f font.Face, l look, bubbles ...bubble) *image.RGBA {
	m := f.Metrics()
	step := m.Height.Ceil() * 5 / 4
	inner := l.width * 65 / 100
	var lines [][]string
	height := 60
	for _, b := range bubbles {
		ls := wrap(f, b.text, inner-40)
		lines = append(lines, ls)
		height += len(ls)*step + 90
	}
	img := image.NewRGBA(image.Rect(0, 0, l.width, height))
	fill := func(r image.Rectangle, c color.Color) {
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(img.Bounds(), l.ground)
	y := 60
	for i, b := range bubbles {
		x, c, faceAt := 140, l.theirs, 30
		if b.mine {
			x, c, faceAt = l.width-140-inner, l.mine, l.width-120
		}
		fill(image.Rect(faceAt, y, faceAt+90, y+90), color.RGBA{90, 110, 160, 255})
		fill(image.Rect(x, y, x+inner, y+len(lines[i])*step+40), c)
		for j, s := range lines[i] {
			d := font.Drawer{Dst: img, Src: image.NewUniform(l.inks), Face: f, Dot: fixed.P(x+20, y+20+j*step+m.Ascent.Ceil())}
			d.DrawString(s)
		}
		y += len(lines[i])*step + 90
	}
	return img
}

// wrap breaks a text into lines that fit: anywhere in Chinese, at spaces otherwise.
func wrap(f font.Face, text string, width int) (lines []string) {
	line, space := "", -1
	for _, r := range text {
		if font.MeasureString(f, line+string(r)).Ceil() > width {
			if r < 0x3000 && space > 0 {
				lines, line = append(lines, line[:space]), line[space+1:]
			} else {
				lines, line = append(lines, line), ""
			}
			space = -1
		}
		if r == ' ' {
			space = len(line)
		}
		line += string(r)
	}
	return append(lines, line)
}

// small draws English with the smallest font there is, as old screens show it.
func small(text string) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 520, 60))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: img, Src: image.Black, Face: basicfont.Face7x13, Dot: fixed.P(12, 34)}
	d.DrawString(text)
	return img
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
