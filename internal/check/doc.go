// Package check reads a message and says what in it rings false, why, and what to do now. It
// needs no database and keeps nothing.
//
// The path of a message: fold makes one comparable text; one pass finds every phrase; rules
// turn phrases into signals with their exact words (package rule); indicators are found in the
// text as given; judge.go adds it all up; verdict.go says what the sum means and how it was
// reached. The same input always gives the same verdict.
//
// Words: a Signal is one place where a rule spoke. A flag is an entry of the taxonomy
// (data/redflags). A sign points to some other kind of scam. Stance is who is speaking. Danger
// is about a person, now, and independent of the level.
//
// What does not live here: how rules are written (check/rule), whose number something is (a
// Lookup handed in by app), evaluation over many texts (check/measure), any page or prompt.
package check
