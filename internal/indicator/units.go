package indicator

import (
	"slices"
	"strings"
)

// unitKind says what a word after a number makes of it.
type unitKind uint8

const (
	unitCurrency unitKind = 1 << iota // code holds the currency
	unitScale                         // exp holds the power of ten
	unitSpan                          // code holds the ISO 8601 designator
	unitClock                         // "点", "h", "o'clock": the number is an hour
	unitCount                         // people, kilometres: the number is no sum
)

// unit is a word that may follow a number.
type unit struct {
	word string
	kind unitKind
	code string
	exp  int8
}

// units lists, per line, words of one meaning. Currencies are ISO 4217 codes, or the common code of
// a crypto-currency; "$" stands for the reader's dollar, "Y" for the reader's yuan or yen.
var units = []struct {
	kind  unitKind
	code  string
	exp   int8
	words string
}{
	{unitCurrency, "$", 0, "$|dollars|dollar|bucks|dólares|dolares|dólar|刀|块钱刀|डॉलर|ドル|달러|đô la|đô|دولار|دولارات"},
	{unitCurrency, "USD", 0, "usd|us dollars|us dollar|us$|美元|美金|美刀|미국 달러|米ドル|دولار أمريكي|dollars américains"},
	{unitCurrency, "CAD", 0, "cad|ca$|c$|canadian dollars|加元|加币|加幣|加刀|dollars canadiens"},
	{unitCurrency, "AUD", 0, "aud|au$|a$|australian dollars|澳元|澳币|澳幣|澳刀"},
	{unitCurrency, "NZD", 0, "nzd|nz$|new zealand dollars|纽币|纽元|新西兰元|紐幣"},
	{unitCurrency, "SGD", 0, "sgd|s$|singapore dollars|新币|新幣|新元|坡币"},
	{unitCurrency, "HKD", 0, "hkd|hk$|hong kong dollars|港币|港幣|港元|港纸|蚊"},
	{unitCurrency, "TWD", 0, "twd|nt$|ntd|台币|台幣|新台幣|新台币"},
	{unitCurrency, "CNY", 0, "cny|rmb|yuan|renminbi|人民币|人民幣|元人民币|元人民幣|块钱|塊錢|圆整|元整|위안|nhân dân tệ|人民元|युआन|يوان"},
	{unitCurrency, "Y", 0, "¥|￥|元|块|塊|圆|圓"},
	{unitCurrency, "JPY", 0, "jpy|yen|日元|日圆|日圓|日币|日幣|円|엔"},
	{unitCurrency, "KRW", 0, "krw|won|₩|원|韩元|韓元|韩币|韓幣|ウォン"},
	{unitCurrency, "VND", 0, "vnd|vnđ|₫|đồng|đ|dong|越南盾|越盾"},
	{unitCurrency, "EUR", 0, "eur|€|euros|euro|欧元|歐元|유로|ユーロ|यूरो|يورو"},
	{unitCurrency, "GBP", 0, "gbp|£|pounds|pound|quid|sterling|英镑|英鎊|파운드|ポンド|livres sterling|libras"},
	{unitCurrency, "INR", 0, "inr|₹|rupees|rupee|rs|卢比|रुपये|रुपए|रुपया|रु|روبية"},
	{unitCurrency, "THB", 0, "thb|baht|฿|泰铢|泰銖"},
	{unitCurrency, "MYR", 0, "myr|rm|ringgit|马币|馬幣|令吉"},
	{unitCurrency, "PHP", 0, "php|₱|pesos filipinos"},
	{unitCurrency, "MXN", 0, "mxn|mx$|pesos mexicanos"},
	{unitCurrency, "CHF", 0, "chf|francs suisses|swiss francs|瑞士法郎"},
	{unitCurrency, "RUB", 0, "rub|₽|rubles|卢布"},
	{unitCurrency, "AED", 0, "aed|dirhams|درهم"},
	{unitCurrency, "SAR", 0, "sar|ريال|ريال سعودي"},
	{unitCurrency, "USDT", 0, "usdt|tether|泰达币|泰達幣|u币|u"},
	{unitCurrency, "USDC", 0, "usdc"},
	{unitCurrency, "BTC", 0, "btc|bitcoins|bitcoin|₿|比特币|比特幣|비트코인|ビットコイン"},
	{unitCurrency, "ETH", 0, "eth|ethereum|ether|以太坊|以太币|이더리움"},
	{unitCurrency, "TRX", 0, "trx"},

	{unitScale, "", 3, "k|thousand|grand|千|仟|천|nghìn|ngàn|mille|mil|हज़ार|हजार|ألف|آلاف"},
	{unitScale, "", 2, "百|佰|백|hundred"},
	{unitScale, "", 4, "w|万|萬|만"},
	{unitScale, "", 5, "十万|十萬|lakh|lakhs|lac|लाख|십만"},
	{unitScale, "", 6, "m|mn|mil|million|millions|millon|millón|millones|百万|百萬|triệu|백만|मिलियन|مليون|ملايين"},
	{unitScale, "", 7, "千万|千萬|crore|crores|करोड़|천만"},
	{unitScale, "", 8, "亿|億|억"},
	{unitScale, "", 9, "b|bn|billion|billions|十亿|tỷ|tỉ|milliard|milliards|mil millones|مليار"},

	{unitSpan, "H", 0, "hours|hour|hrs|hr|h|小时|小時|个小时|個小時|钟头|鐘頭|個鐘|个钟|時間|시간|giờ|giờ đồng hồ|tiếng|tiếng đồng hồ|heures|heure|horas|hora|घंटे|घंटों|घंटा|घण्टे|ساعات|ساعة"},
	{unitSpan, "M", 0, "minutes|minute|mins|min|分钟|分鐘|分以内|分间|分間|분|phút|minutos|मिनट|دقيقة|دقائق"},
	{unitSpan, "D", 0, "days|day|天|日内|日內|日以内|个工作日|工作日|日間|일|ngày|jours|jour|días|dias|día|दिन|दिनों|أيام|يوم"},
	{unitClock, "", 0, "点钟|點鐘|点|點|时|時|시|o'clock|बजे"},

	{unitCount, "", 0, "人|个|個|名|次|米|公里|公斤|斤|步|字|条|條|件|张|張|平|亩|粉丝|年|岁|歲|多人|余人|명|개|번|키로|km|kg|people|users|years|year|times|followers|views|miles|steps|students|customers|men|tons|tonnes|m2|personnes|personas|habitants|habitantes|người|người dân|con|लोग|लोगों|شخص|人々|人が|本|回|歩|冊|台"},
}

