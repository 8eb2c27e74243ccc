package say

import (
	"strings"
	"testing"

	"github.com/ringtrue/ringtrue/data"
	"github.com/ringtrue/ringtrue/internal/check"
)

func words(t *testing.T, tag string) *check.Wording {
	t.Helper()
	w, err := check.LoadWording(data.Files, tag)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestDate(t *testing.T) {
	for _, c := range []struct{ tag, iso, want string }{
		{"en", "2024-10-06", "6 Oct 2024"}, {"en", "2024-10", "Oct 2024"}, {"en", "2024", "2024"}, {"en", "", ""}, {"en", "soon", "soon"}, {"en", "2024-13-01", "2024-13-01"},
		{"fr", "2024-08-26", "26 août 2024"}, {"zh-Hans", "2024-10-06", "2024 年 10 月 6 日"}, {"zh-Hant", "2024-01", "2024 年 1 月"}, {"ko", "2024-10-06", "2024년 10월 6일"}, {"vi", "2024-10-06", "6/10/2024"},
	} {
		if got := Date(words(t, c.tag), c.iso); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.tag, c.iso, got, c.want)
		}
	}
}

func TestHours(t *testing.T) {
	for _, c := range []struct{ tag, h, want string }{
		{"en", "Mon-Fri 08:00-20:00", "Monday to Friday, 08:00–20:00, their time"},
		{"en", "17:00-21:00", "every day, 17:00–21:00, their time"},
		{"zh-Hans", "Mon-Sun 08:00-20:00", "每天 08:00–20:00（对方当地时间）"},
		{"ko", "Mon-Fri 08:30-17:15", "월~금 08:30–17:15 (그곳 시간)"},
		{"fr", "24h", "Jour et nuit"},
		{"vi", "", ""},
		{"en", "by chance", "by chance"},
	} {
		if got := hours(words(t, c.tag), c.h); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.tag, c.h, got, c.want)
		}
	}
	for _, tag := range check.InterfaceLanguages {
		for _, h := range []string{"duty_line", "office_hours", "outside_office_hours"} {
			if got := hours(words(t, tag), h); got == h || strings.Contains(got, "⟦") {
				t.Errorf("%s: %s is not said: %q", tag, h, got)
			}
		}
		if got := languages(words(t, tag), []string{"zh", "ko"}); strings.Contains(got, "zh") || got == "" {
			t.Errorf("%s: languages said as %q", tag, got)
		}
	}
}
