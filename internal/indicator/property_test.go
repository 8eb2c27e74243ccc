package indicator

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
)

// benign holds everyday lines; none may yield a number, account or amount. Prices that are really
// named are amounts and do not stand here.
var benign = []string{
	"See you at 10:30 in room 204",
	"The lecture on 2024-03-05 moved to 2024-03-12",
	"My student number is 20231234567",
	"Your verification code is 482913, do not share it",
	"Order number 16234567890 has shipped",
	"Tracking: 1Z999AA10123456784",
	"Flight CA981 leaves gate 12 at 13:45",
	"I live at 1204 Main Street, apartment 3110",
	"Chapter 3, pages 110 to 119",
	"We were 112 people at the party",
	"It is 20 degrees and 5 km to the station",
	"The score was 3-2 after 90 minutes",
	"Version 1.24.3 fixes issue 10086",
	"He was born in 1999 and moved here in 2016",
	"WWII lasted from 1939-1945",
	"The answer is 3.14159265358979",
	"Bus 999 is late again, take the 101",
	"I ran 5k this morning and 10k yesterday",
	"There are 1000 ways to do this",
	"Half of the 300 students passed",
	"我在5号楼1203室等你",
	"验证码是 839201，请勿泄露",
	"快递单号 75312345678901",
	"2024年3月5日下午3点开会",
	"千万不要迟到，万一下雨就带伞",
	"这部电影我看了十几遍，百分之百推荐",
	"我走了5千米，大概1万步",
	"他今年二十三岁，学号2023010203",
	"一千个人有一千个看法",
	"第110页第119题",
	"버스 110번 타고 오세요",
	"오늘 기온은 영하 5도, 하지만 맑아요",
	"3시 30분에 도서관에서 만나자",
	"Lớp học bắt đầu lúc 8 giờ sáng phòng 305",
	"Năm 2024 có 366 ngày",
	"図書館は9時から21時まで開いています",
	"Le cours commence à 14h dans la salle 112",
	"El examen tiene 40 preguntas y dura 90 minutos",
	"कक्षा 10 में 45 छात्र हैं",
	"الصفحة 110 من الكتاب",
	"ISBN 978-3-16-148410-0",
	"Coordinates 51.5074, -0.1278",
	"end of sentence.Next one begins, e.g. here; i.e. there",
	"the file is called notes.py in src/main.rs",
}

func TestBenign(t *testing.T) {
	for _, region := range []string{"", "CN", "US", "GB", "KR", "VN", "JP", "FR", "ES", "IN", "AU", "SG", "HK"} {
		for _, line := range benign {
			for _, in := range Find(line, Options{Region: region}) {
				if in.Kind != Deadline {
					t.Errorf("%s %q: %s %q from %q", region, line, in.Kind, in.Value, in.Text)
				}
			}
		}
	}
}

// verify checks what Find promises of every result.
func verify(t *testing.T, text string, got []Indicator) {
	t.Helper()
	end := 0
	for _, in := range got {
		switch {
		case in.Start < end || in.End <= in.Start || in.End > len(text):
			t.Fatalf("%q: span %d-%d after %d", text, in.Start, in.End, end)
		case in.Text != text[in.Start:in.End]:
			t.Fatalf("%q: text %q at %d-%d", text, in.Text, in.Start, in.End)
		case !utf8.RuneStart(text[in.Start]) || in.End < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[in.End]):
			t.Fatalf("%q: %d-%d is not on rune borders", text, in.Start, in.End)
		case in.Value == "" || in.Kind == "":
			t.Fatalf("%q: empty %+v", text, in)
		case in.Kind == Phone && in.Value[0] != '+' && in.Note != NoteNationalOnly:
			t.Fatalf("%q: phone %q is not E.164", text, in.Value)
		case in.Kind == ShortCode && in.Value[0] == '+':
			t.Fatalf("%q: short code %q is international", text, in.Value)
		}
		end = in.End
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range benign {
		f.Add(s, "CN")
	}
	for _, s := range fragments {
		f.Add(s, "")
	}
	f.Add("1", "")
	f.Add("0", "0")
	var reused Finder
	f.Fuzz(func(t *testing.T, text, region string) {
		got := Find(text, Options{Region: region})
		if utf8.ValidString(text) {
			verify(t, text, got)
		}
		again := reused.Append(nil, text, Options{Region: region})
		if len(again) != len(got) {
			t.Fatalf("%q: %d the second time, %d the first", text, len(again), len(got))
		}
		if in, err := ParsePhone(text, region); err == nil && in.Value == "" {
			t.Fatalf("ParsePhone(%q) is empty", text)
		}
	})
}

var fragments = []string{
	"+86", "138", "0013", "8000", " ", "-", ".", "(", ")", "（", "）", "@", "www.", "http://", "hxxp", "[.]", ".com", "gov.cn", "/a", "万", "千", "百", "十", "亿", "三", "五", "元", "$", "€", "USD ", "BTC", "k", "m", "by ", "before ", "within ", "hours", "小时", "内", "点", "前", "18", ":", "30", "今天", "下午", "case no ", "案号：", "警号", "微信", "QQ", "telegram ", "LINE:", "account ", "账号", "电话", "call ", "110", "112", "0x", "bc1", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "GB82", "WEST", "٣", "५", "６", "𝟏", "️⃣", "만", "억", "원", "triệu", "tỷ", "đồng", "ساعتين", "خلال ", "लाख", " two", " million", " dollars", "\n", "半", "midnight", "é", "\u00a0", "аpple", "号", "第", "2024", "-03-", "05",
}

// TestRandomText throws pieces of triggers at the finder, which finds more than random bytes do.
func TestRandomText(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	regions := []string{"", "CN", "CA", "KR", "JP", "VN", "SG", "FR"}
	for range 20000 {
		var b strings.Builder
		for range 1 + rnd.IntN(12) {
			b.WriteString(fragments[rnd.IntN(len(fragments))])
		}
		text := b.String()
		verify(t, text, Find(text, Options{Region: regions[rnd.IntN(len(regions))]}))
	}
}

// TestPlan compares our table of numbering plans with the library it was taken from.
func TestPlan(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for region := range phonenumbers.GetSupportedRegions() {
		cc, _ := planRegion(region)
		if want := phonenumbers.GetCountryCodeForRegion(region); cc != want {
			t.Errorf("%s: calling code %d, want %d", region, cc, want)
		}
		example := phonenumbers.GetNationalSignificantNumber(phonenumbers.GetExampleNumber(region))
		differ := 0
		for range 40 {
			d := []byte(example)
			for range rnd.IntN(4) {
				d[rnd.IntN(len(d))] = byte('0' + rnd.IntN(10))
			}
			if d[0] == '0' {
				continue // the library drops it or not by rules of its own
			}
			n, err := phonenumbers.Parse("+"+itoa(cc)+string(d), "")
			if err != nil || phonenumbers.GetNationalSignificantNumber(n) != string(d) {
				continue
			}
			if got, want := validNational(cc, d), phonenumbers.IsValidNumber(n); got != want {
				differ++
				if want {
					t.Errorf("%s +%d %s: we refuse a valid number", region, cc, d)
				}
			}
		}
		if differ > 4 {
			t.Errorf("%s: %d of 40 judged otherwise", region, differ)
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}
