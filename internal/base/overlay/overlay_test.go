package overlay

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"aead.dev/minisign"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

var base = fstest.MapFS{
	"rules/en/a.rules": {Data: []byte("ours a")},
	"rules/en/b.rules": {Data: []byte("ours b")},
	"wording/en.json":  {Data: []byte("{}")},
}

func pack(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(body))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestUnion: a folder and a pack of the same files read alike, and stand the test of fstest.
func TestUnion(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{"rules/en/b.rules": "site b", "rules/xx/c.rules": "site c"}
	for name, body := range files {
		p := filepath.Join(dir, "site", name)
		os.MkdirAll(filepath.Dir(p), 0o755)
		if err := os.WriteFile(p, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	zipped := filepath.Join(dir, "site.zip")
	os.WriteFile(zipped, pack(t, files), 0o644)
	for _, where := range []string{filepath.Join(dir, "site"), zipped} {
		u, err := Open(base, where, "")
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"rules/en/a.rules": "ours a", "rules/en/b.rules": "site b", "rules/xx/c.rules": "site c"} {
			if got, err := fs.ReadFile(u, name); err != nil || string(got) != want {
				t.Errorf("%s: %s: %q, %v", where, name, got, err)
			}
		}
		names, err := fs.Glob(u, "rules/*/*.rules")
		if err != nil || len(names) != 3 {
			t.Errorf("%s: glob %v %v", where, names, err)
		}
		if _, err := u.Open("rules/zz"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: a missing folder gave %v", where, err)
		}
		if err := fstest.TestFS(u, "rules/en/a.rules", "rules/en/b.rules", "rules/xx/c.rules", "wording/en.json"); err != nil {
			t.Error(err)
		}
	}
}

// TestSignature: a pack is taken with a good signature only, once a key is given.
func TestSignature(t *testing.T) {
	dir := t.TempDir()
	pub, priv, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := pub.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	raw := pack(t, map[string]string{"rules/en/b.rules": "site b"})
	where := filepath.Join(dir, "p.zip")
	os.WriteFile(where, raw, 0o644)
	line := strings.Split(strings.TrimSpace(string(key)), "\n")
	last := line[len(line)-1]

	wantDenied := func(what string) {
		t.Helper()
		if _, err := Open(base, where, last); fault.KindOf(err) != fault.Denied {
			t.Errorf("%s: got %v, want it refused", what, err)
		}
	}
	wantDenied("no signature")
	os.WriteFile(where+".minisig", minisign.Sign(priv, raw), 0o644)
	if _, err := Open(base, where, last); err != nil {
		t.Errorf("good signature: %v", err)
	}
	os.WriteFile(where, append(bytes.Clone(raw), 0), 0o644)
	wantDenied("altered pack")
	_, other, _ := minisign.GenerateKey(rand.Reader)
	os.WriteFile(where, raw, 0o644)
	os.WriteFile(where+".minisig", minisign.Sign(other, raw), 0o644)
	wantDenied("somebody else's signature")
	if _, err := Open(base, where, "not a key"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("bad key: %v", err)
	}
}

// TestHostilePacks: what is no pack, climbs out of its folder, or unpacks to too much is refused.
func TestHostilePacks(t *testing.T) {
	dir := t.TempDir()
	for name, raw := range map[string][]byte{
		"junk.zip":  []byte("PK junk"),
		"climb.zip": pack(t, map[string]string{"../../etc/passwd": "x"}),
		"bomb.zip":  pack(t, map[string]string{"big": strings.Repeat("0", maxFile+1)}),
	} {
		where := filepath.Join(dir, name)
		os.WriteFile(where, raw, 0o644)
		if _, err := Open(base, where, ""); fault.As(err) == nil {
			t.Errorf("%s: got %v, want a fault", name, err)
		}
	}
	if _, err := Open(base, filepath.Join(dir, "none"), ""); fault.KindOf(err) != fault.NotFound {
		t.Errorf("missing: %v", err)
	}
	if _, err := Open(base, dir, "RWkey"); fault.KindOf(err) != fault.Denied {
		t.Errorf("a folder with a key: %v", err)
	}
}
