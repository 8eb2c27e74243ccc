package web

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/ringtrue/ringtrue/internal/app"
	"github.com/ringtrue/ringtrue/internal/check/bring"
	"github.com/ringtrue/ringtrue/internal/face/gate"
)

// The browser tests drive the real site, with the shipped data, in one headless Chromium.
// Screenshots for people to look at go to RINGTRUE_SHOTS, or to a folder among the temporary files.

// chromium is the browser's program, or "".
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// realHouse is the site as it is served, with the shipped data and no limit for one address.
func realHouse(t *testing.T, g gate.Gate) (*httptest.Server, *Site) {
	t.Helper()
	a, err := app.Open(app.Config{})
	if err != nil {
		t.Fatal(err)
	}
	checker, err := a.Checker()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := a.Directory()
	if err != nil {
		t.Fatal(err)
	}
	site := &Site{Checker: checker, Directory: dir, Log: slog.New(slog.DiscardHandler), Reader: bring.New(eyes())}
	mux := http.NewServeMux()
	site.Mount(mux)
	g.Refuse, g.Log = site.Refuse, site.Log
	h := httptest.NewServer(g.Wrap(mux))
	t.Cleanup(h.Close)
	return h, site
}

// tab is the one tab of the one browser.
type tab struct {
	t     *testing.T
	ctx   context.Context
	base  string
	site  *Site
	shots string
	axe   string // the source of axe-core, or ""

	mu    sync.Mutex
	said  []string // errors of the console
	hosts map[string]bool
	bytes float64 // came over the wire
}

// openTab starts the browser, or skips where there is none.
func openTab(t *testing.T) *tab {
	t.Helper()
	path := chromium()
	if path == "" {
		t.Skip("skipped: no Chromium is installed (apt-get install chromium)")
	}
	h, site := realHouse(t, gate.Gate{Rate: 10_000, Burst: 100_000})
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	b := &tab{t: t, ctx: ctx, base: h.URL, site: site, axe: readAxe(t), hosts: map[string]bool{}}
	b.shots = cmp.Or(os.Getenv("RINGTRUE_SHOTS"), filepath.Join(os.TempDir(), "ringtrue-shots"))
	if err := os.MkdirAll(b.shots, 0o755); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Navigate("about:blank")) // starts the browser, which must not end with the time of one step
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	command(b, network.Enable, network.EnableParams{})
	command(b, log.Enable, cdp.Empty{})
	command(b, runtime.Enable, cdp.Empty{})
	t.Logf("screenshots: %s", b.shots)
	return b
}

// hear writes down what the page asks for and complains of.
func (b *tab) hear(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && u.Scheme != "data" {
			b.hosts[u.Host] = true
		}
	case *network.EventLoadingFinished:
		b.bytes += e.EncodedDataLength
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "status of 4") {
			b.said = append(b.said, e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, e.ExceptionDetails.Text)
	}
}

// enough is the time one step may take on a busy machine.
const enough = time.Minute

// run takes one step that yields something.
func run[T any](b *tab, a chromedp.Action[T]) T {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, enough)
	defer stop()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// call sends the browser a command.
func command[P, R any](b *tab, cmd cdp.Command[P, R], p P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, cmd, p); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) do(a chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, a); err != nil {
		b.t.Fatal(err)
	}
}

// open loads a page.
func (b *tab) open(path string) {
	b.t.Helper()
	run(b, chromedp.Navigate(b.base+path))
}

// leads takes steps that lead to another page, and waits for that.
func (b *tab) leads(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, enough)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// press clicks what leads to another page.
func (b *tab) press(sel chromedp.CSS) {
	b.t.Helper()
	b.leads(chromedp.Click(sel))
}

func (b *tab) set(sel chromedp.CSS, value string) {
	b.t.Helper()
	run(b, chromedp.SetValue(sel, value))
}

// ask evaluates an expression in the page; where it is a promise, waits for it.
func ask[T any](b *tab, js string) T {
	b.t.Helper()
	return run(b, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
}

// is tells what an expression of the page comes to.
func (b *tab) is(js string) string {
	b.t.Helper()
	return ask[string](b, "String("+js+")")
}

// size sets the viewport. A phone's touch and its bar are left out: only the width matters here.
func (b *tab) size(w, h int64) {
	b.t.Helper()
	command(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: w, Height: h, DeviceScaleFactor: 1})
}

