package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"runtime"
	"sync"

	"github.com/schollz/progressbar/v3"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// checkLines reads {"id","text"} a line and writes one verdict a line, in the same order, as
// they come. Several are checked at once. A line that cannot be used gives a line with "error",
// nothing is dropped, and the exit code says so at the end.
func (s *session) checkLines(c *check.Checker, name string, o check.Options) error {
	in, done, err := s.openLines(name)
	if err != nil {
		return err
	}
	defer done()
	w := bufio.NewWriterSize(s.out, 1<<16)
	bad, err := eachLine(in, func(n int, line []byte) (any, bool) { return checkLine(c, n, line, o) }, func(v any) error { return writeJSON(w, v) })
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "write", "the verdicts could not be written to the end; free space or mend the pipe, and run again")
	}
	if bad > 0 {
		return errPartial
	}
	return nil
}

// openLines opens a file of lines, with a progress bar when people watch.
func (s *session) openLines(name string) (io.Reader, func(), error) {
	if name == "-" {
		return s.in, func() {}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fault.Wrap(err, fault.NotFound, "no_file", "%s cannot be opened; check the name, or give - to read the standard input", name)
	}
	_, watched := terminal(s.err)
	info, err := f.Stat()
	if !watched || err != nil || info.Size() < 1<<20 {
		return f, func() { f.Close() }, nil
	}
	bar := progressbar.NewOptions64(info.Size(), progressbar.OptionSetWriter(s.err), progressbar.OptionShowBytes(true), progressbar.OptionClearOnFinish())
	return io.TeeReader(f, bar), func() { bar.Finish(); f.Close() }, nil
}

type lineOut struct {
	ID any `json:"id"`
	*check.Verdict
	Decoded string `json:"decoded,omitempty"`
}

type lineError struct {
	ID    any    `json:"id"`
	Line  int    `json:"line"`
	Error string `json:"error"`
}

// checkLine checks one line; ok is false when it could not be used.
func checkLine(c *check.Checker, n int, line []byte, o check.Options) (any, bool) {
	var in struct {
		ID   json.RawMessage `json:"id"`
		Text *string         `json:"text"`
	}
	d := lang.Decode(line)
	if err := json.Unmarshal([]byte(d.Text), &in); err != nil {
		return lineError{nil, n, "not a JSON object: " + err.Error() + `; write {"id":"1","text":"…"} on one line`}, false
	}
	if in.Text == nil {
		return lineError{in.ID, n, `"text" is missing; write {"id":"1","text":"…"}`}, false
	}
	v, err := c.Check(*in.Text, o)
	if err != nil {
		return lineError{in.ID, n, err.Error()}, false
	}
	return lineOut{ID: in.ID, Verdict: v}, true
}

// eachLine runs work over the lines of a reader on every processor and hands the results to
// write in the order of the lines. It returns how many results were not ok.
func eachLine(in io.Reader, work func(n int, line []byte) (any, bool), write func(any) error) (bad int, err error) {
	type job struct {
		n    int
		line []byte
		out  chan any
		ok   *bool
	}
	workers := runtime.GOMAXPROCS(0)
	jobs := make(chan job, workers)
	order := make(chan job, 4*workers)
	stop := make(chan struct{})
	var readErr error
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				v, ok := work(j.n, j.line)
				*j.ok = ok
				j.out <- v
			}
		})
	}
	go func() {
		defer close(order)
		defer close(jobs)
		readErr = readLines(in, func(n int, line []byte) bool {
			j := job{n, line, make(chan any, 1), new(bool)}
			select {
			case order <- j:
			case <-stop:
				return false
			}
			jobs <- j
			return true
		})
	}()
	for j := range order {
		v := <-j.out
		if !*j.ok {
			bad++
		}
		if err == nil {
			if err = write(v); err != nil {
				close(stop)
			}
		}
	}
	wg.Wait()
	return bad, errors.Join(err, readErr)
}

// readLines gives each line that is not blank, with its number from 1.
func readLines(in io.Reader, give func(n int, line []byte) bool) error {
	r := bufio.NewReaderSize(in, 1<<20)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if len(line) > maxMessage {
			return fault.New(fault.TooLarge, "too_large", "line %d is larger than %d MB; split it", n, maxMessage>>20)
		}
		if line = bytes.TrimSpace(line); len(line) > 0 && !give(n, line) {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// writeJSON writes v on a line of its own. What would steer a terminal is escaped, also beyond ASCII.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeControls(b.Bytes()))
	return err
}
