package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ringtrue/ringtrue/internal/app"
	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/ocr"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/bring"
	"github.com/ringtrue/ringtrue/internal/face/api"
	"github.com/ringtrue/ringtrue/internal/face/gate"
	"github.com/ringtrue/ringtrue/internal/face/web"
)

// house is what serve is told, by flags, the environment and ringtrue.toml, in this order.
type house struct {
	app.Serving
	config string
	quiet  bool

	set    *app.Settings
	counts *gate.Counts // nil: nothing is counted
}

func (s *session) serveCommand() *cobra.Command {
	var h house
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the site and the API",
		Example: "  ringtrue serve\n  ringtrue serve --addr :8080 --from CA --lang en\n" +
			"  ringtrue serve --config ringtrue.toml --data-dir /var/lib/ringtrue --tls-domain ringtrue.example.edu",
		Args: args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := s.settle(&h, c.Flags()); err != nil {
				return err
			}
			return s.serve(c.Context(), h)
		},
	}
	f := c.Flags()
	f.StringVar(&h.config, "config", os.Getenv("RINGTRUE_CONFIG"), "configuration file (default: ringtrue.toml where it stands here)")
	f.StringVar(&h.Addr, "addr", "", "address to listen on (default 127.0.0.1:8080, with TLS :443)")
	f.StringVar(&h.DataDir, "data-dir", "", "folder for what must outlast a restart, such as certificates; made with mode 0700")
	f.StringSliceVar(&h.TLSDomains, "tls-domain", nil, "serve HTTPS for these domains with certificates from Let's Encrypt, whose terms you thereby accept")
	f.StringVar(&h.TLSCert, "tls-cert", "", "serve HTTPS with this certificate chain (PEM)")
	f.StringVar(&h.TLSKey, "tls-key", "", "the key of --tls-cert (PEM)")
	f.StringVar(&h.Redirect, "redirect-addr", "", "address that sends HTTP on to HTTPS (default with --tls-domain: :80)")
	f.StringVar(&h.Metrics, "metrics-addr", "", "address to show counts for Prometheus on, at /metrics; keep it private")
	f.StringVar(&s.from, "from", "", "the country readers are taken to be in until they say, two letters")
	f.StringSliceVar(&h.Proxies, "proxy", nil, "networks of reverse proxies whose X-Forwarded-For is believed, for example 127.0.0.1/32")
	f.BoolVar(&h.quiet, "quiet", false, "no line for every request")
	return c
}

// settle reads the configuration and lays the flags that were given over it.
func (s *session) settle(h *house, f *pflag.FlagSet) error {
	if h.config == "" {
		if _, err := os.Stat("ringtrue.toml"); err == nil {
			h.config = "ringtrue.toml"
		}
	}
	set, err := app.ReadSettings(h.config, os.Environ())
	if err != nil {
		return err
	}
	h.set = set
	v := set.Serve
	for _, x := range []struct {
		flag      string
		at, other *string
	}{
		{"addr", &h.Addr, &v.Addr}, {"data-dir", &h.DataDir, &v.DataDir}, {"tls-cert", &h.TLSCert, &v.TLSCert},
		{"tls-key", &h.TLSKey, &v.TLSKey}, {"redirect-addr", &h.Redirect, &v.Redirect}, {"metrics-addr", &h.Metrics, &v.Metrics},
	} {
		if !f.Changed(x.flag) {
			*x.at = *x.other
		}
	}
	if !f.Changed("tls-domain") {
		h.TLSDomains = v.TLSDomains
	}
	if !f.Changed("proxy") {
		h.Proxies = v.Proxies
	}
	s.from = cmp.Or(s.from, set.Region)
	if err := s.settleLanguage(set); err != nil {
		return err
	}
	h.standard(f.Changed("redirect-addr"))
	return nil
}

// settleLanguage picks the language of readers who ask for none that is offered.
func (s *session) settleLanguage(set *app.Settings) error {
	asked := s.lang
	s.lang = cmp.Or(s.lang, set.Language)
	if len(set.Languages) == 0 {
		return nil
	}
	if asked != "" && !slices.Contains(set.Languages, asked) {
		return usageError{fault.New(fault.Invalid, "usage", "--lang %s is not among the languages that the configuration offers; choose one of %s", asked, strings.Join(set.Languages, ", "))}
	}
	s.lang = cmp.Or(s.lang, set.Languages[0])
	return nil
}

// standard fills in where to listen.
func (h *house) standard(redirectGiven bool) {
	switch {
	case h.Addr != "":
	case h.TLS():
		h.Addr = ":443"
	default:
		h.Addr = "127.0.0.1:8080"
	}
	if h.Redirect == "" && !redirectGiven && len(h.TLSDomains) > 0 {
		h.Redirect = ":80"
	}
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
	if err := a.Vet(h.set); err != nil {
		return nil, err
	}
	if c := h.counts; c != nil {
		checker.Listen(func(v *check.Verdict) { c.Check(string(v.Level), v.Danger, first(v.Languages)) })
	}
	log := s.logger(h)
	reader := bring.New(s.pictures())
	site := &web.Site{
		Checker: checker, Directory: dir, Lang: s.lang, From: s.from, Log: log, Reader: reader,
		Offer: h.set.Languages, Host: hostOf(h.set), Reference: api.Reference,
	}
	programs := &api.API{Checker: checker, Directory: dir, Lang: s.lang, Log: log, Reader: reader}
	mux := http.NewServeMux()
	site.Mount(mux)
	programs.Mount(mux)
	g := gate.Gate{Log: log, Open: api.CrossSite, Free: []string{"/healthz", "/readyz", "/static/"}, Counts: h.counts}
	g.Refuse = func(w http.ResponseWriter, r *http.Request, f gate.Refusal) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			programs.Refuse(w, r, f)
		} else {
			site.Refuse(w, r, f)
		}
	}
	for _, p := range h.Proxies {
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

// hostOf hands the site what the configuration says of whoever runs it.
func hostOf(set *app.Settings) func(tag string) web.Host {
	return func(tag string) web.Host {
		i := set.In(tag)
		h := web.Host{Name: i.Name, RunBy: i.RunBy, Address: i.Address, Desk: web.Desk(i.Desk)}
		for _, l := range i.Links {
			h.Links = append(h.Links, web.HostLink(l))
		}
		return h
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func (s *session) logger(h house) *slog.Logger {
	if h.quiet {
		return slog.New(slog.NewTextHandler(io.Writer(s.err), &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	return slog.New(slog.NewTextHandler(s.err, nil))
}
