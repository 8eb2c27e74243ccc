package fold

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	tests := []struct{ step, src, want string }{
		{"plain", "hello world", "hello world"},
		{"case", "Hello WORLD, it's Me.", "hello world, it's me."},
		{"full width", "ＨＥＬＬＯ　１２３！", "hello 123!"},
		{"circled", "①② ⑩ ⑴ Ⓐ", "12 10 1 a"},
		{"mathematical", "𝐏𝐨𝐥𝐢𝐜𝐞 𝟗𝟏", "police 91"},
		{"small capitals", "ᴘᴏʟɪᴄᴇ", "police"},
		{"squared", "🅿🅾🅻🅸🅲🅴", "police"},
		{"sharp s", "Straße STRAẞE", "strasse strasse"},
		{"ligature", "ﬁnal oﬃce Æon", "final office aeon"},
		{"Arabic-Indic digits", "٠١٢٣ ۴۵۶ ०१२", "0123 456 012"},
		{"Han numerals", "三百二十一〇", "三百二十一〇"},

		{"French", "Ça a été très élevé, cœur", "ca a ete tres eleve, coeur"},
		{"Spanish", "¿Señor? Dirección", "¿senor? direccion"},
		{"Polish", "Łódź żółć", "lodz zolc"},
		{"Turkish", "Işık İstanbul", "isik istanbul"},
		{"Vietnamese composed", "Công an Đà Nẵng, lệnh bắt giữ", "cong an da nang, lenh bat giu"},
		{"Vietnamese decomposed", "Công an Đà Nẵng", "cong an da nang"},
		{"Russian", "Полиция Ёлка й", "полиция елка и"},
		{"Greek", "Αστυνομία", "αστυνομια"},

		{"Arabic", "الشُّرْطَة أحمد إلى آخر مسؤول شيئ", "الشرطه احمد الي اخر مسوول شيي"},
		{"tatweel", "مـــحـــمد", "محمد"},
		{"Persian", "یک کتاب", "يك كتاب"},
		{"Arabic marks", "ما هذا؟ نعم، لا؛", "ما هذا? نعم, لا;"},
		{"Hindi nukta", "क़ानून ज़मानत", "कानून जमानत"},
		{"Hindi candrabindu", "हूँ हैं", "हूं हैं"},
		{"Hindi joiners", "क\u200dष\u200cा।", "कषा."},
		{"Thai", "ตำรวจ", "ตํารวจ"},
		{"Bengali composed", "\u09cb", "\u09c7\u09be"},

		{"half-width kana", "ｹｲｻﾂ ｶﾞｲﾀﾞ ﾊﾟ", "ケイサツガイダパ"},
		{"decomposed kana", "か\u3099き は\u309a ウ\u3099 カ゛", "がきぱヴガ"},
		{"Japanese", "警察です。逮捕状！", "警察です.逮捕状!"},
		{"jamo", "\u1100\u1167\u11bc\u110e\u1161\u11af", "경찰"},
		{"compatibility jamo", "ㄱㅏ", "가"},
		{"Korean", "서울 경찰청입니다. 전화 주세요", "서울 경찰청입니다. 전화 주세요"},

		{"traditional", "臺灣警察局傳喚證據帳戶匯款", "台湾警察局传唤证据账户汇款"},
		{"Hong Kong", "裏面 裡面 說説 嘅係", "里面里面说说嘅系"},
		{"variants", "著 着 妳 瞭解 帐户", "着着你了解账户"},
		{"compatibility Han", "金 ⼈ ㊙", "金人秘"},

		{"quotes", "“a” ‘b’ «c»", "\"a\" 'b' \"c\""},
		{"apostrophe", "don’t", "don't"},
		{"dashes", "a – b — c ‑ d −5", "a - b - c - d -5"},
		{"ellipsis", "well… ok...... no", "well. ok. no"},
		{"Chinese marks", "你好，世界。是！吗？一；二、三：四", "你好,世界.是!吗?一;二,三:四"},
		{"repeats", "stop!!! what??? no,,, ?!?!", "stop! what? no, ?!?!"},
		{"slashes stay", "https://example.com//a", "https://example.com//a"},
		{"backtick", "x`y `z`", "x'y 'z'"},
		{"other spaces", "ab\vcd\fef\tgh\x7fi\u00a0j", "ab cd ef ghi j"},
		{"spaces", "  a \t b   c  ", "a b c"},
		{"lines", "a\r\nb \n\n \n c\n", "a\nb\nc\n"},
		{"line separator", "a\u2028b", "a\nb"},
		{"zero width", "po\u200bli\u200dce \ufeffx\u00ady \u202eabc\u202c", "police xy abc"},
		{"zalgo", "p\u0335\u0321\u0489o\u0301\u0302\u0303lice", "police"},

		{"spaces in Chinese", "公 安 局", "公安局"},
		{"wide spaces in Chinese", "公　安\u200b \u00a0局", "公安局"},
		{"symbols in Chinese", "公*安_局 公.安.局 检-察·院 公**安★局 公 | 安", "公安局公安局检察院公安局公安"},
		{"brackets and quotes", "公【安】局 “公”“安”", "公安局公安\""},
		{"emoji in Chinese", "公🚔安局😀😀😀😀好", "公安局好"},
		{"emoji after Chinese", "公安 😀 ok", "公安 ok"},
		{"mask", "张****三", "张*三"},
		{"a full stop that ends", "公安. 你好", "公安. 你好"},
		{"Chinese and Latin", "拨打 110 call 公安", "拨打 110 call 公安"},
		{"newline in Chinese", "公\n安", "公\n安"},
		{"at in Chinese", "公@安$局 公@abc", "公安局公@abc"},
		{"symbols in Korean", "경*찰 경.찰.서", "경찰 경찰서"},
		{"spaces in Korean", "경 찰 서", "경 찰 서"},
		{"spaced symbol in Korean", "경찰 - 서울", "경찰 - 서울"},
		{"symbols in words", "war*rant trans_fer po|lice пол*иция", "warrant transfer police полиция"},
		{"not planted", "co-operate 2*3 *bold* a ** b", "co-operate 2*3 *bold* a * b"},
		{"emoji in a word", "pol🚔ice hello 😀 world 😀", "police hello world"},

		{"spelled dots", "call p.o.l.i.c.e. now", "call police. now"},
		{"spelled spaces", "p o l i c e", "police"},
		{"spelled dashes", "W-A-R-R-A-N-T", "warrant"},
		{"spelled, two words", "p o l i c e  o f f i c e r", "police officer"},
		{"spelled, wide spaces", "p\u3000o\u00a0l i\tc e", "police"},
		{"spelled stars", "B*A*I*L", "bail"},
		{"spelled wide", "Ｐ・Ｏ・Ｌ・Ｉ・Ｃ・Ｅ", "police"},
		{"spelled look-alikes", "Р О L I С Е", "police"},
		{"spelled leet", "p.0.l.1.c.e", "police"},
		{"spelled, then a number", "p o l i c e 1 1 0", "police 1 1 0"},
		{"spelled Russian", "п.о.л.и.ц.и.я", "полиция"},
		{"digits are not spelled", "1 3 5 7 a 1 3 5 b", "1 3 5 7 a 1 3 5 b"},
		{"three letters", "u.s.a and a b c", "u.s.a and a b c"},
		{"initials end at a word", "a b c d efg", "abcd efg"},

		{"look-alikes", "pоlicе Wаrrant ВАNK", "police warrant bank"},
		{"all Cyrillic", "сора", "сора"},
		{"mixed on purpose", "IT-отдел USBшка", "it-отдел usbшка"},

		{"leet", "F1NAL C0nsu1ate w@rrant tr4nsfer c@ll y0u acce$$ inf0 5ecurity b@i1", "final consuiate warrant transfer call you access info security baii"},
		{"amounts", "$500 5k 10am 3rd 2pm 24h 300k US$5 HK$ 3days 1million", "$500 5k 10am 3rd 2pm 24h 300k us$5 hk$ 3days 1million"},
		{"names with numbers", "F1 H1B mp3 covid19 room101 a4 12:30 4a7f1 0xfa1ced", "f1 h1b mp3 covid19 room101 a4 12:30 4a7f1 0xfa1ced"},
		{"addresses", "b0b_x@ex4mple.com www.secur1ty.example/l0_gin http://x/l0gin @p0lice_help", "b0b_x@ex4mple.com www.secur1ty.example/l0_gin http://x/l0gin @p0lice_help"},
		{"not UTF-8", "a\xffb\xf0\x9f公\xe5安", "a b 公安"},
		{"empty", "", ""},
		{"nothing kept", "\u200b\ufe0f ", ""},
	}
	var x Text
	for _, tt := range tests {
		x.Fold(tt.src)
		if got := string(x.B); got != tt.want {
			t.Errorf("%s: Fold(%q)\n got %q\nwant %q", tt.step, tt.src, got, tt.want)
		}
	}
}

