package lang

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf16 "golang.org/x/text/encoding/unicode"
)

const (
	simp = "你好，这里是大使馆。你有一份公文没有领取，请在今天下午四点之前回电话，否则会被限制出境。"
	trad = "你好，這裡是大使館。你有一份公文沒有領取，請在今天下午四點之前回電話，否則會被限制出境。"
)

func TestDecode(t *testing.T) {
	enc := func(e interface {
		String(string) (string, error)
	}, s string) []byte {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	}
	for _, c := range []struct {
		name     string
		raw      []byte
		text     string
		encoding string
		lost     int
	}{
		{"utf-8", []byte(simp), simp, "utf-8", 0},
		{"utf-8 damaged", []byte("police \xff now " + simp), "police \x1a now " + simp, "utf-8", 1},
		{"gb18030", enc(simplifiedchinese.GB18030.NewEncoder(), simp), simp, "gb18030", 0},
		{"big5", enc(traditionalchinese.Big5.NewEncoder(), trad), trad, "big5", 0},
		{"utf-16le", enc(utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewEncoder(), simp), simp, "utf-16", 0},
		{"utf-16be", enc(utf16.UTF16(utf16.BigEndian, utf16.UseBOM).NewEncoder(), trad), trad, "utf-16", 0},
		{"noise", []byte{0xff, 0xff, 0xff}, "\x1a\x1a\x1a", "utf-8", 3},
		{"empty", nil, "", "utf-8", 0},
	} {
		d := Decode(c.raw)
		if d.Text != c.text || d.Encoding != c.encoding || d.Lost != c.lost {
			t.Errorf("%s: got %q %s %d, want %q %s %d", c.name, d.Text, d.Encoding, d.Lost, c.text, c.encoding, c.lost)
		}
	}
}

func TestClean(t *testing.T) {
	got := Clean("a\x1b[31mred\u202eevil\u009b0m\nb\tc\x1a")
	if strings.ContainsAny(got, "\x1b\u202e\u009b\x1a") || !strings.Contains(got, "\nb\tc") {
		t.Errorf("Clean let a control through: %q", got)
	}
}

func TestOf(t *testing.T) {
	for _, c := range []struct {
		text   string
		weight map[string]int
		want   []string
	}{
		{simp, nil, []string{"zh-Hans"}},
		{trad, nil, []string{"zh-Hant"}},
		{"This is the police and you must pay.", nil, []string{"en"}},
		{"Vous êtes convoquée par la police, et votre dossier est ouvert.", nil, []string{"fr"}},
		{"경찰입니다. 지금 바로 연락 주세요.", nil, []string{"ko"}},
		{"警察です。すぐに電話してください。", nil, []string{"ja"}},
		{"Tôi là công an thành phố, đề nghị bạn hợp tác.", nil, []string{"vi"}},
		{"मैं पुलिस से बोल रहा हूँ", nil, []string{"hi"}},
		{"هنا الشرطة، لا تخبر أحدا", nil, []string{"ar"}},
		{"", nil, []string{}},
		{"12345", nil, []string{}},
		{"El fiscal dice que pagues", map[string]int{"es": 20}, []string{"es"}},
	} {
		if got := Of(c.text, c.weight); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.text, got, c.want)
		}
	}
}

func TestForeign(t *testing.T) {
	english := "I was told by the officer that I must not tell you where we are and that it is for the case"
	if got := Foreign(english); !slices.Contains(got, "fr") || !slices.Contains(got, "vi") || slices.Contains(got, "en") {
		t.Errorf("English: %v", got)
	}
	if got := Foreign(english + " mais je ne suis pas sûre et vous êtes avec moi pour le moment, il ne dit pas qui est là"); slices.Contains(got, "fr") || slices.Contains(got, "en") {
		t.Errorf("English and French: %v", got)
	}
	for text, foreign := range map[string]string{
		"警察です。保証金を振り込んでください。誰にも言わないでください。":  "zh",
		"我是公安局的警官，你涉嫌洗钱，不许告诉父母和室友。":         "ja",
		"경찰입니다. 保證金 보내 주세요. 아무에게도 말하지 마세요.": "zh",
	} {
		if got := Foreign(text); !slices.Contains(got, foreign) {
			t.Errorf("%s: %v lacks %s", text, got, foreign)
		}
	}
	if got := Foreign("film yourself"); !slices.Equal(got, []string{"ja", "ko", "ar"}) {
		t.Errorf("a short text: %v", got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(simp))
	f.Add([]byte("\xff\xfe\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := Decode(raw)
		if strings.ToValidUTF8(d.Text, "") != d.Text {
			t.Fatalf("not UTF-8: %q", d.Text)
		}
		Of(d.Text, nil)
		if strings.ContainsAny(Clean(d.Text), "\x1b\x07\x08") {
			t.Fatal("a control passed")
		}
	})
}
