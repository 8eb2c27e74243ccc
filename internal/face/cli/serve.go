package cli

import (
	"github.com/spf13/cobra"

	"github.com/ringtrue/ringtrue/internal/base/fault"
)

func (s *session) serveCommand() *cobra.Command {
	return &cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error {
		return fault.New(fault.Invalid, "serve", "not built in this binary")
	}}
}
