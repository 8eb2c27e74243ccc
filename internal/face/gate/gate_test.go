package gate

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// secret is what no log line may hold.
const secret = "Zebrafink"

func refuse(w http.ResponseWriter, _ *http.Request, f Refusal) {
	http.Error(w, f.Code, f.Status)
}

// house is a gate before a few routes, with its log and its clock.
type house struct {
	*httptest.Server
	log bytes.Buffer
	now atomic.Int64 // Unix seconds
}

func newHouse(t *testing.T, g Gate) *house {
	t.Helper()
	h := &house{}
	h.now.Store(1_800_000_000)
	g.Refuse = refuse
	g.Log = slog.New(slog.NewTextHandler(&h.log, nil))
	g.Now = func() time.Time { return time.Unix(h.now.Load(), 0) }
	mux := http.NewServeMux()
	mux.Handle("POST /check", Limit(1000, refuse, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if limit, ok := TooLarge(err); ok {
			refuse(w, r, Refusal{Status: http.StatusRequestEntityTooLarge, Code: "too_large", Limit: limit})
			return
		}
		_, _ = w.Write(body)
	})))
	mux.HandleFunc("GET /panic/{x}", func(http.ResponseWriter, *http.Request) { panic(secret) })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") })
	h.Server = httptest.NewServer(g.Wrap(mux))
	t.Cleanup(h.Close)
	return h
}

func (h *house) do(t *testing.T, method, path, body string, header ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequest(method, h.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := h.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res
}

func TestHeadersOnEveryAnswer(t *testing.T) {
	h := newHouse(t, Gate{})
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/", 200}, {"GET", "/none", 404}, {"DELETE", "/", 405}, {"POST", "/check", 200}, {"GET", "/panic/x", 500},
	} {
		res := h.do(t, c.method, c.path, "")
		if res.StatusCode != c.status {
			t.Errorf("%s %s: got %d, want %d", c.method, c.path, res.StatusCode, c.status)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
			"X-Content-Type-Options": "nosniff", "Permissions-Policy": "camera=()",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := res.Header.Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s %s: %s is %q, want %q…", c.method, c.path, name, got, want)
			}
		}
		if csp := res.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
			t.Errorf("the policy lets in inline code or another host: %s", csp)
		}
		if len(res.Cookies()) > 0 {
			t.Errorf("%s %s sets a cookie", c.method, c.path)
		}
	}
}

func TestLogKnowsNobody(t *testing.T) {
	h := newHouse(t, Gate{})
	h.do(t, "POST", "/check?q="+secret, "text="+secret, "User-Agent", secret, "Referer", "http://"+secret)
	h.do(t, "GET", "/panic/"+secret, "")
	h.do(t, "GET", "/"+secret, "")
	h.do(t, strings.ToUpper(secret), "/", "")
	h.Close() // the last line is written after the answer
	log := h.log.String()
	if strings.Contains(strings.ToLower(log), strings.ToLower(secret)) || strings.Contains(log, "127.0.0.1") {
		t.Errorf("the log holds what somebody sent, or an address:\n%s", log)
	}
	for _, want := range []string{`route="POST /check" status=200`, `route="GET /panic/{x}" status=500`, "route=none status=404", "in=14", "method=other"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %s:\n%s", want, log)
		}
	}
}

func TestRate(t *testing.T) {
	h := newHouse(t, Gate{Rate: 0.5, Burst: 2, Free: []string{"/healthz", "/static/"}})
	for i, want := range []int{200, 200, 429} {
		if res := h.do(t, "GET", "/", ""); res.StatusCode != want {
			t.Fatalf("request %d: got %d, want %d", i, res.StatusCode, want)
		}
	}
	if got := h.do(t, "GET", "/", "").Header.Get("Retry-After"); got != "2" {
		t.Errorf("Retry-After: got %q, want 2 (one request every two seconds)", got)
	}
	for _, path := range []string{"/healthz", "/static/x/site.css"} {
		if res := h.do(t, "GET", path, ""); res.StatusCode == 429 {
			t.Errorf("%s is counted", path)
		}
	}
	h.now.Add(2)
	if res := h.do(t, "GET", "/", ""); res.StatusCode != 200 {
		t.Errorf("after the wait: got %d", res.StatusCode)
	}
}

