package cli

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringtrue/ringtrue/internal/base/fault"
	"github.com/ringtrue/ringtrue/internal/base/lang"
	"github.com/ringtrue/ringtrue/internal/check"
	"github.com/ringtrue/ringtrue/internal/check/measure"
)

type evaluation struct {
	only   string // language
	misses int
	json   bool
}

func (s *session) evalCommand() *cobra.Command {
	var e evaluation
	c := &cobra.Command{
		Use:   "eval FILE.jsonl[.gz]…",
		Short: "Measure checks on labelled texts: recall, false alarms, danger, flags, AUC",
		Long: "Reads labelled texts, {\"id\",\"source\",\"lang\",\"label\":\"scam|warning|benign\",\"kind\",\"text\"} a line, checks each and\n" +
			"prints recall and false alarms by level with 95 % intervals. Numbers mean something only on sources the rules were not tuned on.",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, files []string) error { return s.eval(e, files) },
	}
	c.Flags().StringVar(&e.only, "only", "", "only rows of this language, such as zh or ko (zh takes both scripts)")
	c.Flags().IntVar(&e.misses, "misses", 0, "also list up to this many rows judged wrongly, with the rules that spoke")
	c.Flags().BoolVar(&e.json, "json", false, "print the groups as JSON")
	return c
}

func (s *session) eval(e evaluation, files []string) error {
	a, err := s.open()
	if err != nil {
		return err
	}
	c, err := a.Checker()
	if err != nil {
		return err
	}
	var outs []measure.Outcome
	verdicts := map[string]*check.Verdict{}
	for _, f := range files {
		if outs, err = s.evalFile(c, f, e, outs, verdicts); err != nil {
			return err
		}
	}
	if len(outs) == 0 {
		return fault.New(fault.Invalid, "no_rows", "no row was read; give files of labelled texts, and check --only")
	}
	if e.json {
		return writeJSON(s.out, measure.Groups(outs, byKind))
	}
	printGroups(s.out, outs)
	printFlags(s.out, outs)
	if e.misses > 0 {
		printMisses(s.out, outs, verdicts, e.misses)
	}
	return nil
}

func (s *session) evalFile(c *check.Checker, name string, e evaluation, outs []measure.Outcome, verdicts map[string]*check.Verdict) ([]measure.Outcome, error) {
	in, done, err := s.openLines(name)
	if err != nil {
		return nil, err
	}
	defer done()
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "gzip", "%s is no gzip file; rename or unpack it", name)
		}
		in = z
	}
	type result struct {
		o measure.Outcome
		v *check.Verdict
	}
	work := func(n int, line []byte) (any, bool) {
		var row measure.Row
		if err := json.Unmarshal(line, &row); err != nil {
			return fault.Wrap(err, fault.Invalid, "row", "%s:%d is no labelled row", name, n), false
		}
		if row.Source == "" {
			row.Source = name[strings.LastIndexByte(name, '/')+1:]
		}
		if e.only != "" && !strings.HasPrefix(row.Lang, e.only) {
			return nil, true
		}
		v, err := c.Check(lang.Decode([]byte(row.Text)).Text, check.Options{})
		if err != nil {
			return err, false
		}
		o := measure.Outcome{Row: row, Rank: v.Level.Rank(), Score: v.Score, Danger: v.Danger, Stance: string(v.Stance)}
		for _, f := range v.Flags {
			o.Flags = append(o.Flags, f.ID)
		}
		return result{o, v}, true
	}
	_, err = eachLine(in, work, func(v any) error {
		switch r := v.(type) {
		case error:
			return r
		case result:
			outs = append(outs, r.o)
			if verdicts != nil {
				verdicts[r.o.Row.Source+"\x00"+r.o.Row.ID] = r.v
			}
		}
		return nil
	})
	return outs, err
}

func byKind(r measure.Row) measure.Group {
	k := r.Kind
	if r.Hard == true {
		k += " (hard)"
	}
	return measure.Group{Source: r.Source, Lang: r.Lang, Label: r.Label, Kind: k}
}

func byLabel(r measure.Row) measure.Group {
	return measure.Group{Source: "all", Lang: r.Lang, Label: r.Label}
}

