// Command gen compiles the shipped rules into data/compiled/rules.bin, so that the program need
// not read and compile them each time it starts. Run it with `go generate ./...`; a test insists
// that the file is current.
package main

import (
	"fmt"
	"os"

	"github.com/ringtrue/ringtrue/internal/check"
)

func main() {
	k, err := check.Load(os.DirFS("data"), nil)
	if err == nil {
		err = os.WriteFile("data/compiled/rules.bin", k.Program.Encode(), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
