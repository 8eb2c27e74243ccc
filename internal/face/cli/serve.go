package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/ocr"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
	"github.com/ringtrue/ringtrue/internal/face/api"
	"github.com/ringtrue/ringtrue/internal/face/gate"
	"github.com/ringtrue/ringtrue/internal/face/web"
)

// house is what serve is told.
type house struct {
	addr    string
	proxies []string
	quiet   bool
}

func (s *session) serveCommand() *cobra.Command {
	var h house
	c := &cobra.Command{
		Use:     "serve",
		Short:   "Serve the site and the API",
		Example: "  ringtrue serve\n  ringtrue serve --addr :8080 --from CA --lang en",
		Args:    args(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return s.serve(c.Context(), h) },
	}
	f := c.Flags()
	f.StringVar(&h.addr, "addr", "127.0.0.1:8080", "address to listen on")
	f.StringVar(&s.from, "from", "", "the country readers are taken to be in until they say, two letters")
	f.StringSliceVar(&h.proxies, "proxy", nil, "networks of reverse proxies whose X-Forwarded-For is believed, for example 127.0.0.1/32")
	f.BoolVar(&h.quiet, "quiet", false, "no line for every request")
	return c
}

func (s *session) serve(ctx context.Context, h house) error {
	door, err := s.house(h)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", h.addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fault.Wrap(err, fault.Invalid, "address_in_use", "the address %s is already in use; choose another with --addr, or stop the program that holds it", h.addr)
	case err != nil:
		return fault.Wrap(err, fault.Invalid, "address", "cannot listen on %s; give --addr HOST:PORT, for example --addr 127.0.0.1:8080", h.addr)
	}
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	fmt.Fprintf(s.err, "Listening on http://%s. Stop with Ctrl-C.\n", l.Addr())
	if err := gate.Serve(ctx, l, door, s.logger(h)); err != nil {
		return err
	}
	fmt.Fprintln(s.err, "Stopped.")
	return nil
}

// house builds the faces and puts the gate before them.
func (s *session) house(h house) (http.Handler, error) {
	a, err := s.open()
	if err != nil {
		return nil, err
	}
	checker, err := a.Checker()
	if err != nil {
		return nil, err
	}
	dir, err := a.Directory()
	if err != nil {
		return nil, err
	}
	if _, err := checker.Knowledge().Wording(s.lang); err != nil {
		return nil, usageError{fault.Wrap(err, fault.Invalid, "usage", "the sentences of --lang %s cannot be read; choose one of %s", s.lang, strings.Join(check.InterfaceLanguages, ", "))}
	}
	if _, err := checker.Knowledge().Guide(); err != nil {
		return nil, err
	}
	log := s.logger(h)
	reader := bring.New(s.pictures())
	site := &web.Site{Checker: checker, Directory: dir, Lang: s.lang, From: s.from, Log: log, Reader: reader}
	programs := &api.API{Checker: checker, Directory: dir, Lang: s.lang, Log: log, Reader: reader}
	mux := http.NewServeMux()
	site.Mount(mux)
	programs.Mount(mux)
	g := gate.Gate{Log: log, Open: api.CrossSite, Free: []string{"/healthz", "/readyz", "/static/"}}
	g.Refuse = func(w http.ResponseWriter, r *http.Request, f gate.Refusal) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			programs.Refuse(w, r, f)
		} else {
			site.Refuse(w, r, f)
		}
	}
	for _, p := range h.proxies {
		n, err := netip.ParsePrefix(p)
		if err != nil {
			return nil, usageError{fault.New(fault.Invalid, "usage", "--proxy %s is no network; give it as 10.0.0.0/8 or 127.0.0.1/32", p)}
		}
		g.Proxies = append(g.Proxies, n)
	}
	return g.Wrap(mux), nil
}

// pictures finds what reads pictures and says what is missing for it.
func (s *session) pictures() *ocr.Reader {
	r := ocr.Find(context.Background())
	switch missing := r.Missing(); {
	case !r.Able():
		fmt.Fprintln(s.err, "Pictures cannot be read: install tesseract-ocr and its languages.")
	case len(missing) > 0:
		fmt.Fprintf(s.err, "Pictures are not read in %s: install tesseract's languages for them.\n", strings.Join(missing, ", "))
	}
	return r
}

func (s *session) logger(h house) *slog.Logger {
	if h.quiet {
		return slog.New(slog.NewTextHandler(io.Writer(s.err), &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	return slog.New(slog.NewTextHandler(s.err, nil))
}
