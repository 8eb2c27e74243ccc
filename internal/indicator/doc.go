// Package indicator finds what a scammer leaves that can be compared: telephone numbers and short
// codes, bank accounts, cards and IBANs, crypto-currency addresses, links, mail addresses and
// messenger handles, claimed case and badge numbers, amounts and deadlines.
//
// Find reads one text in any mix of English, Chinese, Korean, Vietnamese, Japanese, French, Spanish,
// Hindi and Arabic and gives each indicator a normal form, so that the same account written in two
// ways compares equal, and the exact bytes it was written with. The text is read as it stands: fold
// nothing before calling it, because folding destroys links and offsets.
//
// How it works, and what it costs: one pass over the bytes stops only at digits of any script, at
// '@' and '.', and where three bytes in a row may belong to a word of the trigger table (words.go).
// A word such as "account" is remembered, and judged when digits follow within a few dozen bytes;
// everything expensive happens at such a place and looks at a bounded stretch of text, so time is
// linear whatever the text. Candidates that overlap are settled at the end by rank (overlap.go).
//
// What each error costs: a missed number loses a tie between two reports; an invented one ties
// strangers together, and a short code turned into an international number sends somebody in
// danger to a stranger. So numbers are taken conservatively, and the table of short codes is asked
// before any numbering plan. Emergency numbers do not work across borders and never become E.164.
//
// Finding an indicator says nothing about its owner: a number here may be genuine, spoofed or the
// victim's own.
//
// What does not live here: whether an indicator is known (directory, link), what it means for the
// verdict (check), and how it is stored or shared (intake, share).
package indicator

//go:generate go run gen_phoneplan.go
