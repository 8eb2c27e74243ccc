package fault

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestFault(t *testing.T) {
	f := New(TooLarge, "too_large", "cut it into %d parts", 3)
	if f.Error() != "cut it into 3 parts" || KindOf(fmt.Errorf("reading: %w", f)) != TooLarge || As(fmt.Errorf("reading: %w", f)).Code != "too_large" {
		t.Errorf("a fault must be found through wrapping: %v", f)
	}
	w := Wrap(io.ErrUnexpectedEOF, Invalid, "x", "read it again")
	if !errors.Is(w, io.ErrUnexpectedEOF) || w.Error() != "read it again: unexpected EOF" {
		t.Errorf("cause lost: %v", w)
	}
	if Wrap(nil, Invalid, "x", "never") != nil || As(io.EOF) != nil || KindOf(io.EOF) != "" {
		t.Error("no cause is no fault, and other errors are internal")
	}
}
