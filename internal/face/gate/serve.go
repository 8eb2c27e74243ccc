package gate

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"
)

// How long a connection may take. A text of a megabyte must get through a bad line.
const (
	headerTime   = 10 * time.Second
	readTime     = 90 * time.Second
	writeTime    = 120 * time.Second
	idleTime     = 90 * time.Second
	shutdownTime = 20 * time.Second
)

// Serve answers on a listener until ctx ends, then lets running requests finish, for a while, and
// returns nil. It closes the listener and leaves no goroutine behind.
func Serve(ctx context.Context, l net.Listener, h http.Handler, to *slog.Logger) error {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          log.New(quiet{to}, "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	rest, stop := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer stop()
	err := s.Shutdown(rest)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.Close()
	}
	if e := <-failed; !errors.Is(e, http.ErrServerClosed) {
		err = errors.Join(err, e)
	}
	return err
}

// quiet takes what net/http says of connections. Its lines name addresses and may quote requests,
// so only that something happened is kept; trouble in accepting names nobody and is kept whole.
type quiet struct{ to *slog.Logger }

func (q quiet) Write(line []byte) (int, error) {
	if s := string(line); strings.HasPrefix(s, "http: Accept error") {
		q.to.Error(strings.TrimSpace(s))
	} else {
		q.to.Debug("a connection failed")
	}
	return len(line), nil
}
