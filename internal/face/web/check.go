package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/base/ocr"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
)

// checkPage is the form: empty, or with what was typed, or with what was read in pictures, for its
// sender to correct.
type checkPage struct {
	page
	asked
	Messages []message
	Readers  []choice
	Problem  string // what is wrong with what was sent, or ""
	Lost     bool   // some bytes could not be read
	Review   bool   // a picture was read: compare before checking
	Unread   []unread

	Pictures bool     // pictures can be read here
	Tongues  []choice // languages they can be read in
	Missing  []choice // those they cannot
}

// message is one of the fields for text.
type message struct {
	ID, Label, Text string
	Notes           []string
	Fresh           bool // just added: where typing goes on
}

// Rows is how high the field is: enough for what it holds on a phone, within reason.
func (m message) Rows() string {
	n := 0
	for l := range strings.SplitSeq(m.Text, "\n") {
		if n += 1 + utf8.RuneCountInString(l)/24; n > 18 {
			break
		}
	}
	return itoa(min(18, max(7, n+1)))
}

// unread is a file that could not be read, and why.
type unread struct{ Name, Why string }

// choice is one option of a list.
type choice struct {
	Value, Label string
	On           bool
}

func (s *Site) getCheck(w http.ResponseWriter, r *http.Request) {
	c := checkPage{page: s.newPage(r, "/check"), asked: asked{From: s.From}}
	s.showForm(w, r, http.StatusOK, &c)
}

// showForm writes the form. It has one field for text at least.
func (s *Site) showForm(w http.ResponseWriter, r *http.Request, status int, c *checkPage) {
	c.Again, c.More = "check", s.assets.help.path
	for _, id := range check.Readers {
		c.Readers = append(c.Readers, choice{id, c.T("reader." + id), id == c.As})
	}
	if len(c.Messages) == 0 {
		c.Messages = []message{{}}
	}
	for i := range c.Messages {
		m := &c.Messages[i]
		m.ID = "text"
		if i > 0 {
			m.ID += itoa(i + 1)
		}
		if m.Label == "" {
			m.Label = c.T("check.label")
			if len(c.Messages) > 1 {
				m.Label = c.T("ask.message_n", "N", itoa(i+1))
			}
		}
	}
	reader := s.Reader.Eyes()
	c.Pictures = reader.Able()
	for _, t := range reader.Tags() {
		c.Tongues = append(c.Tongues, choice{t, tongueName(t), t == c.In})
	}
	for _, t := range reader.Missing() {
		c.Missing = append(c.Missing, choice{Value: t, Label: tongueName(t)})
	}
	s.write(w, r, status, &c.page, checkView(c))
}

// tongueName is a language's own name for itself.
func tongueName(tag string) string {
	return cmp.Or(ownNames[tag], map[string]string{"ja": "日本語", "es": "Español", "hi": "हिन्दी", "ar": "العربية"}[tag], tag)
}

// mostFieldsOfText is how many messages a form holds beside each other.
const mostFieldsOfText = 20

