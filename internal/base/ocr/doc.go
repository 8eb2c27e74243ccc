// Package ocr reads the words in pictures with tesseract, when that program is installed.
//
// The rules are:
//
//   - A picture from outside never reaches tesseract. It is measured by its header, decoded here in
//     Go, turned upright and grey, brought to a useful size, and only that is handed over.
//   - Nothing is written to disk: the picture goes to the program's standard input and the words come
//     from its standard output.
//   - Every limit is known before the work begins: bytes, pixels, the memory that decoding takes
//     (shared by all requests), programs at once, time. Who comes when all are taken is told so.
//   - The program runs with a clean environment, one thread, low priority and limits of its own, in a
//     process group that is killed whole when the time is over or the reader has gone.
//
// Its errors are faults; each names what to do about the picture.
//
// What does not live here: files that are not pictures, what the words mean, sentences for readers.
package ocr

import (
	"time"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// Limits of one picture.
const (
	MostBytes  = 12 << 20
	MostPixels = 40_000_000
	MostSide   = 12_000
	LeastSide  = 24 // less holds no word

	oneTime = 40 * time.Second // for reading one picture, in all its tries
	tryTime = 10 * time.Second // after which no other try begins
)

// Codes of the faults, for faces to say in their reader's language.
const (
	CodeKind   = "picture_kind"   // no PNG, JPEG or WebP
	CodeHEIC   = "picture_heic"   // a photo as iPhones keep it; they hand it out as JPEG when asked
	CodeMoving = "picture_moving" // GIF, or a WebP that moves
	CodeBytes  = "picture_bytes"  // more than MostBytes
	CodeSmall  = "picture_small"
	CodeLarge  = "picture_large" // more pixels, or more memory to decode, than there is room for
	CodeBroken = "picture_broken"
	CodeSlow   = "picture_slow"
	CodeBusy   = "picture_busy"
	CodeNone   = "picture_unreadable" // tesseract is not installed, or failed
)

func broken(err error) error {
	return fault.Wrap(err, fault.Invalid, CodeBroken, "the picture is cut off or damaged; save it again and send it again")
}
