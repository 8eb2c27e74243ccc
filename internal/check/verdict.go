package check

// How a verdict is reached, and what each mistake would cost.
//
// Whom it meets. A student whose phone has not stopped ringing for three hours; a mother with a
// film of her tied-up son; a room-mate who only feels that something is off; a clerk at a night
// desk; and, far more often, somebody with an ordinary message, a real letter from immigration,
// or the police's own warning about this very scam. A missed scam may cost a family everything,
// so one decisive sign is enough for a warning. A false alarm teaches people to look away, so
// signs that are ordinary in other company (a rope, a hotel, a fee) count little alone.
//
// The rules' sum. Every red flag counts once, however often it is said: 4 points if decisive, 2
// if strong, 0.75 if weak, a third of that if only hinted at. Signs of other scams bring the
// points their rules state. A number known from scams, or a web address dressed up as an
// office's, adds 2. What is denied ("the police will never ask you to …") does not count.
//
// The learned part. People say half of it, sideways, in words no rule foresaw. So a linear part
// (learn) that has read several thousand invented texts weighs all that a stretch shows: words,
// what rules gave, notions that are the same in every language. It asks whether this is the scam
// or somebody's account of it, whether it is any scam, whether somebody may be in danger, and
// whether it is about scams. Its scores become points so that its marks stand at the borders of
// the levels; the marks are set on writers it never saw (fit). Where both it and the rules are at
// warning, the greater sum counts; what rules are sure of is never less than caution (weigh.go).
// From 1.5 points on we say caution, from 3.5 warning, from 6 alarm.
//
// Who is speaking. The same words are an alarm in the caller's mouth, an alarm in the victim's
// own account, and a service in the mouth of the police. Rules weigh the voices against each
// other, the learned part has met many of each, and a text about scams is none where it is
// plainly about them. This is the one place where a scam could hide (by calling itself a
// warning), so words spoken to the reader as orders, and first-person accounts, weigh against it.
//
// Long talks. A day's chat is judged in overlapping stretches and the worst stretch decides. So
// one severe line is not diluted by small talk, and small oddities hours apart do not add up to
// a scam.
//
// Danger is not a level. Captivity, harm, a ransom, a person missing or moved: these say "call
// the police now" whatever the sum, for a real kidnapping and a lost hiker alike, because they
// look the same at intake. A rule or the learned part is enough. No stance but "about", and that
// only where it is plain, no score and no benign sign switches it off.
//
// The lowest answer is "no known signs". It never means safe, and where the sum falls short of
// caution but is not nothing, the verdict says that it is not sure.

// Level is how strongly a message resembles known scams.
type Level string

// The levels, in order.
const (
	None    Level = "none"    // no known signs; says nothing about safety
	Caution Level = "caution" // something is off
	Warning Level = "warning" // several signs, or one decisive
	Alarm   Level = "alarm"   // this is the scam
)

// Levels lists the levels in rising order.
var Levels = []Level{None, Caution, Warning, Alarm}

// The sums at which the levels begin.
const (
	cautionAt = 1.5
	warningAt = 3.5
	alarmAt   = 6.0
	fullAt    = 16.0 // the sum that scores 1
)

// Rank is 0 for None up to 3 for Alarm.
func (l Level) Rank() int {
	for i, x := range Levels {
		if l == x {
			return i
		}
	}
	return 0
}

// Stance is who is speaking in the text.
type Stance string

// The stances.
const (
	StanceScammer Stance = "scammer" // the caller's own words
	StanceAccount Stance = "account" // somebody tells what is happening to them or near them
	StanceAbout   Stance = "about"   // a warning, news, advice
	StanceOther   Stance = "other"   // none of these, or not clear
)

// Verdict is the answer about one message. Its JSON form is stable (docs/verdict.md).
type Verdict struct {
	Level      Level       `json:"level"`
	Danger     bool        `json:"danger"` // call the police now; independent of Level
	Score      float64     `json:"score"`  // 0 to 1, monotone with Level: caution from .25, warning from .5, alarm from .75
	Stance     Stance      `json:"stance"`
	Side       string      `json:"side"` // student, family, bystander, …: the reader the advice is for
	Languages  []string    `json:"languages"`
	Playbooks  []Play      `json:"playbooks"`
	Flags      []Flag      `json:"flags"`
	Indicators []Indicator `json:"indicators"`
	Reasons    []Reason    `json:"reasons"`
	Advice     []Advice    `json:"advice"`
	Rules      string      `json:"rules"` // version of the rules that spoke
}

// Play is a known course of events this message fits, where in it we are, and what usually
// comes next, in the reader's language.
type Play struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Stage string `json:"stage"`
	Name  string `json:"stage_title"`
	Next  string `json:"next"`
}

// Flag is one red flag of the taxonomy with the words that raised it.
type Flag struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Title  string  `json:"title"`
	Why    string  `json:"why"`
	Phase  string  `json:"phase"`
	Weight string  `json:"weight"`
	Quotes []Quote `json:"quotes"`
}

// Quote is a piece of the text as given; Start and End are UTF-8 byte offsets into it, always
// on the borders of characters.
type Quote struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Indicator is something in the text that can be compared: a number, an account, a link.
type Indicator struct {
	Kind     string `json:"kind"`
	Value    string `json:"value"`
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Standing string `json:"standing"` // genuine, denied, reported, superseded, unknown; "" where standing means nothing
	Note     string `json:"note,omitempty"`
}

// Reason is one contribution to the sum, or one thing that was weighed.
type Reason struct {
	Code   string   `json:"code"`   // flag, sign, number, link, stance, benign, danger, not_sure, …
	Name   string   `json:"name"`   // the flag id, the sign, the stance, the kind of danger
	Points float64  `json:"points"` // what it added to, or took from, the sum
	Text   string   `json:"text"`   // in the reader's language
	Quotes []Quote  `json:"quotes,omitempty"`
	Rules  []string `json:"rules,omitempty"`
}

// Advice is one thing to do now, in the reader's language, most urgent first.
type Advice struct {
	ID   string `json:"id"`
	Do   string `json:"do"`
	More string `json:"more"`
}

// score maps the sum to 0–1 so that each level has a quarter of the scale.
func score(sum float64) float64 {
	marks := []float64{0, cautionAt, warningAt, alarmAt, fullAt}
	for i := 1; i < len(marks); i++ {
		if sum < marks[i] {
			return 0.25 * (float64(i-1) + (sum-marks[i-1])/(marks[i]-marks[i-1]))
		}
	}
	return 1
}

func levelOf(sum float64) Level {
	switch {
	case sum >= alarmAt:
		return Alarm
	case sum >= warningAt:
		return Warning
	case sum >= cautionAt:
		return Caution
	}
	return None
}
