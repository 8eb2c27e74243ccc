package ocr

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/jpeg" // decoders
	"image/png"
	"io"
	"runtime"

	_ "golang.org/x/image/webp" // a decoder

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// Picture is one made ready to be read: upright, grey, of a useful size.
type Picture struct {
	png           []byte
	Width, Height int
}

// Prepare measures and decodes a picture and makes it ready. It waits for its share of the memory
// that pictures may take, and gives up when ctx ends.
func (r *Reader) Prepare(ctx context.Context, raw []byte) (*Picture, error) {
	if len(raw) > MostBytes {
		return nil, fault.New(fault.TooLarge, CodeBytes, "the picture has more than %d MB; send a smaller one", MostBytes>>20)
	}
	if err := readable(raw); err != nil {
		return nil, err
	}
	need, err := measure(raw)
	if err != nil {
		return nil, err
	}
	give, err := r.memory.take(ctx, need)
	if err != nil {
		return nil, fault.Wrap(err, fault.Busy, CodeBusy, "too many pictures are being read; try again in a minute")
	}
	defer give()
	if need > large {
		defer runtime.GC()
	}
	img, _, err := image.Decode(&watched{ctx, bytes.NewReader(raw)})
	if err != nil {
		if ctx.Err() != nil {
			return nil, slow(ctx.Err())
		}
		return nil, broken(err)
	}
	g := turn(scaled(img), upright(raw))
	lighten(g)
	return &Picture{encode(g), g.Rect.Dx(), g.Rect.Dy()}, nil
}

func slow(err error) error {
	return fault.Wrap(err, fault.Invalid, CodeSlow, "reading the picture took too long; cut it to the part that matters")
}

// measure judges a picture by its header alone and says how much memory decoding it takes.
func measure(raw []byte) (bytesNeeded int64, err error) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return 0, broken(err)
	}
	pixels := int64(c.Width) * int64(c.Height)
	switch {
	case c.Width < LeastSide || c.Height < LeastSide:
		return 0, fault.New(fault.Invalid, CodeSmall, "the picture is too small to hold words")
	case c.Width > MostSide || c.Height > MostSide || pixels > MostPixels:
		return 0, fault.New(fault.TooLarge, CodeLarge, "the picture has too many pixels; send a screenshot or a smaller copy")
	}
	need := weight(kind, raw, pixels)
	if need > allMemory {
		return 0, fault.New(fault.TooLarge, CodeLarge, "the picture takes too much memory; send a screenshot or a smaller copy")
	}
	if kind == "jpeg" && jpegScans(raw) > mostScans {
		return 0, broken(errors.New("too many scans"))
	}
	return need, nil
}

// watched hands a decoder little at a time and stops it when ctx ends: decoders know no context.
type watched struct {
	ctx context.Context
	r   *bytes.Reader
}

func (w *watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.r.Read(p[:min(len(p), 1024)])
	if err == io.EOF {
		err = io.ErrUnexpectedEOF // it ends where more was due
		if n > 0 {
			err = nil
		}
	}
	return n, err
}

func encode(g *image.Gray) []byte {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	_ = e.Encode(&b, g) // a bytes.Buffer takes all, and the sizes were measured
	return b.Bytes()
}
