package check

import "cmp"

// Conclude gives the verdict on answers of the guide. It is the verdict a text with the same flags
// would get in its writer's own account: the same points, levels, playbooks and advice.
func (c *Checker) Conclude(ch Choices, o Options) (*Verdict, error) {
	w, err := c.know.Wording(cmp.Or(o.Lang, "en"))
	if err != nil {
		return nil, err
	}
	st := c.told(ch)
	o.As = cmp.Or(o.As, ch.reader(), ch.Flow.Side)
	v := c.verdict("", st, nil, []Indicator{}, w, o)
	v.Languages = []string{}
	return v, nil
}

// signPoint is what a sign counts that somebody named by an answer: a warning by itself.
const signPoint = 4

// told is the judgement over what the answers say.
func (c *Checker) told(ch Choices) *stretch {
	st := &stretch{
		flags: map[string]*found{}, signs: map[string]*found{}, dangers: map[string]*found{}, sides: map[string]float64{},
		benign: &found{}, about: &found{}, account: &found{}, scammer: &found{}, stance: StanceAccount,
	}
	ch.each(func(g Gives) {
		for _, id := range g.Flags {
			st.flags[id] = &found{}
		}
		for _, name := range g.Dangers {
			st.dangers[name] = &found{}
		}
		for _, name := range g.Signs {
			st.signs[name] = &found{points: signPoint}
		}
	})
	if ch.Flow.Side != "student" && ch.Flow.Side != "family" {
		st.stance = StanceOther // a witness tells of somebody else; nothing has been lost yet
	}
	st.sum = c.flagPoints(st)
	for _, f := range st.signs {
		st.sum += f.points
	}
	return st
}

// each visits what the questions on the path give: their answers, or what an open one stands for.
func (ch Choices) each(visit func(Gives)) {
	for _, q := range ch.Path() {
		chosen := false
		for _, a := range q.Answers {
			if ch.Chose(q, a) {
				chosen = true
				visit(a.Gives)
			}
		}
		if !chosen && q.Open != nil {
			visit(*q.Open)
		}
	}
}

func (ch Choices) reader() (reader string) {
	ch.each(func(g Gives) { reader = cmp.Or(g.Reader, reader) })
	return reader
}

// Office is whom the caller claims to be, or "".
func (ch Choices) Office() (office string) {
	ch.each(func(g Gives) { office = cmp.Or(g.Office, office) })
	return office
}

// Asks says a question in the reader's words.
func (w *Wording) Asks(f *Flow, q *Question) string { return w.UI("guide.q." + f.ID + "." + q.ID) }

// Offers says an answer in the reader's words, and a second line that narrows it, or "". An answer
// without words of its own is called as the flag it gives.
func (w *Wording) Offers(f *Flow, q *Question, a Answer) (title, more string) {
	key := "guide.a." + f.ID + "." + q.ID + "." + a.ID
	switch {
	case w.Has(key):
		title = w.UI(key)
	case len(a.Flags) > 0:
		title = w.FlagTitle(a.Flags[0])
	default:
		title = w.UI(key)
	}
	if w.Has(key + ".more") {
		more = w.UI(key + ".more")
	}
	return title, more
}
