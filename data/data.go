// Package data holds what people write and programs read: the taxonomy of red flags, rules,
// playbooks, advice, genuine numbers and every sentence the faces say.
//
// What does not live here: logic. Rooms read the files; docs/authoring.md tells how to write
// them, and `ringtrue data lint` checks them.
package data

import "embed"

// Files is the shipped data without the rules. A site lays its own folder over both with --data.
//
//go:embed redflags playbooks advice wording directory guide
var Files embed.FS

// Rules is the folder rules/ as a zip archive, for whoever lays rules over ours or looks for mistakes
// in them; all others use Compiled. It is generated beside it.
//
//go:embed compiled/rules.zip
var Rules string

// Compiled is the shipped rules as internal/check/rule reads them fastest. It is generated from
// rules/ and a test insists that it is current.
//
//go:generate go run -C .. ./internal/check/gen
//go:embed compiled/rules.bin
var Compiled string

// Model is what was learned from the texts in texts/ with the words of notions/, as
// internal/check/learn reads it. It is generated.
//
//go:generate go run -C .. ./internal/check/fit
//go:embed compiled/model.bin
var Model string
