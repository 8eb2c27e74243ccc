package chat

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

const lrm = "\u200e"

func TestForms(t *testing.T) {
	for _, c := range []struct {
		name, kind, in string
		want           []Line
	}{
		{"WhatsApp, iPhone, British", "whatsapp",
			"[31/12/2023, 21:04:05] Officer Wen: " + lrm + "Messages and calls are end-to-end encrypted.\n" + lrm + "[31/12/2023, 21:04:09] Officer Wen: Tell nobody.\nNot even your mother.\n[31/12/2023, 21:05:00] Mei: why: is it\n",
			[]Line{{"31/12/2023, 21:04:05", "Officer Wen", "Messages and calls are end-to-end encrypted."}, {"31/12/2023, 21:04:09", "Officer Wen", "Tell nobody.\nNot even your mother."}, {"31/12/2023, 21:05:00", "Mei", "why: is it"}}},
		{"WhatsApp, iPhone, American", "whatsapp", "[12/31/23, 9:04:05\u202fPM] Wen: Hello\n", []Line{{"12/31/23, 9:04:05 PM", "Wen", "Hello"}}},
		{"WhatsApp, iPhone, German", "whatsapp", "[31.12.23, 21:04:05] Wen: Hallo\n", []Line{{"31.12.23, 21:04:05", "Wen", "Hallo"}}},
		{"WhatsApp, iPhone, Chinese", "whatsapp", "[2023/12/31 下午9:04:05] 王警官: 不要告诉任何人\n", []Line{{"2023/12/31 下午9:04:05", "王警官", "不要告诉任何人"}}},
		{"WhatsApp, iPhone, Korean", "whatsapp", "[2023. 12. 31. 오후 9:04:05] 왕 경관: 아무에게도 말하지 마세요\n", []Line{{"2023. 12. 31. 오후 9:04:05", "왕 경관", "아무에게도 말하지 마세요"}}},
		{"WhatsApp, Android, British", "whatsapp",
			"31/12/2023, 21:03 - Messages and calls are end-to-end encrypted.\n31/12/2023, 21:04 - Wen: One\ntwo\n31/12/2023, 21:05 - You deleted this message\n31/12/2023, 21:06 - Mei: <Media omitted>\n",
			[]Line{{"31/12/2023, 21:04", "Wen", "One\ntwo"}, {"31/12/2023, 21:06", "Mei", "<Media omitted>"}}},
		{"WhatsApp, Android, American", "whatsapp", "12/31/23, 9:04 PM - Wen: Hello\n", []Line{{"12/31/23, 9:04 PM", "Wen", "Hello"}}},
		{"WhatsApp, Android, Indian", "whatsapp", "31/12/23, 9:04 pm - Wen: Namaste\n", []Line{{"31/12/23, 9:04 pm", "Wen", "Namaste"}}},
		{"WhatsApp, Android, French", "whatsapp", "31/12/2023 à 21:04 - Wen: Bonjour\n31/12/2023, 21:04 - Wen: Bonjour\n", []Line{{"31/12/2023, 21:04", "Wen", "Bonjour"}}},
		{"WhatsApp, Android, Chinese", "whatsapp", "2023/12/31 晚上9:04 - 王警官: 你好\n", []Line{{"2023/12/31 晚上9:04", "王警官", "你好"}}},
		{"WhatsApp, Android, Vietnamese", "whatsapp", "31/12/2023, 21:04 - Ông Vương: Đừng nói với ai\n", []Line{{"31/12/2023, 21:04", "Ông Vương", "Đừng nói với ai"}}},
		{"WhatsApp, Android, Swedish", "whatsapp", "2023-12-31 21:04 - Wen: Hej\r\n", []Line{{"2023-12-31 21:04", "Wen", "Hej"}}},
		{"KakaoTalk, phone", "kakaotalk", "2023년 12월 31일 오후 9:04, 왕 경관 : 비밀입니다\n2023년 12월 31일 오후 9:05, 미나 : 네\n", []Line{{"2023년 12월 31일 오후 9:04", "왕 경관", "비밀입니다"}, {"2023년 12월 31일 오후 9:05", "미나", "네"}}},
		{"KakaoTalk, computer", "kakaotalk", "--------------- 2023년 12월 31일 일요일 ---------------\n[왕 경관] [오후 9:04] 비밀입니다\n끊지 마세요\n", []Line{{"2023년 12월 31일 오후 9:04", "왕 경관", "비밀입니다\n끊지 마세요"}}},
		{"LINE, English", "line", "[LINE] Chat history with Wen\nSaved on: 2023/12/31 21:10\n\nSun, 12/31/2023\n21:04\tWen\tHello\n21:05\tMei\t\"one\ntwo\"\n21:06\tMei\t[Photo]\n",
			[]Line{{"12/31/2023 21:04", "Wen", "Hello"}, {"12/31/2023 21:05", "Mei", "one\ntwo"}, {"12/31/2023 21:06", "Mei", "[Photo]"}}},
		{"LINE, Taiwan", "line", "[LINE] 與王警官的聊天記錄\n儲存日期：2023/12/31 21:10\n\n2023/12/31（日）\n下午09:04\t王警官\t不可以告訴任何人\n", []Line{{"2023/12/31 下午09:04", "王警官", "不可以告訴任何人"}}},
		{"LINE, Japanese", "line", "[LINE] Wenとのトーク履歴\n保存日時：2023/12/31 21:10\n\n2023/12/31(日)\n21:04\tWen\tこんにちは\n", []Line{{"2023/12/31 21:04", "Wen", "こんにちは"}}},
		{"LINE, computer", "line", "2023.12.31 Sunday\n21:04 Wen Tell nobody about it\n21:05 Mei why\n", []Line{{"2023.12.31 21:04", "Wen", "Tell nobody about it"}, {"2023.12.31 21:05", "Mei", "why"}}},
		{"WeChat, mailed", "wechat", "—————  2023-12-31  —————\n\n\n王警官  21:04\n\n不要告诉任何人\n\n美  21:05\n\n为什么\n第二行\n", []Line{{"2023-12-31 21:04", "王警官", "不要告诉任何人"}, {"2023-12-31 21:05", "美", "为什么\n第二行"}}},
		{"WeChat, copied", "wechat", "王警官 2023/12/31 21:04:05\n这是保密案件\n\n美 2023/12/31 21:05:01\n好\n", []Line{{"2023/12/31 21:04:05", "王警官", "这是保密案件"}, {"2023/12/31 21:05:01", "美", "好"}}},
		{"QQ", "wechat", "2023-12-31 21:04:05 王警官(12345)\n这是保密案件\n\n2023-12-31 21:05:01 美\n好\n", []Line{{"2023-12-31 21:04:05", "王警官(12345)", "这是保密案件"}, {"2023-12-31 21:05:01", "美", "好"}}},
		{"a note", "text", "  He said: tell nobody.\n\nAt 21:04 he called.\n", []Line{{"", "", "He said: tell nobody."}, {}, {"", "", "At 21:04 he called."}}},
		{"one line of a chat in a note", "text", strings.Repeat("words\n", 20) + "31/12/2023, 21:04 - Wen: Hello\n" + "end", nil},
		{"Telegram, one chat", "telegram", `{"name":"Wen","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","date":"2023-12-31T21:04:05","from":"Wen","text":"Tell nobody"},{"id":2,"type":"service","actor":"Wen","action":"phone_call","text":""},{"id":3,"type":"message","date":"2023-12-31T21:05:05","from":"Mei","text":["see ",{"type":"link","text":"example.com"}," now"]}]}`,
			[]Line{{"2023-12-31 21:04:05", "Wen", "Tell nobody"}, {"2023-12-31 21:05:05", "Mei", "see example.com now"}}},
		{"Telegram, whole account", "telegram", `{"about":"x","chats":{"list":[{"name":"messages","messages":[{"from":"A","text":"1"}]},{"messages":[{"from":5,"text":"odd"},{"from":"B","text":{"a":1}},{"from":"B","text":"2"}]}]}}`,
			[]Line{{"", "A", "1"}, {"", "B", "2"}}},
		{"Telegram, page", "telegram", `<!DOCTYPE html><html><body><div class="history"><div class="message service"><div class="body details">31 December</div></div><div class="message default clearfix" id="message1"><div class="body"><div class="pull_right date details" title="31.12.2023 21:04:05 UTC+08:00">21:04</div><div class="from_name">
Wen &amp; Co </div><div class="text">
Tell nobody.<br>Not <a href="javascript:alert(1)">even</a> <strong>her</strong></div></div></div><div class="message default clearfix joined"><div class="body"><div class="date" title="later">x</div><div class="text">Now &lt;b&gt;</div></div></div></div></body></html>`,
			[]Line{{"31.12.2023 21:04:05 UTC+08:00", "Wen & Co", "Tell nobody.\nNot even her"}, {"later", "Wen & Co", "Now <b>"}}},
	} {
		got, err := Read([]byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got.Kind != c.kind {
			t.Errorf("%s: read as %s, want %s", c.name, got.Kind, c.kind)
		}
		if d := cmp.Diff(c.want, got.Lines); d != "" && c.want != nil {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
}

func TestEncodings(t *testing.T) {
	const in = "[2023/12/31 下午9:04:05] 王警官: 不要告诉任何人，这是保密案件\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(in)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{gb, utf16, "\ufeff" + in} {
		if c, err := Read([]byte(s)); err != nil || c.Kind != "whatsapp" || c.Lines[0].Who != "王警官" {
			t.Errorf("got %+v, %v", c, err)
		}
	}
}

func TestString(t *testing.T) {
	c := Chat{Lines: []Line{{"21:04", "Wen", "a\nb"}, {"", "Mei", "c"}, {"", "", "d"}}}
	if got := c.String(); got != "[21:04] Wen: a\nb\nMei: c\nd" {
		t.Errorf("got %q", got)
	}
}

func pack(t testing.TB, files ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZip(t *testing.T) {
	const one = "[31/12/2023, 21:04:05] Wen: Tell nobody.\n"
	for name, files := range map[string][]string{
		"iPhone":  {"00000012-PHOTO.jpg", "\xff\xd8", "_chat.txt", one, "notes.txt", "other"},
		"Android": {"WhatsApp Chat with Wen.txt", one, "a.txt", "other"},
		"folder":  {"x/", "", "x/_chat.txt", one, "__MACOSX/x/._chat.txt", "junk"},
		"upward":  {"../../_chat.txt", one},
	} {
		if c, err := Read(pack(t, files...)); err != nil || c.Kind != "whatsapp" || len(c.Lines) != 1 {
			t.Errorf("%s: %+v %v", name, c, err)
		}
	}
}

func TestRefused(t *testing.T) {
	bomb := pack(t, "_chat.txt", strings.Repeat("\x20", MostBytes+1))
	many := make([]string, 0, 2*mostEntries+2)
	for i := range mostEntries + 1 {
		many = append(many, fmt.Sprint(i, ".txt"), "")
	}
	whole := pack(t, "_chat.txt", strings.Repeat("hello ", 1000))
	nested := pack(t, "_chat.txt", string(pack(t, "_chat.txt", "x")))
	for _, c := range []struct {
		name string
		in   []byte
		code string
	}{
		{"nothing", nil, CodeEmpty},
		{"spaces", []byte(" \n\n "), CodeEmpty},
		{"a program", []byte("\x7fELF\x02\x01\x01\x00\x00"), CodeKind},
		{"controls", bytes.Repeat([]byte{1, 'a'}, 100), CodeKind},
		{"PDF", []byte("%PDF-1.7\n\x00\x01"), CodeKind},
		{"too large", make([]byte, MostBytes+1), CodeBytes},
		{"a bomb", bomb, CodeBytes},
		{"too many files", pack(t, many...), CodeZip},
		{"a zip in a zip", nested, CodeZip},
		{"no chat", pack(t, "a.jpg", "x"), CodeZip},
		{"half a zip", whole[:len(whole)/2], CodeBroken},
		{"half a Telegram", []byte(`{"messages":[{"from":"A","text":"x"},`), CodeBroken},
		{"other JSON", []byte(`{"a":[1,2]}`), CodeEmpty},
		{"deep JSON", []byte(`{"messages":` + strings.Repeat("[", 100_000)), CodeBroken},
		{"another page", []byte("<!doctype html><html><body><p>Hello</p></body></html>"), CodeKind},
	} {
		got, err := Read(c.in)
		if f := fault.As(err); f == nil || f.Code != c.code {
			t.Errorf("%s: got %v %v, want %s", c.name, got, err, c.code)
		}
	}
}

// TestLong reads exports that are far too long: the end of each is kept.
func TestLong(t *testing.T) {
	var b strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&b, "31/12/2023, 21:04 - Wen: line %d of a long chat\n", i)
	}
	b.WriteString("31/12/2023, 21:05 - Wen: Tell nobody.\n")
	c, err := Read([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	n := len(c.Lines)
	if c.Lines[n-1].Text != "Tell nobody." || !c.Cut || n < 1000 || len(c.String()) > MostText+n*8 {
		t.Errorf("%d lines kept, cut %t, %d bytes, last %q", n, c.Cut, len(c.String()), c.Lines[n-1].Text)
	}
}

// TestSlow gives texts made to be slow; time must stay in step with their length.
func TestSlow(t *testing.T) {
	head := "31/12/2023, 21:04 - Wen: x\n31/12/2023, 21:04 - Wen: x\n31/12/2023, 21:04 - Wen: x\n"
	const size = MostBytes / 8 // the race detector makes it ten times as slow
	for name, in := range map[string]string{
		"one line":       head + strings.Repeat("x", size-200),
		"tiny lines":     head + strings.Repeat("a\n", size/2-200),
		"many heads":     strings.Repeat("1/1/1, 1:11 - A: b\n", size/20),
		"almost a head":  head + "31/12/2023, 21:04 - " + strings.Repeat("y", size-300),
		"spaces":         "A  21:04\nB  21:04\nC  21:04\n" + strings.Repeat(strings.Repeat(" ", 399)+"\n", size/401),
		"almost WeChat":  "A  21:04\nB  21:04\nC  21:04\n" + strings.Repeat("a"+strings.Repeat("  1:1", 70)+"\n", size/360),
		"open tags":      "<!doctype html><html>" + strings.Repeat("<div class=text>", size/17),
		"empty messages": `{"messages":[` + strings.Repeat("{},", size/3-20) + "{}]}",
	} {
		start := time.Now()
		c, err := Read([]byte(in))
		took := time.Since(start)
		t.Logf("%s: %v", name, took)
		if took > 10*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if err == nil && len(c.String()) > 2*MostText {
			t.Errorf("%s: %d bytes are kept", name, len(c.String()))
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"[31/12/2023, 21:04:05] Wen: Tell\nnobody", "21:04\tWen\t\"a\nb\"", "王  21:04\n\nx", `{"messages":[{"from":"A","text":["x",{"text":"y"}]}]}`,
		`<html><div class="message"><div class="from_name">A</div><div class="text">x<br>y</div></div>`, "--------------- 2023년 12월 31일 ----\n[a] [오후 9:04] b", "\xff\xfea\x00",
	} {
		f.Add([]byte(s))
	}
	f.Add(pack(f, "_chat.txt", "31/12/2023, 21:04 - A: b"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := Read(raw)
		if err != nil {
			if fault.As(err) == nil {
				t.Errorf("not a fault: %v", err)
			}
			return
		}
		if len(c.Lines) == 0 || !utf8.ValidString(c.String()) {
			t.Errorf("%d lines, or no text: %q", len(c.Lines), c.String())
		}
		if c.Kind != "text" && slices.ContainsFunc(c.Lines, func(l Line) bool { return l.Who == "" || l.Text == "" }) {
			t.Errorf("a line without a speaker or words: %+v", c.Lines)
		}
	})
}
