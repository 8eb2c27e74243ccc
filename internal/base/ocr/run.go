package ocr

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"time"
)

// mostOutput of the program: a page of words with their places is a tenth of it.
const mostOutput = 4 << 20

// limits are set by the shell that becomes the program: memory in KiB, seconds of processor, no file
// larger than nothing, no core. A system that lacks one of them goes without it.
const limits = `ulimit -v 1572864; ulimit -t 60; ulimit -f 0; ulimit -c 0; command -v nice >/dev/null && exec nice -n 10 "$0" "$@"; exec "$0" "$@"`

// run runs tesseract with a picture, or nothing, on its input and returns its output.
func (r *Reader) run(ctx context.Context, program string, in []byte, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", limits, program}, args...)...)
	c.Dir = "/"
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "OMP_THREAD_LIMIT=1"}
	if at := os.Getenv("TESSDATA_PREFIX"); at != "" {
		c.Env = append(c.Env, "TESSDATA_PREFIX="+at)
	}
	c.Stdin = bytes.NewReader(in)
	var out capped
	c.Stdout = &out
	alone(c)
	c.WaitDelay = time.Second
	if err := c.Run(); err != nil {
		return nil, err
	}
	return out.b.Bytes(), nil
}

// capped keeps the first part of what is written to it and then fails.
type capped struct{ b bytes.Buffer }

func (c *capped) Write(p []byte) (int, error) {
	if c.b.Len()+len(p) > mostOutput {
		return 0, errors.New("too much output")
	}
	return c.b.Write(p)
}