// TestStable folds what was folded. Sentence marks of other scripts become ASCII full stops, which
// may be planted, and a collapsed run may look planted, so not every text is a fixed point; ordinary ones are.
func TestStable(t *testing.T) {
	var x Text
	for _, src := range []string{
		"Hello, this is the Consulate. Your parcel was seized!!! Call 555-0100 now…",
		"您好，這裡是公 安 局！請 匯 款 到 安全帳戶",
		"서울 경*찰청입니다. 전화 주세요",
		"Công an Đà Nẵng: lệnh bắt giữ", "الشُّرْطَة أحمد إلى آخر", "क़ानून ज़मानत हूँ", "ｹｲｻﾂﾃﾞｽ",
		"F1NAL w@rrant p.o.l.i.c.e. pоlicе  \n\n b0b@example.com", "Straße № ½ ㍿ ﷺ",
	} {
		x.Fold(src)
		once := string(x.B)
		x.Fold(once)
		if got := string(x.B); got != once {
			t.Errorf("Fold(%q)\n once  %q\n twice %q", src, once, got)
		}
	}
}

// TestOrigin finds a phrase in the folded text and asks where it stood.
func TestOrigin(t *testing.T) {
	tests := []struct{ src, phrase, want string }{
		{"Your Warrant is here", "warrant", "Warrant"},
		{"這裡是公 安 局。", "公安局", "公 安 局"},
		{"他说：“\u200b公\u200b*安\u200b局\u200b”。", "公安局", "公\u200b*安\u200b局"},
		{"Công an Đà Nẵng gọi", "Đà Nẵng", "Đà Nẵng"},
		{"Công an Đà Nẵng gọi", "an da", "an Đà"},
		{"Nẵng gọi", "nang", "Nẵng"},
		{"see p.o.l.i.c.e. now", "police", "p.o.l.i.c.e"},
		{"a F1NAL w@rrant", "final warrant", "F1NAL w@rrant"},
		{"the Ｐｏｌｉｃｅ said", "police", "Ｐｏｌｉｃｅ"},
		{"Straße 5", "strasse", "Straße"},
		{"Straße 5", "tra", "tra"},
		{"Straße 5", "s", "S"},
		{"ｶﾞｲﾀﾞ", "ガ", "ｶﾞ"},
		{"ｶﾞｲﾀﾞ", "ダ", "ﾀﾞ"},
		{"\u1100\u1167\u11bc\u110e\u1161\u11af", "찰", "\u110e\u1161\u11af"},
		{"stop!!! now", "!", "!!!"},
		{"one   two", " ", "   "},
		{"one \r\n \n two", "\n", "\r\n \n"},
		{"pol🚔ice", "police", "pol🚔ice"},
		{"😀 police 😀", "police", "police"},
		{"a\xff公\xe5安", "公安", "公\xe5安"},
		{"e\u0301t\u0301e", "ete", "e\u0301t\u0301e"},
		{"臺灣𫝈警察", "警察", "警察"},
	}
	var x Text
	for _, tt := range tests {
		x.Fold(tt.src)
		at := strings.Index(string(x.B), spaced(tt.phrase))
		if at < 0 {
			t.Errorf("%q is not in Fold(%q) = %q", tt.phrase, tt.src, x.B)
			continue
		}
		s, e := x.Origin(at, at+len(spaced(tt.phrase)))
		if got := tt.src[s:e]; got != tt.want {
			t.Errorf("Origin of %q in %q: got %q, want %q", tt.phrase, tt.src, got, tt.want)
		}
		if fs, fe := x.Folded(s, e); fs > at || fe < at+len(spaced(tt.phrase)) {
			t.Errorf("Folded(%d, %d) of %q: got %d, %d, which does not hold %d", s, e, tt.src, fs, fe, at)
		}
	}
}

