package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What answers may give beside flags: whom a caller claims to be, and the kinds of danger.
var (
	offices = []string{"", "police_home", "mission", "agency", "company", "helpline"}
	dangers = []string{"captivity", "harm", "ransom", "missing", "moved", "self_harm"}
)

// lintGuide insists that every question and answer has words in every language, that what answers
// give exists, that codes are unique, and that a condition looks back, so that it can be met.
func (k *Knowledge) lintGuide() (problems []string) {
	g, err := k.Guide()
	if err != nil {
		return lines(err)
	}
	for i, f := range g.Flows {
		at := "guide/" + FlowIDs[i] + ".json: "
		if f.ID != FlowIDs[i] || !slices.Contains(Readers, f.Side) || len(f.Questions) == 0 {
			problems = append(problems, fmt.Sprintf("%swrite the id %q, a side that is a reader, and at least one question", at, FlowIDs[i]))
			continue
		}
		for _, p := range k.lintFlow(f) {
			problems = append(problems, at+p)
		}
	}
	problems = append(problems, k.lintSpeech()...)
	return append(problems, k.lintGuideWording(g)...)
}

func (k *Knowledge) lintFlow(f *Flow) (problems []string) {
	add := func(q *Question, format string, args ...any) {
		problems = append(problems, "question "+q.ID+" "+fmt.Sprintf(format, args...))
	}
	codes, before := map[string]bool{}, map[string]bool{}
	for i := range f.Questions {
		q := &f.Questions[i]
		if len(q.Code) != 1 || q.Code < "A" || q.Code > "Z" || codes[q.Code] {
			add(q, "has the code %q; give it a capital letter of its own", q.Code)
		}
		codes[q.Code] = true
		if asks := q.Kind == AskOne || q.Kind == AskMany; asks != (len(q.Answers) > 0) || !asks && q.Kind != AskPlace && q.Kind != AskCity {
			add(q, "is of kind %q with %d answers; one and many have answers, place and city have none", q.Kind, len(q.Answers))
		}
		for _, w := range q.When {
			if !before[w] {
				add(q, "waits for %q, which no question before it can give", w)
			}
		}
		before[q.ID+"."] = true
		met := map[string]bool{}
		for _, a := range q.Answers {
			before[q.ID+"."+a.ID] = true
			if len(a.Code) != 1 || !strings.Contains("0123456789abcdefghijklmnopqrstuvwxyz", a.Code) || met[a.Code] || met["id "+a.ID] {
				add(q, "has the answer %q with the code %q; both must be its own, the code a digit or small letter", a.ID, a.Code)
			}
			met[a.Code], met["id "+a.ID] = true, true
			for _, p := range k.lintGives(a.Gives) {
				add(q, "answer %s %s", a.ID, p)
			}
		}
		if q.Open != nil {
			for _, p := range k.lintGives(*q.Open) {
				add(q, "while open %s", p)
			}
		}
	}
	return problems
}

func (k *Knowledge) lintGives(g Gives) (problems []string) {
	for _, id := range g.Flags {
		if _, ok := k.Taxonomy[id]; !ok {
			problems = append(problems, fmt.Sprintf("gives the flag %s, which is not in the taxonomy", id))
		}
	}
	for _, n := range g.Signs {
		if !slices.ContainsFunc(k.Playbooks, func(p Playbook) bool { return p.ID == n }) {
			problems = append(problems, fmt.Sprintf("gives the sign %s, which is no playbook", n))
		}
	}
	for _, n := range g.Dangers {
		if !slices.Contains(dangers, n) {
			problems = append(problems, fmt.Sprintf("gives the danger %s; write one of %s", n, strings.Join(dangers, ", ")))
		}
	}
	if g.Reader != "" && !slices.Contains(Readers, g.Reader) {
		problems = append(problems, fmt.Sprintf("names the reader %s; write one of %s", g.Reader, strings.Join(Readers, ", ")))
	}
	if !slices.Contains(offices, g.Office) {
		problems = append(problems, fmt.Sprintf("names the office %s; write one of %s", g.Office, strings.Join(offices[1:], ", ")))
	}
	return problems
}

// lintGuideWording insists on words for every question and answer. That the other languages have
// what English has, lintWording sees to; here each is asked, and no sentence may be left over.
func (k *Knowledge) lintGuideWording(g *Guide) (problems []string) {
	used := map[string]bool{}
	for _, tag := range InterfaceLanguages {
		w, err := k.Wording(tag)
		if err != nil {
			continue // lintWording has said so
		}
		need := func(key string, also bool) {
			used[key] = true
			if !also && !w.Has(key) {
				problems = append(problems, fmt.Sprintf("wording/%s/ui_guide.json: %s is missing; write it", tag, key))
			}
		}
		for _, f := range g.Flows {
			for _, q := range f.Questions {
				need("guide.q."+f.ID+"."+q.ID, false)
				for _, a := range q.Answers {
					key := "guide.a." + f.ID + "." + q.ID + "." + a.ID
					need(key, len(a.Flags) > 0)
					need(key+".more", true)
				}
			}
		}
		for _, key := range slices.Sorted(maps.Keys(w.ui)) {
			if (strings.HasPrefix(key, "guide.q.") || strings.HasPrefix(key, "guide.a.")) && !used[key] {
				problems = append(problems, fmt.Sprintf("wording/%s/ui_guide.json: no question uses %s; take it out", tag, key))
			}
		}
	}
	return problems
}
