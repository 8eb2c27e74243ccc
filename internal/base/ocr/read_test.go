package ocr

import (
	"context"
	"fmt"
	"image"
	"strings"
	"testing"
	"time"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// able returns a reader of a language, or skips the test where tesseract cannot read it.
func able(t *testing.T, tag string) *Reader {
	t.Helper()
	r := Find(t.Context())
	r.one, r.patience = 10*time.Minute, 10*time.Minute // the machine may be busy
	for _, have := range r.Tags() {
		if have == tag {
			return r
		}
	}
	t.Skipf("skipped: tesseract with %s is not installed (tools/packages.sh names the packages)", tag)
	return nil
}

func read(t *testing.T, r *Reader, img image.Image, lang, page string) Text {
	t.Helper()
	p, err := r.Prepare(t.Context(), pngOf(t, img))
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), p, lang, page)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestReadChats draws chats and reads them with the real program.
func TestReadChats(t *testing.T) {
	chinese := []bubble{
		{"你涉嫌一起洗钱案件，这是保密案件，不得告诉任何人，包括你的父母和室友。", false}, {"我没有做过这些事", true},
		{"明天把钱转到安全账户做资产核查，三天后退还。", false},
	}
	english := []bubble{
		{"This is the document section of the consulate. I will transfer you to the police officer in charge.", false},
		{"I did nothing", true}, {"Sign the confidentiality agreement and keep the video call open when you sleep.", false},
	}
	for _, c := range []struct {
		name, tag, lang, page string
		look                  look
		chat                  []bubble
		want                  []string
	}{
		{"Chinese by day", "zh-Hans", "", "zh-Hans", day, chinese, []string{"保密案件", "不得告诉任何人", "转到安全账户做资产核查", "没有做过"}},
		{"Chinese at night, read by an English page", "zh-Hans", "", "en", night, chinese, []string{"保密案件", "不得告诉任何人", "安全账户"}},
		{"traditional Chinese", "zh-Hant", "", "zh-Hant", day, []bubble{{"你女兒在我們手上。準備三百萬，今晚八點前轉到這個帳戶，敢報警就後果自負。", false}}, []string{"女兒在我們手上", "準備三百萬", "帳戶"}},
		{"Korean", "ko", "", "ko", day, []bubble{{"지금부터 아무에게도 말하지 마세요. 보증금을 이 계좌로 보내세요.", false}}, []string{"아무에게도 말하지 마세요", "보증금"}},
		{"Korean, read by an English page", "ko", "", "en", night, []bubble{{"지금부터 아무에게도 말하지 마세요. 보증금을 이 계좌로 보내세요.", false}}, []string{"아무에게도 말하지"}},
		{"English", "en", "", "en", day, english, []string{"transfer you to the police officer", "did nothing", "confidentiality agreement and keep the video call open"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := able(t, c.tag)
			got := read(t, r, chat(face(t, 34), c.look, c.chat...), c.lang, c.page)
			for _, w := range c.want {
				if !strings.Contains(got.Text, w) {
					t.Errorf("%q was not read; got %q, sure %.2f, as %v", w, got.Text, got.Sure, got.Tags)
				}
			}
			if got.Sure < good {
				t.Errorf("sure %.2f, want %.2f", got.Sure, good)
			}
		})
	}
}

func TestReadSmall(t *testing.T) {
	got := read(t, able(t, "en"), small("Do not tell your parents. Move the money today."), "", "fr")
	if !strings.Contains(got.Text, "tell your parents") || !strings.Contains(got.Text, "money today") {
		t.Errorf("got %q, sure %.2f", got.Text, got.Sure)
	}
}

func TestNothingToRead(t *testing.T) {
	r := able(t, "en")
	blank := image.NewGray(image.Rect(0, 0, 300, 300))
	if got := read(t, r, blank, "", "en"); strings.TrimSpace(got.Text) != "" {
		t.Errorf("a black square reads %q", got.Text)
	}
}

