// Package bring makes text of what people bring to be checked: pictures are read, exported chats are
// taken apart, text is decoded. What each thing is, is told by its bytes.
//
// The rules are:
//
//   - One file is held at a time. A picture is made small and grey before the next one is received, so
//     a request holds little however much it sends.
//   - Few requests bring files at once; the others are told to come back.
//   - A file that cannot be read is reported beside those that can, with the fault that says why.
//   - Nothing is written to disk or kept.
//
// What does not live here: how pictures and chats are read (base/ocr, chat), what the words mean
// (check), the sentences about it (data/wording).
package bring

import (
	"context"
	"io"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/base/ocr"
	"github.com/ringtrue/ringtrue/internal/check/chat"
)

// Limits of one request.
const (
	MostFiles = 10
	MostBytes = 12 << 20 // of one file

	readTime = 75 * time.Second // for reading all pictures of a request
	atOnce   = 16               // requests that bring files
)

// Codes of the faults of this package; those of ocr and chat stand beside them.
const (
	CodeMany  = "files_many"
	CodeBytes = "file_bytes"
	CodeBusy  = "files_busy"
)

// KindPicture is an item's kind where it is no chat (see chat.Chat).
const KindPicture = "picture"

// Item is one thing that was brought.
type Item struct {
	Name  string   // as the sender calls it, cleaned; or ""
	Kind  string   // picture, whatsapp, wechat, line, kakaotalk, telegram, text; "" with a fault
	Text  string   // what was read
	Langs []string // that a picture was read in
	Hard  bool     // a picture that was hard to read, or empty
	Cut   bool     // only the last part was kept
	Lost  int      // bytes that could not be read
	Err   error    // a fault, or nil

	picture *ocr.Picture
}

// Reader reads what is brought. It is safe for use by many goroutines. Its zero value reads no
// pictures and has no limit on requests; New gives both.
type Reader struct {
	Pictures *ocr.Reader // nil: none can be read
	slots    chan struct{}
}

// New returns a reader that reads pictures with the given one, which may be nil.
func New(pictures *ocr.Reader) *Reader {
	return &Reader{Pictures: pictures, slots: make(chan struct{}, atOnce)}
}

// Eyes is what reads pictures; it may be nil, which can read none.
func (r *Reader) Eyes() *ocr.Reader {
	if r == nil {
		return nil
	}
	return r.Pictures
}

// Batch is what one request brings.
type Batch struct {
	from  *Reader
	items []Item
	held  bool
}

// Begin starts a batch. Done must be called in the end.
func (r *Reader) Begin() *Batch {
	if r == nil {
		r = &Reader{}
	}
	return &Batch{from: r}
}

// Done gives back what the batch holds.
func (b *Batch) Done() {
	if b.held {
		<-b.from.slots
	}
	b.held, b.items = false, nil
}

// Take receives one file. What is wrong with the file stands in its item; an error is returned only
// where the request itself must end: it broke off, it is too large, or there is no room for it.
func (b *Batch) Take(ctx context.Context, name string, body io.Reader) error {
	if err := b.enter(); err != nil {
		return err
	}
	if len(b.items) > MostFiles {
		return nil // it was said once
	}
	it := Item{Name: tidyName(name)}
	if len(b.items) == MostFiles {
		it.Err = fault.New(fault.TooLarge, CodeMany, "more than %d files; send the rest by themselves", MostFiles)
		b.items = append(b.items, it)
		return nil
	}
	raw, err := io.ReadAll(io.LimitReader(body, MostBytes+1))
	if err != nil {
		return err
	}
	switch {
	case len(raw) == 0:
		return nil // a field for files that was left empty
	case len(raw) > MostBytes:
		it.Err = fault.New(fault.TooLarge, CodeBytes, "the file has more than %d MB", MostBytes>>20)
	case ocr.Kind(raw) != "":
		b.look(ctx, &it, raw)
	default:
		talk(&it, raw)
	}
	b.items = append(b.items, it)
	return nil
}

func (b *Batch) enter() error {
	if b.held || b.from.slots == nil {
		return nil
	}
	select {
	case b.from.slots <- struct{}{}:
		b.held = true
		return nil
	default:
		return fault.New(fault.Busy, CodeBusy, "too many files are being read; try again in a minute")
	}
}

// look makes a picture ready to be read.
func (b *Batch) look(ctx context.Context, it *Item, raw []byte) {
	it.Kind = KindPicture
	if !b.from.Pictures.Able() {
		it.Err = fault.New(fault.Invalid, ocr.CodeNone, "pictures cannot be read here; type what they say")
		return
	}
	it.picture, it.Err = b.from.Pictures.Prepare(ctx, raw)
}

// talk reads a chat or a text.
func talk(it *Item, raw []byte) {
	c, err := chat.Read(raw)
	if err != nil {
		it.Err = err
		return
	}
	it.Kind, it.Text, it.Cut, it.Lost = c.Kind, c.String(), c.Cut, c.Lost
}

// hard is the confidence below which a reader is asked to look closely.
const hard = 0.8

// Read reads the pictures received and returns all items in their order. in is the language pictures
// are in, or "" where nobody has said; page is the one their sender reads in.
func (b *Batch) Read(ctx context.Context, in, page string) []Item {
	ctx, stop := context.WithTimeout(ctx, readTime)
	defer stop()
	for i := range b.items {
		it := &b.items[i]
		if it.picture == nil {
			continue
		}
		t, err := b.from.Pictures.Read(ctx, it.picture, in, page)
		it.picture = nil
		it.Text, it.Langs, it.Err = strings.TrimSpace(t.Text), t.Tags, err
		it.Hard = err == nil && (t.Sure < hard || it.Text == "")
	}
	return b.items
}

// mostName is how many characters of a name are shown.
const mostName = 60

// tidyName keeps the last part of a name, fit to be shown.
func tidyName(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" {
		return ""
	}
	name = lang.Clean(strings.NewReplacer("\n", " ", "\t", " ").Replace(name))
	if n := utf8.RuneCountInString(name); n > mostName {
		r := []rune(name)
		name = string(r[:mostName/2]) + "…" + string(r[n-mostName/2:])
	}
	return name
}
