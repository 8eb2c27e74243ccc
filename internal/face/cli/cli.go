// Package cli is the house at a prompt: check, number, numbers, eval, data lint, serve, version.
//
// Output is for people by default (colour and underlines only on a terminal) and for programs
// with --json. Whatever a message holds, its control characters never reach a terminal raw.
// Errors say the next step. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done, but some lines
// of the input could not be used.
//
// What does not live here: any judgement; every verb is a few lines around a room.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/ringtrue/ringtrue/internal/app"
	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
)

// Exit codes.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3
)

// errPartial says that the work was done but for some lines, which were reported.
var errPartial = errors.New("some lines could not be used; each is reported in the output")

// usageError marks an error in how the command was given.
type usageError struct{ error }

// session is one run of the program: its streams, its settings and the instance.
type session struct {
	in       io.Reader
	out, err io.Writer
	config   app.Config
	lang     string
	from     string
	json     bool
}

// Main runs the program and returns its exit code.
func Main(args []string, in io.Reader, out, errw io.Writer) int {
	s := &session{in: in, out: out, err: errw}
	root := s.root()
	root.SetArgs(args)
	err := root.Execute()
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errPartial):
		fmt.Fprintln(errw, "ringtrue:", err)
		return exitPartial
	case errors.As(err, &usage):
		fmt.Fprintf(errw, "ringtrue: %s\nSee 'ringtrue --help'.\n", lang.Clean(err.Error()))
		return exitUsage
	default:
		fmt.Fprintln(errw, "ringtrue:", lang.Clean(err.Error()))
		return exitFailed
	}
}

func (s *session) root() *cobra.Command {
	c := &cobra.Command{
		Use:           "ringtrue",
		Short:         "Does it ring true? Check a suspicious contact, find a genuine number.",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.SetIn(s.in)
	c.SetOut(s.out)
	c.SetErr(s.err)
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	f := c.PersistentFlags()
	f.StringVar(&s.config.Data, "data", os.Getenv("RINGTRUE_DATA"), "a data folder or signed .zip pack laid over the shipped data (RINGTRUE_DATA)")
	f.StringVar(&s.config.DataKey, "data-key", os.Getenv("RINGTRUE_DATA_KEY"), "file with the minisign public key that the pack must be signed with (RINGTRUE_DATA_KEY)")
	f.StringVar(&s.lang, "lang", "", "language of titles and advice: "+strings.Join(check.InterfaceLanguages, " ")+" (default: from LANG)")
	c.CompletionOptions.DisableDefaultCmd = true
	c.AddCommand(s.checkCommand(), s.numberCommand(), s.numbersCommand(), s.evalCommand(), s.dataCommand(), s.serveCommand(), s.versionCommand())
	return c
}

// open opens the instance and settles the language.
func (s *session) open() (*app.App, error) {
	if s.lang != "" {
		tag, ok := lang.Interface(s.lang)
		if !ok {
			return nil, usageError{fault.New(fault.Invalid, "usage", "--lang %s is not offered; choose one of %s", s.lang, strings.Join(check.InterfaceLanguages, ", "))}
		}
		s.lang = tag
	} else {
		s.lang, _ = lang.Interface(environmentLanguage())
	}
	if s.lang == "" {
		s.lang = "en"
	}
	if s.from != "" {
		if len(s.from) != 2 || !isLetters(s.from) {
			return nil, usageError{fault.New(fault.Invalid, "usage", "--from %s is no country; give its two letters, for example --from CN", s.from)}
		}
		s.from = strings.ToUpper(s.from)
	}
	return app.Open(s.config)
}

func isLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r|0x20 < 'a' || r|0x20 > 'z' }) < 0
}

func environmentLanguage() string {
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(k); v != "" {
			tag, _, _ := strings.Cut(v, ".")
			return strings.ReplaceAll(tag, "_", "-")
		}
	}
	return ""
}

// args turns what cobra says of wrong arguments into usage errors.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, a []string) error {
		if err := check(c, a); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// terminal returns the file behind a stream if it is a terminal, and its width.
func terminal(w any) (width int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < 40 {
		width = 80
	}
	return width, true
}

func (s *session) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version and that of the rules", Args: args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			a, err := s.open()
			if err != nil {
				return err
			}
			c, err := a.Checker()
			if err != nil {
				return err
			}
			fmt.Fprintf(s.out, "ringtrue %s, rules %s\n", app.Version, c.Knowledge().Program.Version)
			return nil
		},
	}
}
