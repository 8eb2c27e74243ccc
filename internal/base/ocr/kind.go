package ocr

import (
	"bytes"
	"encoding/binary"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// Kind names the format of a picture by its first bytes: png, jpeg, webp, heic, gif, bmp, tiff; or
// "" for what is no picture. A file's name is never asked: it can say anything.
func Kind(raw []byte) string {
	has := func(at int, s string) bool {
		return len(raw) >= at+len(s) && string(raw[at:at+len(s)]) == s
	}
	switch {
	case has(0, "\x89PNG\r\n\x1a\n"):
		return "png"
	case has(0, "\xff\xd8\xff"):
		return "jpeg"
	case has(0, "RIFF") && has(8, "WEBP"):
		return "webp"
	case has(4, "ftyphei"), has(4, "ftyphev"), has(4, "ftypmif1"), has(4, "ftypmsf1"), has(4, "ftypavif"):
		return "heic"
	case has(0, "GIF8"):
		return "gif"
	case has(0, "BM") && has(6, "\x00\x00\x00\x00"):
		return "bmp"
	case has(0, "II*\x00"), has(0, "MM\x00*"):
		return "tiff"
	}
	return ""
}

// readable refuses formats that are not decoded here.
func readable(raw []byte) error {
	switch Kind(raw) {
	case "png", "jpeg":
		return nil
	case "webp":
		if len(raw) > 20 && string(raw[12:16]) == "VP8X" && raw[20]&2 != 0 {
			return fault.New(fault.Invalid, CodeMoving, "a moving picture cannot be read; take a screenshot of it")
		}
		return nil
	case "heic":
		return fault.New(fault.Invalid, CodeHEIC, "HEIC cannot be read; send the picture as JPEG, or take a screenshot of it")
	case "gif":
		return fault.New(fault.Invalid, CodeMoving, "GIF cannot be read; take a screenshot of it")
	}
	return fault.New(fault.Invalid, CodeKind, "this is no PNG, JPEG or WebP picture")
}

// mostScans is more parts than any camera or program writes into a progressive JPEG. Each part walks
// over the whole picture, so a small file of very many would keep the decoder busy for minutes.
const mostScans = 100

// jpegScans counts the parts of a JPEG. 0xFF stands in picture data only before 0x00, so the count is
// right but for pictures inside its notes.
func jpegScans(raw []byte) int { return bytes.Count(raw, []byte{0xFF, 0xDA}) }

// progressive says whether a JPEG builds the picture up step by step, for which the decoder keeps all
// its coefficients. It walks the segments up to the frame header.
func progressive(raw []byte) bool {
	for i := 2; i+4 <= len(raw) && raw[i] == 0xFF; {
		switch m := raw[i+1]; {
		case m == 0xFF: // padding
			i++
			continue
		case m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 && m != 0xCC:
			return m == 0xC2
		}
		i += 2 + int(binary.BigEndian.Uint16(raw[i+2:]))
	}
	return false
}

// weight is how many bytes decoding takes, at most.
func weight(kind string, raw []byte, pixels int64) int64 {
	perPixel := int64(4)
	switch kind {
	case "png":
		if len(raw) > 28 {
			if raw[24] == 16 { // bits
				perPixel = 8
			}
			if raw[28] != 0 { // laced: the passes stand beside the whole
				perPixel += perPixel
			}
		}
	case "jpeg":
		if progressive(raw) {
			perPixel = 16
		}
	case "webp":
		perPixel = 8
	}
	return pixels * perPixel
}

// upright is how a camera held the picture: 1 to 8 as EXIF says it (tag 0x0112), 1 where nothing does.
func upright(raw []byte) int {
	at := bytes.Index(raw[:min(len(raw), 64<<10)], []byte("Exif\x00\x00"))
	if at < 0 || Kind(raw) != "jpeg" {
		return 1
	}
	tiff := raw[at+6:]
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	first := int64(order.Uint32(tiff[4:]))
	if first+2 > int64(len(tiff)) {
		return 1
	}
	fields := tiff[first:]
	count := int(order.Uint16(fields))
	for i := range count {
		f := 2 + 12*i
		if f+12 > len(fields) {
			break
		}
		if order.Uint16(fields[f:]) == 0x0112 {
			if v := int(order.Uint16(fields[f+8:])); v >= 1 && v <= 8 {
				return v
			}
			break
		}
	}
	return 1
}
