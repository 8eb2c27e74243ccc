package check

import (
	"cmp"

	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/ringtrue/ringtrue/internal/base/i18n"
	"github.com/ringtrue/ringtrue/internal/check/rule"
)

// Lint checks everything this room reads: that the rules compile, that every example does what
// it says, that each language has every sentence, and that advice is total. It returns what was
// checked and one line for each mistake.
func Lint(files fs.FS) (sum string, problems []string) {
	book, err := ReadBook(files)
	problems = append(problems, lines(err)...)
	k, err := Load(files, nil)
	if err != nil {
		return "", append(problems, without(lines(err), problems)...)
	}
	problems = append(problems, k.lintExamples(book)...)
	problems = append(problems, k.lintPlaybooks()...)
	problems = append(problems, k.lintWording()...)
	problems = append(problems, k.lintAdvice()...)
	problems = append(problems, k.lintGuide()...)
	return fmt.Sprintf("%d rules in %d languages, %d flags, %d playbooks, %d situations, %d interface languages",
		len(book.Rules), languages(book), len(k.Order), len(k.Playbooks), len(k.situations), len(InterfaceLanguages)), problems
}

// lines splits joined errors into one line each.
func lines(err error) []string {
	if err == nil {
		return nil
	}
	return strings.Split(err.Error(), "\n")
}

func without(list, known []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return slices.Contains(known, s) })
}

func languages(b *rule.Book) int {
	seen := map[string]bool{}
	for _, r := range b.Rules {
		if r.Lang != "any" { // blends are of no language
			seen[r.Lang] = true
		}
	}
	return len(seen)
}

// lintExamples tries every hit and miss line of every rule.
func (k *Knowledge) lintExamples(b *rule.Book) (problems []string) {
	c := New(k, nil)
	for _, r := range b.Rules {
		at := fmt.Sprintf("%s:%d", r.File, r.Line)
		if len(r.Hit) == 0 {
			problems = append(problems, at+": rule "+r.ID+" has no example; add a 'hit' line that must match")
		}
		if len(r.Miss) == 0 && r.Kind == rule.Flag {
			problems = append(problems, at+": rule "+r.ID+" has no look-alike; add a 'miss' line that must stay silent")
		}
		for _, x := range r.Hit {
			if len(c.RuleSpans(x.Text)[r.ID]) == 0 {
				problems = append(problems, fmt.Sprintf("%s:%d: %s does not find its example %q; mend the pattern, its needs, or the example", x.File, x.Line, r.ID, x.Text))
			}
		}
		for _, x := range r.Miss {
			if q := c.RuleSpans(x.Text)[r.ID]; len(q) > 0 {
				problems = append(problems, fmt.Sprintf("%s:%d: %s finds %q in %q, which must stay silent; narrow the pattern or add an 'unless'", x.File, x.Line, r.ID, q[0].Text, x.Text))
			}
		}
	}
	return problems
}

func (k *Knowledge) lintPlaybooks() (problems []string) {
	for _, p := range k.Playbooks {
		if len(p.Stages) == 0 {
			problems = append(problems, fmt.Sprintf("playbooks/playbooks.json: %s has no stages; give at least one", p.ID))
		}
		for _, s := range p.Stages {
			for _, f := range s.Flags {
				if _, ok := k.Taxonomy[f]; !ok {
					problems = append(problems, fmt.Sprintf("playbooks/playbooks.json: %s, stage %s names the flag %s, which is not in the taxonomy", p.ID, s.ID, f))
				}
			}
		}
	}
	for _, r := range k.Program.Rules {
		if r.Kind == rule.Sign && !slices.ContainsFunc(k.Playbooks, func(p Playbook) bool { return p.ID == r.Name }) {
			problems = append(problems, fmt.Sprintf("rules: %s is a sign of %s, which is no playbook", r.ID, r.Name))
		}
	}
	return problems
}

// lintWording insists that every language has every key that English has, and no other.
func (k *Knowledge) lintWording() (problems []string) {
	en, err := k.Wording("en")
	if err != nil {
		return lines(err)
	}
	for _, tag := range InterfaceLanguages {
		w, err := k.Wording(tag)
		if err != nil {
			problems = append(problems, lines(err)...)
			continue
		}
		problems = append(problems, sameKeys(tag+"/ui.json", en.ui, w.ui)...)
		problems = append(problems, sameKeys(tag+"/flags.json", en.flags, w.flags)...)
		problems = append(problems, sameKeys(tag+"/playbooks.json", en.plays, w.plays)...)
		problems = append(problems, sameKeys("advice/"+tag+".json", en.advice, w.advice)...)
		for _, id := range k.Order {
			if f := w.flags[id]; f.Title == "" || f.Why == "" {
				problems = append(problems, fmt.Sprintf("wording/%s/flags.json: %s needs a title and a why", tag, id))
			}
		}
		for _, p := range k.Playbooks {
			for _, s := range p.Stages {
				if said := w.plays[p.ID].Stages[s.ID]; said.Title == "" || said.Next == "" {
					problems = append(problems, fmt.Sprintf("wording/%s/playbooks.json: %s, stage %s needs a title and a next", tag, p.ID, s.ID))
				}
			}
		}
		for key, s := range w.ui {
			if places(s) != places(en.ui[key]) {
				problems = append(problems, fmt.Sprintf("wording/%s/ui.json: %s must hold the places %s, as in English", tag, key, cmp.Or(places(en.ui[key]), "(none)")))
			}
		}
	}
	slices.Sort(problems)
	return problems
}

// places names the places of a sentence, sorted, each once.
func places(s string) string {
	names := i18n.Places(s)
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

func sameKeys[V any](file string, want, got map[string]V) (problems []string) {
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if _, ok := got[key]; !ok {
			problems = append(problems, fmt.Sprintf("%s: %s is missing; write it in this language", file, key))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[key]; !ok {
			problems = append(problems, fmt.Sprintf("%s: %s is not used in English; take it out or add it there", file, key))
		}
	}
	return problems
}

// lintAdvice insists that any reader, level, danger, family and stance finds a situation, and
// that every item it names is written.
func (k *Knowledge) lintAdvice() (problems []string) {
	en, err := k.Wording("en")
	if err != nil {
		return lines(err)
	}
	used := map[string]bool{}
	for _, s := range k.situations {
		for _, i := range s.Items {
			used[i] = true
			if _, ok := en.advice[i]; !ok {
				problems = append(problems, fmt.Sprintf("advice/situations.json: %s names the item %s, which is not written", s.ID, i))
			}
		}
	}
	for i := range en.advice {
		if !used[i] {
			problems = append(problems, fmt.Sprintf("advice/en.json: no situation uses %s; take it out", i))
		}
	}
	return append(problems, k.gapsInAdvice()...)
}

// Readers are the people advice is written for.
var Readers = []string{"student", "family", "bystander", "campus", "hotel", "bank"}

func (k *Knowledge) gapsInAdvice() (problems []string) {
	for _, reader := range Readers {
		for _, level := range Levels {
			for _, danger := range []bool{false, true} {
				for _, family := range []string{"", "vk", "impersonation", "ransom", "tuition", "emergency", "other"} {
					for _, stance := range []Stance{StanceScammer, StanceAccount, StanceAbout, StanceOther} {
						v := &Verdict{Level: level, Danger: danger, Stance: stance}
						if k.situation(reader, v, family) == nil {
							problems = append(problems, fmt.Sprintf("advice/situations.json: nothing fits reader %s, level %s, danger %t, family %q, stance %s", reader, level, danger, family, stance))
						}
					}
				}
			}
		}
	}
	return problems
}