// loadUnits files the units under their first bytes, longest word first, so that the first hit is
// the longest.
func (t *tables) loadUnits() {
	for _, u := range units {
		for w := range strings.SplitSeq(u.words, "|") {
			list := &t.suffix1[w[0]]
			if len(w) > 1 {
				list = &t.suffix[pairOf(w[0], w[1])]
			}
			at := len(*list)
			for at > 0 && len((*list)[at-1].word) < len(w) {
				at--
			}
			*list = slices.Insert(*list, at, unit{w, u.kind, u.code, u.exp})
		}
	}
}

func pairOf(a, b byte) int { return (int(lower(a))*37 + int(lower(b))) & (1<<10 - 1) }

// unitAt returns the longest unit of one of the wanted kinds at s[i:] and the byte after it. A Latin
// word must end there.
func (f *Finder) unitAt(i int, want unitKind) (u unit, end int) {
	if i >= len(f.s) {
		return unit{}, 0
	}
	if i+1 < len(f.s) {
		for _, u := range f.t.suffix[pairOf(f.s[i], f.s[i+1])] {
			if u.kind&want != 0 && wordAt(f.s, i, u.word) && !f.runsOn(i+len(u.word), u.word) {
				return u, i + len(u.word)
			}
		}
	}
	for _, u := range f.t.suffix1[lower(f.s[i])] {
		if u.kind&want != 0 && wordAt(f.s, i, u.word) && !f.runsOn(i+1, u.word) {
			return u, i + 1
		}
	}
	return unit{}, 0
}

// runsOn reports whether a short Latin unit is really the beginning of an identifier: "5k3".
func (f *Finder) runsOn(end int, w string) bool {
	return end < len(f.s) && isLetter(w[len(w)-1]) && len(w) <= 2 && (isDigit(f.s[end]) || f.s[end] == '_')
}

// currencyCode returns the currency that p, the whole of it, names.
func currencyCode(p string) (string, bool) {
	t := loadTables()
	if p == "" {
		return "", false
	}
	list := t.suffix1[lower(p[0])]
	if len(p) > 1 {
		list = t.suffix[pairOf(p[0], p[1])]
	}
	for _, u := range list {
		if u.kind == unitCurrency && len(u.word) == len(p) && hasFold(p, 0, u.word) {
			return u.code, true
		}
	}
	return "", false
}

// resolve turns the reader's dollar and yuan sign into a currency.
func (o Options) resolve(code string) string {
	switch code {
	case "$":
		switch o.Region {
		case "CA", "AU", "NZ", "SG", "HK":
			return o.Region + "D"
		case "TW":
			return "TWD"
		case "MX":
			return "MXN"
		}
		return "USD"
	case "Y":
		switch o.Region {
		case "JP":
			return "JPY"
		case "TW":
			return "TWD"
		case "HK":
			return "HKD"
		}
		return "CNY"
	}
	return code
}
