package gate

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestRedirect(t *testing.T) {
	for _, c := range []struct {
		names        []string
		port         string
		method, host string
		path         string
		status       int
		to           string
	}{
		{nil, "443", "GET", "a.example", "/signs?lang=ko", 301, "https://a.example/signs?lang=ko"},
		{nil, "8443", "GET", "a.example:8080", "/", 301, "https://a.example:8443/"},
		{nil, "8443", "HEAD", "[::1]:8080", "/", 301, "https://[::1]:8443/"},
		{nil, "443", "GET", "[::1]", "/", 301, "https://[::1]/"},
		{[]string{"a.example", "b.example"}, "443", "GET", "B.example", "/x", 301, "https://b.example/x"},
		{[]string{"a.example"}, "443", "GET", "evil.example", "/x", 301, "https://a.example/x"},
		{[]string{"a.example"}, "443", "GET", "a.example", "//evil.example/", 301, "https://a.example//evil.example/"},
		{nil, "443", "POST", "a.example", "/check", 400, ""},
	} {
		r := httptest.NewRequest(c.method, "http://x"+c.path, nil)
		r.Host, r.RequestURI = c.host, c.path
		r.URL.Path = r.URL.EscapedPath()
		w := httptest.NewRecorder()
		Redirect(c.names, c.port).ServeHTTP(w, r)
		if w.Code != c.status || w.Header().Get("Location") != c.to {
			t.Errorf("%s %s%s: %d %q, want %d %q", c.method, c.host, c.path, w.Code, w.Header().Get("Location"), c.status, c.to)
		}
	}
}

func TestHSTS(t *testing.T) {
	w := httptest.NewRecorder()
	HSTS(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if got := w.Header().Get("Strict-Transport-Security"); got != "max-age=31536000" {
		t.Errorf("got %q", got)
	}
}

// TestPair renews the files while the pair serves: half of a renewal changes nothing, the whole
// does, after a minute and not before.
func TestPair(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	write := func(file string, content []byte, at time.Time) {
		t.Helper()
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Unix(1_800_000_000, 0)
	c1, k1 := pems(t, 1)
	c2, k2 := pems(t, 2)
	write(cert, c1, now)
	write(key, k1, now)
	p, err := ReadPair(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	p.now = func() time.Time { return now }
	serial := func() int64 {
		t.Helper()
		got, err := p.Certificate(nil)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(got.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return leaf.SerialNumber.Int64()
	}
	p.checked = now
	write(cert, c2, now.Add(time.Second))
	now = now.Add(restamp)
	if got := serial(); got != 1 {
		t.Errorf("half of a renewal: got %d", got)
	}
	write(key, k2, now)
	if got := serial(); got != 1 {
		t.Errorf("the files were read within a minute: got %d", got)
	}
	now = now.Add(restamp)
	if got := serial(); got != 2 {
		t.Errorf("after the renewal: got %d", got)
	}
	if _, err := ReadPair(cert, filepath.Join(dir, "none")); err == nil {
		t.Error("a key that is not there is taken")
	}
}

func pems(t *testing.T, serial int64) (cert, key []byte) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(serial), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	pk, err := x509.MarshalECPrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: pk})
}
