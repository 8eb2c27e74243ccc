package gate

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const form = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n" +
	"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nPNG\r\n--x--\r\n"

func request(body string) *http.Request {
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	return r
}

func TestParts(t *testing.T) {
	var got []string
	err := Parts(request(form), 9, func(name, file string, body io.Reader) error {
		raw, err := io.ReadAll(body)
		got = append(got, name+"|"+file+"|"+string(raw))
		return err
	})
	if want := "text||hello,file|a.png|PNG"; err != nil || strings.Join(got, ",") != want {
		t.Errorf("got %q, %v", got, err)
	}
	none := func(string, string, io.Reader) error { return nil }
	if err := Parts(request(form), 1, none); err == nil {
		t.Error("too many parts were taken")
	}
	if err := Parts(request(form[:len(form)-8]), 9, none); err == nil {
		t.Error("a form that breaks off was taken")
	}
	mine := errors.New("mine")
	if err := Parts(request(form), 9, func(string, string, io.Reader) error { return mine }); !errors.Is(err, mine) {
		t.Errorf("got %v", err)
	}
	plain := httptest.NewRequest("POST", "/", strings.NewReader("a=b"))
	if err := Parts(plain, 9, none); err == nil {
		t.Error("another body was taken for a form")
	}
}

// slowBody is a connection that sends a byte after each pause and keeps the deadline it is given.
type slowBody struct {
	pause time.Duration
	until time.Time
	calls int
}

func (s *slowBody) Read(b []byte) (int, error) {
	s.calls++
	if d := time.Until(s.until); d < s.pause {
		time.Sleep(d)
		return 0, os.ErrDeadlineExceeded
	}
	time.Sleep(s.pause)
	return copy(b, "x"), nil
}
func (s *slowBody) Close() error { return nil }

// writer takes deadlines as a connection does.
type writer struct {
	http.ResponseWriter
	body *slowBody
}

func (w writer) SetReadDeadline(t time.Time) error  { w.body.until = t; return nil }
func (w writer) SetWriteDeadline(t time.Time) error { return nil }

func TestPace(t *testing.T) {
	for _, c := range []struct {
		name  string
		pause time.Duration
		least time.Duration
		most  time.Duration
	}{
		{"stalls", time.Hour, stallTime, stallTime},
		{"trickles", 2 * time.Second, graceTime - 2*time.Second, graceTime + time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				body := &slowBody{pause: c.pause}
				r := httptest.NewRequest("POST", "/", nil)
				r.Body = body
				start := time.Now()
				Pace(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
					if _, err := io.ReadAll(r.Body); !TooSlow(err) {
						t.Errorf("got %v, want that it came too slowly", err)
					}
				})).ServeHTTP(writer{httptest.NewRecorder(), body}, r)
				if took := time.Since(start); took < c.least || took > c.most {
					t.Errorf("given up after %v, want %v to %v", took, c.least, c.most)
				}
			})
		})
	}
}