// spaced leaves the white space that Phrase trims.
func spaced(s string) string {
	if strings.TrimSpace(s) == "" {
		return s
	}
	return Phrase(s)
}

// TestFolded maps indicators found in the original.
func TestFolded(t *testing.T) {
	tests := []struct{ src, span, want string }{
		{"call +1 555 0100 now", "+1 555 0100", "+1 555 0100"},
		{"拨打 ５５５－０１００。", "５５５－０１００", "555-0100"},
		{"微信\u200b：\u200bABC_123", "ABC_123", "abc_123"},
		{"x \u200b\u200b y", "\u200b\u200b", " "},
		{"ab\u200b\u200bcd", "\u200b\u200b", ""},
		{"Nẵng", "ẵ", "a"},
		{"Straße", "ß", "ss"},
		{"p.o.l.i.c.e", ".l.", "l"},
	}
	var x Text
	for _, tt := range tests {
		x.Fold(tt.src)
		at := strings.Index(tt.src, tt.span)
		s, e := x.Folded(at, at+len(tt.span))
		if got := string(x.B[s:e]); got != tt.want {
			t.Errorf("Folded of %q in %q: got %q, want %q", tt.span, tt.src, got, tt.want)
		}
	}
}

// TestPhrase writes a phrase as a linguist would and finds it as scammers write it.
func TestPhrase(t *testing.T) {
	tests := []struct{ phrase, src string }{
		{"公安局", "我是北京市公　安　局的"}, {"安全账户", "轉到安全帳戶"}, {"逮捕令", "逮_捕_令"},
		{"出入境管理局", "出入境-管理局"}, {"台灣", "臺湾"}, {"警察 ", "警 察"},
		{"Arrest Warrant", "an  ARREST\u00a0w@rrant"}, {"lệnh bắt", "LENH BAT giu"},
		{"경찰", "경·찰"}, {"ケイサツ", "ｹｲｻﾂ"}, {"الشرطة", "الشُّرطة"}, {"क़ानून", "कानून"},
		{"don't tell", "Don’t  tell anyone"}, {"police", "p-o-l-i-c-e"}, {"stay online!", "stay online!!!!"},
	}
	var x Text
	for _, tt := range tests {
		x.Fold(tt.src)
		if p := Phrase(tt.phrase); !strings.Contains(string(x.B), p) {
			t.Errorf("phrase %q (%q) is not in %q", tt.phrase, p, x.B)
		}
	}
}

func TestReuse(t *testing.T) {
	var x Text
	x.Fold("first, much LONGER text with 符號 and é")
	x.Fold("abc")
	if got := string(x.B); got != "abc" {
		t.Errorf("got %q, want %q", got, "abc")
	}
	if s, e := x.Origin(1, 99); s != 1 || e != 3 {
		t.Errorf("Origin(1, 99): got %d, %d, want 1, 3", s, e)
	}
	for _, src := range []string{english, chinese, hostile} {
		if n := testing.AllocsPerRun(5, func() { x.Fold(src) }); n > 0 && len(src) > 0 {
			t.Errorf("%d allocations when reused on %.20q", int(n), src)
		}
	}
}
