package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"mime/multipart"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"github.com/ringtrue/ringtrue/internal/base/ocr"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
)

// parts writes a form: "name", "value" for fields, "name@file", "content" for files.
func parts(t *testing.T, list ...string) (kind, body string) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i < len(list); i += 2 {
		name, file, isFile := strings.Cut(list[i], "@")
		w, err := m.CreateFormField(name)
		if isFile {
			w, err = m.CreateFormFile(name, file)
		}
		if err == nil {
			_, err = w.Write([]byte(list[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	m.Close()
	return m.FormDataContentType(), b.String()
}

type answered struct {
	check.Verdict
	Text string `json:"text"`
	Read []struct {
		Name, Kind, Text string
		Cut, Unsure      bool
		Languages        []string
	} `json:"read"`
}

func TestForm(t *testing.T) {
	h := newHouse(t)
	kind, body := parts(t, "text", "Hello.", "file@_chat.txt", "[31/12/2023, 21:04:05] Wen: Tell nobody.", "as", "student", "lang", "fr")
	res, got := h.do(t, "POST", "/api/v1/check", kind, body)
	var a answered
	if err := json.Unmarshal([]byte(got), &a); err != nil || res.StatusCode != 200 {
		t.Fatalf("%d %v: %s", res.StatusCode, err, got)
	}
	if a.Text != "Hello.\n\n[31/12/2023, 21:04:05] Wen: Tell nobody." || len(a.Read) != 1 || a.Read[0].Kind != "whatsapp" || a.Read[0].Name != "_chat.txt" {
		t.Errorf("got %+v", a)
	}
	if q := a.Flags[0].Quotes[0]; a.Text[q.Start:q.End] != q.Text {
		t.Errorf("the quote %+v is not at its place in the text", q)
	}
	if res.Header.Get("Content-Language") != "fr" {
		t.Errorf("in %q", res.Header.Get("Content-Language"))
	}
}

func TestFormWithPicture(t *testing.T) {
	eyes := ocr.Find(t.Context())
	if !eyes.Able() {
		t.Skip("skipped: tesseract is not installed")
	}
	h := newHouse(t)
	h.api.Reader = bring.New(eyes)
	img := image.NewGray(image.Rect(0, 0, 520, 60))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	d := font.Drawer{Dst: img, Src: image.Black, Face: basicfont.Face7x13, Dot: fixed.P(12, 34)}
	d.DrawString("Please tell nobody about it.")
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	kind, body := parts(t, "file@a.png", b.String(), "in", "en")
	_, got := h.do(t, "POST", "/api/v1/check", kind, body)
	var a answered
	if err := json.Unmarshal([]byte(got), &a); err != nil || len(a.Flags) != 1 || len(a.Read) != 1 || a.Read[0].Kind != "picture" || !strings.Contains(strings.ToLower(a.Read[0].Text), "tell nobody") {
		t.Errorf("%v: %s", err, got)
	}
}

func TestFormProblems(t *testing.T) {
	h := newHouse(t)
	many := make([]string, 0, 24)
	for i := range bring.MostFiles + 1 {
		many = append(many, fmt.Sprintf("file@%d.txt", i), "words")
	}
	for _, c := range []struct {
		name   string
		list   []string
		status int
		code   string
	}{
		{"nothing", nil, 400, "missing_field"},
		{"an unknown field", []string{"txet", "Zebrafink"}, 400, "unknown_field"},
		{"an unknown reader", []string{"text", "a", "as", "uncle"}, 400, "unknown_reader"},
		{"a picture where none are read", []string{"file@a.png", "\x89PNG\r\n\x1a\n"}, 400, "picture_unreadable"},
		{"a program", []string{"file@a", "\x7fELF\x00"}, 400, "file_kind"},
		{"a file too large", []string{"file@a.txt", strings.Repeat("x", bring.MostBytes+1)}, 413, "file_bytes"},
		{"a text too large", []string{"text", strings.Repeat("x", 5<<20)}, 413, "too_large"},
		{"too many files", many, 413, "files_many"},
	} {
		kind, body := parts(t, c.list...)
		res, got := h.do(t, "POST", "/api/v1/check", kind, body)
		var p problem
		if err := json.Unmarshal([]byte(got), &p); err != nil || res.StatusCode != c.status || p.Code != c.code || p.Detail == "" || strings.Contains(got, "Zebrafink") {
			t.Errorf("%s: %d %s, want %d %s", c.name, res.StatusCode, got, c.status, c.code)
		}
	}
	if res, got := h.do(t, "POST", "/api/v1/check", "multipart/form-data; boundary=x", "--x\r\nbroken"); res.StatusCode != 400 || !strings.Contains(got, "invalid_form") {
		t.Errorf("a broken form: %d %s", res.StatusCode, got)
	}
	if res, got := h.do(t, "POST", "/api/v1/check", "application/json", `{"text":"`+strings.Repeat("x", 5<<20)+`"}`); res.StatusCode != 413 {
		t.Errorf("JSON of 5 MiB: %d %s", res.StatusCode, got)
	}
}
