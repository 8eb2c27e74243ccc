package ocr

import (
	"context"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// Languages are those that pictures are wanted in, by their tags, in the order they are named to
// people; each with its name at tesseract.
var Languages = []struct{ Tag, Code string }{
	{"en", "eng"}, {"zh-Hans", "chi_sim"}, {"zh-Hant", "chi_tra"}, {"ko", "kor"}, {"vi", "vie"},
	{"ja", "jpn"}, {"fr", "fra"}, {"es", "spa"}, {"hi", "hin"}, {"ar", "ara"},
}

// Reader reads pictures. It is safe for use by many goroutines.
type Reader struct {
	program  string // "" when there is none
	codes    []string
	memory   *share
	slots    chan struct{}
	waiting  atomic.Int32
	one      time.Duration // for one picture, in all its tries
	patience time.Duration // after which no other try begins
}

// mostWaiting is how many pictures may wait for a slot; more are told to come back.
const mostWaiting = 24

// Find looks for tesseract and asks which languages it has. It always returns a reader; where there
// is no program, every picture is refused in words.
func Find(ctx context.Context) *Reader {
	r := &Reader{
		memory: newShare(allMemory / memoryPart), slots: make(chan struct{}, max(1, min(4, runtime.NumCPU()/2))),
		one: oneTime, patience: tryTime,
	}
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return r
	}
	ctx, stop := context.WithTimeout(ctx, 10*time.Second)
	defer stop()
	out, err := r.run(ctx, path, nil, "--list-langs")
	if err != nil {
		return r
	}
	for _, line := range strings.Split(string(out), "\n") {
		r.codes = append(r.codes, strings.TrimSpace(line))
	}
	if len(r.Tags()) > 0 {
		r.program = path
	}
	return r
}

// Able says whether pictures can be read here at all.
func (r *Reader) Able() bool { return r != nil && r.program != "" }

// Tags are the languages that can be read, of those wanted.
func (r *Reader) Tags() (tags []string) {
	for _, l := range Languages {
		if r != nil && slices.Contains(r.codes, l.Code) {
			tags = append(tags, l.Tag)
		}
	}
	return tags
}

// Missing are the languages wanted that cannot be read here.
func (r *Reader) Missing() (tags []string) {
	have := r.Tags()
	for _, l := range Languages {
		if !slices.Contains(have, l.Tag) {
			tags = append(tags, l.Tag)
		}
	}
	return tags
}

// Text is what was read in one picture.
type Text struct {
	Text   string
	Sure   float64  // mean confidence, 0 to 1
	Tags   []string // languages it was read with
	weight int
}

// good is the confidence at which no other language is tried.
const good = 0.75

// Read reads a picture. lang is the language it is in, or "" where nobody has said; then page, the
// language its sender reads in, is tried with what the letters look like.
func (r *Reader) Read(ctx context.Context, p *Picture, lang, page string) (Text, error) {
	if !r.Able() {
		return Text{}, fault.New(fault.Invalid, CodeNone, "pictures cannot be read here; type what they say")
	}
	leave, err := r.enter(ctx)
	if err != nil {
		return Text{}, err
	}
	defer leave()
	ctx, stop := context.WithTimeout(ctx, r.one)
	defer stop()
	best, err := r.best(ctx, p, lang, page)
	switch {
	case err == nil || best.weight > 0:
		return best, nil
	case ctx.Err() != nil:
		return Text{}, slow(ctx.Err())
	}
	return Text{}, fault.Wrap(err, fault.Invalid, CodeNone, "the picture could not be read; type what it says")
}

// How tesseract divides a picture. A chat is one block of lines, whoever speaks; a page of print may
// have columns.
const (
	asChat  = "6"
	asPrint = "3"
)

// best reads in one set of languages after the other until one reads well, and as print where none
// did. It begins nothing new when much time has gone.
func (r *Reader) best(ctx context.Context, p *Picture, lang, page string) (best Text, err error) {
	late := time.Now().Add(r.patience)
	for tags := range r.tries(ctx, p, lang, page) {
		t, err := r.readIn(ctx, p, tags, asChat)
		if err != nil {
			return best, err
		}
		if t.better(best) {
			best = t
		}
		if best.Sure >= good || t.weight == 0 || time.Now().After(late) {
			break // where one language sees no words, none does
		}
	}
	if best.Sure < good && best.weight > 0 && time.Now().Before(late) {
		if t, err := r.readIn(ctx, p, best.Tags, asPrint); err == nil && t.better(best) {
			best = t
		}
	}
	return best, nil
}

// better prefers what is surer, and anything to nothing.
func (t Text) better(than Text) bool {
	return than.weight == 0 || t.weight > 0 && t.Sure > than.Sure
}

func (r *Reader) enter(ctx context.Context) (leave func(), err error) {
	if r.waiting.Add(1) > mostWaiting {
		r.waiting.Add(-1)
		return nil, fault.New(fault.Busy, CodeBusy, "too many pictures are being read; try again in a minute")
	}
	defer r.waiting.Add(-1)
	select {
	case r.slots <- struct{}{}:
		return func() { <-r.slots }, nil
	case <-ctx.Done():
		return nil, slow(ctx.Err())
	}
}

// readIn reads with some languages at once.
func (r *Reader) readIn(ctx context.Context, p *Picture, tags []string, division string) (Text, error) {
	out, err := r.run(ctx, r.program, p.png, "stdin", "stdout", "-l", strings.Join(codesOf(tags), "+"), "--oem", "1", "--psm", division, "--dpi", "150", "tsv")
	if err != nil {
		return Text{}, err
	}
	t := compose(readTSV(string(out)))
	t.Tags = tags
	return t, nil
}

// codesOf names languages as tesseract does. Their order counts: the first model leads.
func codesOf(tags []string) (codes []string) {
	for _, t := range tags {
		for _, l := range Languages {
			if l.Tag == t {
				codes = append(codes, l.Code)
			}
		}
	}
	return codes
}
