package web

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"unicode"

	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// A picture of a sign's card, for apps that show pictures and not pages. It is an SVG drawn line
// by line, since SVG wraps no text: how wide a line will be is reckoned, with room to spare.

const (
	picWide  = 1080
	picEdge  = 72
	picField = picWide - 2*picEdge
)

// picFonts are the stacks of tokens.css, for where no style sheet reaches.
var picFonts = map[string]string{
	"zh-Hans": "PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif",
	"zh-Hant": "PingFang TC, Microsoft JhengHei, Noto Sans CJK TC, Noto Sans TC, sans-serif",
	"ko":      "Apple SD Gothic Neo, Malgun Gothic, Noto Sans CJK KR, Noto Sans KR, sans-serif",
}

// drawing is a picture that grows downwards.
type drawing struct {
	b strings.Builder
	y int
}

// line writes one line of text and moves on by its height.
func (d *drawing) line(x, size int, weight, fill, text string) {
	d.y += size
	fmt.Fprintf(&d.b, `<text x="%d" y="%d" font-size="%d" font-weight="%s" fill="%s">%s</text>`, x, d.y, size, weight, fill, html.EscapeString(text))
	d.y += size * 2 / 5
}

func (d *drawing) lines(x, size int, weight, fill, text string) {
	for _, l := range even(text, room(size, weight)) {
		d.line(x, size, weight, fill, l)
	}
}

// room is how many ems a line of a size holds. Bold letters of the widest common face are a sixth
// wider than plain ones.
func room(size int, weight string) float64 {
	ems := float64(picField) / float64(size)
	if weight == "700" {
		ems /= 1.16
	}
	return ems
}

// drawSign draws the card. Its height follows its text.
func drawSign(p *signPage) string {
	size := 84
	for ; size > 56 && len(wrap(p.Title, room(size, "700"))) > 3; size -= 6 {
	}
	top := drawing{y: 150}
	top.line(picEdge, 34, "400", "#d9eae2", p.T("signs.kicker"))
	top.y += 16
	top.lines(picEdge, size, "700", "#ffffff", p.Title)
	top.y += 48
	band := top.y

	low := drawing{y: band + 96}
	low.lines(picEdge, 44, "400", "#14211e", p.Why)
	for _, do := range p.Do {
		low.y += 30
		fmt.Fprintf(&low.b, `<path fill="#d2dad2" d="M%d %dh%dv2H%dz"/>`, picEdge, low.y, picField, picEdge)
		low.y += 24
		low.line(picEdge, 32, "400", "#3f4e48", do.Who)
		low.lines(picEdge, 44, "700", "#0d5a50", do.What)
	}
	low.y += 56
	low.line(picEdge, 30, "400", "#586660", p.T("embed.foot"))
	high := low.y + 40

	font := picFonts[p.Lang]
	if font == "" {
		font = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Helvetica Neue, Arial, sans-serif"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" xml:lang="%s" font-family="%s" role="img">`,
		picWide, high, picWide, high, p.Lang, font)
	fmt.Fprintf(&b, `<title>%s</title><path fill="#f3f5f0" d="M0 0h%dv%dH0z"/>`, html.EscapeString(p.Title), picWide, high)
	fmt.Fprintf(&b, `<path fill="#0d5a50" d="M0 0h%dv%dQ%d %d 0 %dz"/>`, picWide, band, picWide/2, band+96, band)
	b.WriteString(`<g transform="translate(72 56) scale(2)" fill="#fff" stroke="#fff"><path stroke="none" d="M3 16.5h26a13 13 0 0 1-8.5 12.2V31h-9v-2.3A13 13 0 0 1 3 16.5z"/>` +
		`<path d="M4.2 12.8a12 12 0 0 1 23.6 0M10.2 12.8a6 6 0 0 1 11.6 0" fill="none" stroke-width="2.4" stroke-linecap="round"/></g>`)
	fmt.Fprintf(&b, `<text x="156" y="103" font-size="40" fill="#fff"><tspan font-weight="700">Ringtrue</tspan> <tspan dx="12" fill="#d9eae2" font-size="34">%s</tspan></text>`, html.EscapeString(p.T("brand.question")))
	b.WriteString(top.b.String() + low.b.String() + "</svg>\n")
	return b.String()
}

func (s *Site) sendPicture(w http.ResponseWriter, r *http.Request, p *signPage) {
	gate.SayLanguage(w, p.Lang)
	w.Header().Set("Content-Type", "image/svg+xml; charset=utf-8")
	body := []byte(drawSign(p))
	send(w, r, http.StatusOK, body, zipped(body))
}

// wrap breaks a text into lines of at most so many ems. Words are kept whole; between Chinese
// characters a line may break, but none begins with a mark that closes or ends with one that opens.
func wrap(text string, ems float64) (lines []string) {
	var line string
	for _, piece := range cuts(text) {
		if line != "" && width(strings.TrimRight(line+piece, " ")) > ems {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += piece
	}
	return append(lines, strings.TrimRight(line, " "))
}

// even wraps a text into as few lines as fit, of much the same length, so that no line is left
// with a single character.
func even(text string, ems float64) []string {
	best := wrap(text, ems)
	for ems *= 0.95; ems > 4; ems *= 0.95 {
		next := wrap(text, ems)
		if len(next) > len(best) {
			break
		}
		best = next
	}
	return best
}

const (
	closing = "，。、；：？！）」』”’》〉…—,.;:?!)%»"
	opening = "（「『“‘《〈(«"
)

// cuts cuts a text where a line may break.
func cuts(text string) (out []string) {
	start := 0
	rs := []rune(text)
	for i := 1; i < len(rs); i++ {
		if mayBreak(rs[i-1], rs[i]) {
			out = append(out, string(rs[start:i]))
			start = i
		}
	}
	return append(out, string(rs[start:]))
}

func mayBreak(a, b rune) bool {
	switch {
	case a == ' ':
		return true
	case b == ' ', strings.ContainsRune(closing, b), strings.ContainsRune(opening, a):
		return false
	}
	return ideograph(a) || ideograph(b) || strings.ContainsRune("，。、；：？！」』”", a) && b > 0x2000
}

func ideograph(r rune) bool { return unicode.Is(unicode.Han, r) }

// width reckons a line in ems, a little on the wide side.
func width(s string) (w float64) {
	for _, r := range s {
		switch {
		case unicode.Is(unicode.M, r):
		case r >= 0x1100 && r <= 0x11FF, r >= 0x2E80 && r <= 0xD7FF, r >= 0xFF00 && r <= 0xFF60, strings.ContainsRune("…—", r):
			w++
		case strings.ContainsRune("iljtfrI.,:;'’!|()[] \u00a0\u202f", r):
			w += 0.36
		case strings.ContainsRune("mwMW@%", r):
			w += 0.92
		case unicode.IsUpper(r):
			w += 0.72
		default:
			w += 0.6
		}
	}
	return w
}