func printGroups(w io.Writer, outs []measure.Outcome) {
	fmt.Fprintf(w, "%-34s %-8s %-8s %-26s %6s %8s %8s %17s %8s %9s %9s\n", "source", "lang", "label", "kind", "rows", "caution", "warning", "95 %", "alarm", "danger", "unasked")
	for _, key := range []func(measure.Row) measure.Group{byKind, byLabel} {
		for _, g := range measure.Groups(outs, key) {
			sh := measure.Share{N: g.AtLeast[2], Of: g.Total}
			lo, hi := sh.Interval()
			fmt.Fprintf(w, "%-34s %-8s %-8s %-26s %6d %7.1f%% %7.1f%% %7.1f – %5.1f%% %7.1f%% %9s %9s\n",
				cut(g.Source, 34), g.Lang, g.Label, cut(g.Kind, 26), g.Total, percent(g.AtLeast[1], g.Total), percent(g.AtLeast[2], g.Total),
				100*lo, 100*hi, percent(g.AtLeast[3], g.Total), share(g.Danger), share(g.DangerFalse))
		}
		fmt.Fprintln(w)
	}
	byLang := map[string][]measure.Outcome{"all": outs}
	order := []string{"all"}
	for _, o := range outs {
		if byLang[o.Row.Lang] == nil {
			order = append(order, o.Row.Lang)
		}
		byLang[o.Row.Lang] = append(byLang[o.Row.Lang], o)
	}
	for _, l := range order {
		if auc, lo, hi := measure.AUC(byLang[l]); auc == auc {
			fmt.Fprintf(w, "AUC scam against the rest, %-8s %.4f (%.4f – %.4f)\n", l, auc, lo, hi)
		}
	}
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(of) }

func share(s measure.Share) string {
	if s.Of == 0 {
		return "–"
	}
	return fmt.Sprintf("%d/%d", s.N, s.Of)
}

func printFlags(w io.Writer, outs []measure.Outcome) {
	flags := measure.Flags(outs)
	if len(flags) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%-5s %16s %16s\n", "flag", "precision", "recall")
	for _, f := range flags {
		fmt.Fprintf(w, "%-5s %8s %6.1f%% %8s %6.1f%%\n", f.ID, share(f.Precision), 100*f.Precision.Value(), share(f.Recall), 100*f.Recall.Value())
	}
}

// printMisses lists rows on the wrong side of their goal, with what spoke.
func printMisses(w io.Writer, outs []measure.Outcome, verdicts map[string]*check.Verdict, most int) {
	fmt.Fprintln(w)
	for _, o := range outs {
		if most == 0 {
			return
		}
		why := missedGoal(o)
		if why == "" {
			continue
		}
		most--
		v := verdicts[o.Row.Source+"\x00"+o.Row.ID]
		fmt.Fprintf(w, "%s %s %s/%s: %s; level %s danger %t stance %s score %.2f\n", o.Row.ID, o.Row.Lang, o.Row.Label, o.Row.Kind, why, v.Level, v.Danger, v.Stance, v.Score)
		for _, r := range v.Reasons {
			fmt.Fprintf(w, "    %s %s %+.2f %s\n", r.Code, r.Name, r.Points, strings.Join(r.Rules, " "))
		}
		fmt.Fprintf(w, "    | %s\n", cut(strings.ReplaceAll(lang.Clean(o.Row.Text), "\n", " / "), 600))
	}
}

// missedGoal says which goal a row missed, or "".
func missedGoal(o measure.Outcome) string {
	switch {
	case o.Row.Label == "scam" && o.Row.Kind == "other-scam" && o.Rank < check.Caution.Rank():
		return "missed (below caution)"
	case o.Row.Label == "scam" && o.Row.Kind != "other-scam" && o.Rank < check.Warning.Rank():
		return "missed (below warning)"
	case o.Row.Label != "scam" && o.Rank >= check.Warning.Rank():
		return "false alarm"
	case o.Row.Danger != nil && *o.Row.Danger && !o.Danger && o.Row.Label != "warning":
		return "danger missed"
	case o.Row.Flags != nil && o.Row.Label == "scam":
		return flagMiss(o)
	}
	return ""
}

// flagMiss names the annotated flags that were not found, and those found without annotation.
func flagMiss(o measure.Outcome) string {
	said := map[string]bool{}
	for _, f := range o.Flags {
		said[f] = true
	}
	var parts []string
	for _, f := range *o.Row.Flags {
		if !said[f] {
			parts = append(parts, "-"+f)
		}
		delete(said, f)
	}
	for _, f := range o.Flags {
		if said[f] {
			parts = append(parts, "+"+f)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "flags " + strings.Join(parts, " ")
}
