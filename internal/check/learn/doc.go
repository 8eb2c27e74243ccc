// Package learn reads a text the way long experience reads it: by the company its words keep.
//
// Rules know what such callers say; they are exact, and blind to what is said sideways. The
// learned part weighs everything a text shows: its words and pieces of words, what rules gave,
// and the notions it speaks of (police, secrecy, hotel, switched off, laughter …), which are the
// same in every language, so that a text in Korean teaches something about one in Hindi. It was
// fitted on invented texts that lie in data/texts, by one command (internal/check/fit), and it is
// linear: every weight can be shown, and every score is a sum.
//
// The words: a Gram is a word, a piece or a pair of words; a Notion is a thing people speak of; a
// Sheet is what one stretch of a text shows, by group; a Model holds the weights.
//
// What does not live here: rules (check/rule), what a score means for a verdict (check), the
// fitting (check/fit), the texts (data/texts) and the words of the notions (data/notions).
package learn
