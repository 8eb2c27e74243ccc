package indicator

import (
	"slices"
	"sync"
)

// context is a sort of word that gives the digits after it their meaning.
type context uint8

const (
	ctxPhone    context = iota // "call", "电话": digits that follow may be a number or a short code
	ctxAccount                 // "account", "账号"
	ctxOrder                   // "order no.", "验证码": digits that follow are none of ours
	ctxMoney                   // "pay", "ransom": a bare number that follows is an amount
	ctxTelegram                // "Telegram": an @name that follows is one there
	contextCount
)

// action says what to do when a trigger word is met.
type action uint8

const (
	actPhone   action = iota // remember ctxPhone; arg is the country the language suggests, if one
	actAccount               // remember ctxAccount
	actOrder                 // remember ctxOrder
	actMoney                 // remember ctxMoney
	actCase                  // read a case number
	actBadge                 // read a badge number
	actHandle                // read a handle; arg is the platform
	actHandleC               // the same, but only after a colon, an "id" or the like
	actScale                 // 万, million: an amount in words may end here
	actUnit                  // hours, 小时: a span in words may end here; arg is the ISO 8601 unit
	actMoment                // midnight, 今天: a moment that may be a deadline; arg is its value
	actClock                 // 点前: a clock time in Chinese numerals may end here
	actLink                  // "://", "www.", "[.]"
	actBech32                // "bc1"
	actDigit                 // a digit that is not ASCII
)

// trigger is a word and what to do at it.
type trigger struct {
	act   action
	arg   string
	words string // separated by "|", lower case
}

