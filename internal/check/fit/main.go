// Command fit fits the learned part of the checker on the invented texts of data/texts and writes
// data/compiled/model.bin; `go generate ./data` runs it. With -marks it first sets the marks from
// which a score counts as a yes, by what models say of writers they never saw, and writes them to
// data/texts/marks.json; that takes some minutes. With -report it prints how well those models do,
// and, with files in the form of ringtrue eval behind it, the one that is shipped.
//
// What does not live here: how a model is used (check/learn, check), how texts are written
// (docs/authoring.md).
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/learn"
)

func main() {
	var o options
	flag.BoolVar(&o.report, "report", false, "print how well it does on writers left out")
	flag.BoolVar(&o.marks, "marks", false, "set the marks anew")
	flag.StringVar(&o.data, "data", "data", "the data folder")
	flag.Parse()
	if err := run(o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type options struct {
	data          string
	marks, report bool
}

func run(o options, measured []string) error {
	k, err := check.Load(os.DirFS(o.data), nil)
	if err != nil {
		return err
	}
	lexicon, err := readNotions(filepath.Join(o.data, "notions"))
	if err != nil {
		return err
	}
	texts, err := readTexts(filepath.Join(o.data, "texts"))
	if err != nil {
		return err
	}
	c := check.New(k, nil)
	list, err := lessons(c, lexicon, texts)
	if err != nil {
		return err
	}
	flags := append(slices.Clone(k.Order), learn.DangerMark, learn.AnyMark)
	file := filepath.Join(o.data, "texts", "marks.json")
	var left []judged
	if o.marks {
		left = leaveOut(list, lexicon, flags)
	}
	if o.marks {
		if err := marksOf(left, list, flags).write(file); err != nil {
			return err
		}
	}
	set, err := readMarks(file)
	if err != nil {
		return err
	}
	draft, model := train(list, lexicon, flags)
	set.into(draft)
	if o.report {
		if left != nil {
			printReport(left, list, draft, k)
		}
		for _, name := range measured {
			rows, err := readRows(name)
			if err != nil {
				return err
			}
			rest, err := lessons(c, lexicon, rows)
			if err != nil {
				return err
			}
			printReport(judgeAll(model, rest), rest, draft, k)
		}
	}
	return os.WriteFile(filepath.Join(o.data, "compiled", "model.bin"), draft.Encode(lexicon), 0o644)
}

func readNotions(folder string) (*learn.Lexicon, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	var files []learn.LexiconFile
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			return nil, err
		}
		files = append(files, learn.LexiconFile{Name: n, Text: string(raw)})
	}
	return learn.NewLexicon(files)
}