// postCheck answers messages. It shows the form again when a picture was read, for its words to be
// compared; when a file could not be read; when another field is asked for, or "change"; and when
// there is nothing to answer.
func (s *Site) postCheck(w http.ResponseWriter, r *http.Request) {
	in, err := s.readAsked(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	defer in.batch.Done()
	p, switched := s.inForm(r, in.form, "/check")
	c := checkPage{page: p, asked: in.asked(), Lost: in.lost > 0}
	for _, t := range in.texts {
		c.Messages = append(c.Messages, message{Text: t})
	}
	c.add(in.batch.Read(r.Context(), c.In, p.Lang))
	if r.Context().Err() != nil {
		return // nobody waits for the answer
	}
	c.tidy()
	c.Text = c.joined()
	switch f := in.form; {
	case f.get("edit", 1) != "":
		c.Messages = []message{{Text: c.Text}}
		s.showForm(w, r, http.StatusOK, &c)
	case f.get("add", 1) != "":
		if len(c.Messages) < mostFieldsOfText {
			c.Messages = append(c.Messages, message{Fresh: true})
		}
		s.showForm(w, r, http.StatusOK, &c)
	case switched && f.get("view", 8) == "form":
		s.showForm(w, r, http.StatusOK, &c)
	case c.Review || len(c.Unread) > 0:
		s.showForm(w, r, statusFor(c.Text), &c)
	case c.Text == "":
		c.Problem = c.T("check.empty")
		s.showForm(w, r, http.StatusUnprocessableEntity, &c)
	default:
		s.answer(w, r, &c, f.get("print", 1) != "")
	}
}

// statusFor is that of a form shown again: what came could be used, or none of it could.
func statusFor(text string) int {
	if text == "" {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// add takes what was brought in files into the form.
func (c *checkPage) add(items []bring.Item) {
	pictures := 0
	for _, it := range items {
		name := cmp.Or(it.Name, c.T("ask.no_name"))
		if it.Err != nil {
			c.Unread = append(c.Unread, unread{name, c.why(it.Err)})
			continue
		}
		m := message{Text: it.Text, Label: c.T("ask.chat_n", "N", name)}
		if it.Kind == bring.KindPicture {
			pictures++
			c.Review = true
			m.Label = c.T("ask.picture_n", "N", itoa(pictures)) + c.Dot() + name
		}
		switch {
		case it.Kind == bring.KindPicture && it.Text == "":
			m.Notes = append(m.Notes, c.T("ask.blank"))
		case it.Hard:
			m.Notes = append(m.Notes, c.T("ask.hard"))
		}
		if it.Cut {
			m.Notes = append(m.Notes, c.T("ask.cut"))
		}
		c.Lost = c.Lost || it.Lost > 0
		c.Messages = append(c.Messages, m)
	}
}

// why says a file's fault in the reader's language.
func (c *checkPage) why(err error) string {
	f := fault.As(err)
	if f == nil {
		return c.T("problem." + ocr.CodeNone)
	}
	code := f.Code
	if code == ocr.CodeBytes {
		code = bring.CodeBytes
	}
	if key := "problem." + code; c.words.Has(key) {
		return c.T(key, "Max", itoa(bring.MostFiles), "Mb", itoa(bring.MostBytes>>20))
	}
	return c.T("problem." + ocr.CodeNone)
}

// tidy leaves out fields that were left empty, but for the words of pictures, where somebody may
// want to type.
func (c *checkPage) tidy() {
	c.Messages = slices.DeleteFunc(c.Messages, func(m message) bool {
		return strings.TrimSpace(m.Text) == "" && len(m.Notes) == 0
	})
}

// joined is all messages as one text, as they stand below each other.
func (c *checkPage) joined() string {
	var texts []string
	for _, m := range c.Messages {
		if t := strings.TrimRight(m.Text, "\n "); strings.TrimSpace(t) != "" {
			texts = append(texts, t)
		}
	}
	return strings.Join(texts, "\n\n")
}

// list is a sentence with languages in it. Each name is marked as being in its language, for those
// who have the page read out.
func (c *checkPage) list(key string, tongues []choice) templ.Component {
	comma := ", "
	if strings.HasPrefix(c.Lang, "zh") {
		comma = "、"
	}
	var names []string
	for _, t := range tongues {
		names = append(names, `<span lang="`+templ.EscapeString(t.Value)+`">`+templ.EscapeString(t.Label)+`</span>`)
	}
	before, after, _ := strings.Cut(c.T(key, "Languages", "\x00"), "\x00")
	return templ.Raw(templ.EscapeString(before) + strings.Join(names, comma) + templ.EscapeString(after))
}

// Clean is a name fit to be shown.
func (u unread) Clean() string { return lang.Clean(u.Name) }
