package indicator

// Short codes work inside one country only. They are asked for before any numbering plan, because
// 110 in China would otherwise become the "+86110", which rings nobody or
// somebody else. The list is of codes that scams and advice about them mention; numbers as published
// by each country's police, regulator or emergency service.

// shortCode reports whether code is one in region; with region "" whether it is one anywhere.
func shortCode(region, code string) (known, emergency bool) {
	if region == "" {
		for _, r := range shortRegions {
			if k, e := shortCode(r, code); k {
				known, emergency = true, emergency || e
			}
		}
		return known, emergency
	}
	urgent, other := shortCodes(region)
	if listed(urgent, code) {
		return true, true
	}
	return listed(other, code), false
}

var shortRegions = []string{
	"CN", "HK", "MO", "TW", "KR", "JP", "VN", "US", "GB", "FR", "ES", "DE", "IT", "IE", "NL", "IN", "AU", "NZ", "SG", "MY", "TH", "PH", "ID", "AE",
}

// shortCodes lists a country's emergency codes and its other short codes, separated by blanks.
func shortCodes(region string) (urgent, other string) {
	switch region {
	case "CN":
		return "110 119 120 122 112", "114 12110 12119 12122 12301 12305 12306 12308 12309 12315 12320 12321 12328 12333 12337 12338 12339 12345 12348 12355 12356 12360 12363 12366 12367 12371 12378 12379 12381 12386 12388 12389 12393 10000 10001 10010 10011 10086 10099 11183 11185 95110 95188 95338 95516 95533 95555 95566 95588 95599 96110 96116 962110"
	case "HK":
		return "999 112 992", "18222 1823 1083"
	case "MO":
		return "999 110 112 919 993", ""
	case "TW":
		return "110 119 112", "113 165 118 1925 1922"
	case "KR":
		return "112 119 118", "110 111 113 117 1301 1332 1345 1330 1366 1377 1382 1394 182 125"
	case "JP":
		return "110 118 119", "#9110 188 189 117 171"
	case "VN":
		return "113 114 115 112", "111 1022 156 5656"
	case "US", "CA":
		return "911", "988 211 311 511 611 811"
	case "GB":
		return "999 112", "101 105 111 119 159 116123 7726"
	case "FR":
		return "17 112 15 18 114", "3018 3919 119 196 191 33700"
	case "ES":
		return "112 091 062", "017 016 061 060 024"
	case "DE":
		return "110 112", "115 116117 116116"
	case "IT":
		return "112 113 118", "1522 117"
	case "IE":
		return "999 112", ""
	case "NL":
		return "112", "113"
	case "BE", "PT", "SE", "FI", "DK", "NO", "AT", "CH", "PL", "GR", "LU":
		return "112", ""
	case "IN":
		return "112 100 101 102 108", "1930 1091 1098 181 139"
	case "AU":
		return "000 112 106", "131444"
	case "NZ":
		return "111", "105 112 1737 7726"
	case "SG":
		return "999 995", "1799 1777"
	case "MY":
		return "999 112", "997 15999 15888"
	case "TH":
		return "191 199 1669 1155", "1441 1599 1178"
	case "PH":
		return "911", "1326 117"
	case "ID":
		return "112 110 119", "157"
	case "AE":
		return "999 998 997", "901"
	}
	return "", ""
}

// listed reports whether code is one of the words in list.
func listed(list, code string) bool {
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j] != ' ' {
			j++
		}
		if list[i:j] == code {
			return true
		}
		i = j + 1
	}
	return false
}

// regionOfCode returns the main country of a calling code that has a list of short codes.
func regionOfCode(cc int) string {
	for _, r := range shortRegions {
		if c, _ := planRegion(r); c == cc {
			return r
		}
	}
	return ""
}
