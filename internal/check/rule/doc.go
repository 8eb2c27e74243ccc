// Package rule reads what linguists write about how scams sound, and compiles it for one pass
// over a message.
//
// A rule file holds classes (named lists of words), and rules: what the words are a sign of,
// the patterns to look for, the look-alikes that silence them, and example lines that must and
// must not match. docs/authoring.md is the guide for writers; the grammar is in parse.go and
// pattern.go. A program (compile.go) is the compiled whole: phrases for base/scan and patterns
// over them; match.go runs it and returns signals.
//
// What does not live here: what signals add up to (package check), the taxonomy and its weights
// (data/redflags), folding (base/fold).
package rule

// Kind is what a rule speaks about.
type Kind string

// The kinds of rule.
const (
	Flag   Kind = "flag"   // a red flag of the taxonomy: flag C08
	Sign   Kind = "sign"   // a sign of some other scam, with points: sign other.parcel 2
	Cue    Kind = "cue"    // something a rule may need or rule out; says nothing by itself: cue official
	Stance Kind = "stance" // who is speaking, with points: stance about 2
	Side   Kind = "side"   // whose eyes the text is written through: side family
	Danger Kind = "danger" // somebody may be in danger now: danger missing
	Negate Kind = "negate" // turns off flags, signs and dangers before or after it: negate before
)

// Rule is one rule as written.
type Rule struct {
	ID     string
	Lang   string
	Kind   Kind
	Name   string  // the flag id, cue name, stance, …
	Points float64 // for sign and stance; distance in characters for negate
	Hint   bool    // on its own worth a third of its flag
	Bare   bool    // negation before or after it changes nothing

	Say    []Source
	Unless []Source // look-alikes nearby; Source.Near is the distance, 0 for the same sentence
	Needs  [][]string
	Never  []string
	Hit    []Source
	Miss   []Source

	File string
	Line int
}

// Source is one line of a rule file and where it stands.
type Source struct {
	Text string
	File string
	Line int
	Near int
}
