package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/ringtrue/ringtrue/"

// rooms in the order a case travels: a room may import those above it, never those below.
var rooms = []string{"indicator", "people", "stats", "check", "directory", "circle", "evidence", "intake", "link", "desk", "refer", "warn", "share"}

// ground is the technical ground: it knows no room.
var ground = []string{"fault", "id", "seal", "db", "audit", "job", "blob", "fold", "lang", "i18n", "limit", "mail", "scan", "overlay", "ocr"}

// may says whether a package of the project may import another, and if not, why.
func may(from, to string) string {
	switch part, rest := split(from); {
	case from == "data" || part == "standard":
		return "data and standards import nothing of ours"
	case part == "base":
		if !slices.Contains(ground, rest) {
			return "a new part of the ground needs a place in the table"
		}
		if p, _ := split(to); p == "base" {
			return ""
		}
		return "the ground knows no room"
	case part == "room":
		return roomMay(rest, to)
	case part == "face":
		return faceMay(rest, to)
	case from == "internal/app":
		if p, _ := split(to); p == "face" {
			return "app wires rooms; faces stand on it"
		}
		return ""
	case from == "":
		if to == "internal/face/cli" {
			return ""
		}
		return "main only calls the command line"
	}
	return "this package has no place in the table; give it one in arch_test.go"
}

// split names what part of the house a package belongs to, and which one.
func split(pkg string) (part, name string) {
	segs := strings.Split(pkg, "/")
	switch {
	case segs[0] == "standard":
		return "standard", strings.Join(segs[1:], "/")
	case len(segs) > 2 && segs[0] == "internal" && (segs[1] == "base" || segs[1] == "face"):
		return segs[1], segs[2]
	case len(segs) > 1 && segs[0] == "internal" && slices.Contains(rooms, segs[1]):
		return "room", segs[1]
	}
	return "", pkg
}

func roomMay(room, to string) string {
	part, name := split(to)
	switch {
	case part == "base" && name == "db" && room == "check":
		return "check needs no database"
	case part == "base", part == "standard", to == "data":
		return ""
	case part == "room" && slices.Index(rooms, name) <= slices.Index(rooms, room):
		return ""
	case part == "room":
		return "arrows point up the list of rooms only"
	}
	return "a room imports the ground, standards, data and rooms above it"
}

func faceMay(face, to string) string {
	part, name := split(to)
	switch {
	case to == "internal/app" && face != "cli":
		return "only face/cli opens the instance"
	case part == "base" && name == "db":
		return "faces never touch the database"
	case part == "face" && face != "cli" && name != "gate" && name != "say" && name != face:
		return "faces do not know each other; they share gate and say"
	}
	return ""
}

// TestArchitecture parses every file of the module in this process, so that a change of any of
// them reruns it.
func TestArchitecture(t *testing.T) {
	documented := map[string]bool{}
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "tools" || d.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		seen++
		checkFile(t, path, documented)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("only %d files were read; the test stands in the wrong folder", seen)
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("package %q has no package comment; say what it is, and what does not live there", pkg)
		}
	}
}

func checkFile(t *testing.T, path string, documented map[string]bool) {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		t.Error(err)
		return
	}
	pkg := filepath.ToSlash(filepath.Dir(path))
	if pkg == "." {
		pkg = ""
	}
	test := strings.HasSuffix(path, "_test.go")
	if !test {
		documented[pkg] = documented[pkg] || f.Doc != nil
	}
	for _, imp := range f.Imports {
		checkImport(t, path, pkg, test, imp)
	}
	if lines := lineCount(path); !test && lines > 600 && !strings.Contains(path, "_gen") && !strings.HasSuffix(path, "_templ.go") {
		t.Errorf("%s has %d lines; split it by meaning", path, lines)
	}
}

func checkImport(t *testing.T, path, pkg string, test bool, imp *ast.ImportSpec) {
	to, err := strconv.Unquote(imp.Path.Value)
	if err != nil {
		t.Error(err)
		return
	}
	if to == "testing" && !test {
		t.Errorf("%s: product code imports testing", path)
	}
	to, ours := strings.CutPrefix(to, module)
	if !ours || to == pkg || test {
		return
	}
	if why := may(pkg, to); why != "" && !strings.HasSuffix(pkg, "/gen") {
		t.Errorf("%s imports %s: %s", path, to, why)
	}
}

func lineCount(path string) int {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, path, nil, parser.PackageClauseOnly)
	if err != nil {
		return 0
	}
	return fset.File(f.Pos()).LineCount()
}

// TestTable checks the table itself on imports that must and must not be.
func TestTable(t *testing.T) {
	for _, c := range []struct {
		from, to string
		ok       bool
	}{
		{"internal/check", "internal/indicator", true},
		{"internal/check/rule", "internal/base/fold", true},
		{"internal/check", "internal/directory", false},
		{"internal/check", "internal/base/db", false},
		{"internal/directory", "internal/check", true},
		{"internal/base/fold", "internal/check", false},
		{"internal/face/web", "internal/app", false},
		{"internal/face/web", "internal/check", true},
		{"internal/face/web", "internal/face/api", false},
		{"internal/face/api", "internal/face/gate", true},
		{"internal/face/cli", "internal/app", true},
		{"internal/app", "internal/check", true},
		{"internal/app", "internal/face/web", false},
		{"standard/cap", "internal/base/fault", false},
		{"data", "internal/base/fault", false},
		{"", "internal/face/cli", true},
		{"", "internal/check", false},
		{"internal/strange", "internal/check", false},
	} {
		if why := may(c.from, c.to); (why == "") != c.ok {
			t.Errorf("%q importing %q: got %q", c.from, c.to, why)
		}
	}
}
