package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// maxMessage is the largest single message taken, in bytes.
const maxMessage = 256 << 20

// readers are the people advice is written for.
var readers = check.Readers

func (s *session) checkCommand() *cobra.Command {
	var as, jsonl string
	c := &cobra.Command{
		Use:   "check [FILE|-]",
		Short: "Read a message and say what rings false, why, and what to do now",
		Example: "  ringtrue check message.txt\n  pbpaste | ringtrue check --as family --from CN --lang zh-Hans\n" +
			"  ringtrue check --jsonl messages.jsonl > verdicts.jsonl",
		Args: args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, files []string) error {
			if as != "" && !slices.Contains(readers, as) {
				return usageError{fault.New(fault.Invalid, "usage", "--as %s is not known; choose one of %s", as, strings.Join(readers, ", "))}
			}
			a, err := s.open()
			if err != nil {
				return err
			}
			checker, err := a.Checker()
			if err != nil {
				return err
			}
			o := check.Options{As: as, From: s.from, Lang: s.lang}
			if jsonl != "" {
				if len(files) > 0 {
					return usageError{fault.New(fault.Invalid, "usage", "give either FILE or --jsonl FILE, not both")}
				}
				return s.checkLines(checker, jsonl, o)
			}
			name := "-"
			if len(files) > 0 {
				name = files[0]
			}
			return s.checkOne(a, checker, name, o)
		},
	}
	c.Flags().StringVar(&as, "as", "", "who reads the answer: "+strings.Join(readers, ", ")+" (default: from the text)")
	c.Flags().StringVar(&s.from, "from", "", "the country you are in, two letters, for numbers")
	c.Flags().BoolVar(&s.json, "json", false, "print the verdict as JSON")
	c.Flags().StringVar(&jsonl, "jsonl", "", "check {\"id\",\"text\"} a line, from FILE or -; one verdict a line comes out, in order")
	return c
}

// readInput reads a whole message from a file or, for "-", from the standard input.
func (s *session) readInput(name string) (lang.Decoded, error) {
	in := s.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return lang.Decoded{}, fault.Wrap(err, fault.NotFound, "no_file", "%s cannot be opened; check the name, or give - to read what is typed or piped in", name)
		}
		defer f.Close()
		in = f
	} else if _, ok := terminal(s.in); ok {
		fmt.Fprintln(s.err, "Paste the message, then press Ctrl-D on an empty line.")
	}
	raw, err := io.ReadAll(io.LimitReader(in, maxMessage+1))
	if err != nil {
		return lang.Decoded{}, fault.Wrap(err, fault.Invalid, "unreadable", "%s cannot be read", name)
	}
	if len(raw) > maxMessage {
		return lang.Decoded{}, fault.New(fault.TooLarge, "too_large", "the message is larger than %d MB; cut it into parts and check each", maxMessage>>20)
	}
	return lang.Decode(raw), nil
}
