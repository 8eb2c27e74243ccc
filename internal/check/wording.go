package check

import (
	"errors"
	"io/fs"
	"sync"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/i18n"
)

// Wording is every sentence one interface language has, read when first asked for.
type Wording struct {
	Tag   string
	flags map[string]struct{ Title, Why string }
	plays map[string]struct {
		Title  string
		Stages map[string]struct{ Title, Next string }
	}
	advice map[string]struct{ Do, More string }
	ui     i18n.Catalog
}

// UI returns the sentence under a key, its places filled from pairs of name and value.
func (w *Wording) UI(key string, pairs ...string) string { return w.ui.Fill(key, pairs...) }

// Has says whether the wording knows a key.
func (w *Wording) Has(key string) bool { return w.ui.Has(key) }

// FlagTitle returns the plain title of a red flag.
func (w *Wording) FlagTitle(id string) string { return w.flags[id].Title }

// FlagWhy says why a red flag matters.
func (w *Wording) FlagWhy(id string) string { return w.flags[id].Why }

type wordings struct {
	mu    sync.Mutex
	byTag map[string]*Wording
}

// InterfaceLanguages are the languages everything is said in.
var InterfaceLanguages = []string{"en", "fr", "zh-Hans", "zh-Hant", "ko", "vi"}

// Wording returns the sentences of an interface language.
func (k *Knowledge) Wording(tag string) (*Wording, error) {
	k.wordings.mu.Lock()
	defer k.wordings.mu.Unlock()
	if w := k.wordings.byTag[tag]; w != nil {
		return w, nil
	}
	w, err := LoadWording(k.files, tag)
	if err != nil {
		return nil, err
	}
	if k.wordings.byTag == nil {
		k.wordings.byTag = map[string]*Wording{}
	}
	k.wordings.byTag[tag] = w
	return w, nil
}

// LoadWording reads the sentences of an interface language from a data folder.
func LoadWording(files fs.FS, tag string) (*Wording, error) {
	w := &Wording{Tag: tag}
	err := errors.Join(
		readJSON(files, "wording/"+tag+"/flags.json", &w.flags),
		readJSON(files, "wording/"+tag+"/playbooks.json", &w.plays),
		w.readUI(files),
		readJSON(files, "advice/"+tag+".json", &w.advice),
	)
	if err != nil {
		return nil, err
	}
	return w, nil
}

// readUI joins ui.json and the files beside it, one a part of the site (ui_guide.json, …). A key
// stands in one of them only.
func (w *Wording) readUI(files fs.FS) error {
	folder := "wording/" + w.Tag
	names, err := fs.Glob(files, folder+"/ui_*.json")
	if err != nil {
		return err
	}
	w.ui = i18n.Catalog{}
	for _, name := range append([]string{folder + "/ui.json"}, names...) {
		var part i18n.Catalog
		if err := readJSON(files, name, &part); err != nil {
			return err
		}
		for key, text := range part {
			if w.ui.Has(key) {
				return fault.New(fault.Invalid, "data_twice", "%s says %q again; keep the sentence in one file", name, key)
			}
			w.ui[key] = text
		}
	}
	return nil
}

// HasLanguage says whether files hold an interface language.
func HasLanguage(files fs.FS, tag string) bool {
	_, err := fs.Stat(files, "wording/"+tag+"/ui.json")
	return err == nil
}
