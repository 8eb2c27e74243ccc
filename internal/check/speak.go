package check

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/i18n"
)

// speech is what is read out or shown to somebody who speaks another language: which language a
// place speaks, and the sentences of languages that are no interface language.
type speech struct {
	tongues map[string]string       // "CA" or "CA Montreal" → language
	books   map[string]i18n.Catalog // language → the keys guide.say.…
}

// spoken begins the keys of sentences that are said in the other side's language.
const spoken = "guide.say."

func readSpeech(files fs.FS) (*speech, error) {
	s := &speech{books: map[string]i18n.Catalog{}}
	err := readJSON(files, "guide/tongues.json", &s.tongues)
	names, globbed := fs.Glob(files, "guide/say/*.json")
	errs := []error{err, globbed}
	for _, n := range names {
		var book i18n.Catalog
		errs = append(errs, readJSON(files, n, &book))
		s.books[strings.TrimSuffix(path.Base(n), ".json")] = book
	}
	return s, errors.Join(errs...)
}

// Tongue is the language to address people of a place in. known is false where we have none of
// theirs, and English stands in.
func (k *Knowledge) Tongue(country, city string) (tag string, known bool) {
	if _, err := k.Guide(); err != nil {
		return "en", false
	}
	t := k.guide.speech.tongues
	tag = cmp.Or(t[country+" "+city], t[country])
	return cmp.Or(tag, "en"), tag != ""
}

// Say says a sentence of the guide (key without its beginning) in a language of Tongue or in an
// interface language.
func (k *Knowledge) Say(tag, key string, pairs ...string) string {
	if _, err := k.Guide(); err != nil {
		return ""
	}
	if book, ok := k.guide.speech.books[tag]; ok {
		return book.Fill(spoken+key, pairs...)
	}
	w, err := k.Wording(tag)
	if err != nil {
		return ""
	}
	return w.UI(spoken+key, pairs...)
}

// lintSpeech insists that every place speaks a language we have, and that each has every sentence.
func (k *Knowledge) lintSpeech() (problems []string) {
	s := k.guide.speech
	for _, place := range slices.Sorted(maps.Keys(s.tongues)) {
		if tag := s.tongues[place]; s.books[tag] == nil && !slices.Contains(InterfaceLanguages, tag) {
			problems = append(problems, fmt.Sprintf("guide/tongues.json: %s speaks %q; write guide/say/%s.json, or another language", place, tag, tag))
		}
	}
	en, err := k.Wording("en")
	if err != nil {
		return problems
	}
	want := i18n.Catalog{}
	for key, text := range en.ui {
		if strings.HasPrefix(key, spoken) {
			want[key] = text
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(s.books)) {
		book := s.books[tag]
		problems = append(problems, sameKeys("guide/say/"+tag+".json", want, book)...)
		for key, text := range book {
			if places(text) != places(want[key]) {
				problems = append(problems, fmt.Sprintf("guide/say/%s.json: %s must hold the places %s, as in English", tag, key, cmp.Or(places(want[key]), "(none)")))
			}
		}
	}
	return problems
}
