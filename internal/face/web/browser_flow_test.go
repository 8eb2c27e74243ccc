package web

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/ringtrue/ringtrue/internal/check"
)

// threat is what a caller might write, in each language of the interface.
var threat = map[string]string{
	"en":      "This is Officer Chen of the public security bureau. You are suspected of money laundering. Do not tell your parents or anyone. Keep the camera on. Transfer the bail to the safe account today or we will arrest you.",
	"fr":      "Ici la police chinoise. Vous êtes soupçonné de blanchiment d'argent. N'en parlez à personne, ni à vos parents. Gardez la caméra allumée. Versez la caution sur le compte sécurisé aujourd'hui.",
	"zh-Hans": "我是上海市公安局的陈警官。你涉嫌洗钱案，不许告诉任何人，包括父母。视频不能关。今天把保证金转到安全账户，否则马上逮捕你。",
	"zh-Hant": "我是上海市公安局的陳警官。你涉嫌洗錢案，不可以告訴任何人，包括父母。視訊不能關。今天把保證金匯到安全帳戶，否則馬上逮捕你。",
	"ko":      "서울중앙지검 김 검사입니다. 본인 명의 통장이 범죄에 이용됐습니다. 부모님을 포함해 아무에게도 말하지 마세요. 영상통화를 끄지 마시고 오늘 안전계좌로 보석금을 송금하세요.",
	"vi":      "Tôi là cán bộ công an. Bạn liên quan đến vụ án rửa tiền. Không được nói với ai, kể cả cha mẹ. Giữ camera bật. Hôm nay hãy chuyển tiền vào tài khoản an toàn, nếu không sẽ bị bắt.",
}

// worthSeeing are the pages whose screenshots are written, and that are judged in the dark as well.
var worthSeeing = []string{
	"home", "student answer, told all", "family answer, told all", "bystander answer", "check", "check answer", "picture read",
	"numbers listed", "looked up", "sheet form", "sheet", "signs", "sign", "who", "institutions", "missing",
}

// TestBrowser goes through the site as people do.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	b := openTab(t)
	in := func(name string, f func(*tab)) {
		t.Run(name, func(t *testing.T) {
			b.t = t
			f(b)
		})
		b.t = t
	}
	for _, tag := range check.InterfaceLanguages {
		in(tag, func(b *tab) { b.everyFlow(tag) })
	}
	in("without script", func(b *tab) {
		scripts := func(off bool) {
			command(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
		}
		scripts(true)
		defer scripts(false)
		v := visit{tab: b, tag: "en", w: b.wording("en"), plain: true}
		v.flows()
	})
	in("keyboard", (*tab).keyboard)
	in("throttled", (*tab).throttled)
	b.mu.Lock()
	defer b.mu.Unlock()
	for host := range b.hosts {
		if host != strings.TrimPrefix(b.base, "http://") {
			t.Errorf("a page asked %s for something", host)
		}
	}
}

func (b *tab) wording(tag string) *check.Wording {
	b.t.Helper()
	w, err := b.site.Checker.Knowledge().Wording(tag)
	if err != nil {
		b.t.Fatal(err)
	}
	return w
}

// visit is one way through the site in one language.
type visit struct {
	*tab
	tag   string
	w     *check.Wording
	plain bool // only that the flows work
}

func (b *tab) everyFlow(tag string) {
	v := visit{tab: b, tag: tag, w: b.wording(tag)}
	v.flows()
	v.picture()
	for _, p := range [][2]string{
		{"signs", "/signs"}, {"sign", "/signs/K01"}, {"about", "/about"}, {"who", "/who"}, {"privacy", "/privacy"}, {"accessibility", "/accessibility"},
		{"warnings", "/warnings"}, {"institutions", "/institutions"}, {"card", "/card"}, {"api", "/api"}, {"notes", "/notes"}, {"missing", "/nothing"},
	} {
		b.open(p[1] + "?lang=" + tag)
		v.arrive(p[0], "", "main")
	}
}

