package web

import (
	"strings"

	"github.com/a-h/templ"
)

// said writes the message with its marks. It is made here and not in a template, since every
// space and line break of the message counts and a template may add some.
//
// A mark is a link to its reason, with the reason's number; a mark with several reasons has a
// link for each.
func said(pieces []piece, tag string) templ.Component {
	var b strings.Builder
	b.WriteString(`<bdi class="said" dir="auto"`)
	if tag != "" {
		b.WriteString(` lang="` + templ.EscapeString(tag) + `"`)
	}
	b.WriteString(">")
	for _, p := range pieces {
		switch {
		case p.Cut:
			b.WriteString(`<span class="cut">[…]</span>`)
		case len(p.Reasons) == 0:
			b.WriteString(templ.EscapeString(p.Text))
		default:
			writeMark(&b, p)
		}
	}
	b.WriteString("</bdi>")
	return templ.Raw(b.String())
}

func writeMark(b *strings.Builder, p piece) {
	b.WriteString(`<mark class="mk ` + p.Class + `">`)
	for i, a := range p.Reasons {
		n := itoa(a.N)
		b.WriteString(`<a href="#r` + n + `"`)
		if a.First {
			b.WriteString(` id="m` + n + `"`)
		}
		b.WriteString(">")
		if i == 0 {
			b.WriteString(templ.EscapeString(p.Text))
		}
		b.WriteString("<sup>" + n + "</sup></a>")
	}
	b.WriteString("</mark>")
}
