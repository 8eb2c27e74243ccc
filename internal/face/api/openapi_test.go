package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// document is the OpenAPI document as these tests read it.
type document struct {
	OpenAPI string
	Paths   map[string]map[string]struct {
		OperationID string
		Summary     string
		Parameters  []struct {
			Name, In string
			Schema   map[string]any
		}
		RequestBody struct{ Content map[string]media }
		Responses   map[string]reply
	}
	Components struct {
		Schemas   map[string]map[string]any
		Responses map[string]reply
	}
}

type reply struct {
	Ref         string `json:"$ref"`
	Description string
	Content     map[string]media
}

type media struct {
	Schema  map[string]any
	Example any
}

func readDocument(t *testing.T) *document {
	t.Helper()
	var d document
	if err := json.Unmarshal(Reference, &d); err != nil {
		t.Fatal(err)
	}
	return &d
}

// TestEveryRouteIsDescribed holds the document against what is mounted, both ways.
func TestEveryRouteIsDescribed(t *testing.T) {
	h := newHouse(t)
	a := &API{Checker: h.checker, Directory: nil}
	a.Mount(http.NewServeMux())
	mounted := map[string]bool{}
	for _, r := range a.routes {
		method, path, ok := strings.Cut(r, " ")
		if ok && method != "OPTIONS" {
			mounted[strings.ToLower(method)+" "+path] = true
		}
	}
	d := readDocument(t)
	if !strings.HasPrefix(d.OpenAPI, "3.1.") {
		t.Errorf("the document is of OpenAPI %q", d.OpenAPI)
	}
	ids := map[string]bool{}
	for path, ops := range d.Paths {
		for verb, op := range ops {
			if !mounted[verb+" "+path] {
				t.Errorf("%s %s is described but not mounted", verb, path)
			}
			delete(mounted, verb+" "+path)
			if op.Summary == "" || op.OperationID == "" || ids[op.OperationID] || op.Responses["200"].Description == "" || op.Responses["429"].Ref == "" {
				t.Errorf("%s %s lacks a summary, an id of its own, an answer or 429", verb, path)
			}
			ids[op.OperationID] = true
			for _, name := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(path, -1) {
				if !slices.ContainsFunc(op.Parameters, func(p struct {
					Name, In string
					Schema   map[string]any
				}) bool {
					return p.Name == name[1] && p.In == "path"
				}) {
					t.Errorf("%s %s does not describe {%s}", verb, path, name[1])
				}
			}
		}
	}
	for r := range mounted {
		t.Errorf("%s is mounted but not described", r)
	}
}

// TestExamples validates every example of the document, and real answers of every route, with their
// schemas.
func TestExamples(t *testing.T) {
	d := readDocument(t)
	v := &validator{schemas: d.Components.Schemas}
	for name, s := range d.Components.Schemas {
		v.vet(t, name, s)
	}
	contents := func(where string, c map[string]media) {
		for kind, m := range c {
			v.vet(t, where, m.Schema)
			if m.Example == nil {
				continue
			}
			for _, bad := range v.check(m.Schema, m.Example, where+" "+kind) {
				t.Error(bad)
			}
		}
	}
	for path, ops := range d.Paths {
		for verb, op := range ops {
			contents(verb+" "+path, op.RequestBody.Content)
			for status, a := range op.Responses {
				if a.Ref != "" && d.Components.Responses[strings.TrimPrefix(a.Ref, "#/components/responses/")].Description == "" {
					t.Errorf("%s %s: %s leads nowhere", verb, path, a.Ref)
				}
				contents(verb+" "+path+" "+status, a.Content)
			}
		}
	}
	for name, a := range d.Components.Responses {
		contents(name, a.Content)
	}
}

