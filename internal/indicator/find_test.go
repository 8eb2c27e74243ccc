package indicator

import (
	"strings"
	"testing"
)

// check finds in text, keeps the kinds that want mentions, and compares "kind value" lines; a note
// that matters is written after a blank and a bang.
func check(t *testing.T, region, text string, want ...string) {
	t.Helper()
	var got []string
	for _, in := range Find(text, Options{Region: region}) {
		line := string(in.Kind) + " " + in.Value
		for _, w := range want {
			if strings.HasSuffix(w, " !"+in.Note) {
				line += " !" + in.Note
				break
			}
		}
		got = append(got, line)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s %q\n got %q\nwant %q", region, text, got, want)
	}
}

func TestPhones(t *testing.T) {
	for _, c := range []struct{ region, text, want string }{
		{"", "拨打 +86-10-12308 求助", "phone +861012308"},
		{"", "0086 10 65612308", "phone +861065612308"},
		{"", "dial 011 86 10 6561 2308", "phone +861065612308"},
		{"", "ring (403) 555-0142 please", "phone +14035550142"},
		{"", "403.555.0142", "phone +14035550142"},
		{"", "1-403-555-0142", "phone +14035550142"},
		{"CA", "seen 4035550142, call 4035550142", "phone +14035550142"}, // ten bare digits need a word that vouches
		{"", "010-5555-0123 으로 전화 주세요", "phone +821055550123"},
		{"CN", "010-5555-0123", "phone +861055550123"},
		{"", "전화 ０１０－５５５５－０１２３", "phone +821055550123"},
		{"", "اتصل \u200f+٩٧١ ٥٠ ١٢٣ ٤٥٦٧", "phone +971501234567"},
		{"", "कॉल करें +९१ ९८७६५ ४३२१०", "phone +919876543210"},
		{"", "फोन 98765 43210", "phone +919876543210"},
		{"", "1-3-8-0-0-1-3-8-0-0-0", "phone +8613800138000"},
		{"", "138 0013 8000", "phone +8613800138000"},
		{"", "手机号138.0013.8000", "phone +8613800138000"},
		{"", "tel13800138000", "phone +8613800138000"},
		{"", "86-13800138000", "phone +8613800138000"},
		{"", "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎", "phone +8613800138000"},
		{"", "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "phone +8613800138000"},
		{"", "聯絡 +852 9123 4567", "phone +85291234567"},
		{"HK", "請致電 9123 4567", "phone +85291234567"},
		{"SG", "call 8123 4567", "phone +6581234567"},
		{"", "gọi 0912 345 678 ngay", "phone +84912345678"},
		{"VN", "0912345678", "phone +84912345678"},
		{"", "携帯 090-1234-5678", "phone +819012345678"},
		{"", "appelez le 06 12 34 56 78", "phone +33612345678"},
		{"ES", "llame al 612 34 56 78", "phone +34612345678"},
		{"GB", "020 7946 0018", "phone +442079460018"},
		{"", "+44 (0)20 7946 0018", "phone +442079460018"},
		{"AU", "0412 345 678", "phone +61412345678"},
		{"", "0011 61 2 9876 5432", "phone +61298765432"},
		{"", "电话01065612308", "phone +861065612308"},
		{"", "电话：1-403-555-0142", "phone +14035550142"},
		{"", "call 555-0142 now", "phone 5550142 !national_only"},
	} {
		check(t, c.region, c.text, c.want)
	}
}

func TestShortCodes(t *testing.T) {
	for _, c := range []struct {
		region, text string
		want         []string
	}{
		{"", "打110报警，或拨打 96110", []string{"short_code 110 !emergency", "short_code 96110"}},
		{"CN", "拨打110、120", []string{"short_code 110", "short_code 120"}},
		{"", "call 911 or 999", []string{"short_code 911", "short_code 999"}},
		{"", "(+33)17", []string{"short_code 17 !emergency"}},
		{"", "+34-112 o 0086-110", []string{"short_code 112", "short_code 110"}},
		{"KR", "112에 신고, 1332로 전화", []string{"short_code 1332"}},
		{"VN", "gọi 113", []string{"short_code 113 !emergency"}},
		{"JP", "#9110に電話", []string{"short_code #9110"}},
		{"GB", "dial 159", []string{"short_code 159"}},
		{"CA", "来自中国的热线 12308 电话", []string{"short_code 12308"}},
		{"ES", "llame al 112 o al 091", []string{"short_code 112", "short_code 091"}},
		{"IN", "कॉल 1930", []string{"short_code 1930"}},
		{"", "appelez le 17 ou le 112", []string{"short_code 17", "short_code 112"}},
		{"", "call when you are over 18", nil},
		{"", "hotline: +86-21-110", nil},
		{"", "您的预约编号是12345，请保存", nil},
	} {
		check(t, c.region, c.text, c.want...)
	}
	for _, region := range shortRegions {
		urgent, other := shortCodes(region)
		for _, code := range strings.Fields(urgent + " " + other) {
			in, err := ParsePhone(code, region)
			if err != nil || in.Kind != ShortCode || in.Value != code {
				t.Errorf("ParsePhone(%q, %s) = %+v, %v; a short code never becomes a number", code, region, in, err)
			}
		}
	}
}

func TestAccounts(t *testing.T) {
	for text, want := range map[string]string{
		"IBAN GB82 WEST 1234 5698 7654 32 today": "iban GB82WEST12345698765432",
		"DE89370400440532013000":                 "iban DE89370400440532013000",
		"FR14 2004 1010 0505 0001 3M02 606":      "iban FR1420041010050500013M02606",
		"card 4111-1111-1111-1111":               "card 4111111111111111",
		"3782 822463 10005":                      "card 378282246310005",
		"打到 6222 0212 3456 7890 128":             "bank_account 6222021234567890128 !checksum_ok",
		"账号：1234567890123":                       "bank_account 1234567890123 !checksum_unknown",
		"戶口 012-345678-901":                      "bank_account 012345678901",
		"계좌 110-123-456789":                      "bank_account 110123456789",
		"số tài khoản là 0123456789012":          "bank_account 0123456789012",
		"account number: 12345678901":            "bank_account 12345678901",
		"銀行口座 1234567 8901":                      "bank_account 12345678901",
		"cuenta 0049 1500 0512 3456 7892":        "bank_account 00491500051234567892",
		"compte n° 20041010050500013":            "bank_account 20041010050500013",
		"खाता संख्या 123456789012":               "bank_account 123456789012",
		"الحساب رقم ١٢٣٤٥٦٧٨٩٠١٢":                "bank_account 123456789012",
		"帐户名 李某 账号 ６２２８ ４８００ ０００１ ２３４５":             "bank_account 6228480000012345",
		"my id card is 11010519491231002X, keep it": "",
		"身份证 110105194912310021 账号":                 "",
		"GB82 WEST 1234 5698 7654 33":               "",
	} {
		if want == "" {
			check(t, "", text)
			continue
		}
		check(t, "", text, want)
	}
}

func TestWalletsInText(t *testing.T) {
	check(t, "", "send to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, now", "wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")
	check(t, "", "地址0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed转", "wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed !checksum_ok")
	check(t, "", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "wallet 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed !checksum_unknown")
	check(t, "", "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
	check(t, "", "USDT-TRC20: T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb", "wallet T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb")
	check(t, "", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "wallet bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
	check(t, "", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")
}

func TestLinks(t *testing.T) {
	for text, want := range map[string]string{
		"see hxxps://mps-gov-cn[.]com/case?id=1, now": "url https://mps-gov-cn.com/case?id=1 !lookalike_domain:gov.cn",
		"登录www.rcmp-grc.ca-verify.top查看":              "url http://www.rcmp-grc.ca-verify.top !lookalike_domain:rcmp-grc.gc.ca",
		"https://US.China-Embassy.gov.cn/eng/":        "url https://us.china-embassy.gov.cn/eng/ !",
		"china-embassy.top/a":                         "url http://china-embassy.top/a !lookalike_domain:china-embassy.gov.cn",
		"bit.ly/3abcd":                                "url http://bit.ly/3abcd !shortener",
		"请登入http://192.0.2.4/login，输入":                "url http://192.0.2.4/login !ip_host",
		"http://bank.com@192.0.2.4/x":                 "url http://192.0.2.4/x !ip_host",
		"аpple.com":                                   "url http://xn--pple-43d.com !punycode",
		"www.dhӏ-dhl.com":                             "url http://www.xn--dh-dhl-xkg.com",
		"http://pоlice.gov.sg.top":                    "url http://xn--plice-jye.gov.sg.top !lookalike_domain:gov.sg",
		"example(.)com":                               "url http://example.com",
		"http://xn--fiqs8s.example.com/":              "url http://xn--fiqs8s.example.com !punycode",
		"https://example.com:443/a(b).":               "url https://example.com/a(b)",
		"https://www.police.uk/pu/contact-us/":        "url https://www.police.uk/pu/contact-us/ !",
		"ring +1 at gov.uk":                           "url http://gov.uk !",
		"xem tại bocongan-vn.com ngay":                "url http://bocongan-vn.com !lookalike_domain:gov.vn",
		"我的邮箱 John.Doe@Example.COM。":                  "email john.doe@example.com",
		"mail to help@irs.gov-refund.com":             "email help@irs.gov-refund.com !lookalike_domain:irs.gov",
	} {
		check(t, "", text, want)
	}
}

func TestHandles(t *testing.T) {
	for text, want := range map[string]string{
		"微信：lucky_star88":            "handle wechat:lucky_star88",
		"加我微信lucky2024":              "handle wechat:lucky2024",
		"V信 abc12345":                "handle wechat:abc12345",
		"vx:Officer_Li":              "handle wechat:officer_li",
		"add my WeChat id officerli": "handle wechat:officerli",
		"QQ:123456789":               "handle qq:123456789",
		"扣扣号 23456789":               "handle qq:23456789",
		"telegram @agent_lee":        "handle telegram:agent_lee",
		"https://t.me/agent_lee":     "handle telegram:agent_lee",
		"t.me/Agent_Lee2":            "handle telegram:agent_lee2",
		"飞机号：agent_99":               "handle telegram:agent_99",
		"LINE ID: goodman77":         "handle line:goodman77",
		"加賴：goodman77":               "handle line:goodman77",
		"카톡 아이디 money88":             "handle kakaotalk:money88",
		"Skype: live.officer1":       "handle skype:live.officer1",
		"Zalo: canbo_113":            "handle zalo:canbo_113",
		"write @someone_else":        "handle unknown:someone_else",
		"WhatsApp: +1 403 555 0142":  "phone +14035550142",
		"微信 13800138000":             "phone +8613800138000",
	} {
		check(t, "", text, want)
	}
}

func TestClaims(t *testing.T) {
	for text, want := range map[string]string{
		"案号：（2024）京刑字第0123号":              "case_number (2024)京刑字第0123号",
		"案件編號 HK20240091":                 "case_number HK20240091",
		"case number is ca-2024/0091, ok": "case_number CA-2024/0091",
		"your ref: AB12345":               "case_number AB12345",
		"사건번호 2024형제12345호":               "case_number 2024형제12345호",
		"警号：012345":                       "badge_number 012345",
		"警員編號 54321":                      "badge_number 54321",
		"badge no. 4421":                  "badge_number 4421",
		"số hiệu 123-456":                 "badge_number 123-456",
		"matricule 45621":                 "badge_number 45621",
		"placa 12345":                     "badge_number 12345",
		"警察手帳番号 77123":                    "badge_number 77123",
		"رقم القضية ٢٠٢٤٠١":               "case_number 202401",
	} {
		check(t, "", text, want)
	}
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"三十万":                            "300000",
		"50万":                            "500000",
		"两百万":                            "2000000",
		"五百万人民币":                         "CNY 5000000",
		"叁拾伍万元整":                         "CNY 350000",
		"5萬蚊":                            "HKD 50000",
		"3万5千元":                          "CNY 35000",
		"三万五块钱":                          "CNY 35000",
		"人民币350000元":                     "CNY 350000",
		"1億2千万円":                         "JPY 120000000",
		"300万円":                          "JPY 3000000",
		"5만원":                            "KRW 50000",
		"3천만원":                           "KRW 30000000",
		"오천만원":                           "KRW 50000000",
		"1억 2천만원":                        "KRW 120000000",
		"1.2 billion":                    "1200000000",
		"pay 600m":                       "600000000",
		"1,2 tỷ":                         "1200000000",
		"500 triệu đồng":                 "VND 500000000",
		"năm trăm triệu đồng":            "VND 500000000",
		"50 000 €":                       "EUR 50000",
		"20.000 euros":                   "EUR 20000",
		"2 millions d'euros":             "EUR 2000000",
		"1.234,56 €":                     "EUR 1234.56",
		"₹50,000":                        "INR 50000",
		"₹1,00,000":                      "INR 100000",
		"5 lakh":                         "500000",
		"10 crore rupees":                "INR 100000000",
		"पाँच लाख रुपये":                 "INR 500000",
		"५ लाख रुपये":                    "INR 500000",
		"خمسة آلاف دولار":                "USD 5000",
		"٥٠٬٠٠٠ دولار":                   "USD 50000",
		"80 bitcoin":                     "BTC 80",
		"0.00125 BTC":                    "BTC 0.00125",
		"USDT 5000":                      "USDT 5000",
		"5000U":                          "USDT 5000",
		"$68,000":                        "USD 68000",
		"$68,000 CAD":                    "CAD 68000",
		"HK$50,000":                      "HKD 50000",
		"US$1,000.50":                    "USD 1000.5",
		"A$ 500":                         "AUD 500",
		"Rs. 5000":                       "INR 5000",
		"CAD 20k":                        "CAD 20000",
		"350,000 CNY":                    "CNY 350000",
		"three hundred thousand dollars": "USD 300000",
		"two million euros":              "EUR 2000000",
		"quinientos mil euros":           "EUR 500000",
		"transfer 50000":                 "50000",
		"汇款８００００":                        "80000",
	} {
		check(t, "", text, "amount "+want)
	}
	check(t, "AU", "$5000", "amount AUD 5000")
	check(t, "JP", "¥5000", "amount JPY 5000")
	check(t, "", "三十万 50万 5萬蚊", "amount 300000", "amount 500000", "amount HKD 50000")
	check(t, "", "US$100 HK$200", "amount USD 100", "amount HKD 200")
}

func TestDeadlines(t *testing.T) {
	for text, want := range map[string]string{
		"within 2 hours":    "PT2H",
		"within two hours":  "PT2H",
		"within 30 minutes": "PT30M",
		"within 3 days":     "P3D",
		"by 6 tonight":      "18:00",
		"by 6pm today":      "18:00",
		"before 18:00":      "18:00",
		"before midnight":   "00:00",
		"by noon":           "12:00",
		"by 9am tomorrow":   "tomorrow 09:00",
		"两小时内":              "PT2H",
		"24小时之内":            "PT24H",
		"半个小时内":             "PT30M",
		"今天18点前":            "18:00",
		"下午四点前":             "16:00",
		"明天上午十点前":           "tomorrow 10:00",
		"今天之内":              "today",
		"3月5日前":             "--03-05",
		"before 2026-03-05": "2026-03-05",
		"by March 5":        "--03-05",
		"before 5 March":    "--03-05",
		"오늘 18시까지":          "18:00",
		"두 시간 안에":           "PT2H",
		"trong 2 giờ":       "PT2H",
		"trước 18 giờ":      "18:00",
		"avant minuit":      "00:00",
		"avant 18h30":       "18:30",
		"dans les 2 heures": "PT2H",
		"antes de las 18":   "18:00",
		"en dos horas":      "PT2H",
		"2時間以内に":            "PT2H",
		"18時までに":            "18:00",
		"24 घंटे में":       "PT24H",
		"خلال ساعتين":       "PT2H",
		"خلال ٣ ساعات":      "PT3H",
	} {
		check(t, "", text, "deadline "+want)
	}
}