func TestReadStops(t *testing.T) {
	r := able(t, "en")
	p, err := r.Prepare(t.Context(), pngOf(t, small("hello")))
	if err != nil {
		t.Fatal(err)
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	start := time.Now()
	if _, err := r.Read(gone, p, "", "en"); fault.As(err) == nil || fault.As(err).Code != CodeSlow {
		t.Errorf("got %v, want a fault", err)
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("stopped after %v", took)
	}
}

func TestWithoutProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	r := Find(t.Context())
	if r.Able() || len(r.Tags()) > 0 || len(r.Missing()) != len(Languages) {
		t.Errorf("able %t, tags %v", r.Able(), r.Tags())
	}
	if _, err := r.Read(t.Context(), &Picture{}, "", "en"); fault.As(err) == nil || fault.As(err).Code != CodeNone {
		t.Errorf("got %v, want %s", err, CodeNone)
	}
	var none *Reader
	if none.Able() || len(none.Missing()) != len(Languages) {
		t.Error("no reader can read nothing")
	}
}

// TestQueue fills the slots and the queue: who comes then is told at once.
func TestQueue(t *testing.T) {
	r := &Reader{program: "/bin/false", memory: newShare(1), slots: make(chan struct{}, 1)}
	r.slots <- struct{}{}
	r.waiting.Store(mostWaiting)
	if _, err := r.Read(t.Context(), &Picture{}, "", "en"); fault.KindOf(err) != fault.Busy {
		t.Errorf("got %v, want busy", err)
	}
}

// TestCompose makes text of tables as tesseract writes them, where what it saw must be mended.
func TestCompose(t *testing.T) {
	row := func(line, left, top, width, height int, sure, text string) string {
		return fmt.Sprintf("5\t1\t1\t1\t%d\t1\t%d\t%d\t%d\t%d\t%s\t%s\n", line, left, top, width, height, sure, text)
	}
	for _, c := range []struct{ name, table, want string }{
		{"no table", "level\n5\t1\n5\ta\tb\tc\td\te\tf\tg\th\ti\tj\tk\n", ""},
		{"Chinese has no spaces", row(1, 0, 0, 40, 30, "90", "不得") + row(1, 42, 0, 40, 30, "90", "告诉") + row(1, 90, 0, 20, 30, "90", ",") + row(1, 120, 0, 80, 30, "90", "WeChat"), "不得告诉, WeChat"},
		{"a broken line", row(1, 0, 0, 400, 30, "90", "Tell") + row(2, 0, 40, 100, 30, "90", "nobody"), "Tell nobody"},
		{"a broken line of Chinese", row(1, 0, 0, 400, 30, "90", "不得告") + row(2, 0, 40, 100, 30, "90", "诉"), "不得告诉"},
		{"a new line", row(1, 0, 0, 100, 30, "90", "One") + row(2, 0, 40, 400, 30, "90", "two"), "One\ntwo"},
		{"a new message", row(1, 0, 0, 400, 30, "90", "One") + row(2, 0, 140, 100, 30, "90", "two"), "One\n\ntwo"},
		{"a face beside it", row(1, 0, 0, 90, 90, "80", "r") + row(1, 120, 20, 300, 30, "90", "Hello") + row(1, 430, 20, 300, 30, "90", "there"), "Hello there"},
		{"marks that are none", row(1, 0, 0, 30, 30, "30", "|~") + row(2, 0, 200, 300, 30, "90", "Hello"), "Hello"},
		{"an unsure scrap", row(1, 0, 0, 30, 30, "20", "qx") + row(2, 0, 200, 300, 30, "90", "Hello"), "Hello"},
		{"torn Korean", row(1, 0, 0, 30, 32, "90", "계") + row(1, 34, 0, 30, 32, "90", "좌로") + row(1, 80, 0, 90, 32, "90", "보내세요"), "계좌로 보내세요"},
	} {
		if got := compose(readTSV(c.table)); got.Text != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.Text, c.want)
		}
	}
}
