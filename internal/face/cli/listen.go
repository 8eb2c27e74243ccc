package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"

	"golang.org/x/crypto/acme/autocert"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// TLS says whether the site is served over HTTPS by this program itself.
func (h *house) TLS() bool { return len(h.TLSDomains) > 0 || h.TLSCert != "" || h.TLSKey != "" }

// post is a listener with what answers on it.
type post struct {
	says string // at the start, to the operator
	net.Listener
	handler http.Handler
}

// serve listens on every address before it answers on any, so that a mistake in one is known at
// the start; then it answers until it is told to stop.
func (s *session) serve(ctx context.Context, h house) error {
	if h.Metrics != "" {
		h.counts = gate.NewCounts()
	}
	door, err := s.house(h)
	if err != nil {
		return err
	}
	log := s.logger(h)
	posts, err := h.listen(door, log)
	if err != nil {
		return err
	}
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	for _, p := range posts {
		fmt.Fprintln(s.err, p.says)
	}
	if err := serveAll(ctx, posts, log); err != nil {
		return err
	}
	fmt.Fprintln(s.err, "Stopped.")
	return nil
}

// serveAll answers on all posts until ctx ends or one of them fails.
func serveAll(ctx context.Context, posts []post, log *slog.Logger) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan error, len(posts))
	for _, p := range posts {
		go func() {
			defer stop()
			done <- gate.Serve(ctx, p.Listener, p.handler, log)
		}()
	}
	var errs []error
	for range posts {
		errs = append(errs, <-done)
	}
	return errors.Join(errs...)
}

// listen opens the addresses: the site, and where they are wanted the way from HTTP to HTTPS and
// the counts. On an error none stays open.
func (h *house) listen(door http.Handler, log *slog.Logger) (posts []post, err error) {
	defer func() {
		if err != nil {
			for _, p := range posts {
				p.Close()
			}
			posts = nil
		}
	}()
	conf, acme, err := h.certificates(log)
	if err != nil {
		return nil, err
	}
	site, err := listenOn(h.Addr, "--addr")
	if err != nil {
		return nil, err
	}
	if conf != nil {
		posts = append(posts, post{"Listening on https://" + site.Addr().String() + ". Stop with Ctrl-C.", tls.NewListener(site, conf), gate.HSTS(door)})
	} else {
		posts = append(posts, post{"Listening on http://" + site.Addr().String() + ". Stop with Ctrl-C.", site, door})
	}
	if h.Redirect != "" {
		l, err := listenOn(h.Redirect, "--redirect-addr")
		if err != nil {
			return posts, err
		}
		_, port, _ := net.SplitHostPort(site.Addr().String())
		on := gate.Redirect(h.TLSDomains, port)
		if acme != nil {
			on = acme.HTTPHandler(on)
		}
		posts = append(posts, post{"HTTP to HTTPS on " + l.Addr().String(), l, on})
	}
	if h.Metrics != "" {
		l, err := listenOn(h.Metrics, "--metrics-addr")
		if err != nil {
			return posts, err
		}
		posts = append(posts, post{"Counts on http://" + l.Addr().String() + "/metrics", l, h.counts.Handler()})
	}
	return posts, nil
}

func listenOn(addr, flag string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fault.Wrap(err, fault.Invalid, "address_in_use", "the address %s is already in use; choose another with %s, or stop the program that holds it", addr, flag)
	case errors.Is(err, syscall.EACCES):
		return nil, fault.Wrap(err, fault.Invalid, "address", "the address %s needs a right that this program lacks; choose a port above 1023 with %s, or give it CAP_NET_BIND_SERVICE", addr, flag)
	case err != nil:
		return nil, fault.Wrap(err, fault.Invalid, "address", "cannot listen on %s; give %s HOST:PORT, for example 127.0.0.1:8080", addr, flag)
	}
	return l, nil
}

// certificates says how HTTPS is served: with files, with certificates that are fetched, or (nil)
// not at all.
func (h *house) certificates(log *slog.Logger) (*tls.Config, *autocert.Manager, error) {
	dir, err := h.dataDir()
	if err != nil {
		return nil, nil, err
	}
	switch {
	case !h.TLS():
		if h.Redirect != "" {
			return nil, nil, usage("--redirect-addr needs HTTPS to send to; add --tls-domain, or --tls-cert and --tls-key")
		}
		return nil, nil, nil
	case len(h.TLSDomains) > 0 && (h.TLSCert != "" || h.TLSKey != ""):
		return nil, nil, usage("--tls-domain and --tls-cert exclude each other; give one of them")
	case len(h.TLSDomains) > 0 && dir == "":
		return nil, nil, usage("certificates must outlast a restart; add --data-dir FOLDER")
	case len(h.TLSDomains) > 0:
		m := &autocert.Manager{Prompt: autocert.AcceptTOS, HostPolicy: autocert.HostWhitelist(h.TLSDomains...), Cache: autocert.DirCache(filepath.Join(dir, "certificates"))}
		conf := m.TLSConfig()
		conf.MinVersion = tls.VersionTLS12
		conf.GetCertificate = h.reporting(m.GetCertificate, log)
		return conf, m, nil
	case h.TLSCert == "" || h.TLSKey == "":
		return nil, nil, usage("--tls-cert and --tls-key go together; give both")
	}
	pair, err := gate.ReadPair(h.TLSCert, h.TLSKey)
	if err != nil {
		return nil, nil, err
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}, GetCertificate: pair.Certificate}, nil, nil
}

// reporting logs why a certificate for a domain of ours cannot be had. What else is asked for is
// whatever strangers send, and is not written down.
func (h *house) reporting(get func(*tls.ClientHelloInfo) (*tls.Certificate, error), log *slog.Logger) func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	return func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		c, err := get(hello)
		if err != nil && slices.Contains(h.TLSDomains, hello.ServerName) {
			log.Error("no certificate", "domain", hello.ServerName, "why", err)
		}
		return c, err
	}
}

// dataDir makes the folder, for its owner alone, and insists that it stays so.
func (h *house) dataDir() (string, error) {
	if h.DataDir == "" {
		return "", nil
	}
	if err := os.MkdirAll(h.DataDir, 0o700); err != nil {
		return "", fault.Wrap(err, fault.Invalid, "data_dir", "the folder %s cannot be made; choose another with --data-dir", h.DataDir)
	}
	st, err := os.Stat(h.DataDir)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "data_dir", "the folder %s cannot be read; choose another with --data-dir", h.DataDir)
	}
	if st.Mode().Perm()&0o077 != 0 {
		return "", fault.New(fault.Invalid, "data_dir", "others may read or write in %s, which is to hold keys; run chmod 700 on it", h.DataDir)
	}
	return h.DataDir, nil
}

func usage(msg string) error { return usageError{fault.New(fault.Invalid, "usage", "%s", msg)} }
