package gate

import (
	"crypto/tls"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// HSTS tells browsers to come back by HTTPS alone, for a year. Only a server that speaks TLS
// itself says so: a proxy in front decides for itself.
func HSTS(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=31536000")
		next.ServeHTTP(w, r)
	})
}

// Redirect sends readers on from HTTP to HTTPS at the same place. names are the hosts it sends to;
// with none it believes the request. port is that of HTTPS. What was posted in the clear is not
// sent on: the browser would post it again as if nothing had happened.
func Redirect(names []string, port string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := strings.ToLower(hostOnly(r.Host))
		if len(names) > 0 && !slices.Contains(names, host) {
			host = names[0]
		}
		w.Header().Set("Cache-Control", "no-store")
		if r.Method != http.MethodGet && r.Method != http.MethodHead || host == "" {
			http.Error(w, "Use https. In danger, call the police.", http.StatusBadRequest)
			return
		}
		if port != "443" {
			host = net.JoinHostPort(host, port)
		} else if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		w.Header().Set("Location", "https://"+host+r.URL.RequestURI())
		w.WriteHeader(http.StatusMovedPermanently)
	})
}

func hostOnly(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return strings.Trim(hostport, "[]")
}

// Pair is a certificate and its key in two files. They are read again when they have changed, so
// that a renewal needs no restart.
type Pair struct {
	cert, key string
	now       func() time.Time

	mu      sync.Mutex
	have    *tls.Certificate
	stamp   time.Time // of the newer file when it was read
	checked time.Time
}

// restamp is how often the files are looked at.
const restamp = time.Minute

// ReadPair reads the files once, so that a mistake is known at the start.
func ReadPair(cert, key string) (*Pair, error) {
	p := &Pair{cert: cert, key: key, now: time.Now}
	if err := p.read(); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "certificate", "the certificate %s with the key %s cannot be used; give a PEM chain and its key", cert, key)
	}
	return p, nil
}

func (p *Pair) read() error {
	stamp, err := newer(p.cert, p.key)
	if err != nil {
		return err
	}
	c, err := tls.LoadX509KeyPair(p.cert, p.key)
	if err != nil {
		return err
	}
	p.have, p.stamp, p.checked = &c, stamp, p.now()
	return nil
}

func newer(files ...string) (latest time.Time, err error) {
	for _, f := range files {
		st, err := os.Stat(f)
		if err != nil {
			return latest, err
		}
		if st.ModTime().After(latest) {
			latest = st.ModTime()
		}
	}
	return latest, nil
}

// Certificate is the pair for a handshake. While a renewal is half written the old one serves.
func (p *Pair) Certificate(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := p.now(); now.Sub(p.checked) >= restamp {
		p.checked = now
		if stamp, err := newer(p.cert, p.key); err == nil && !stamp.Equal(p.stamp) {
			_ = p.read()
		}
	}
	return p.have, nil
}
