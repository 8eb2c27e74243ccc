package directory

// Kind is what sort of line an entry is.
type Kind string

// The kinds, as the data spells them.
const (
	Police          Kind = "police"
	Emergency       Kind = "emergency"
	Embassy         Kind = "embassy"
	Consulate       Kind = "consulate"
	ConsularHotline Kind = "consular_hotline"
	AntiFraud       Kind = "antifraud"
	University      Kind = "university"
	Telecom         Kind = "telecom"
)

// Status says whether an entry may be shown.
type Status string

// The statuses. Only Listed is ever offered as help.
const (
	Listed     Status = "listed"
	Undated    Status = "undated"    // no date on its source yet, so not shown
	Superseded Status = "superseded" // an old number; kept so that a reverse look-up can say so
	Denied     Status = "denied"     // used or displayed by scammers
)

// What a source says about calls from another country.
const (
	AbroadYes     = "yes"
	AbroadNo      = "no"
	AbroadUnknown = "unknown"
)

// Whether the office rings people up.
const (
	CallsNever   = "never"
	CallsMay     = "may"
	CallsUnknown = "unknown"
)

// Why a number is denied.
const (
	ReasonNotTheirs = "not_theirs"        // the office named by the caller says it does not use it
	ReasonDisused   = "disused"           // given up by the office, used by scammers since
	ReasonSpoofed   = "spoofed_caller_id" // the office's own, shown on the display of false calls
)

// Notes an entry can carry; each is a key of wording.
const (
	NoteSpoofed       = "spoofed_caller_id"    // has been shown on the display of false calls: ring it, never trust a call from it
	NoteCallsVictims  = "calls_likely_victims" // may ring to dissuade; never accuses, takes statements or asks for money
	NoteNotEmergency  = "not_emergency"        // documents and enquiries only
	NoteNoReports     = "no_police_reports"    // gives advice, cannot take a report
	NoteTipLine       = "tip_line"             // takes anonymous tips, sends nobody
	NoteInterpreter   = "interpreter"          // name your language and an interpreter joins
	NoteSMS           = "sms"                  // takes text messages, not calls
	NoteWhatsApp      = "whatsapp"             // takes WhatsApp messages
	NoteAreaCodeAdded = "area_code_added"      // the area code was added by us
	NoteForAnEvent    = "issued_for_an_event"  // given out for one crisis; may have been withdrawn
)

// Source is a further page that carries a fact of an entry.
type Source struct {
	URL  string `json:"source"`
	Date string `json:"source_date,omitempty"`
	Adds string `json:"adds"` // number, from_abroad, calls_out, former_name, note
}

// Entry is one line of one office. Its fields are described in the package comment.
type Entry struct {
	ID               string            `json:"id"`
	Org              string            `json:"org"`
	Names            map[string]string `json:"names,omitempty"`
	Kind             Kind              `json:"kind"`
	Country          string            `json:"country"`
	Serves           string            `json:"serves,omitempty"`
	Region           string            `json:"region,omitempty"`
	City             string            `json:"city,omitempty"`
	Places           []string          `json:"places,omitempty"`
	E164             string            `json:"e164"`
	Local            string            `json:"local"`
	Short            string            `json:"short,omitempty"`
	Ext              string            `json:"ext,omitempty"`
	ShortCode        bool              `json:"short_code,omitempty"`
	CallingCode      string            `json:"calling_code,omitempty"`
	FromAbroad       string            `json:"from_abroad,omitempty"`
	ForCallersAbroad bool              `json:"for_callers_abroad,omitempty"`
	E164Derived      bool              `json:"e164_derived,omitempty"`
	CallsOut         string            `json:"calls_out,omitempty"`
	Hours            string            `json:"hours,omitempty"`
	Languages        []string          `json:"languages,omitempty"`
	Source           string            `json:"source"`
	SourceDate       string            `json:"source_date"`
	OfficialSource   bool              `json:"official_source,omitempty"`
	Also             []Source          `json:"also,omitempty"`
	Conflict         string            `json:"conflict,omitempty"`
	Notes            []string          `json:"notes,omitempty"`
	Reason           string            `json:"reason,omitempty"`
	Status           Status            `json:"status"`

	Never []string `json:"never,omitempty"` // what its body says it never does, keys of wording; from officials.json, not of the entry's own line
}

// Name returns the short name in lang, or in English, or the office's name.
func (e Entry) Name(lang string) string {
	if n := e.Names[lang]; n != "" {
		return n
	}
	if n := e.Names["en"]; n != "" {
		return n
	}
	return e.Org
}

// Confirmed is the date a page must show beside the number: when its source last printed it.
func (e Entry) Confirmed() string { return e.SourceDate }

// NeverCalls says whether the office is known never to ring people up.
func (e Entry) NeverCalls() bool { return e.CallsOut == CallsNever }

// IsMission says whether the line belongs to a state that serves its own citizens abroad.
func (e Entry) IsMission() bool {
	return e.Kind == Embassy || e.Kind == Consulate || e.Kind == ConsularHotline
}

// Noted says whether the entry carries a note key.
func (e Entry) Noted(note string) bool {
	for _, n := range e.Notes {
		if n == note {
			return true
		}
	}
	return false
}
