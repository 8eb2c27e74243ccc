package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ringtrue/ringtrue/internal/app"
)

func (s *session) dataCommand() *cobra.Command {
	c := &cobra.Command{Use: "data", Short: "Look after the data: rules, numbers, wording", Args: args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(&cobra.Command{
		Use:   "lint",
		Short: "Check every rule, number and sentence, and try every example",
		Args:  args(cobra.NoArgs),
		RunE:  func(*cobra.Command, []string) error { return s.lint() },
	})
	return c
}

// errLint says that the data has mistakes, which were printed.
type errLint int

func (n errLint) Error() string {
	return fmt.Sprintf("%d mistakes in the data; mend each as it says", int(n))
}

func (s *session) lint() error {
	a, err := s.open()
	if err != nil {
		return err
	}
	sum, problems := app.Lint(a)
	for _, p := range problems {
		fmt.Fprintln(s.out, p)
	}
	if len(problems) > 0 {
		return errLint(len(problems))
	}
	fmt.Fprintln(s.out, sum)
	return nil
}