func TestAnswersFitTheDocument(t *testing.T) {
	h := newHouse(t)
	d := readDocument(t)
	v := &validator{schemas: d.Components.Schemas}
	for _, c := range []struct{ method, path, body, route string }{
		{"POST", "/api/v1/check", `{"text":"Tell nobody. Call +1 403 555 0142 or http://example.com today, pay 5000 dollars."}`, "/api/v1/check"},
		{"POST", "/api/v1/check", `{"text":""}`, "/api/v1/check"},
		{"GET", "/api/v1/numbers", "", "/api/v1/numbers"},
		{"GET", "/api/v1/numbers?country=CA&from=CN", "", "/api/v1/numbers"},
		{"GET", "/api/v1/numbers?country=SG&from=VN&serves=VN", "", "/api/v1/numbers"},
		{"GET", "/api/v1/numbers?country=CN&from=CA&lang=fr", "", "/api/v1/numbers"},
		{"GET", "/api/v1/number/911?from=CA", "", "/api/v1/number/{number}"},
		{"GET", "/api/v1/number/+12025550147", "", "/api/v1/number/{number}"},
		{"GET", "/api/v1/redflags?lang=zh-Hant", "", "/api/v1/redflags"},
		{"GET", "/api/v1/guide?lang=vi", "", "/api/v1/guide"},
		{"GET", "/api/v1/guide/student?a=A1B3C1", "", "/api/v1/guide/{flow}"},
		{"GET", "/api/v1/openapi.json", "", "/api/v1/openapi.json"},
	} {
		res, body := h.do(t, c.method, c.path, "application/json", c.body)
		var value any
		if err := json.Unmarshal([]byte(body), &value); err != nil || res.StatusCode != 200 {
			t.Errorf("%s: %d %v", c.path, res.StatusCode, err)
			continue
		}
		schema := d.Paths[c.route][strings.ToLower(c.method)].Responses["200"].Content["application/json"].Schema
		for _, bad := range v.check(schema, value, c.path) {
			t.Error(bad)
		}
	}
	form := "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nTell nobody.\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nTell nobody.\r\n--b--\r\n"
	res, body := h.do(t, "POST", "/api/v1/check", "multipart/form-data; boundary=b", form)
	var value any
	if err := json.Unmarshal([]byte(body), &value); err != nil || res.StatusCode != 200 || !strings.Contains(body, `"read":[`) {
		t.Fatalf("a form: %d %v %s", res.StatusCode, err, body)
	}
	for _, bad := range v.check(map[string]any{"$ref": "#/components/schemas/Verdict"}, value, "a form") {
		t.Error(bad)
	}
	for _, c := range []struct{ method, path string }{{"GET", "/api/v1/redflags?x=1"}, {"GET", "/api/v1/none"}, {"DELETE", "/api/v1/redflags"}} {
		_, body := h.do(t, c.method, c.path, "", "")
		var value any
		if err := json.Unmarshal([]byte(body), &value); err != nil {
			t.Error(err)
		}
		for _, bad := range v.check(map[string]any{"$ref": "#/components/schemas/Problem"}, value, c.path) {
			t.Error(bad)
		}
	}
}

func TestRedFlags(t *testing.T) {
	h := newHouse(t)
	res, body := h.do(t, "GET", "/api/v1/redflags?lang=ko", "", "")
	var got struct {
		Flags []redFlag
	}
	if err := json.Unmarshal([]byte(body), &got); err != nil || res.StatusCode != 200 || res.Header.Get("Content-Language") != "ko" || res.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Fatalf("%d %v %v", res.StatusCode, err, res.Header)
	}
	if len(got.Flags) != 49 || got.Flags[0].ID != "C01" || got.Flags[7].Page != "/signs/C08?lang=ko" || strings.Contains(body, "⟦") {
		t.Errorf("%d flags, the first %+v", len(got.Flags), got.Flags[0])
	}
	for _, f := range got.Flags {
		if f.Title == "" || f.Why == "" || f.PhaseTitle == "" || len(f.SeenBy) == 0 {
			t.Errorf("%s lacks words", f.ID)
		}
	}
	if res, _ := h.do(t, "GET", "/api/v1/redflags?lang=xx", "", ""); res.StatusCode != 400 {
		t.Errorf("a language that is not there: %d", res.StatusCode)
	}
}

// validator checks values with the part of JSON Schema that the document uses. A keyword it does
// not know fails the test, so nothing in the document goes unchecked.
type validator struct{ schemas map[string]map[string]any }

var keywords = []string{"type", "description", "properties", "required", "additionalProperties", "items", "enum", "pattern", "minimum", "maximum", "$ref"}

