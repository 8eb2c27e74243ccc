package ocr

import (
	"context"
	"iter"
	"slices"
	"strings"
)

// tries are the languages to read a picture with, one set after the other until one reads well: what
// was said alone; else what the reader's page is in, what the letters look like, Chinese, which most
// of these are in, and then the others. The look is asked for only when the first set failed: it takes as long as
// reading does.
func (r *Reader) tries(ctx context.Context, p *Picture, lang, page string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		var done [][]string
		try := func(tags []string) bool {
			have := r.ofThese(tags)
			if len(have) == 0 || slices.ContainsFunc(done, func(x []string) bool { return slices.Equal(x, have) }) {
				return true
			}
			done = append(done, have)
			return yield(have)
		}
		if lang != "" && (!try([]string{lang, "en"}) || len(done) > 0) {
			return
		}
		_ = try(ofPage(page)) && try(ofScript(r.script(ctx, p), page)) && try([]string{"zh-Hans", "en"}) &&
			try([]string{"ko", "en"}) && try([]string{"ja", "en"}) && try([]string{"vi", "fr", "es"}) && try([]string{"hi", "en"}) && try([]string{"ar", "en"})
	}
}

// ofThese keeps the languages that are installed.
func (r *Reader) ofThese(tags []string) (have []string) {
	for _, t := range tags {
		if slices.Contains(r.Tags(), t) && !slices.Contains(have, t) {
			have = append(have, t)
		}
	}
	return have
}

// ofScript are the languages that letters of a kind may be in.
func ofScript(script, page string) []string {
	switch script {
	case "Han", "HanS", "HanT":
		if page == "zh-Hant" {
			return []string{"zh-Hant", "zh-Hans", "en"}
		}
		return []string{"zh-Hans", "en"}
	case "Japanese", "Hiragana", "Katakana":
		return []string{"ja", "en"}
	case "Hangul", "Korean":
		return []string{"ko", "en"}
	case "Arabic":
		return []string{"ar", "en"}
	case "Devanagari":
		return []string{"hi", "en"}
	case "Vietnamese":
		return []string{"vi", "en"}
	case "Latin", "Fraktur":
		switch page {
		case "fr", "vi", "es":
			return []string{page, "en"}
		}
		return []string{"en"}
	}
	return nil
}

func ofPage(page string) []string {
	switch page {
	case "zh-Hant":
		return []string{"zh-Hant", "zh-Hans", "en"}
	case "", "en":
		return []string{"zh-Hans", "en"}
	}
	return []string{page, "en"}
}

// script asks tesseract what kind of letters a picture holds; "" where it cannot tell. On short
// texts it is often wrong, which the confidence of the reading then shows.
func (r *Reader) script(ctx context.Context, p *Picture) string {
	if !slices.Contains(r.codes, "osd") {
		return ""
	}
	out, err := r.run(ctx, r.program, p.png, "stdin", "stdout", "--psm", "0", "--dpi", "150")
	if err != nil {
		return ""
	}
	for _, line := range strings.Split(string(out), "\n") {
		if s, ok := strings.CutPrefix(line, "Script: "); ok {
			return strings.TrimSpace(s)
		}
	}
	return ""
}
