package rule

// hasSentenceEnd says whether a sentence ends within text[a:b].
func hasSentenceEnd(text []byte, a, b int) bool {
	for i := a; i < b; i++ {
		if text[i] <= '?' && sentenceEnd(text, i) {
			return true
		}
	}
	return false
}

// sentenceEnd says whether the byte at i ends a sentence: a line break, ! or ?, or a full stop
// that does not stand inside a number, a name or an abbreviation.
func sentenceEnd(text []byte, i int) bool {
	switch text[i] {
	case '\n', '!', '?':
		return true
	case '.':
		return i+1 >= len(text) || text[i+1] == ' ' || text[i+1] == '\n' || text[i+1] >= 0x80 || text[i+1] == '"'
	}
	return false
}

// sentenceAround returns the borders of the sentence that holds a..b, at most 600 bytes each way.
func sentenceAround(text []byte, a, b int) (int, int) {
	lo := a
	for lo > 0 && a-lo < 600 && !sentenceEnd(text, lo-1) {
		lo--
	}
	hi := b
	for hi < len(text) && hi-b < 600 && !sentenceEnd(text, hi) {
		hi++
	}
	return lo, hi
}
