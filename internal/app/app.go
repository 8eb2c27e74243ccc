// Package app opens the instance: it reads the configuration, builds each room once, hands
// rooms the functions they need of rooms below them, and closes all in turn. Only face/cli
// imports it.
//
// What does not live here: any rule of a room, any page or prompt.
package app

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"

	"github.com/ringtrue/ringtrue/data"
	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/overlay"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/learn"
	"github.com/ringtrue/ringtrue/internal/check/rule"
	"github.com/ringtrue/ringtrue/internal/directory"
	"github.com/ringtrue/ringtrue/internal/indicator"
)

// Version is the release; the linker sets it.
var Version = "0.1.0-dev"

// Config is what an operator may set. The zero value runs the shipped data.
type Config struct {
	Data    string // a data folder or .zip pack laid over the shipped one, or ""
	DataKey string // file with the minisign public key that packs must be signed with, or ""
}

// App is an open instance. Rooms are built when first asked for, each once.
type App struct {
	files   fs.FS
	shipped bool // no site's data lies over ours, so the rules compiled at build time serve

	know func() (*check.Knowledge, error)
	dir  func() (*directory.Directory, error)
}

// Open reads the configuration. It does not read the data yet: a command that needs one room
// pays for one.
func Open(c Config) (*App, error) {
	a := &App{files: data.Files, shipped: c.Data == ""}
	if c.Data != "" {
		key, err := readKey(c.DataKey)
		if err != nil {
			return nil, err
		}
		if a.files, err = withRules(data.Files); err == nil {
			a.files, err = overlay.Open(a.files, c.Data, key)
		}
		if err != nil {
			return nil, err
		}
	} else if c.DataKey != "" {
		return nil, fault.New(fault.Invalid, "config", "a data key was given without data; add --data PACK.zip or leave --data-key out")
	}
	a.know = sync.OnceValues(a.loadKnowledge)
	a.dir = sync.OnceValues(func() (*directory.Directory, error) {
		sub, err := fs.Sub(a.files, "directory")
		if err != nil {
			return nil, err
		}
		return directory.Load(sub)
	})
	return a, nil
}

// withRules adds the text of the shipped rules to the other shipped files.
func withRules(files fs.FS) (fs.FS, error) {
	rules, err := zip.NewReader(strings.NewReader(data.Rules), int64(len(data.Rules)))
	if err != nil {
		return nil, fmt.Errorf("the shipped rules cannot be unpacked; run 'go generate ./...' and build again: %w", err)
	}
	return overlay.On(files, rules), nil
}

func (a *App) loadKnowledge() (*check.Knowledge, error) {
	ours, err := rule.Decode(data.Compiled)
	if err != nil {
		return nil, err
	}
	var k *check.Knowledge
	if a.shipped {
		k, err = check.Load(a.files, ours)
	} else {
		k, err = check.Load(a.files, nil)
	}
	if err != nil {
		return nil, err
	}
	if !a.shipped {
		k.Learned = map[string]bool{}
		for i := range ours.Rules {
			k.Learned[ours.Rules[i].ID] = true
		}
	}
	k.Model, err = learn.Decode(data.Model)
	return k, err
}

func readKey(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "data_key", "the key file %s cannot be read; check the path given with --data-key", file)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	return strings.TrimSpace(lines[len(lines)-1]), nil
}

// Files is the data in force: the shipped one, or a site's laid over it.
func (a *App) Files() fs.FS { return a.files }

// Directory returns the directory of genuine numbers.
func (a *App) Directory() (*directory.Directory, error) { return a.dir() }

// Checker returns a checker that asks the directory how a number stands.
func (a *App) Checker() (*check.Checker, error) {
	k, err := a.know()
	if err != nil {
		return nil, err
	}
	return check.New(k, a.standing), nil
}

// standing looks a number up in the directory, which is read only when a text holds one.
func (a *App) standing(in indicator.Indicator, from string) string {
	if in.Kind != "phone" && in.Kind != "short_code" {
		return ""
	}
	d, err := a.dir()
	if err != nil {
		return "unknown"
	}
	return d.Standing(in.Value, from)
}
