package cli

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// running is a served house, with the lines it said at the start and its end.
type running struct {
	t     *testing.T
	lines *bufio.Scanner
	stop  context.CancelFunc
	done  chan error
}

// run starts serve with arguments, as Main would, and returns once it has been told to listen.
func run(t *testing.T, args ...string) *running {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, k := range []string{"RINGTRUE_CONFIG", "RINGTRUE_DATA"} {
		t.Setenv(k, "")
	}
	out, in := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	s := &session{in: strings.NewReader(""), out: io.Discard, err: in}
	root := s.root()
	root.SetArgs(append([]string{"serve", "--quiet", "--lang", "en"}, args...))
	r := &running{t: t, lines: bufio.NewScanner(out), stop: stop, done: make(chan error, 1)}
	go func() {
		err := root.ExecuteContext(ctx)
		in.Close()
		r.done <- err
	}()
	t.Cleanup(stop)
	return r
}

// says returns the next line's address: what follows a beginning.
func (r *running) says(begin string) string {
	r.t.Helper()
	for more := true; more; more = strings.HasPrefix(r.lines.Text(), "Pictures ") { // what tesseract lacks here
		if !r.lines.Scan() {
			r.t.Fatalf("it stopped: %v", <-r.done)
		}
	}
	rest, ok := strings.CutPrefix(r.lines.Text(), begin)
	if !ok {
		r.t.Fatalf("it says %q, want %q", r.lines.Text(), begin)
	}
	rest, _, _ = strings.Cut(rest, ". Stop")
	return rest
}

func (r *running) end() {
	r.t.Helper()
	r.stop()
	if r.says("Stopped."); r.lines.Scan() {
		r.t.Errorf("after the end it says %q", r.lines.Text())
	}
	if err := <-r.done; err != nil {
		r.t.Error(err)
	}
}

func fetch(t *testing.T, c *http.Client, method, url, body string) (*http.Response, string) {
	t.Helper()
	q, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		q.Header.Set("Content-Type", "text/plain")
	}
	res, err := c.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(raw)
}

// TestServeTLS serves with a certificate of its own, sends HTTP on, and counts apart from the site.
func TestServeTLS(t *testing.T) {
	dir := t.TempDir()
	cert, key := certificate(t, dir)
	data := filepath.Join(dir, "data")
	r := run(t, "--addr", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", key, "--redirect-addr", "127.0.0.1:0", "--metrics-addr", "127.0.0.1:0", "--data-dir", data)
	site := r.says("Listening on ")
	plain := "http://" + r.says("HTTP to HTTPS on ")
	counts := r.says("Counts on ")

	pool := x509.NewCertPool()
	raw, _ := os.ReadFile(cert)
	pool.AppendCertsFromPEM(raw)
	tr := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}
	defer tr.CloseIdleConnections()
	c := &http.Client{Transport: tr, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

	res, _ := fetch(t, c, "GET", site+"/about", "")
	if res.StatusCode != 200 || res.ProtoMajor != 2 || !strings.HasPrefix(res.Header.Get("Strict-Transport-Security"), "max-age=31536000") {
		t.Errorf("%d, HTTP/%d, HSTS %q", res.StatusCode, res.ProtoMajor, res.Header.Get("Strict-Transport-Security"))
	}
	res, _ = fetch(t, c, "GET", plain+"/signs?lang=ko", "")
	if want := site + "/signs?lang=ko"; res.StatusCode != 301 || res.Header.Get("Location") != want || res.Header.Get("Strict-Transport-Security") != "" {
		t.Errorf("%d to %q, want %q", res.StatusCode, res.Header.Get("Location"), want)
	}
	if res, _ := fetch(t, c, "POST", plain+"/check", "Zebrafink"); res.StatusCode != 400 {
		t.Errorf("a text in the clear: %d", res.StatusCode)
	}
	fetch(t, c, "POST", site+"/api/v1/check", "Zebrafink: this is the police, tell nobody")
	fetch(t, c, "GET", site+"/Zebrafink", "")
	_, body := fetch(t, c, "GET", counts, "")
	for _, want := range []string{
		`ringtrue_requests_total{method="GET",route="GET /about",status="200"} 1`, `ringtrue_requests_total{method="GET",route="/",status="404"} 1`,
		`ringtrue_checks_total{danger="`, `language="en"`, `route="POST /api/v1/check",status="200"} 1`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the counts lack %s:\n%.600s", want, body)
		}
	}
	if strings.Contains(body, "Zebrafink") || strings.Contains(body, "lang=") {
		t.Error("the counts hold what somebody sent")
	}
	if res, _ := fetch(t, c, "GET", site+"/metrics", ""); res.StatusCode != 404 {
		t.Errorf("the site itself shows the counts: %d", res.StatusCode)
	}
	if st, err := os.Stat(data); err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("the data folder: %v %v", st, err)
	}
	tr.CloseIdleConnections()
	http.DefaultClient.CloseIdleConnections()
	r.end()
}

