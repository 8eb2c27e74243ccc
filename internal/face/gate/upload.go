package gate

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"time"
)

// FilesBody is the size of a body that brings files: ten of 12 MiB, and a page's form around them.
const FilesBody = 10*(12<<20) + PageBody

// How slowly a body may come that brings files. A phone on a bad line sends 40 kB a second.
const (
	stallTime = 20 * time.Second // without a byte
	graceTime = 60 * time.Second // before the rate counts
	leastRate = 8 << 10          // bytes a second from then on
)

// Pace gives a body the time that its size needs, and no more: a connection that stalls, or trickles,
// is given up. The time for answering begins when the last byte has come.
func Pace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = &paced{r.Body, http.NewResponseController(w), time.Now(), 0}
		next.ServeHTTP(w, r)
	})
}

type paced struct {
	io.ReadCloser
	conn  *http.ResponseController
	start time.Time
	got   int64
}

func (p *paced) Read(b []byte) (int, error) {
	now := time.Now()
	until := now.Add(stallTime)
	if whole := p.start.Add(graceTime + time.Duration(p.got/leastRate)*time.Second); whole.Before(until) {
		until = whole
	}
	// A connection that takes no deadlines keeps those of the server.
	_ = p.conn.SetReadDeadline(until)
	_ = p.conn.SetWriteDeadline(until.Add(writeTime))
	n, err := p.ReadCloser.Read(b)
	p.got += int64(n)
	return n, err
}

// TooSlow says whether reading a body failed because it came too slowly.
func TooSlow(err error) bool { return errors.Is(err, os.ErrDeadlineExceeded) }

// errParts says that a body is no form in parts, or one with too many.
var errParts = errors.New("not a multipart form")

// Parts hands over the parts of a form one after the other as they come; none is kept. It ends with
// the first error, take's own among them.
func Parts(r *http.Request, most int, take func(name, file string, body io.Reader) error) error {
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		return errParts
	}
	m := multipart.NewReader(r.Body, params["boundary"])
	for range most {
		p, err := m.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := take(p.FormName(), p.FileName(), p); err != nil {
			return err
		}
	}
	return errParts
}
