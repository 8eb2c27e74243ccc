package directory

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const dataDir = "../../data/directory"

func realData(t testing.TB) *Directory {
	t.Helper()
	d, err := Load(os.DirFS(dataDir))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestRealDataIsSound(t *testing.T) {
	for _, p := range Lint(os.DirFS(dataDir)) {
		t.Error(p)
	}
	d := realData(t)
	if n := len(d.Entries(Listed)); n < 150 {
		t.Errorf("only %d listed entries; a file has been lost", n)
	}
	if n := len(d.Entries(Denied)); n < 13 {
		t.Errorf("only %d denied numbers; the deny list has shrunk", n)
	}
	if n := len(d.Officials()); n < 8 {
		t.Errorf("only %d bodies in officials.json", n)
	}
}

// The quick decoder must read every line as encoding/json does.
func TestDecoderAgreesWithEncodingJSON(t *testing.T) {
	n := 0
	files, _ := os.ReadDir(dataDir)
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".jsonl") {
			continue
		}
		data, err := os.ReadFile(dataDir + "/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			got, err := decodeEntry(line)
			var want Entry
			if err2 := json.Unmarshal([]byte(line), &want); err != nil || err2 != nil {
				t.Fatalf("%s: %v, %v", line, err, err2)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s:\n got %+v\nwant %+v", f.Name(), got, want)
			}
			n++
		}
	}
	if n < 300 {
		t.Errorf("compared %d lines only", n)
	}
}

func BenchmarkLoad(b *testing.B) {
	fsys := fstest.MapFS{} // as the embedded data: no disk
	files, _ := os.ReadDir(dataDir)
	for _, f := range files {
		data, err := os.ReadFile(dataDir + "/" + f.Name())
		if err != nil {
			b.Fatal(err)
		}
		fsys[f.Name()] = &fstest.MapFile{Data: data}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(fsys); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	d := realData(b)
	for b.Loop() {
		d.Find(Query{Country: "CA", City: "Calgary", Serves: "CN", From: "CN"})
	}
}

// Every body that says what it never does speaks for some line, or is known to have none here.
func TestNever(t *testing.T) {
	d := realData(t)
	for _, c := range []struct {
		id, never string
		want      bool
	}{
		{"ca-ottawa-cn-embassy", "transfer_call_to_police", true},
		{"ca-calgary-police", "ask_for_money", true},
		{"cn-110", "work_a_case_by_phone_or_chat", true},
		{"cn-12308", "call_out", true},
		{"cn-96110", "say_you_are_a_suspect", true},
		{"cn-96110", "call_out", false},
		{"ca-toronto-kr-consulate", "transfer_call_to_police", false},
	} {
		found := false
		for _, e := range d.Entries(Listed) {
			if e.ID == c.id {
				found = slices.Contains(e.Never, c.never)
			}
		}
		if found != c.want {
			t.Errorf("%s never %s: got %v, want %v", c.id, c.never, found, c.want)
		}
	}
}
