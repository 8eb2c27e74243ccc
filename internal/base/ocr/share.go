package ocr

import "context"

// Memory that decoding may take in all requests together, counted in parts.
const (
	allMemory  = 192 << 20
	memoryPart = 8 << 20
	large      = 64 << 20 // after so much, what is left over is collected before others may take theirs
)

// share is a quantity that many take parts of. One at a time gathers what it needs, so two that
// have half each never wait for one another.
type share struct {
	turn  chan struct{}
	parts chan struct{}
}

func newShare(parts int) *share {
	s := &share{turn: make(chan struct{}, 1), parts: make(chan struct{}, parts)}
	for range parts {
		s.parts <- struct{}{}
	}
	return s
}

// take waits for n bytes and returns what gives them back.
func (s *share) take(ctx context.Context, n int64) (give func(), err error) {
	want := min(int((n+memoryPart-1)/memoryPart), cap(s.parts))
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-s.turn }()
	have := 0
	give = func() {
		for range have {
			s.parts <- struct{}{}
		}
	}
	for have < want {
		select {
		case <-s.parts:
			have++
		case <-ctx.Done():
			give()
			return nil, ctx.Err()
		}
	}
	return give, nil
}
