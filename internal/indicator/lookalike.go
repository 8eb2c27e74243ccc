package indicator

import (
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// protected are names that scammers imitate, each with the domains under which it is genuine. The
// name is compared part by part with the host, so "mps-gov-cn.com" holds gov.cn and
// "rcmp-grc.ca-verify.top" holds rcmp-grc. Being genuine by this list is no evidence of anything: it
// only keeps the note off.
var protected = []struct{ name, genuine string }{
	{"gov.cn", "gov.cn"}, {"mps.gov", "gov.cn"}, {"spp.gov", "gov.cn"}, {"gjfzpt", "gov.cn"}, {"12308", "gov.cn"}, {"12381", "gov.cn"}, {"96110", "gov.cn"}, {"12337", "gov.cn"}, {"interpol", "interpol.int"},
	{"china.embassy", "china-embassy.gov.cn china-embassy.org"}, {"chinaembassy", "china-embassy.gov.cn"}, {"chinaconsulate", "chinaconsulate.gov.cn chineseconsulate.org"}, {"china.consulate", "china-consulate.gov.cn"}, {"chineseembassy", "china-embassy.gov.cn"}, {"china.police", "gov.cn"}, {"chinapolice", "gov.cn"},
	{"gov.uk", "gov.uk"}, {"police.uk", "police.uk"}, {"met.police", "police.uk"}, {"actionfraud", "actionfraud.police.uk"}, {"gc.ca", "gc.ca"}, {"canada.ca", "canada.ca"}, {"rcmp.grc", "rcmp-grc.gc.ca"}, {"rcmp", "rcmp-grc.gc.ca rcmp.ca"}, {"cbsa", "gc.ca"}, {"ircc", "canada.ca gc.ca"},
	{"gov.sg", "gov.sg"}, {"police.gov", "police.gov.sg police.gov.hk police.govt.nz gov.cn gov.in gov.au"}, {"gov.hk", "gov.hk"}, {"immd", "immd.gov.hk"}, {"icac", "icac.org.hk nsw.gov.au"}, {"gov.au", "gov.au"}, {"homeaffairs", "homeaffairs.gov.au"}, {"afp.gov", "afp.gov.au"}, {"govt.nz", "govt.nz"}, {"gov.tw", "gov.tw"}, {"gov.my", "gov.my"}, {"gov.vn", "gov.vn"}, {"bocongan", "gov.vn"}, {"dichvucong", "gov.vn"}, {"gov.in", "gov.in"}, {"go.kr", "go.kr"}, {"spo.go", "go.kr"}, {"go.jp", "go.jp"}, {"gouv.fr", "gouv.fr"}, {"gob.es", "gob.es"},
	{"usembassy", "usembassy.gov"}, {"uscis", "uscis.gov"}, {"irs.gov", "irs.gov"}, {"cbp.gov", "cbp.gov"}, {"fbi.gov", "fbi.gov"}, {"ice.gov", "ice.gov"}, {"dhs.gov", "dhs.gov"}, {"ic3", "ic3.gov"}, {"ssa.gov", "ssa.gov"},
	{"dhl", "dhl.com dhl.de dhl.fr"}, {"fedex", "fedex.com"}, {"usps", "usps.com usps.gov"}, {"ups", "ups.com"}, {"royalmail", "royalmail.com"}, {"royal.mail", "royalmail.com"}, {"canadapost", "canadapost.ca canadapost-postescanada.ca"}, {"auspost", "auspost.com.au"}, {"singpost", "singpost.com"}, {"sf.express", "sf-express.com"}, {"ems.com", "ems.com.cn"},
	{"icbc", "icbc.com.cn icbc.com"}, {"ccb", "ccb.com"}, {"boc", "boc.cn boc.com"}, {"bankofchina", "bankofchina.com"}, {"abchina", "abchina.com"}, {"cmbchina", "cmbchina.com"}, {"hsbc", "hsbc.com hsbc.co.uk hsbc.com.hk hsbc.ca hsbc.com.cn hsbc.com.au"}, {"unionpay", "unionpay.com unionpayintl.com"}, {"alipay", "alipay.com"}, {"paypal", "paypal.com paypal.me"}, {"commbank", "commbank.com.au"}, {"westpac", "westpac.com.au westpac.co.nz"}, {"dbs", "dbs.com dbs.com.sg"}, {"ocbc", "ocbc.com"}, {"vietcombank", "vietcombank.com.vn"}, {"wechat", "wechat.com"},
}

var shorteners = "bit.ly t.cn tinyurl.com goo.gl is.gd ow.ly buff.ly dwz.cn url.cn suo.im t.ly cutt.ly rebrand.ly shorturl.at rb.gy s.id v.gd reurl.cc lihi.cc tiny.cc han.gl vo.la me2.kr bom.so qr.ae u.to"

// hostNote says what is remarkable about a host in its xn-- form, "" if nothing is.
func hostNote(h string) string {
	plain := h
	puny := strings.Contains(h, "xn--")
	if puny {
		if u, err := idna.Punycode.ToUnicode(h); err == nil {
			plain = u
		}
	}
	if name := imitated(h, plain); name != "" {
		return NoteLookalike + name
	}
	if puny {
		return NotePunycode
	}
	if base, err := publicsuffix.EffectiveTLDPlusOne(h); err == nil && listed(shorteners, base) || listed(shorteners, h) {
		return NoteShortener
	}
	return ""
}

// imitated returns the protected name that host holds without being genuine, "" if there is none.
func imitated(host, plain string) string {
	skeleton := skeletonOf(plain)
	for _, p := range protected {
		if !strings.Contains(skeleton, p.name[:min(2, len(p.name))]) || !holds(skeleton, p.name) {
			continue
		}
		if !genuine(host, p.genuine) {
			return displayName(p.name, p.genuine)
		}
	}
	return ""
}

// displayName is what a note calls a protected name: its first genuine domain.
func displayName(name, genuine string) string {
	first, _, _ := strings.Cut(genuine, " ")
	return first
}

// genuine reports whether host is one of the blank-separated domains or lies under one.
func genuine(host, domains string) bool {
	for domains != "" {
		var d string
		d, domains, _ = strings.Cut(domains, " ")
		if host == d || strings.HasSuffix(host, "."+d) {
			return true
		}
	}
	return false
}

// holds reports whether name, a sequence of parts, occurs in host as a sequence of whole parts; dots
// and dashes both separate parts.
func holds(host, name string) bool {
	same := func(a, b byte) bool { return a == b || (a == '.' || a == '-') && (b == '.' || b == '-') }
	for i := 0; i+len(name) <= len(host); i++ {
		k := 0
		for k < len(name) && same(host[i+k], name[k]) {
			k++
		}
		if k < len(name) {
			continue
		}
		before := i == 0 || host[i-1] == '.' || host[i-1] == '-'
		e := i + len(name)
		after := e == len(host) || host[e] == '.' || host[e] == '-'
		if before && after {
			return true
		}
	}
	return false
}

// skeletonOf replaces letters by the ASCII letter they look like, the way readers are fooled.
func skeletonOf(h string) string {
	ascii := true
	for i := 0; i < len(h); i++ {
		ascii = ascii && h[i] < 0x80
	}
	if ascii {
		return h
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case 'а', 'ɑ', 'α', 'à', 'á', 'â', 'ã', 'ä', 'å', 'ạ':
			return 'a'
		case 'е', 'ё', 'è', 'é', 'ê', 'ë', 'ẹ':
			return 'e'
		case 'о', 'ο', 'ò', 'ó', 'ô', 'õ', 'ö', 'ọ':
			return 'o'
		case 'р', 'ρ':
			return 'p'
		case 'с', 'ç', 'ϲ':
			return 'c'
		case 'у', 'γ', 'ý':
			return 'y'
		case 'х', 'χ':
			return 'x'
		case 'і', 'ì', 'í', 'î', 'ï', 'ı', 'ι':
			return 'i'
		case 'ј':
			return 'j'
		case 'ѕ':
			return 's'
		case 'к', 'κ':
			return 'k'
		case 'һ':
			return 'h'
		case 'ԁ':
			return 'd'
		case 'ɡ', 'ġ', 'ց':
			return 'g'
		case 'ν', 'ѵ':
			return 'v'
		case 'п', 'ñ', 'ո':
			return 'n'
		case 'υ', 'ù', 'ú', 'û', 'ü', 'ս':
			return 'u'
		case 'ԝ', 'ω':
			return 'w'
		}
		return r
	}, h)
}
