package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// TestLoad prints how the site stands a fixed rate of requests. It runs where RINGTRUE_LOAD says for
// how many seconds, on a machine that does nothing else: RINGTRUE_LOAD=10 go test -run TestLoad -v .
//
// The rate is open: a request that is late does not hold the next one back, and its time counts
// from when it was due.
func TestLoad(t *testing.T) {
	secs, err := strconv.Atoi(os.Getenv("RINGTRUE_LOAD"))
	if err != nil || secs < 1 {
		t.Skip("skipped: set RINGTRUE_LOAD to a number of seconds")
	}
	h, _ := realHouse(t, gate.Gate{Rate: 1e6, Burst: 1e6})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- gate.Serve(ctx, l, h.Config.Handler, slog.New(slog.DiscardHandler)) }() // with the times that serve gives
	defer func() { stop(); <-served }()
	d := &driver{t: t, base: "http://" + l.Addr().String(), wait: time.Duration(secs) * time.Second}
	d.client = &http.Client{Transport: &http.Transport{MaxIdleConns: 200, MaxIdleConnsPerHost: 200}, Timeout: 30 * time.Second}

	for range 2 {
		first := time.Now()
		if err := d.check(0); err != nil {
			t.Fatal(err)
		}
		t.Logf("a first check: %v", time.Since(first).Round(time.Millisecond))
	}
	d.rate("warm up, pages, 50/s", 50, d.page)
	d.rate("warm up, checks, 50/s", 50, d.check)
	d.memory("before")
	d.rate("pages, 500/s", 500, d.page)
	d.rate("checks of 1 kB, 300/s", 300, d.check)
	d.memory("after")
	free := d.siege()
	d.rate("pages, 500/s, under siege", 500, d.page)
	d.rate("checks of 1 kB, 300/s, under siege", 300, d.check)
	free()
	d.memory("after the siege")
}

type driver struct {
	t      *testing.T
	base   string
	wait   time.Duration
	client *http.Client
}

var loadPaths = []string{"/", "/?lang=zh-Hans", "/now/student", "/check", "/numbers", "/now/family?a=PQ&from=CN&country=CA&city=Calgary&end=1"}

func (d *driver) page(i int) error {
	res, err := d.client.Get(d.base + loadPaths[i%len(loadPaths)])
	return finish(res, err)
}

func (d *driver) check(i int) error {
	tags := []string{"en", "zh-Hans", "ko", "vi"}
	text := threat[tags[i%len(tags)]]
	text = strings.Repeat(text+"\n", 1+1024/len(text))[:1024]
	text = strings.ToValidUTF8(text, "")
	res, err := d.client.PostForm(d.base+"/check", map[string][]string{"text": {text}, "from": {"CA"}})
	return finish(res, err)
}

func finish(res *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d", res.StatusCode)
	}
	return err
}

// rate sends requests as they are due and prints how long they took.
func (d *driver) rate(what string, perSecond int, send func(int) error) {
	n := int(d.wait.Seconds()) * perSecond
	took, errs := make([]time.Duration, n), make([]error, n)
	var all sync.WaitGroup
	start := time.Now()
	for i := range n {
		due := start.Add(time.Duration(i) * time.Second / time.Duration(perSecond))
		if w := time.Until(due); w > 0 {
			<-time.After(w)
		}
		all.Go(func() {
			errs[i] = send(i)
			took[i] = time.Since(due)
		})
	}
	all.Wait()
	failed := slices.DeleteFunc(errs, func(e error) bool { return e == nil })
	slices.Sort(took)
	at := func(q int) time.Duration { return took[(n-1)*q/1000].Round(10 * time.Microsecond) }
	d.t.Logf("%s: p50 %v, p99 %v, max %v; %d of %d failed", what, at(500), at(990), at(1000), len(failed), n)
	if len(failed) > 0 {
		d.t.Errorf("%s: %v", what, failed[0])
	}
}

// memory prints what is in use after a collection; driver and site are one process.
func (d *driver) memory(when string) {
	d.client.CloseIdleConnections()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	d.t.Logf("%s: heap %.1f MB, of the system %.1f MB, %d goroutines", when, float64(m.HeapAlloc)/1e6, float64(m.Sys)/1e6, runtime.NumGoroutine())
}

// siege holds 50 connections that send one byte a second, and 20 that keep sending bodies that
// are too large, until the function it returns is called.
func (d *driver) siege() func() {
	ctx, stop := context.WithCancel(context.Background())
	var all sync.WaitGroup
	addr := strings.TrimPrefix(d.base, "http://")
	for range 50 {
		all.Go(func() { d.drip(ctx, addr) })
	}
	for range 20 {
		all.Go(func() {
			for ctx.Err() == nil {
				body := io.LimitReader(zeros{}, gate.PageBody+4<<20)
				r, err := http.NewRequestWithContext(ctx, "POST", d.base+"/numbers", body)
				if err != nil {
					return
				}
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				if res, err := d.client.Do(r); err == nil {
					if res.StatusCode != http.StatusRequestEntityTooLarge {
						d.t.Errorf("a body that is too large: %d", res.StatusCode)
					}
					res.Body.Close()
				}
				select { // a person on a line, not a flood: the rate of bytes is the network's to limit
				case <-ctx.Done():
				case <-time.After(time.Second):
				}
			}
		})
	}
	return func() { stop(); all.Wait() }
}

// drip opens a request and sends it a byte a second; when it is hung up on, it starts again.
func (d *driver) drip(ctx context.Context, addr string) {
	for ctx.Err() == nil {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			return
		}
		_, err = io.WriteString(c, "POST /check HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ntext=")
		for err == nil {
			select {
			case <-ctx.Done():
				err = ctx.Err()
			case <-time.After(time.Second):
				_, err = c.Write([]byte("x"))
			}
		}
		c.Close()
	}
}

// zeros is a body without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }
