//go:build !unix

package ocr

import "os/exec"

// alone does nothing where there are no process groups: the program alone is killed.
func alone(*exec.Cmd) {}
