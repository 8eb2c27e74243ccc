// Package chat reads chats as other programs export them, and gives who said what.
//
// It knows, by what they look like and never by their names:
//
//	WhatsApp    .txt of iPhones and Android in the date forms of many countries, and the .zip around it
//	WeChat      plain text as mailed from a phone or copied from a computer, and QQ's, which is alike
//	LINE        .txt of phones and computers
//	KakaoTalk   .txt of phones and computers
//	Telegram    result.json and messages.html
//
// Any other text is kept as it is. What is too much is cut at the beginning: the last words of a chat
// are those that matter. Pictures and voices in an export are never opened. Package chat is pure: it
// reads bytes in memory, and takes time and memory in step with them.
//
// What does not live here: what the words mean (package check), pictures (base/ocr).
package chat

import (
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
)

// Limits, in bytes.
const (
	MostBytes = 12 << 20  // of a file, packed or not
	MostText  = 512 << 10 // of what is kept of it
)

// Codes of the faults, for faces to say in their reader's language.
const (
	CodeKind   = "file_kind"   // no text and no export
	CodeBytes  = "file_bytes"  // more than MostBytes
	CodeBroken = "file_broken" // cut off or damaged
	CodeEmpty  = "file_empty"  // nobody says anything in it
	CodeZip    = "file_zip"    // a zip without a chat, or one made to do harm
)

// Line is what one person said at one time.
type Line struct {
	When string // as the export has it, or ""
	Who  string // or "" where nobody is named
	Text string
}

// Chat is what was read of an export.
type Chat struct {
	Kind  string // whatsapp, wechat, line, kakaotalk, telegram, or text
	Lines []Line
	Cut   bool // the beginning was left out
	Lost  int  // bytes that could not be read
}

// Read reads an export.
func Read(raw []byte) (*Chat, error) {
	if len(raw) > MostBytes {
		return nil, fault.New(fault.TooLarge, CodeBytes, "the file has more than %d MB; export the chat without media", MostBytes>>20)
	}
	if isZip(raw) {
		return readZip(raw)
	}
	return readText(raw)
}

// readText reads an export that is not packed.
func readText(raw []byte) (*Chat, error) {
	if binary(raw) {
		return nil, fault.New(fault.Invalid, CodeKind, "this file is neither text nor a chat that can be read; export the chat as text")
	}
	d := lang.Decode(raw)
	text := strings.TrimPrefix(d.Text, "\ufeff")
	var k keeper
	kind, err := "", error(nil)
	switch start := strings.TrimLeft(text[:min(len(text), 2000)], " \t\r\n"); {
	case strings.HasPrefix(start, "{"):
		kind, err = "telegram", telegramJSON(text, &k)
	case strings.HasPrefix(start, "<") && strings.Contains(strings.ToLower(start), "<html"):
		kind, err = "telegram", telegramHTML(text, &k)
	default:
		kind = plain(text, &k)
	}
	if err != nil {
		return nil, err
	}
	c := &Chat{Kind: kind, Lost: d.Lost}
	c.Lines, c.Cut = k.rest()
	if len(c.Lines) == 0 {
		return nil, fault.New(fault.Invalid, CodeEmpty, "nobody says anything in this file; export the chat again, or paste its text")
	}
	return c, nil
}

// binary says whether bytes are something else than text in a known encoding.
func binary(raw []byte) bool {
	if len(raw) > 1 && (raw[0] == 0xFF && raw[1] == 0xFE || raw[0] == 0xFE && raw[1] == 0xFF) {
		return false // UTF-16 is full of zeros
	}
	controls := 0
	head := raw[:min(len(raw), 4096)]
	for _, c := range head {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' {
			controls++
		}
		if c == 0 {
			return true
		}
	}
	return controls*20 > len(head)
}

// String writes a chat out as people write one down: time, name, words.
func (c *Chat) String() string {
	var b strings.Builder
	for i, l := range c.Lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		if l.When != "" {
			b.WriteString("[" + l.When + "] ")
		}
		if l.Who != "" {
			b.WriteString(l.Who + ": ")
		}
		b.WriteString(l.Text)
	}
	return b.String()
}

// keeper keeps the last lines that fit into MostText.
type keeper struct {
	lines []Line
	size  int
	cut   bool

	now  Line // what is being said, while its text may still go on
	text strings.Builder
	open bool
}

func (l *Line) size() int { return len(l.When) + len(l.Who) + len(l.Text) + 8 }

// mostLine is how much of one line is kept.
const mostLine = 64 << 10

// add takes what somebody said. A name or a time that is longer than any is part of no export and
// is cut.
func (k *keeper) add(l Line) {
	l.Text = strings.Trim(clean(l.Text, mostLine), "\n ")
	if l.Text == "" {
		return
	}
	l.Who, l.When = clean(oneLine(l.Who), 200), clean(oneLine(l.When), 60)
	k.keep(l)
}

// keep takes a line as it is.
func (k *keeper) keep(l Line) {
	k.lines = append(k.lines, l)
	k.size += l.size()
	if k.size > 2*MostText {
		k.trim()
	}
}

// begin starts what somebody says, which may go on in the lines that follow.
func (k *keeper) begin(l Line) {
	k.finish()
	k.now, k.open = l, true
	k.text.WriteString(l.Text)
}

// more goes on with it.
func (k *keeper) more(text string) {
	if k.open && k.text.Len() < mostLine {
		k.text.WriteString("\n" + text)
	}
}

// finish keeps it, if somebody said it.
func (k *keeper) finish() {
	k.now.Text = unquote(strings.Trim(k.text.String(), "\n "))
	if k.open && k.now.Who != "" {
		k.add(k.now)
	}
	k.text.Reset()
	k.open = false
}

// unquote takes away the marks LINE puts around words of several lines.
func unquote(s string) string {
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' && strings.Contains(s, "\n") {
		return s[1 : len(s)-1]
	}
	return s
}

// trim drops the oldest lines until the rest fits.
func (k *keeper) trim() {
	n := 0
	for k.size > MostText && n < len(k.lines)-1 {
		k.size -= k.lines[n].size()
		n++
	}
	k.lines = append([]Line(nil), k.lines[n:]...)
	k.cut = k.cut || n > 0
}

func (k *keeper) rest() ([]Line, bool) {
	k.trim()
	return k.lines, k.cut
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clean cuts a text to n bytes at the border of a character.
func clean(s string, n int) string { return strings.ToValidUTF8(s[:min(len(s), n)], "") }
