package app

import (
	"fmt"
	"io/fs"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/directory"
)

// Lint checks all the data of an instance. It returns what was checked, in a line, and every
// mistake, in a line each: file, line, what is wrong and what to write instead.
func Lint(a *App) (sum string, problems []string) {
	files := a.files
	if a.shipped {
		var err error
		if files, err = withRules(files); err != nil {
			return "", []string{err.Error()}
		}
	}
	n, found := check.Lint(files)
	problems = append(problems, found...)
	dir, err := fs.Sub(a.files, "directory")
	if err != nil {
		return "", []string{err.Error()}
	}
	for _, p := range directory.Lint(dir) {
		problems = append(problems, "directory/"+p.String())
	}
	d, err := directory.Load(dir)
	if err == nil {
		sum = fmt.Sprintf("%s; %d numbers shown, %d denied", n, len(d.Entries(directory.Listed)), len(d.Entries(directory.Denied)))
	}
	return sum, problems
}