// triggers is everything that makes the scan stop, apart from digits, '@' and '.'.
var triggers = []trigger{
	{actPhone, "", "call|phone|telephone|mobile|hotline|helpline|dial|whatsapp|signal|tel:|tel.|tel |viber|fax|sms"},
	{actPhone, "", "texto|téléphone|numéro|llame|llamar|teléfono|telefono|móvil|marque|celular|ring "},
	{actPhone, "FR", "appelez|composez"},
	{actPhone, "CN", "电话|手机|拨打|致电|来电|热线|专线|拨通|回电|打给|号码是|报警|请打|联系方式|报打|拨"},
	{actPhone, "", "電話|手機|撥打|來電|熱線|專線|聯絡|携帯|番号"},
	{actPhone, "KR", "전화|연락처|번호|휴대폰|핸드폰|문의|신고"},
	{actPhone, "VN", "điện thoại|số máy|gọi|sđt|đt:|hotline:|di động|Điện thoại|Gọi|SĐT|ĐT|liên hệ|Liên hệ|số:|gọi số"},
	{actPhone, "IN", "फोन|फ़ोन|मोबाइल|कॉल|नंबर|हेल्पलाइन|डायल"},
	{actPhone, "", "هاتف|اتصل|جوال|الرقم|رقم|موبايل|واتساب|الاتصال"},
	{actAccount, "", "account|acct|a/c|iban|beneficiary|card number|card no"},
	{actAccount, "", "账号|账户|帐号|帐户|帳號|帳戶|賬號|賬戶|户口|戶口|卡号|卡號|銀行卡|银行卡|収款|收款|汇款至|口座"},
	{actAccount, "", "계좌|tài khoản|Tài khoản|stk|compte|cuenta|खाता|खाते|حساب|الحساب|số tk"},
	{actOrder, "", "order|tracking|invoice|verification|passcode|otp|room|flight|zip|postcode|parcel|订单|單號|单号|驗證碼|验证码|快递|運單|运单|包裹|房间|房號|门牌|航班|学号|學號|取件码|인증번호|주문|송장|mã otp|mã đơn|đơn hàng|注文|認証|commande|pedido|ऑर्डर|ओटीपी|الطلب|رمز"},
	{actOrder, "", "身份证|身分證|证件号|護照|护照|passport|id number|social security|주민등록|여권|cmnd|cccd|hộ chiếu|マイナンバー|passeport|pasaporte|आधार|पासपोर्ट|جواز"}, // the victim's own numbers
	{actMoney, "", "pay|paid|ransom|transfer|deposit|bail|owe|wire|money|remit|赎金|贖金|转账|轉賬|轉帳|汇款|匯款|打款|保证金|保證金|交钱|钱|錢|准备|转|轉|汇|匯|罚款|몸값|송금|입금|이체|보내|tiền|chuyển|chuộc|nộp|振込|身代金|払|rançon|payer|virement|rescate|pagar|transfiera|transferencia|फिरौती|भेज|पैसे|فدية|حول|ادفع|دفع"},

	{actCase, "", "case no|case number|case id|case #|case ref|case file|file number|file no|warrant no|warrant number|ref no|reference no|reference number|reference:|ref:|ref.|ref #|docket|dossier n|numéro de dossier|n° de dossier|affaire n|expediente|número de caso|caso n|caso:"},
	{actCase, "", "案号|案號|案件编号|案件編號|案件号|案件號|案件编码|立案号|立案编号|立案編號|受理编号|受理編號|案件受理号|文号|文號|通缉令编号|逮捕令编号|사건번호|사건 번호|số vụ án|vụ án số|số hồ sơ|mã hồ sơ|số hiệu vụ án|事件番号|केस नंबर|केस संख्या|मामला संख्या|رقم القضية|قضية رقم"},
	{actBadge, "", "badge|warrant card|officer number|officer no|police id|警号|警號|警员编号|警員編號|警员号|警官证号|警官證號|工号|工號|배지|경찰 번호|số hiệu|số thẻ|警察手帳番号|手帳番号|職員番号|matricule|placa|बैज|رقم الشارة|شارة"},

	{actHandle, "wechat", "wechat|weixin|微信|薇信|威信|v信|v❤|微❤|위챗|วีแชท|ウィーチャット|वीचैट"},
	{actHandle, "qq", "qq|扣扣|扣號|扣号"},
	{actHandle, "zalo", "zalo"},
	{actHandle, "kakaotalk", "kakaotalk|kakao|카카오톡|카톡"},
	{actHandle, "telegram", "telegram|텔레그램|电报号|電報號|纸飞机|紙飛機|テレグラム|तेलेग्राम|टेलीग्राम|تيليجرام|تلغرام"},
	{actHandle, "skype", "skype|스카이프"},
	{actHandleC, "wechat", "wx|vx|加v|加薇|加微"},
	{actHandleC, "telegram", "tg|飞机|飛機"},
	{actHandleC, "line", "line id|line:|line：|line@|賴:|賴：|加賴|加line|라인|ライン"},
	{actHandleC, "signal", "signal|시그널"},
	{actHandleC, "whatsapp", "whatsapp|واتساب"},

	{actScale, "", "thousand|million|billion|hundred|lakh|crore|grand|triệu|tỷ|nghìn|ngàn|mille|millions|millones|millón|mil |लाख|करोड़|हज़ार|हजार|مليون|ألف|آلاف|ملايين|مليار|万|萬|亿|億|千|百|만|억|천원"},
	{actScale, "", "bitcoin|dollars|euros"},

	{actUnit, "H", "hour|hours|小时|小時|钟头|鐘頭|個鐘|時間|시간|giờ|tiếng|heure|heures|hora|horas|घंटे|घंटा|घण्टे|ساعات|ساعة"},
	{actUnit, "M", "minute|minutes|mins|分钟|分鐘|phút|minutos|मिनट|دقيقة|دقائق"},
	{actUnit, "D", "days|day|jours|días|dias|工作日|ngày|أيام|दिनों|दिन"},
	{actUnit, "2H", "ساعتين"},
	{actUnit, "2D", "يومين"},
	{actMoment, "00:00", "midnight|minuit|medianoche|午夜|零点|零點|半夜12点|자정|真夜中|nửa đêm|आधी रात|منتصف الليل"},
	{actMoment, "12:00", "noon|midi|mediodía|mediodia|中午|正午|정오|buổi trưa|दोपहर|الظهر"},
	{actMoment, "today", "tonight|today|tod@y|end of day|今天|今日|今晚|当天|當天|天黑|天亮|下班|오늘|hôm nay|tối nay|aujourd'hui|ce soir|hoy|esta noche|आज|اليوم|الليلة"},
	{actMoment, "tomorrow", "tomorrow|明天|明日|明早|내일|ngày mai|demain|mañana|कल|غدا|غداً"},
	{actClock, "", "点前|點前|点之前|點之前|点以前|點以前|点钟前|點鐘前|点半前|點半前|时前|時前|时之前"},

	{actLink, "", "://|www.|[.]|(.)|[dot]"},
}

