package bring

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/ocr"
	"github.com/ringtrue/ringtrue/internal/check/chat"
)

func drawn(t *testing.T, text string) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 520, 60))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	d := font.Drawer{Dst: img, Src: image.Black, Face: basicfont.Face7x13, Dot: fixed.P(12, 34)}
	d.DrawString(text)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func codeOf(err error) string {
	if f := fault.As(err); f != nil {
		return f.Code
	}
	return ""
}

func TestBring(t *testing.T) {
	r := New(ocr.Find(t.Context()))
	b := r.Begin()
	defer b.Done()
	for _, f := range [][2]string{
		{"C:\\shots\\one.png", drawn(t, "Do not tell your parents.")},
		{"", ""},
		{"../../chat\u202e.txt", "[31/12/2023, 21:04:05] Wen: Tell nobody."},
		{"a.png", "\x89PNG\r\n\x1a\nbroken"},
		{"b.heic", "\x00\x00\x00\x18ftypheic\x00\x00"},
		{"program", "\x7fELF\x00\x00"},
		{strings.Repeat("名", 100), "just words"},
	} {
		if err := b.Take(t.Context(), f[0], strings.NewReader(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	got := b.Read(t.Context(), "", "en")
	if len(got) != 6 {
		t.Fatalf("%d items, want 6: an empty field is none", len(got))
	}
	if p := got[0]; p.Name != "one.png" || p.Kind != KindPicture {
		t.Errorf("the picture is %+v", p)
	} else if r.Pictures.Able() && !strings.Contains(p.Text, "tell your parents") || !r.Pictures.Able() && codeOf(p.Err) != ocr.CodeNone {
		t.Errorf("the picture reads %q, %v", p.Text, p.Err)
	}
	if c := got[1]; c.Name != "chat\ufffd.txt" || c.Kind != "whatsapp" || c.Text != "[31/12/2023, 21:04:05] Wen: Tell nobody." {
		t.Errorf("the chat is %+v", c)
	}
	if r.Pictures.Able() {
		if codeOf(got[2].Err) != ocr.CodeBroken || codeOf(got[3].Err) != ocr.CodeHEIC {
			t.Errorf("faults %v, %v", got[2].Err, got[3].Err)
		}
	}
	if codeOf(got[4].Err) != chat.CodeKind || got[4].Kind != "" {
		t.Errorf("the program is %+v", got[4])
	}
	if n := len([]rune(got[5].Name)); n != mostName+1 || got[5].Text != "just words" {
		t.Errorf("a long name has %d characters, the text is %q", n, got[5].Text)
	}
}

func TestTooMany(t *testing.T) {
	b := New(nil).Begin()
	defer b.Done()
	for range MostFiles + 5 {
		if err := b.Take(t.Context(), "a.txt", strings.NewReader("words")); err != nil {
			t.Fatal(err)
		}
	}
	got := b.Read(t.Context(), "", "en")
	if len(got) != MostFiles+1 || codeOf(got[MostFiles].Err) != CodeMany || got[MostFiles-1].Err != nil {
		t.Errorf("%d items, the last %v", len(got), got[len(got)-1].Err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, bytes.Repeat([]byte("x"), len(p))), nil }

func TestTooLarge(t *testing.T) {
	b := New(nil).Begin()
	defer b.Done()
	if err := b.Take(t.Context(), "a.txt", endless{}); err != nil {
		t.Fatal(err)
	}
	if got := b.Read(t.Context(), "", "en"); codeOf(got[0].Err) != CodeBytes {
		t.Errorf("got %v", got[0].Err)
	}
	cut := errors.New("the line went dead")
	if err := b.Take(t.Context(), "a.txt", io.MultiReader(strings.NewReader("x"), errReader{cut})); !errors.Is(err, cut) {
		t.Errorf("got %v: a request that breaks off must end", err)
	}
}

type errReader struct{ err error }

func (e errReader) Read([]byte) (int, error) { return 0, e.err }

func TestFewAtOnce(t *testing.T) {
	r := New(nil)
	var open []*Batch
	for range atOnce {
		b := r.Begin()
		if err := b.Take(t.Context(), "a", strings.NewReader("words")); err != nil {
			t.Fatal(err)
		}
		open = append(open, b)
	}
	late := r.Begin()
	defer late.Done()
	if err := late.Take(t.Context(), "a", strings.NewReader("words")); fault.KindOf(err) != fault.Busy {
		t.Errorf("got %v, want busy", err)
	}
	open[0].Done()
	open[0].Done()
	if err := late.Take(t.Context(), "a", strings.NewReader("words")); err != nil {
		t.Errorf("after one left: %v", err)
	}
	for _, b := range open {
		b.Done()
	}
}

func TestWithoutReader(t *testing.T) {
	var none *Reader
	b := none.Begin()
	defer b.Done()
	if err := b.Take(t.Context(), "a.png", strings.NewReader(drawn(t, "x"))); err != nil {
		t.Fatal(err)
	}
	if got := b.Read(t.Context(), "", "en"); codeOf(got[0].Err) != ocr.CodeNone {
		t.Errorf("got %v, want %s", got[0].Err, ocr.CodeNone)
	}
}