// scheme makes the browser ask for a light or a dark page in which nothing moves, so that no colour
// is judged on its way to another.
func (b *tab) scheme(name string) {
	b.t.Helper()
	command(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// shoot writes a screenshot of the whole page.
func (b *tab) shoot(name string) {
	b.t.Helper()
	jpg := run(b, chromedp.FullScreenshot(70))
	if err := os.WriteFile(filepath.Join(b.shots, strings.ReplaceAll(strings.ReplaceAll(name, ",", ""), " ", "_")+".jpg"), jpg, 0o644); err != nil {
		b.t.Error(err)
	}
}

// readAxe finds axe-core, which is fetched for tests alone and never part of this repository.
func readAxe(t *testing.T) string {
	path := os.Getenv("RINGTRUE_AXE")
	if path == "" {
		cache, _ := os.UserCacheDir()
		path = filepath.Join(cache, "ringtrue", "node_modules", "axe-core", "axe.min.js")
	}
	src, err := os.ReadFile(path)
	if err != nil {
		t.Logf("axe is left out: it is not at %s (tools/packages.sh fetches it; RINGTRUE_AXE names another place)", path)
	}
	return string(src)
}

// look insists on what holds for every page, at one width.
func (b *tab) look(what, tag string) {
	b.t.Helper()
	wrong := ask[[]string](b, fmt.Sprintf("(%s)(%q)", audit, tag))
	b.mu.Lock()
	wrong = append(wrong, b.said...)
	b.said = nil
	b.mu.Unlock()
	for _, w := range wrong {
		b.t.Errorf("%s %s: %s", tag, what, w)
	}
}

// overflow insists that nothing sticks out at a width.
func (b *tab) overflow(what string, w, h int64) {
	b.t.Helper()
	b.size(w, h)
	for _, x := range ask[[]string](b, "("+sticksOut+")()") {
		b.t.Errorf("%s at %d px: %s", what, w, x)
	}
}

// judge runs axe on the page as it is. Axe is put in by the debugger, which the page's policy does
// not bind; the policy itself stays in force.
func (b *tab) judge(what, rules string) {
	b.t.Helper()
	if b.axe == "" {
		return
	}
	found := ask[[]string](b, b.axe+";axe.run(document,"+rules+`).then(r=>r.violations.map(v=>v.id+': '+v.nodes.slice(0,3).map(n=>n.target.join(' ')+' '+n.failureSummary.replace(/\s+/g,' ')).join(' | ')))`)
	for _, f := range found {
		b.t.Errorf("%s: axe: %s", what, f)
	}
}

const (
	axeAll      = `{runOnly:{type:'tag',values:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']},rules:{'target-size':{enabled:true}},resultTypes:['violations']}`
	axeContrast = `{runOnly:['color-contrast'],resultTypes:['violations']}`
)

// sticksOut lists what makes a page wider than its window.
const sticksOut = `() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= innerWidth) return [];
  const out = [];
  for (const e of document.body.querySelectorAll('*')) {
    const r = e.getBoundingClientRect();
    if (r.width && (r.right > innerWidth + 1 || r.left < -1) && out.length < 4) out.push('<' + e.tagName.toLowerCase() + ' ' + e.className + '> ' + Math.round(r.left) + '…' + Math.round(r.right));
  }
  return ['the page is ' + root.scrollWidth + ' px wide: ' + out.join(', ')];
}`

// audit lists what is wrong with a page in a language.
const audit = `(tag) => {
  const wrong = (` + sticksOut + `)(), root = document.documentElement;
  const name = (e) => '<' + e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.className && e.className.trim ? '.' + e.className : '') + '> ' + (e.innerText || e.value || '').trim().slice(0, 40);
  const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  if (root.lang !== tag || root.dir !== 'ltr') wrong.push('html is lang=' + root.lang + ' dir=' + root.dir);
  if (document.body.textContent.includes('⟦')) wrong.push('a sentence is missing');
  if (/\{\{|<nil>|undefined|\[object/.test(document.body.innerText)) wrong.push('code stands in the text');
  for (const e of document.body.querySelectorAll('*')) {
    if (!shown(e) || e.closest('.vh,svg,textarea,.skip')) continue;
    const s = getComputedStyle(e);
    if (e.tagName !== 'SELECT' && e.tagName !== 'INPUT' && /hidden|clip/.test(s.overflowX + s.overflowY) && e.innerText &&
      (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2)) wrong.push('text is cut: ' + name(e));
  }
  for (const e of document.querySelectorAll('button,.btn,.door,.tile,.answer,.call,.num-call,.exit,.brand,.chip,.back,summary,select,input:not([type=hidden]):not([type=checkbox]),textarea')) {
    const r = e.getBoundingClientRect();
    if (shown(e) && (r.height < 43.5 || r.width < 43.5)) wrong.push('too small, ' + Math.round(r.width) + '×' + Math.round(r.height) + ': ' + name(e));
  }
  const tongue = (n) => n.parentElement.closest('[lang]').lang;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const n = walk.currentNode, say = n.data.trim(), l = tongue(n);
    if (!say || n.parentElement.closest('bdi,textarea,script,svg,code,pre,option,.src')) continue;
    if (/^(en|fr|vi)/.test(l) && /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(say)) wrong.push('East Asian text in lang=' + l + ': ' + say.slice(0, 60));
    if (/^(zh|ko|ja)/.test(l) && /[A-Za-z]{2,}( [A-Za-z'’]{2,}){2,}/.test(say)) wrong.push('Latin text in lang=' + l + ': ' + say.slice(0, 80));
  }
  return wrong;
}`