// The trigram hash keeps 15 bits of three bytes, five bits apart, with the case bit set.
const gramMask = 1<<15 - 1

// blankGram is the hash of blanks, as if the text began after some.
const blankGram = uint32(0x20<<5^0x20) & gramMask

func gramOf(a, b, c byte) uint32 {
	h := uint32(a | 0x20)
	h = (h<<5 ^ uint32(b|0x20)) & gramMask
	return (h<<5 ^ uint32(c|0x20)) & gramMask
}

// Classes of single bytes at which the scan stops.
const (
	classDigit = 1 + iota
	classAt
	classDot
	classWide // leads a digit of two bytes (Arabic-Indic)
)

// entry is one trigger word, found by the trigram that ends at word[:off+3].
type entry struct {
	gram uint32 // the three bytes themselves, with the case bit set
	word string
	off  int
	act  action
	arg  string
}

// tables is what the scan looks things up in; it is built from the lists above at first use, so
// that a program that never looks for indicators pays nothing.
type tables struct {
	class   [256]uint8
	grams   [1 << 9]uint64
	bucket  [1 << 15]uint16 // trigram to an index of entries
	entries [][]entry       // the first is empty
	suffix  [1 << 10][]unit // what may follow a number, by its first two bytes
	suffix1 [256][]unit     // the same, for words of one byte
}

var loadTables = sync.OnceValue(buildTables)

func buildTables() *tables {
	t := &tables{entries: make([][]entry, 1, 1024)}
	for c := '0'; c <= '9'; c++ {
		t.class[c] = classDigit
	}
	t.class['@'], t.class['.'] = classAt, classDot
	t.class[0xD9], t.class[0xDB] = classWide, classWide
	for _, tr := range triggers {
		rest := tr.words
		for rest != "" {
			w := rest
			for i := 0; i < len(rest); i++ {
				if rest[i] == '|' {
					w = rest[:i]
					break
				}
			}
			rest = rest[min(len(rest), len(w)+1):]
			t.put(w, tr.act, tr.arg)
		}
	}
	for _, z := range digitZeros {
		for d := range rune(10) {
			if w := string(z + d); len(w) == 3 {
				t.put(w, actDigit, "")
			}
		}
	}
	t.put("\U0001D7CE"[:3], actDigit, "")
	t.put("＠", actDigit, "")
	t.loadUnits()
	return t
}

// put files a word under its rarest trigram. Words of two bytes are filed under each letter, blank
// or digit border that may stand before them, so they cost more: keep them few.
func (t *tables) put(w string, act action, arg string) {
	if len(w) == 2 {
		for b := 0; b < 256; b++ {
			if !isLetter(byte(b)) {
				t.file(byte(b), w[0], w[1], entry{word: w, off: -1, act: act, arg: arg})
			}
		}
		return
	}
	best, cost := 0, 1<<30
	for i := 0; i+3 <= len(w); i++ {
		if w[i] >= 0x80 && w[i] < 0xC0 && w[0] >= 0xE0 {
			continue // keep to whole runes in scripts of three bytes
		}
		c := commonness(w[i]) * commonness(w[i+1]) * commonness(w[i+2])
		if w[i] >= 0xE0 {
			c = 500 + i // a rune of three bytes is rare enough, the first as good as any
		}
		if c < cost {
			best, cost = i, c
		}
	}
	t.file(w[best], w[best+1], w[best+2], entry{word: w, off: best, act: act, arg: arg})
}

