package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// reference is the OpenAPI document, as far as the page shows it.
type reference struct {
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Responses map[string]response `json:"responses"`
	} `json:"components"`
}

type operation struct {
	Summary     string              `json:"summary"`
	Description string              `json:"description"`
	Parameters  []parameter         `json:"parameters"`
	Body        content             `json:"requestBody"`
	Responses   map[string]response `json:"responses"`
}

type parameter struct {
	Name        string `json:"name"`
	In          string `json:"in"`
	Required    bool   `json:"required"`
	Description string `json:"description"`
}

type content struct {
	Content map[string]media `json:"content"`
}

type media struct {
	Example json.RawMessage `json:"example"`
}

type response struct {
	content
	Ref         string `json:"$ref"`
	Description string `json:"description"`
}

// call is one route of the reference, as the page shows it.
type call struct {
	Verb, Path string
	operation
	Send    []sample
	Answers []answerKind
}

type answerKind struct {
	Status, Description string
	Samples             []sample
}

type sample struct{ Kind, Text string }

// referencePage is the interface for programs, for people.
type referencePage struct {
	page
	Calls []call
}

// readReference lists the routes of the document by path. A document that cannot be read is a
// mistake in the build, which the tests of package api find; the page is then empty.
func readReference(doc []byte) (out []call) {
	var ref reference
	if json.Unmarshal(doc, &ref) != nil {
		return nil
	}
	for _, path := range slices.Sorted(maps.Keys(ref.Paths)) {
		for _, verb := range slices.Sorted(maps.Keys(ref.Paths[path])) {
			op := ref.Paths[path][verb]
			c := call{Verb: strings.ToUpper(verb), Path: path, operation: op, Send: samples(op.Body)}
			for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
				a := op.Responses[status]
				if a.Ref != "" {
					a = ref.Components.Responses[strings.TrimPrefix(a.Ref, "#/components/responses/")]
				}
				k := answerKind{Status: status, Description: a.Description}
				if status == "200" { // problems all look alike
					k.Samples = samples(a.content)
				}
				c.Answers = append(c.Answers, k)
			}
			out = append(out, c)
		}
	}
	return out
}

func samples(c content) (out []sample) {
	for _, kind := range slices.Sorted(maps.Keys(c.Content)) {
		raw := c.Content[kind].Example
		if len(raw) == 0 {
			continue
		}
		text := string(raw)
		var plain string
		if json.Unmarshal(raw, &plain) == nil {
			text = plain
		} else if nice, err := json.MarshalIndent(raw, "", "  "); err == nil {
			text = string(nice)
		}
		out = append(out, sample{kind, text})
	}
	return out
}

func (s *Site) getAPI(w http.ResponseWriter, r *http.Request) {
	p := referencePage{page: s.newPage(r, "/api"), Calls: readReference(s.Reference)}
	s.write(w, r, http.StatusOK, &p.page, referenceView(&p))
}
