package chat

import (
	"archive/zip"
	"bytes"
	stdbinary "encoding/binary"
	"io"
	"path"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// mostEntries is more files than an export without media has, and than one with media of 12 MB.
const mostEntries = 2000

func isZip(raw []byte) bool { return bytes.HasPrefix(raw, []byte("PK\x03\x04")) }

func zipFault(msg string) error { return fault.New(fault.Invalid, CodeZip, "%s", msg) }

// readZip reads the chat in a zip: the one file in it that is text. Nothing else is opened, and of
// that file no more than MostBytes, whatever it says of its size.
func readZip(raw []byte) (*Chat, error) {
	if entries(raw) > mostEntries {
		return nil, zipFault("the zip holds too many files; export the chat without media")
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, broken(err)
	}
	var f *zip.File
	for _, x := range z.File {
		if worth(x.Name) > 0 && (f == nil || worth(x.Name) > worth(f.Name)) {
			f = x
		}
	}
	if f == nil {
		return nil, zipFault("there is no chat in this zip; export the chat again, without media")
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(err)
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, MostBytes+1))
	if err != nil {
		return nil, broken(err)
	}
	if len(text) > MostBytes {
		return nil, fault.New(fault.TooLarge, CodeBytes, "the chat in the zip has more than %d MB", MostBytes>>20)
	}
	if isZip(text) {
		return nil, zipFault("there is a zip in the zip; unpack it first")
	}
	return readText(text)
}

// worth ranks a file of a zip by how likely it is the chat; 0 is not at all.
func worth(name string) int {
	base := strings.ToLower(path.Base(name))
	switch {
	case strings.HasPrefix(name, "__MACOSX"), strings.HasSuffix(name, "/"):
		return 0
	case base == "_chat.txt":
		return 4
	case base == "result.json", base == "messages.html":
		return 3
	case strings.HasSuffix(base, ".txt") && strings.Contains(base, "whatsapp"):
		return 2
	case strings.HasSuffix(base, ".txt"):
		return 1
	}
	return 0
}

// entries is how many files a zip says it holds, before anything is made of them.
func entries(raw []byte) int {
	tail := raw[max(0, len(raw)-22-1<<16):]
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || i+12 > len(tail) {
		return 0
	}
	return int(stdbinary.LittleEndian.Uint16(tail[i+10:]))
}