func (t *tables) file(a, b, c byte, e entry) {
	h := gramOf(a, b, c)
	e.gram = rawGram(a, b, c)
	n := t.bucket[h]
	if n == 0 {
		n = uint16(len(t.entries))
		t.bucket[h] = n
		t.entries = append(t.entries, nil)
		t.grams[h>>6] |= 1 << (h & 63)
	}
	if !slices.Contains(t.entries[n], e) {
		t.entries[n] = append(t.entries[n], e)
	}
}

func rawGram(a, b, c byte) uint32 {
	return uint32(a|0x20)<<16 | uint32(b|0x20)<<8 | uint32(c|0x20)
}

// commonness is roughly how often a letter occurs in English text, per thousand.
func commonness(c byte) int {
	const perMille = "\x52\x0f\x1c\x2b\x7f\x16\x14\x3d\x46\x02\x08\x28\x18\x43\x4b\x13\x01\x3c\x3f\x5b\x1c\x0a\x18\x02\x14\x01"
	if isLetter(c) {
		return int(perMille[c|0x20-'a'])
	}
	if c == ' ' {
		return 180
	}
	return 6
}

// triggers looks up the words whose trigram ends at s[i] and acts on each one that stands there.
// It returns where the scan goes on, i+1 unless something was consumed.
func (f *Finder) triggers(i int, h uint32) int {
	next := i + 1
	if i == 0 {
		return next
	}
	a := byte(' ')
	if i >= 2 {
		a = f.s[i-2]
	}
	raw := rawGram(a, f.s[i-1], f.s[i])
	for _, e := range f.t.entries[f.t.bucket[h]] {
		if e.gram != raw {
			continue
		}
		from := i - 2 - e.off
		if e.off < 0 {
			from = i - 1
		}
		if e.act == actDigit {
			if d, _ := digitAt(f.s, from); d >= 0 {
				return max(next, f.number(from))
			}
			continue
		}
		if !hasFold(f.s, from, e.word) || !f.standsAlone(from, from+len(e.word), e.word) {
			continue
		}
		next = max(next, f.act(e, from, from+len(e.word)))
	}
	return next
}

// standsAlone reports whether a Latin word found at [from, to) is not a part of a longer one.
func (f *Finder) standsAlone(from, to int, w string) bool {
	if isLetter(w[0]) && from > 0 && isLetter(f.s[from-1]) {
		return false
	}
	last := w[len(w)-1]
	return !isLetter(last) || to >= len(f.s) || !isLetter(f.s[to])
}

// act does what the trigger e, which stands at [from, to), is there for.
func (f *Finder) act(e entry, from, to int) int {
	switch e.act {
	case actPhone:
		if f.near(ctxAccount, from, 8) || f.near(ctxOrder, from, 8) {
			break // "account number" in languages whose word for number is a phone word
		}
		f.ctx[ctxPhone] = to
		f.hint = e.arg
	case actAccount:
		f.ctx[ctxAccount] = to
	case actOrder:
		f.ctx[ctxOrder] = to
	case actMoney:
		f.ctx[ctxMoney] = to
	case actCase:
		f.claimed(CaseNumber, from, to)
	case actBadge:
		f.claimed(BadgeNumber, from, to)
	case actHandle, actHandleC:
		if e.arg == "telegram" {
			f.ctx[ctxTelegram] = to
		}
		f.handle(e.arg, from, to, e.act == actHandleC)
	case actScale:
		f.amountInWords(from, to)
	case actUnit:
		f.spanInWords(e.arg, from, to)
	case actMoment:
		f.moment(e.arg, from, to)
	case actClock:
		f.clockInWords(from, to)
	case actLink:
		return f.link(from, to)
	}
	return 0
}
