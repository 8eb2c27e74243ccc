package say

import (
	"regexp"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// Date says a day, a month or a year of the directory ("2024-10-26", "2024-10", "2024") as the
// reader's language writes it; anything else as it stands.
func Date(w *check.Wording, iso string) string {
	y, rest, _ := strings.Cut(iso, "-")
	m, d, _ := strings.Cut(rest, "-")
	month := "month." + strings.TrimLeft(m, "0")
	switch {
	case len(y) != 4:
		return iso
	case m == "":
		return w.UI("date.y", "Y", y)
	case !w.Has(month):
		return iso
	case d == "":
		return w.UI("date.my", "Month", w.UI(month), "Y", y)
	}
	return w.UI("date.dmy", "D", strings.TrimLeft(d, "0"), "Month", w.UI(month), "Y", y)
}

// spans are the hours the directory writes as times: "Mon-Fri 08:00-20:00", "17:00-21:00".
var spans = regexp.MustCompile(`^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)-(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(\d\d:\d\d)-(\d\d:\d\d)$`)

// hours says when an office answers, or "" where it is not known.
func hours(w *check.Wording, h string) string {
	span := spans.FindStringSubmatch(h)
	switch {
	case h == "":
		return ""
	case h == "24h":
		return w.UI("number.hours_all")
	case w.Has("number.hours." + h):
		return w.UI("number.hours." + h)
	case span == nil:
		return h
	}
	days := w.UI("hours.daily")
	if span[1] != "" && span[1]+span[2] != "MonSun" {
		days = w.UI("hours.days", "First", w.UI("day."+span[1]), "Last", w.UI("day."+span[2]))
	}
	return w.UI("hours.span", "Days", days, "From", span[3], "To", span[4])
}

// languages names the languages an office speaks.
func languages(w *check.Wording, tags []string) string {
	names := make([]string, len(tags))
	for i, t := range tags {
		names[i] = lang.Name(w.Tag, t)
	}
	return strings.Join(names, w.UI("list.comma"))
}
