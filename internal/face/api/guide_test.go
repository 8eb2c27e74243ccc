package api

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestGuide(t *testing.T) {
	h := newHouse(t)
	res, body := h.do(t, "GET", "/api/v1/guide?lang=zh-Hans", "", "")
	var g told
	if err := json.Unmarshal([]byte(body), &g); err != nil || res.StatusCode != 200 {
		t.Fatalf("%d %v", res.StatusCode, err)
	}
	if g.Lang != "zh-Hans" || res.Header.Get("Content-Language") != "zh-Hans" || res.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("language %q, headers %v", g.Lang, res.Header)
	}
	if len(g.Flows) != 3 || g.Flows[0].ID != "student" || len(g.Flows[0].Questions) != 6 {
		t.Fatalf("flows: %+v", g.Flows)
	}
	told := g.Flows[0].Questions[2]
	if told.ID != "told" || told.Kind != "many" || told.Answers[0].Flags[0] != "K01" || told.Answers[0].Code != "1" || !strings.Contains(told.Answers[0].Title, "不许") {
		t.Errorf("got %+v", told)
	}
	if strings.Contains(body, "⟦") {
		t.Error("a sentence is missing")
	}
	for _, c := range []struct{ path, code string }{
		{"/api/v1/guide?lang=xx", "unknown_language"}, {"/api/v1/guide?text=x", "unknown_field"}, {"/api/v1/guide/dog", "not_found"}, {"/api/v1/guide/student?x=1", "unknown_field"},
	} {
		if res, body := h.do(t, "GET", c.path, "", ""); res.StatusCode < 400 || !strings.Contains(body, `"code":"`+c.code+`"`) {
			t.Errorf("%s: %d %s", c.path, res.StatusCode, body)
		}
	}
	if res, _ := h.do(t, "POST", "/api/v1/guide", "", ""); res.StatusCode != 405 {
		t.Errorf("POST: %d", res.StatusCode)
	}
}

func TestGuideVerdict(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct{ path, want string }{
		{"/api/v1/guide/student?a=A1B3C1", `"level":"alarm","danger":false`},
		{"/api/v1/guide/student?a=%3Cscript%3E", `"level":"none","danger":false`},
		{"/api/v1/guide/family", `"level":"none","danger":true`},
	} {
		if res, body := h.do(t, "GET", c.path, "", ""); res.StatusCode != 200 || !strings.Contains(body, c.want) || strings.Contains(body, "null") || strings.Contains(body, "script") {
			t.Errorf("%s: %d %.200s", c.path, res.StatusCode, body)
		}
	}
	if strings.Contains(h.log.String(), "A1B3") {
		t.Error("the log holds answers")
	}
}
