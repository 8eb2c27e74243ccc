//go:build unix

package ocr

import (
	"os/exec"
	"syscall"
)

// alone gives a program a process group of its own, and has the whole group killed when its context
// ends.
func alone(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
