// Package gate is what every request passes before a page or an answer is made: limits, origin,
// headers, language, and a log that knows nobody.
//
// The rules are:
//
//   - Nothing about a person is written down: no address, no query, no body, no header. The log
//     has the method, the route's pattern, the status, the time taken and the sizes.
//   - No cookie is ever set, and nothing may be stored by the browser but the style sheet.
//   - A page may load from this house alone, and runs no script or style that stands in it.
//   - Who is refused is told what to do, in their language, by the face they came to (Refuse).
//
// What does not live here: pages (web), answers for programs (api), who somebody is and what they
// may do (room people; there is no session yet).
package gate

import (
	"log/slog"
	"net/http"
	"net/netip"
	"time"
)

// Sizes of a request body, in bytes.
const (
	PageBody = 1<<20 + 64<<10 // a text of 1 MiB and the form around it
	APIBody  = 4 << 20
)

// Refusal is why a request was turned away, in terms that a face can put into words.
type Refusal struct {
	Status     int    // HTTP
	Code       string // stable: too_many, too_large, method, not_found, cross_origin, server
	RetryAfter int    // seconds; only with too_many
	Limit      int64  // bytes; only with too_large
}

// Gate holds what the gate needs. The zero value of each field but Refuse works.
type Gate struct {
	Refuse func(http.ResponseWriter, *http.Request, Refusal) // the face's page or problem

	Log     *slog.Logger     // nil: slog.Default()
	Now     func() time.Time // nil: time.Now
	Rate    float64          // requests a second for one address; 0: 10
	Burst   int              // requests at once for one address; 0: 120
	Counts  *Counts          // nil: nothing is counted
	Proxies []netip.Prefix   // peers whose X-Forwarded-For is believed; none by default
	Open    []string         // ServeMux patterns that other sites may post to (they read no session)
	Free    []string         // paths that are not counted, or trees of them ("/static/")
}

// Wrap returns next behind the gate. Each call has its own table of addresses.
func (g Gate) Wrap(next http.Handler) http.Handler {
	if g.Log == nil {
		g.Log = slog.Default()
	}
	if g.Now == nil {
		g.Now = time.Now
	}
	if g.Rate == 0 {
		g.Rate = 10
	}
	if g.Burst == 0 {
		g.Burst = 120
	}
	h := g.sameOrigin(next)
	h = g.limitRate(h)
	h = secure(h)
	return g.watch(h)
}

// sameOrigin refuses what another site makes a browser post. Old browsers send "Origin: null" and
// nothing else for our own forms, because our pages have no referrer; they pass, as nothing here
// acts on a session. A route that does needs a token of its own.
func (g Gate) sameOrigin(next http.Handler) http.Handler {
	c := http.NewCrossOriginProtection()
	for _, p := range g.Open {
		c.AddInsecureBypassPattern(p)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		old := r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == "null"
		if err := c.Check(r); err != nil && !old {
			g.Refuse(w, r, Refusal{Status: http.StatusForbidden, Code: "cross_origin"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// contentPolicy lets a page load its own style sheet, script and pictures and nothing else.
const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers every answer has. A handler may replace Cache-Control and the policies.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY") // browsers that do not know frame-ancestors
		h.Set("X-DNS-Prefetch-Control", "off")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), browsing-topics=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// mostDrained is how much of a body that is too large is read and thrown away, so that the
// browser gets to read the answer instead of a broken connection.
const mostDrained = 16 << 20