// arrive insists that a page is there with its main sentence, and on all that holds for every page.
func (v *visit) arrive(name, key, sel string) {
	v.t.Helper()
	if has := v.is("!!document.querySelector('" + sel + "')"); has != "true" {
		v.shoot("FAILED-" + name + "-" + v.tag)
		v.t.Fatalf("%s %s: no %s at %s", v.tag, name, sel, v.is("location.pathname"))
	}
	if key != "" {
		if h1 := v.is("document.querySelector('h1').innerText"); !strings.Contains(h1, v.w.UI(key)) {
			v.t.Errorf("%s %s: it says %q, want %q", v.tag, name, h1, v.w.UI(key))
		}
	}
	if v.plain {
		return
	}
	deep := v.tag == "en" || v.tag == "zh-Hans"
	v.look(name, v.tag)
	v.judge(v.tag+" "+name, axeAll)
	shown := slices.Contains(worthSeeing, name)
	if shown {
		v.shoot(name + "-" + v.tag + "-390")
	}
	v.overflow(v.tag+" "+name, 320, 640)
	if deep {
		v.size(1280, 900)
		v.look(name+" at 1280", v.tag)
		if shown {
			v.shoot(name + "-" + v.tag + "-1280")
		}
	}
	v.size(390, 844)
	if shown && deep || name == "check answer" {
		v.scheme("dark")
		v.judge(v.tag+" "+name+", dark", axeContrast)
		if name == "home" || name == "check answer" {
			v.shoot(name + "-" + v.tag + "-dark")
		}
		v.scheme("light")
	}
}

func (v *visit) home() {
	v.size(390, 844)
	v.open("/?lang=" + v.tag)
}

func (v *visit) flows() {
	v.t.Helper()
	v.home()
	v.arrive("home", "brand.question", ".doors")
	v.student()
	v.family()
	v.bystander()
	v.check()
	v.numbers()
	v.handover()
}

func (v *visit) student() {
	v.home()
	v.press(".door[href*=student]")
	v.arrive("student asked", "", "#ask")
	v.press(".flow .aside a")
	v.arrive("student answer", "now.student.h", ".ask-danger")
	v.open("/now/student?lang=" + v.tag + "&a=A1B3C12D1PQ&home=CN&country=CA&city=Edmonton")
	v.arrive("student answer, told all", "now.student.h", ".num-call")
}

// family is in China, the student in Calgary.
func (v *visit) family() {
	v.home()
	v.press(".door[href*=family]")
	v.arrive("family asked", "", "select[name=country]")
	v.set("select[name=from]", "CN")
	v.set("select[name=country]", "CA")
	v.press("button[name=end]")
	v.arrive("family city", "", ".pairs")
	v.press(".answer[href*=Calgary]")
	v.arrive("family answer", "", ".num-call")
	if v.is("document.body.innerText.includes('00 1 403 266 1234')") != "true" || v.is("!!document.querySelector('a[href=\"tel:911\"]')") == "true" {
		v.t.Errorf("%s: the numbers for a family in China are not there, or 911 can be dialled", v.tag)
	}
	v.open("/now/family?lang=" + v.tag + "&a=A1B1C1PQ&from=CN&country=CA&city=Calgary&end=1")
	v.arrive("family answer, told all", "", ".num-call")
}

func (v *visit) bystander() {
	v.home()
	v.press(".door[href*=bystander]")
	v.arrive("bystander asked", "", "#ask")
	v.press(".answer")
	v.arrive("bystander ticks", "", "input[name=x]")
	run(v.tab, chromedp.Click(chromedp.CSS("input[name=x]")))
	v.press(".flow .aside a")
	v.arrive("bystander answer", "now.bystander.h", ".danger")
}

func (v *visit) check() {
	v.home()
	v.press(".tile[href*=check]")
	v.arrive("check", "check.heading", "textarea")
	v.set("textarea", threat[v.tag])
	v.set("select[name=from]", "CA")
	v.press("#check button.big")
	v.arrive("check answer", "", "mark")
	if strings.Contains(v.is("location.href"), "text") || v.is("location.search.length < 12") != "true" {
		v.t.Errorf("%s: the address is %s", v.tag, v.is("location.href"))
	}
}

// picture reads a line of English out of a picture, where tesseract is installed.
func (v *visit) picture() {
	if !eyes().Able() {
		v.t.Log("reading a picture is left out: tesseract is not installed")
		return
	}
	file := filepath.Join(v.t.TempDir(), "chat.png")
	if err := os.WriteFile(file, []byte(drawn(v.t, "Do not tell your parents. Transfer the bail to the safe account.")), 0o600); err != nil {
		v.t.Fatal(err)
	}
	v.open("/check?lang=" + v.tag)
	run(v.tab, chromedp.SetUploadFiles(chromedp.CSS("#pictures"), []string{file}))
	v.press("#check button.big")
	v.arrive("picture read", "ask.review", "textarea")
	v.press("#check button.big")
	v.arrive("picture answer", "", "mark")
}

