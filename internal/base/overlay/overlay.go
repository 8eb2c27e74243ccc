// Package overlay lays a site's own data folder, or a signed pack of one, over the shipped data.
//
// A file of the same path replaces ours, a new one is added, and nothing of ours is edited. A
// pack is a zip archive of such a folder; beside it may stand NAME.minisig, a minisign
// (ed25519) signature. Where a public key is given, a pack without a good signature is refused.
//
// What does not live here: what the files mean, or whether they make sense (data lint).
package overlay

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"aead.dev/minisign"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// Limits of a pack: a zip is an untrusted thing until its signature has been read.
const (
	maxPack  = 64 << 20  // bytes of the archive
	maxFile  = 16 << 20  // bytes of one unpacked file
	maxTotal = 128 << 20 // bytes of all of them
)

// Open lays the folder or .zip pack at where over base. key is the text of a minisign public
// key, or "" when none is configured; then a signature beside the pack is not read at all.
func Open(base fs.FS, where, key string) (fs.FS, error) {
	info, err := os.Stat(where)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, "data_missing", "there is no data folder or pack at %s; check the path given with --data", where)
	}
	if info.IsDir() {
		if key != "" {
			return nil, fault.New(fault.Denied, "data_unsigned", "a key was given, but %s is a folder, which cannot be signed; give the signed .zip pack or leave the key out", where)
		}
		return On(base, os.DirFS(where)), nil
	}
	raw, err := readPack(where, info.Size())
	if err != nil {
		return nil, err
	}
	if key != "" {
		if err := verify(raw, where, key); err != nil {
			return nil, err
		}
	}
	site, err := unzip(raw, where)
	if err != nil {
		return nil, err
	}
	return On(base, site), nil
}

func readPack(where string, size int64) ([]byte, error) {
	if size > maxPack {
		return nil, fault.New(fault.TooLarge, "pack_too_large", "the pack %s has %d bytes, more than %d; split it", where, size, maxPack)
	}
	raw, err := os.ReadFile(where)
	return raw, fault.Wrap(err, fault.Invalid, "data_unreadable", "the pack %s cannot be read", where)
}

func verify(raw []byte, where, key string) error {
	var pub minisign.PublicKey
	if err := pub.UnmarshalText([]byte(strings.TrimSpace(key))); err != nil {
		return fault.Wrap(err, fault.Invalid, "data_key", "the public key is no minisign key; give the line that begins with RW")
	}
	sig, err := os.ReadFile(where + ".minisig")
	if err != nil {
		return fault.Wrap(err, fault.Denied, "data_unsigned", "the pack %s has no signature beside it (%s.minisig); ask whoever made it", where, path.Base(where))
	}
	if !minisign.Verify(pub, raw, sig) {
		return fault.New(fault.Denied, "data_signature", "the signature of %s does not match the pack and key; it was changed, or signed by somebody else. Do not use it", where)
	}
	return nil
}

// unzip reads the whole archive into memory within the limits.
func unzip(raw []byte, where string) (fs.FS, error) {
	r, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "pack_syntax", "%s is no zip archive; make one of the data folder's content", where)
	}
	site := memory{}
	total := 0
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if !fs.ValidPath(f.Name) {
			return nil, fault.New(fault.Invalid, "pack_syntax", "%s holds a file named %q; names must be plain relative paths", where, f.Name)
		}
		body, err := readMember(f, min(maxFile, maxTotal-total))
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "pack_syntax", "%s: %s cannot be unpacked", where, f.Name)
		}
		total += len(body)
		site[f.Name] = body
	}
	return site, nil
}

func readMember(f *zip.File, limit int) ([]byte, error) {
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	body, err := io.ReadAll(io.LimitReader(rc, int64(limit)+1))
	if err == nil && len(body) > limit {
		err = fault.New(fault.TooLarge, "pack_too_large", "it unpacks to more than %d bytes", limit)
	}
	return body, err
}

// memory is a read-only file system of files held in memory.
type memory map[string][]byte

// Open implements fs.FS by way of a zip-free in-memory file.
func (m memory) Open(name string) (fs.File, error) {
	if b, ok := m[name]; ok {
		return &file{Reader: bytes.NewReader(b), info: info{path.Base(name), int64(len(b)), false}}, nil
	}
	entries, err := m.ReadDir(name)
	if err != nil {
		return nil, err
	}
	return &file{Reader: bytes.NewReader(nil), info: info{path.Base(name), 0, true}, entries: entries}, nil
}

// ReadDir implements fs.ReadDirFS.
func (m memory) ReadDir(name string) ([]fs.DirEntry, error) {
	prefix := name + "/"
	if name == "." {
		prefix = ""
	}
	seen := map[string]fs.DirEntry{}
	for n, b := range m {
		rest, ok := strings.CutPrefix(n, prefix)
		if !ok {
			continue
		}
		first, _, deeper := strings.Cut(rest, "/")
		size := int64(len(b))
		if deeper {
			size = 0
		}
		seen[first] = fs.FileInfoToDirEntry(info{first, size, deeper})
	}
	if len(seen) == 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return sorted(seen), nil
}

// union is one file system over another.
type union struct{ base, site fs.FS }

// On returns base with site's files added or in place of those of the same path.
func On(base, site fs.FS) fs.FS { return union{base, site} }

// Open implements fs.FS.
func (u union) Open(name string) (fs.File, error) {
	f, err := u.site.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return u.base.Open(name)
	}
	if err != nil {
		return nil, err
	}
	if st, err := f.Stat(); err == nil && st.IsDir() {
		f.Close()
		entries, err := u.ReadDir(name)
		if err != nil {
			return nil, err
		}
		return &file{Reader: bytes.NewReader(nil), info: info{path.Base(name), 0, true}, entries: entries}, nil
	}
	return f, nil
}

// ReadDir implements fs.ReadDirFS: the names of both.
func (u union) ReadDir(name string) ([]fs.DirEntry, error) {
	seen := map[string]fs.DirEntry{}
	var missing error
	found := false
	for _, side := range []fs.FS{u.base, u.site} {
		entries, err := fs.ReadDir(side, name)
		if err != nil {
			missing = err
			continue
		}
		found = true
		for _, e := range entries {
			if e.IsDir() { // a folder of both is neither's
				e = fs.FileInfoToDirEntry(info{e.Name(), 0, true})
			}
			seen[e.Name()] = e
		}
	}
	if !found {
		return nil, missing
	}
	return sorted(seen), nil
}

func sorted(m map[string]fs.DirEntry) []fs.DirEntry {
	out := make([]fs.DirEntry, 0, len(m))
	for _, e := range m {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out
}