func TestNetwork(t *testing.T) {
	g := Gate{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	for _, c := range []struct{ peer, forwarded, want string }{
		{"192.0.2.7:1000", "", "192.0.2.7/32"},
		{"192.0.2.7:1000", "198.51.100.9", "192.0.2.7/32"}, // not a proxy of ours: not believed
		{"10.0.0.1:1000", "198.51.100.9", "198.51.100.9/32"},
		{"10.0.0.1:1000", "203.0.113.5, 198.51.100.9, 10.2.3.4", "198.51.100.9/32"}, // the first is hearsay
		{"10.0.0.1:1000", "nonsense", "10.0.0.1/32"},
		{"[2001:db8:1:2:3:4:5:6]:1000", "", "2001:db8:1:2::/64"},
		{"[2001:db8:1:2:ffff::1%eth0]:1000", "", "2001:db8:1:2::/64"},
		{"[::ffff:192.0.2.7]:1000", "", "192.0.2.7/32"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.peer
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := g.network(r).String(); got != c.want {
			t.Errorf("%s for %q: got %s, want %s", c.peer, c.forwarded, got, c.want)
		}
	}
}

// TestTableIsBounded asks for many addresses; the busy one must stay known, the table small.
func TestTableIsBounded(t *testing.T) {
	l := newLimiter(0.001, 1, 100)
	now := time.Unix(1_800_000_000, 0)
	busy := netip.MustParsePrefix("192.0.2.1/32")
	if d := l.wait(busy, now); d != 0 {
		t.Fatal("the first request waits")
	}
	a := netip.MustParseAddr("198.18.0.0")
	for i := range 10_000 {
		a = a.Next()
		l.wait(netip.PrefixFrom(a, 32), now)
		if d := l.wait(busy, now); d <= 0 {
			t.Fatalf("after %d other addresses the busy one was forgotten", i)
		}
		if n := len(l.young) + len(l.old); n > 200 {
			t.Fatalf("the table holds %d addresses", n)
		}
	}
}

func TestBodyLimit(t *testing.T) {
	h := newHouse(t, Gate{})
	for _, c := range []struct {
		size, status int
	}{{1000, 200}, {1001, 413}, {5 << 20, 413}} {
		if res := h.do(t, "POST", "/check", strings.Repeat("x", c.size)); res.StatusCode != c.status {
			t.Errorf("%d bytes: got %d, want %d", c.size, res.StatusCode, c.status)
		}
	}
	// a body that does not say its length
	r, _ := http.NewRequest("POST", h.URL+"/check", io.MultiReader(strings.NewReader(strings.Repeat("x", 2000))))
	res, err := h.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != 413 {
		t.Errorf("an unannounced body: got %d, want 413", res.StatusCode)
	}
}

func TestOrigin(t *testing.T) {
	h := newHouse(t, Gate{})
	for _, c := range []struct {
		name   string
		header []string
		status int
	}{
		{"a program", nil, 200},
		{"our own page", []string{"Sec-Fetch-Site", "same-origin", "Origin", "null"}, 200},
		{"another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://other.example"}, 403},
		{"another site, old browser", []string{"Origin", "https://other.example"}, 403},
		{"our own page, old browser without referrer", []string{"Origin", "null"}, 200},
	} {
		if res := h.do(t, "POST", "/check", "x", c.header...); res.StatusCode != c.status {
			t.Errorf("%s: got %d, want %d", c.name, res.StatusCode, c.status)
		}
	}
	open := newHouse(t, Gate{Open: []string{"POST /check"}})
	if res := open.do(t, "POST", "/check", "x", "Sec-Fetch-Site", "cross-site"); res.StatusCode != 200 {
		t.Errorf("an open route: got %d", res.StatusCode)
	}
}

func TestLanguage(t *testing.T) {
	has := func(tag string) bool { return tag != "vi" }
	for _, c := range []struct {
		query, header, want string
		chosen              bool
	}{
		{"", "", "en", false},
		{"", "zh-TW,zh;q=0.9,en;q=0.5", "zh-Hant", false},
		{"?lang=fr", "zh-CN", "fr", true},
		{"?lang=xx", "zh-CN", "zh-Hans", false},
		{"?lang=vi", "", "en", false}, // offered, but its sentences are not there
	} {
		r := httptest.NewRequest("GET", "/"+c.query, nil)
		r.Header.Set("Accept-Language", c.header)
		if got, chosen := Language(r, "", has); got != c.want || chosen != c.chosen {
			t.Errorf("%s %q: got %s %v, want %s %v", c.query, c.header, got, chosen, c.want, c.chosen)
		}
	}
}

// TestServe stops while a request runs: the request is answered and no goroutine is left.
func TestServe(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, stop := context.WithCancel(context.Background())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	entered := make(chan bool)
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		entered <- true
		<-ctx.Done()
		_, _ = io.WriteString(w, strconv.Itoa(42))
	})
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, l, slow, slog.New(slog.DiscardHandler)) }()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer := make(chan string, 1)
	go func() {
		res, err := client.Get("http://" + l.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		answer <- string(b)
	}()
	<-entered
	stop()
	if got := <-answer; got != "42" {
		t.Errorf("the running request got %q", got)
	}
	if err := <-done; err != nil {
		t.Errorf("Serve: %v", err)
	}
	client.CloseIdleConnections()
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), buf[:runtime.Stack(buf, true)])
		}
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("the listener is still open")
	}
}

func TestQuiet(t *testing.T) {
	var b bytes.Buffer
	q := quiet{slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	for _, line := range []string{"http: TLS handshake error from 192.0.2.7:1234: EOF\n", "http: Accept error: too many open files; retrying\n"} {
		if _, err := q.Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if s := b.String(); strings.Contains(s, "192.0.2.7") || !strings.Contains(s, "too many open files") {
		t.Errorf("got %s", s)
	}
}
