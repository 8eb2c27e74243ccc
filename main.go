// Ringtrue tells a person whether a contact rings true, and what to do now.
package main

import (
	"os"

	"github.com/ringtrue/ringtrue/internal/face/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