func (v *validator) vet(t *testing.T, at string, s map[string]any) {
	t.Helper()
	for k, x := range s {
		if !slices.Contains(keywords, k) {
			t.Errorf("%s: the keyword %q is not checked", at, k)
		}
		switch x := x.(type) {
		case map[string]any:
			if k == "properties" {
				for name, p := range x {
					v.vet(t, at+"."+name, p.(map[string]any))
				}
			} else {
				v.vet(t, at+"."+k, x)
			}
		case string:
			if name, ok := strings.CutPrefix(x, "#/components/schemas/"); ok && v.schemas[name] == nil {
				t.Errorf("%s: %s leads nowhere", at, x)
			}
		}
	}
}

func (v *validator) check(s map[string]any, value any, at string) (bad []string) {
	if ref, ok := s["$ref"].(string); ok {
		s = v.schemas[strings.TrimPrefix(ref, "#/components/schemas/")]
	}
	fail := func(format string, args ...any) { bad = append(bad, at+": "+fmt.Sprintf(format, args...)) }
	if kind, ok := s["type"].(string); ok && !isType(kind, value) {
		fail("%.60v is no %s", value, kind)
		return bad
	}
	if list, ok := s["enum"].([]any); ok && !slices.Contains(list, value) {
		fail("%v is not among %v", value, list)
	}
	switch x := value.(type) {
	case string:
		if p, ok := s["pattern"].(string); ok && !regexp.MustCompile(p).MatchString(x) {
			fail("%q does not fit %s", x, p)
		}
	case float64:
		if least, ok := s["minimum"].(float64); ok && x < least {
			fail("%v is below %v", x, least)
		}
		if most, ok := s["maximum"].(float64); ok && x > most {
			fail("%v is above %v", x, most)
		}
	case []any:
		if items, ok := s["items"].(map[string]any); ok {
			for i, y := range x {
				bad = append(bad, v.check(items, y, fmt.Sprintf("%s[%d]", at, i))...)
			}
		}
	case map[string]any:
		bad = append(bad, v.checkObject(s, x, at)...)
	}
	return bad
}

func (v *validator) checkObject(s, value map[string]any, at string) (bad []string) {
	if req, ok := s["required"].([]any); ok {
		for _, name := range req {
			if _, ok := value[name.(string)]; !ok {
				bad = append(bad, fmt.Sprintf("%s lacks %v", at, name))
			}
		}
	}
	props, _ := s["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(value)) {
		if p, ok := props[name].(map[string]any); ok {
			bad = append(bad, v.check(p, value[name], at+"."+name)...)
			continue
		}
		switch more := s["additionalProperties"].(type) {
		case bool:
			if !more {
				bad = append(bad, fmt.Sprintf("%s: %s is not described", at, name))
			}
		case map[string]any:
			bad = append(bad, v.check(more, value[name], at+"."+name)...)
		}
	}
	return bad
}

func isType(kind string, value any) bool {
	switch x := value.(type) {
	case string:
		return kind == "string"
	case bool:
		return kind == "boolean"
	case float64:
		return kind == "number" || kind == "integer" && x == math.Trunc(x)
	case []any:
		return kind == "array"
	case map[string]any:
		return kind == "object"
	}
	return false
}

// TestValidator tries the validator itself on what must and must not pass.
func TestValidator(t *testing.T) {
	var s map[string]any
	const schema = `{"type":"object","required":["a"],"additionalProperties":false,"properties":{"a":{"type":"integer","minimum":1},"b":{"type":"array","items":{"type":"string","enum":["x"]}},"c":{"type":"string","pattern":"^C$"}}}`
	if err := json.Unmarshal([]byte(schema), &s); err != nil {
		t.Fatal(err)
	}
	v := &validator{}
	for _, c := range []struct {
		value string
		bad   int
	}{
		{`{"a":1}`, 0}, {`{"a":1,"b":["x"],"c":"C"}`, 0},
		{`{}`, 1}, {`{"a":0}`, 1}, {`{"a":1.5}`, 1}, {`{"a":"1"}`, 1}, {`{"a":1,"b":["x","y"]}`, 1}, {`{"a":1,"c":"D"}`, 1}, {`{"a":1,"d":1}`, 1}, {`[]`, 1}, {`null`, 1},
	} {
		var value any
		if err := json.Unmarshal([]byte(c.value), &value); err != nil {
			t.Fatal(err)
		}
		if got := v.check(s, value, ""); len(got) != c.bad {
			t.Errorf("%s: %q, want %d", c.value, got, c.bad)
		}
	}
}
