package lang

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf16 "golang.org/x/text/encoding/unicode"
)

// Decoded is text made of bytes, and how.
type Decoded struct {
	Text     string
	Encoding string // "utf-8", "utf-16", "gb18030", "big5"
	Lost     int    // bytes that could not be read; each stands in Text as SUB (U+001A)
}

// Sub stands for a byte that could not be read. It is one byte long, so that offsets into a
// damaged UTF-8 text stay those of the file.
const Sub = '\x1a'

// Decode makes text of bytes in UTF-8, UTF-16 with a byte order mark, GB18030 or Big5. It never
// fails: what cannot be read is counted in Lost.
func Decode(raw []byte) Decoded {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return decodeWith(utf16.UTF16(utf16.LittleEndian, utf16.UseBOM), raw, "utf-16")
	case utf8.Valid(raw):
		return Decoded{Text: string(raw), Encoding: "utf-8"}
	}
	broken := damage(raw)
	if high := highBytes(raw); broken.Lost*8 < high {
		return broken // UTF-8 with a few damaged places
	}
	best := broken
	bestScore := 0.5
	for _, c := range []struct {
		name string
		enc  encoding.Encoding
	}{{"gb18030", simplifiedchinese.GB18030}, {"big5", traditionalchinese.Big5}} {
		d := decodeWith(c.enc, raw, c.name)
		if s := plausible(d.Text); s > bestScore {
			best, bestScore = d, s
		}
	}
	return best
}

func decodeWith(e encoding.Encoding, raw []byte, name string) Decoded {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return damage(raw)
	}
	text := string(out)
	lost := strings.Count(text, "\uFFFD")
	return Decoded{Text: strings.ReplaceAll(text, "\uFFFD", string(Sub)), Encoding: name, Lost: lost}
}

// damage keeps what is UTF-8 and puts Sub for every other byte.
func damage(raw []byte) Decoded {
	var b strings.Builder
	b.Grow(len(raw))
	lost := 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			b.WriteByte(Sub)
			lost++
		} else {
			b.Write(raw[:n])
		}
		raw = raw[n:]
	}
	return Decoded{Text: b.String(), Encoding: "utf-8", Lost: lost}
}

func highBytes(raw []byte) (n int) {
	for _, c := range raw {
		if c >= 0x80 {
			n++
		}
	}
	return n
}

// plausible is the share of characters outside ASCII that running Chinese is made of, weighted
// towards its commonest: Big5 read as GB18030, or the reverse, gives rare ones.
func plausible(text string) float64 {
	n, good := 0, 0.0
	for _, r := range text[:min(len(text), 1<<16)] {
		switch {
		case r < 0x80:
			continue
		case commonHan.has(r):
			good += 2
		case r >= 0x4E00 && r <= 0x9FFF:
			good += 0.6
		case unicode.IsPunct(r) || r >= 0xFF00 && r <= 0xFF5E || r >= 0x3000 && r <= 0x303F:
			good += 0.8
		}
		n++
	}
	if n == 0 {
		return 0
	}
	return good / float64(n)
}

var commonHan = set("的一是不了在人有我他这这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運请請转轉账帳钱錢您好吗嗎吧呢")

// Clean makes text fit to be printed to a terminal: control characters and bidirectional
// overrides are shown as visible signs and never reach it raw. Line breaks and tabs stay.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == Sub:
			return '\uFFFD'
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7F:
			return 0x2421
		case r >= 0x80 && r < 0xA0, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
			return '\uFFFD'
		}
		return r
	}, s)
}