func TestServeConfigured(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ringtrue.toml")
	conf := "run_by = \"<b>Northgate</b>\"\nregion = \"CA\"\nlanguages = [\"fr\", \"zh-Hans\"]\n[desk]\nname = \"Campus security\"\ntel = \"+1 403 555 0119\"\nconfirmed = \"2026-11-14\"\n" +
		"[in.zh-Hans]\nrun_by = \"北门大学\"\n[serve]\naddr = \"127.0.0.1:0\"\n"
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	r := run(t, "--config", file, "--lang", "fr")
	site := r.says("Listening on ")
	_, body := fetch(t, http.DefaultClient, "GET", site+"/who", "")
	for _, want := range []string{`<html lang="fr"`, "&lt;b&gt;Northgate", "+1 403 555 0119", `href="tel:+14035550119"`, "2026-11-14"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(body, "lang=en") || strings.Contains(body, "<b>Northgate") {
		t.Error("the page offers a language that is not offered, or takes the name for markup")
	}
	if _, body := fetch(t, http.DefaultClient, "GET", site+"/who?lang=zh-Hans", ""); !strings.Contains(body, "北门大学") {
		t.Error("the name in Chinese is missing")
	}
	http.DefaultClient.CloseIdleConnections()
	r.end()
}

// TestServeRefused insists that a mistake is refused at the start, with the mend.
func TestServeRefused(t *testing.T) {
	dir := t.TempDir()
	cert, key := certificate(t, dir)
	open := filepath.Join(dir, "open")
	if err := os.Mkdir(open, 0o755); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct {
		want string
		args []string
	}{
		{"--data-dir", []string{"--tls-domain", "a.example"}},
		{"give both", []string{"--tls-cert", cert}},
		{"exclude each other", []string{"--tls-cert", cert, "--tls-key", key, "--tls-domain", "a.example"}},
		{"cannot be used", []string{"--tls-cert", key, "--tls-key", cert}},
		{"needs HTTPS", []string{"--redirect-addr", "127.0.0.1:0"}},
		{"chmod 700", []string{"--data-dir", open}},
		{"--metrics-addr", []string{"--addr", "127.0.0.1:0", "--metrics-addr", taken.Addr().String()}},
		{"already in use", []string{"--addr", taken.Addr().String()}},
		{"check the path", []string{"--config", filepath.Join(dir, "none.toml")}},
	} {
		t.Run(c.want, func(t *testing.T) {
			t.Chdir(t.TempDir())
			var out bytes.Buffer
			if code := Main(append([]string{"serve"}, c.args...), strings.NewReader(""), io.Discard, &out); code == exitDone || !strings.Contains(out.String(), c.want) {
				t.Errorf("exit %d, says %q", code, out.String())
			}
		})
	}
}

// certificate writes a certificate for 127.0.0.1, signed by itself, and its key.
func certificate(t *testing.T, dir string) (cert, key string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	pk, err := x509.MarshalECPrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, b := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "EC PRIVATE KEY", Bytes: pk}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}
