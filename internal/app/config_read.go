package app

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

// reader hands out the values of a configuration by their path ("desk.tel"), remembers which were
// asked for, and collects what is wrong with them. What nobody asked for is not known.
type reader struct {
	file     string
	values   map[string]any // path -> string or []any or what else TOML has
	lines    map[string]int // path -> line in the file
	env      map[string]string
	asked    map[string]bool // paths
	askedEnv map[string]bool
	problems []error
}

const envPrefix = "RINGTRUE_"

// otherEnv are variables that are not part of the configuration file.
var otherEnv = []string{"RINGTRUE_DATA", "RINGTRUE_DATA_KEY", "RINGTRUE_CONFIG"}

func newReader(file string, environ []string) (*reader, error) {
	r := &reader{
		file: file, values: map[string]any{}, lines: map[string]int{}, env: map[string]string{},
		asked: map[string]bool{}, askedEnv: map[string]bool{},
	}
	for _, kv := range environ {
		if name, v, _ := strings.Cut(kv, "="); strings.HasPrefix(name, envPrefix) && v != "" {
			r.env[name] = v
		}
	}
	if file == "" {
		return r, nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "config", "the configuration %s cannot be read; check the path given with --config", file)
	}
	var tree map[string]any
	if err := toml.Unmarshal(raw, &tree); err != nil {
		line := 1
		if at := (*toml.DecodeError)(nil); errors.As(err, &at) {
			line, _ = at.Position()
		}
		return nil, fault.New(fault.Invalid, "config", "%s:%d: this is no TOML (%s); mend the line, for example name = \"text\"", file, line, strings.TrimPrefix(err.Error(), "toml: "))
	}
	r.flatten("", tree)
	r.place(raw)
	return r, nil
}

// flatten names every value by its path; the tables of an array are numbered.
func (r *reader) flatten(at string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			r.flatten(strings.TrimPrefix(at+"."+k, "."), x)
		}
	case []any:
		tables := len(v) > 0
		for _, x := range v {
			_, isTable := x.(map[string]any)
			tables = tables && isTable
		}
		if !tables {
			r.values[at] = v
			return
		}
		for i, x := range v {
			r.flatten(at+"."+strconv.Itoa(i), x)
		}
	default:
		r.values[at] = v
	}
}

// place finds the line of every table and key. The text was read without error before.
func (r *reader) place(raw []byte) {
	var p unstable.Parser
	p.Reset(raw)
	table, count := "", map[string]int{}
	for p.NextExpression() {
		e := p.Expression()
		var parts []string
		line := 0
		for it := e.Key(); it.Next(); {
			n := it.Node()
			parts = append(parts, string(n.Data))
			if line == 0 {
				line = p.Shape(p.Range(n.Data)).Start.Line
			}
		}
		path := strings.Join(parts, ".")
		switch e.Kind {
		case unstable.Table:
			table = path
		case unstable.ArrayTable:
			table = path + "." + strconv.Itoa(count[path])
			count[path]++
			path = table
		default:
			path = strings.TrimPrefix(table+"."+path, ".")
		}
		if _, ok := r.lines[path]; !ok {
			r.lines[path] = line
		}
	}
}

// at says where a path stands: its line in the file, or its variable.
func (r *reader) at(path string) string {
	if name := envName(path); r.env[name] != "" {
		return name
	}
	for p := path; p != ""; {
		if line := r.lines[p]; line > 0 {
			return r.file + ":" + strconv.Itoa(line)
		}
		i := strings.LastIndexByte(p, '.')
		p = p[:max(i, 0)]
	}
	return r.file
}

// envName is the variable of a path, or "" for paths that only the file may hold.
func envName(path string) string {
	if strings.HasPrefix(path, "in.") || strings.HasPrefix(path, "link.") {
		return ""
	}
	return envPrefix + strings.ToUpper(strings.ReplaceAll(path, ".", "_"))
}

func (r *reader) problem(path, format string, args ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s: %s", r.at(path), fmt.Sprintf(format, args...)))
}

// text returns a value of an accepted form, mended by it where it can be, or "".
func (r *reader) text(path string, is form) string {
	r.asked[path] = true
	name := envName(path)
	r.askedEnv[name] = true
	v, ok := r.values[path]
	if e := r.env[name]; name != "" && e != "" {
		v, ok = e, true
	}
	if !ok {
		return ""
	}
	s, isText := v.(string)
	if !isText {
		r.problem(path, "%s must be a text; write %s = \"...\"", path, path[strings.LastIndexByte(path, '.')+1:])
		return ""
	}
	return r.fit(path, s, is)
}

// list returns a list of values. In the environment they are parted by commas.
func (r *reader) list(path string, is form) (out []string) {
	r.asked[path] = true
	name := envName(path)
	r.askedEnv[name] = true
	var items []any
	switch v := r.values[path].(type) {
	case nil:
	case string:
		items = []any{v}
	case []any:
		items = v
	default:
		items = []any{v}
	}
	if e := r.env[name]; e != "" {
		items = nil
		for _, x := range strings.Split(e, ",") {
			items = append(items, strings.TrimSpace(x))
		}
	}
	for _, x := range items {
		s, ok := x.(string)
		if !ok {
			r.problem(path, "%s must be a list of texts; write %s = [\"...\"]", path, path[strings.LastIndexByte(path, '.')+1:])
			return nil
		}
		if s = r.fit(path, s, is); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func (r *reader) fit(path, s string, is form) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	good, mend := is(s)
	if mend != "" {
		r.problem(path, "%s %q %s", path, s, mend)
		return ""
	}
	return good
}

// under lists the names directly under a path, in the order of the file.
func (r *reader) under(path string) (names []string) {
	seen := map[string]int{}
	for _, m := range []map[string]int{r.lines, keysOf(r.values)} {
		for p, line := range m {
			rest, ok := strings.CutPrefix(p, path+".")
			name, _, _ := strings.Cut(rest, ".")
			if old, met := seen[name]; ok && (!met || line > 0 && line < old) {
				seen[name] = line
			}
		}
	}
	names = slices.Collect(maps.Keys(seen))
	slices.SortFunc(names, func(a, b string) int {
		if seen[a] != seen[b] {
			return seen[a] - seen[b]
		}
		return strings.Compare(a, b)
	})
	return names
}

func keysOf(values map[string]any) map[string]int {
	out := map[string]int{}
	for p := range values {
		out[p] = 0
	}
	return out
}

// end reports what was not asked for, and everything else that was wrong.
func (r *reader) end() error {
	for _, p := range slices.Sorted(maps.Keys(r.values)) {
		if !r.asked[p] {
			r.problem(p, "%s is not known here%s", p, nearest(p, r.asked))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.env)) {
		if !r.askedEnv[name] && !slices.Contains(otherEnv, name) {
			r.problems = append(r.problems, fmt.Errorf("%s: no setting has this name%s", name, nearest(name, r.askedEnv)))
		}
	}
	if len(r.problems) == 0 {
		return nil
	}
	return fault.Wrap(errors.Join(r.problems...), fault.Invalid, "config", "the configuration cannot be used")
}

// nearest suggests the known name that differs least.
func nearest(name string, known map[string]bool) string {
	best, least := "", 4
	for _, k := range slices.Sorted(maps.Keys(known)) {
		if d := distance(name, k); d < least {
			best, least = k, d
		}
	}
	if best == "" {
		return "; take it out, or see docs/operating.md for the names"
	}
	return "; did you mean " + best + "?"
}

// distance counts the letters to change, add or leave out between two names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, last+1)
		}
	}
	return row[len(b)]
}
