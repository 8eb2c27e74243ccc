// Package fault tells the failures a caller can act on from all the rest.
//
// A Fault carries a Kind (what sort of failure), a stable Code (what a reader can look up or a
// program can switch on) and a message that names the next step. Every other error is internal:
// faces log it and show only that something went wrong.
//
// What does not live here: the sentences people read in their own language (data/wording), and
// the HTTP status or exit code of a kind (each face has its own table).
package fault

import (
	"errors"
	"fmt"
)

// Kind is what sort of failure this is, coarse enough for a face to pick a status from.
type Kind string

// The kinds. A face's table must name each of them.
const (
	Invalid  Kind = "invalid"   // the input cannot be used as it is; the message says how to mend it
	NotFound Kind = "not_found" // nothing is known under that name
	TooLarge Kind = "too_large" // over a stated limit
	Denied   Kind = "denied"    // refused: a signature, a right, a deny list
	Busy     Kind = "busy"      // try again later
)

// Fault is a failure somebody can act on.
type Fault struct {
	Kind Kind   // what sort
	Code string // stable, snake_case, e.g. "rule_syntax"
	Msg  string // one sentence for a person, with the next step
	Err  error  // the cause, if any
}

// Error returns the message and, where there is one, the cause.
func (f *Fault) Error() string {
	if f.Err != nil {
		return f.Msg + ": " + f.Err.Error()
	}
	return f.Msg
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }

// New makes a fault; the message is formatted as fmt.Sprintf does.
func New(k Kind, code, format string, args ...any) *Fault {
	return &Fault{Kind: k, Code: code, Msg: fmt.Sprintf(format, args...)}
}

// Wrap makes a fault with a cause. It returns nil for a nil cause, so it may close a function.
func Wrap(err error, k Kind, code, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return &Fault{Kind: k, Code: code, Msg: fmt.Sprintf(format, args...), Err: err}
}

// As returns the first fault in err's chain, or nil when the error is internal.
func As(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// KindOf returns the kind of the first fault in err's chain, or "" when the error is internal.
func KindOf(err error) Kind {
	if f := As(err); f != nil {
		return f.Kind
	}
	return ""
}
