package gate

import (
	"math"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// mostAddresses is how many addresses each half of the table remembers: about 6 MB together.
const mostAddresses = 20_000

// limiter counts requests by address in bounded memory. It keeps two halves: when the young one
// is full it becomes the old one, and what has not been asked for since is forgotten. To be
// forgotten is to start afresh, so a flood of addresses locks nobody out.
type limiter struct {
	rate  rate.Limit
	burst int
	most  int

	mu         sync.Mutex
	young, old map[netip.Prefix]*rate.Limiter
}

func newLimiter(perSecond float64, burst, most int) *limiter {
	return &limiter{rate: rate.Limit(perSecond), burst: burst, most: most, young: map[netip.Prefix]*rate.Limiter{}}
}

// wait returns how long an address must wait before its next request; 0 lets this one pass.
func (l *limiter) wait(from netip.Prefix, now time.Time) time.Duration {
	r := l.of(from).ReserveN(now, 1)
	if d := r.DelayFrom(now); d > 0 {
		r.CancelAt(now)
		return d
	}
	return 0
}

func (l *limiter) of(from netip.Prefix) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if x := l.young[from]; x != nil {
		return x
	}
	x := l.old[from]
	if x == nil {
		x = rate.NewLimiter(l.rate, l.burst)
	}
	if len(l.young) >= l.most {
		l.old, l.young = l.young, make(map[netip.Prefix]*rate.Limiter, l.most/4)
	}
	l.young[from] = x
	return x
}

func (g Gate) limitRate(next http.Handler) http.Handler {
	l := newLimiter(g.Rate, g.Burst, mostAddresses)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.free(r.URL.Path) {
			if d := l.wait(g.network(r), g.Now()); d > 0 {
				s := int(math.Ceil(d.Seconds()))
				w.Header().Set("Retry-After", strconv.Itoa(s))
				g.Refuse(w, r, Refusal{Status: http.StatusTooManyRequests, Code: "too_many", RetryAfter: s})
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (g Gate) free(path string) bool {
	return slices.ContainsFunc(g.Free, func(f string) bool {
		return path == f || strings.HasSuffix(f, "/") && strings.HasPrefix(path, f)
	})
}

// network is whom a request is counted for: an IPv4 address, or the /64 that one household or
// one phone has in IPv6. It lives only in the table's memory.
func (g Gate) network(r *http.Request) netip.Prefix {
	a := g.address(r)
	if a.Is6() {
		p, _ := a.WithZone("").Prefix(64)
		return p
	}
	return netip.PrefixFrom(a, a.BitLen())
}

// address is the peer's, or behind trusted proxies the last one that they do not own.
func (g Gate) address(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	a, _ := netip.ParseAddr(host)
	a = a.Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && g.trusted(a); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		a = hop.Unmap()
	}
	return a
}

func (g Gate) trusted(a netip.Addr) bool {
	return slices.ContainsFunc(g.Proxies, func(p netip.Prefix) bool { return p.Contains(a) })
}