func (v *visit) numbers() {
	v.home()
	v.press(".tile[href*=numbers]")
	v.arrive("numbers", "numbers.heading", "#country")
	v.set("#from", "CN")
	v.set("#country", "CA")
	v.press("form[action^='/numbers'] .btn")
	v.arrive("numbers listed", "numbers.heading", "#list .num")
	v.open("/numbers?lang=" + v.tag + "&from=CN&country=CA&city=Calgary&need=all")
	v.arrive("numbers all", "numbers.heading", "#list .num")
	v.set("#lookup input[name=number]", "+86 10 12308")
	v.press("#lookup .btn")
	v.arrive("looked up", "numbers.heading", "#lookup")
	v.set("#lookup input[name=number]", "abc")
	v.press("#lookup .btn")
	v.arrive("looked up wrongly", "numbers.heading", "#lookup")
}

func (v *visit) handover() {
	v.open("/handover?lang=" + v.tag + "&country=CA&city=Calgary&from=CN&home=CN")
	v.arrive("sheet form", "sheet.heading", "#sheet")
	v.set("#name", "林知夏 Lin Zhixia")
	v.set("#school", "Northgate University (invented)")
	v.set("#words", threat[v.tag])
	v.set("#to", map[bool]string{true: "zh-Hans", false: "en"}[v.tag == "en"])
	v.press("#sheet button.big")
	v.arrive("sheet", "sheet.title", "article.sheet")
}

// keyboard reaches the main action of a page, and leaves, with keys alone.
func (b *tab) keyboard() {
	b.size(390, 844)
	b.open("/?lang=en")
	b.tabTo("document.activeElement.matches('.door')")
	if b.is("getComputedStyle(document.activeElement).outlineStyle !== 'none'") != "true" {
		b.t.Error("what has the focus does not show it")
	}
	b.leads(chromedp.KeyEvent(kb.Enter))
	b.tabTo("document.activeElement.matches('.flow .aside a')")
	b.leads(chromedp.KeyEvent(kb.Enter))
	b.tabTo("document.activeElement.matches('main a, main button, main select')")
	b.leads(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Escape))
	if at := b.is("location.pathname"); at != "/notes" {
		b.t.Errorf("Escape three times leads to %s", at)
	}
	b.scheme("light")
	b.open("/numbers?lang=en&country=CA&from=CN")
	if n := b.is("[...document.querySelectorAll('*')].filter(e => [getComputedStyle(e).transitionDuration, getComputedStyle(e).animationDuration].some(d => d.split(', ').some(x => parseFloat(x) > 0))).length"); n != "0" {
		b.t.Errorf("%s elements move for somebody who wants no motion", n)
	}
	command(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
}

// tabTo presses Tab until something holds, at most as often as a patient person would.
func (b *tab) tabTo(js string) {
	b.t.Helper()
	for range 20 {
		run(b, chromedp.KeyEvent(kb.Tab))
		if b.is(js) == "true" {
			return
		}
	}
	b.t.Errorf("20 times Tab does not lead to %s", js)
}

// badLine is the command that browsers of several years understand; the library's knows the newest alone.
type badLine struct {
	Offline bool    `json:"offline"`
	Latency float64 `json:"latency"` // ms
	Down    float64 `json:"downloadThroughput"`
	Up      float64 `json:"uploadThroughput"`
}

// throttled tells how long the first view takes on a bad line. It is reported, not insisted on:
// the machine that runs the tests is not a phone.
func (b *tab) throttled() {
	command(b, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	command(b, cdp.Command[badLine, cdp.Empty]{Method: "Network.emulateNetworkConditions"}, badLine{Latency: 400, Down: 50_000, Up: 50_000})
	for _, path := range []string{"/", "/now/family?country=CA&from=CN&city=Calgary&end=1&a=PQ", "/check", "/numbers"} {
		b.mu.Lock()
		b.bytes = 0
		b.mu.Unlock()
		start := time.Now()
		b.open(path)
		took := time.Since(start)
		u, _ := url.Parse(path)
		paint := ask[string](b, "new Promise(r => new PerformanceObserver(l => r(String(Math.round(l.getEntries()[0].startTime)))).observe({type: 'paint', buffered: true}))")
		b.mu.Lock()
		b.t.Logf("400 kbit/s, 400 ms: %s shows after %s ms, is loaded after %d ms, %.1f kB over the wire", u.Path, paint, took.Milliseconds(), b.bytes/1000)
		b.mu.Unlock()
	}
}
