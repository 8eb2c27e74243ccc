package indicator

import (
	"strings"
	"unicode/utf8"
)

// connectors stand between "case number", "WeChat" or "badge" and what it announces.
var connectors = []string{
	"number", "no.", "no", "num", "id", "is", "are", "was", "as", "at", "me", "my", "account", "handle", "username", "user", "name", "ref", "file", "n°", "nº", "no:", "#", ":", "：", "=", "-", "–", "—", "\"", "“", "「", "'", "@", "/", "+", "是", "为", "為", "号码", "號碼", "号", "號", "账号", "帐号", "帳號", "là", "số", "của tôi", "est", "le", "de", "es", "del", "el", "número", "は", "번호", "아이디", "는", "은", "है", "हैं", "नंबर", "आईडी", "هو", "هي", "رقم", "搜", "搜索", "加", "加我", "联系", "聯繫", "添加", "id는", "me on", "o",
}

// announced skips at most six connectors from i on. marked is set when one of them leaves no doubt
// that a name or number follows.
func announced(s string, i int) (at int, marked bool) {
	for range 6 {
		i = skipSpace(s, i)
		w := firstOf(s, i, connectors)
		if w == 0 {
			break
		}
		switch c := s[i : i+w]; c {
		case "me", "my", "no", "o", "-", "–", "—", "as", "are", "was", "el", "le", "de", "+", "/", "的":
		default:
			marked = true
		}
		i += w
	}
	return i, marked
}

// claimed reads the case or badge number announced by the words at [from, to). It needs three
// digits, or two for a badge; Chinese file numbers such as （2024）京刑字第0123号 are read whole.
func (f *Finder) claimed(k Kind, from, to int) {
	s := f.s
	start, _ := announced(s, to)
	if start > to+40 {
		return
	}
	end, digits := start, 0
	for end < len(s) && end-start < 60 {
		if d, w := digitAt(s, end); d >= 0 {
			digits++
			end += w
			continue
		}
		c := s[end]
		if isLetter(c) || strings.IndexByte("-/_#", c) >= 0 && end > start {
			end++
			continue
		}
		if w := fileNumberSign(s, end); w > 0 {
			end += w
			continue
		}
		if c == '(' && end == start && end+1 < len(s) && isAlnum(s[end+1]) {
			end++
			continue
		}
		if (c == ' ' || c == '(' || c == ')' || c == '.') && end > start && end+1 < len(s) && digits > 0 && (isDigit(s[end+1]) || c == ')') && k == CaseNumber && isDigit(s[end-1]) && c != ')' {
			end++
			continue
		}
		break
	}
	for end > start && strings.IndexByte("-/_# ", s[end-1]) >= 0 {
		end--
	}
	for _, w := range [...]string{")", "）", "】", "〕", "］"} {
		if strings.HasSuffix(s[start:end], w) && !strings.ContainsAny(s[start:end], "(（【〔［") {
			end -= len(w) // it closes a bracket that the words stand in
		}
	}
	if digits < 3 && !(k == BadgeNumber && digits >= 2) || digits > 30 {
		return
	}
	f.add(k, canonicalClaim(s[start:end]), "", start, end)
}

var claimSigns = strings.NewReplacer("（", "(", "）", ")", "〔", "(", "〕", ")", "【", "(", "】", ")", "［", "(", "］", ")", "號", "号")

// fileNumberSign returns the length of a sign inside a Chinese or Korean file number, 0 if none.
func fileNumberSign(s string, i int) int {
	if s[i] < 0xE2 {
		return 0
	}
	r, w := utf8.DecodeRuneInString(s[i:])
	switch r {
	case '〔', '〕', '（', '）', '［', '］', '【', '】', '第', '号', '號', '字', '刑', '侦', '偵', '初', '诉', '訴', '民', '执', '執', '检', '檢', '公', '京', '沪', '津', '渝', '冀', '晋', '辽', '吉', '黑', '苏', '浙', '皖', '闽', '赣', '鲁', '豫', '鄂', '湘', '粤', '琼', '川', '蜀', '贵', '黔', '云', '滇', '陕', '甘', '青', '桂', '宁', '新', '藏', '立', '拘', '逮', '通', '缉', '案', '终', '特', '형', '제', '호', '의':
		return w
	}
	return 0
}

// canonicalClaim folds digits, letters and brackets and drops blanks, so that two ways of typing
// agree.
func canonicalClaim(w string) string {
	w = claimSigns.Replace(w)
	if w[0] == '(' && strings.IndexByte(w, ')') == len(w)-1 {
		w = w[1 : len(w)-1]
	} else if w[0] == '(' && strings.IndexByte(w, ')') < 0 {
		w = w[1:]
	}
	b := make([]byte, 0, len(w))
	for i := 0; i < len(w); {
		if d, n := digitAt(w, i); d >= 0 {
			b = append(b, byte('0'+d))
			i += n
			continue
		}
		switch c := w[i]; {
		case c == ' ' || c == '#':
		case c >= 'a' && c <= 'z':
			b = append(b, c-0x20)
		default:
			b = append(b, c)
		}
		i++
	}
	return string(b)
}
