package chat

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

func broken(err error) error {
	return fault.Wrap(err, fault.Invalid, CodeBroken, "the file is cut off or damaged; export the chat again")
}

// telegramJSON reads result.json of one chat or of a whole account: every list called messages,
// one message at a time.
func telegramJSON(text string, k *keeper) error {
	d := json.NewDecoder(strings.NewReader(text))
	called := false
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return broken(err)
		}
		if called && t == json.Delim('[') {
			if err := telegramList(d, k); err != nil {
				return broken(err)
			}
		}
		called = t == "messages"
	}
}

// telegramList reads up to the end of a list of messages, which the caller's next token is.
func telegramList(d *json.Decoder, k *keeper) error {
	for d.More() {
		var m struct {
			Date string          `json:"date"`
			From string          `json:"from"`
			Text json.RawMessage `json:"text"`
		}
		var wrong *json.UnmarshalTypeError
		if err := d.Decode(&m); err != nil && !errors.As(err, &wrong) {
			return err
		}
		if m.From != "" {
			k.add(Line{When: strings.Replace(m.Date, "T", " ", 1), Who: m.From, Text: telegramText(m.Text)})
		}
	}
	return nil
}

// telegramText joins a text, which is a string or a list of strings and of objects with one.
func telegramText(raw json.RawMessage) string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return one
	}
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil {
		return ""
	}
	var b strings.Builder
	for _, p := range parts {
		var dressed struct {
			Text string `json:"text"`
		}
		if json.Unmarshal(p, &one) == nil {
			b.WriteString(one)
		} else if json.Unmarshal(p, &dressed) == nil {
			b.WriteString(dressed.Text)
		}
	}
	return b.String()
}

// mostToken is the longest tag or text that is read of a page.
const mostToken = 1 << 20

// telegramPage is the place in a page of messages.
type telegramPage struct {
	k        *keeper
	now      Line
	who      string // of the last message that named somebody: those joined to it do not
	in       string // from_name or text, while inside one
	depth    int    // of div elements inside it
	inside   strings.Builder
	messages int
}

// telegramHTML reads messages.html. Its pages are flat: a div of class message holds one of class
// from_name, one of class text, and one of class date whose title is the whole time.
func telegramHTML(text string, k *keeper) error {
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(mostToken)
	p := &telegramPage{k: k}
	for {
		switch z.Next() {
		case html.ErrorToken:
			p.end()
			if err := z.Err(); err != io.EOF {
				return broken(err)
			}
			if p.messages == 0 {
				return fault.New(fault.Invalid, CodeKind, "this page is not a chat exported by Telegram")
			}
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			p.open(z)
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "div" {
				p.shut()
			}
		case html.TextToken:
			if p.in != "" && p.inside.Len() < mostLine {
				p.inside.Write(z.Text())
			}
		}
	}
}

func (p *telegramPage) open(z *html.Tokenizer) {
	tag, more := z.TagName()
	name := string(tag)
	if name == "br" && p.in == "text" {
		p.inside.WriteByte('\n')
	}
	if name != "div" {
		return
	}
	if p.in != "" {
		p.depth++
		return
	}
	class, title := "", ""
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "class":
			class = " " + string(val) + " "
		case "title":
			title = string(val)
		}
	}
	switch {
	case strings.Contains(class, " message "):
		p.end()
		p.messages++
	case strings.Contains(class, " date "):
		p.now.When = title
	case strings.Contains(class, " from_name "):
		p.in = "from_name"
	case strings.Contains(class, " text "):
		p.in = "text"
	}
}

func (p *telegramPage) shut() {
	if p.in == "" {
		return
	}
	if p.depth > 0 {
		p.depth--
		return
	}
	said := html.UnescapeString(strings.TrimSpace(p.inside.String()))
	if p.in == "text" {
		p.now.Text = said
	} else {
		p.who = said
	}
	p.in = ""
	p.inside.Reset()
}

// end hands over the message that is complete.
func (p *telegramPage) end() {
	p.now.Who = p.who
	if p.now.Text != "" && p.who != "" {
		p.k.add(p.now)
	}
	p.now = Line{}
	p.in, p.depth = "", 0
	p.inside.Reset()
}
