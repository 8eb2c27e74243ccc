package check

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/base/scan"
	"github.com/ringtrue/ringtrue/internal/check/rule"
)

// BenchmarkPeers runs what is installed of the engines people compare with, in the same run and
// on the same texts: vectorscan or hyperscan in literal mode over the shipped phrases (Debian:
// libvectorscan-dev and gcc), bogofilter over the same messages (Debian: bogofilter). Trust the
// ratios of one run, never a single figure.
func BenchmarkPeers(b *testing.B) {
	k := shipped(b)
	messages, total := mixed(1000, 4<<20)
	folded := make([][]byte, len(messages))
	for i, m := range messages {
		var t fold.Text
		t.Fold(m)
		folded[i] = bytes.Clone(t.B)
	}
	set := phrases(b, k.Program)
	b.Run("scan", func(b *testing.B) {
		var hits []scan.Hit
		n := 0
		b.SetBytes(total)
		for b.Loop() {
			n = 0
			for _, m := range folded {
				hits = set.Scan(hits[:0], m)
				n += len(hits)
			}
		}
		b.ReportMetric(float64(n), "hits")
	})
	for _, mode := range []string{"literal", "spans"} {
		b.Run("vectorscan-"+mode, func(b *testing.B) { peerScan(b, set, folded, total, mode) })
	}
	c := New(k, nil)
	few := messages[:200]
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			for _, m := range few {
				if _, err := c.Check(m, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(len(few)*b.N)/b.Elapsed().Seconds(), "messages/s")
	})
	b.Run("bogofilter", func(b *testing.B) { peerBogofilter(b, few) })
}

// phrases are the shipped phrases as a set of their own.
func phrases(b *testing.B, p *rule.Program) *scan.Set {
	b.Helper()
	set, _, err := scan.New(p.Phrases())
	if err != nil {
		b.Fatal(err)
	}
	return set
}

// peerScan compiles testdata/peer_scan.c against the library, hands it the phrases and messages,
// and reports the seconds it took itself, without start and compilation of patterns.
func peerScan(b *testing.B, set *scan.Set, messages [][]byte, total int64, mode string) {
	dir := b.TempDir()
	bin := filepath.Join(dir, "peer")
	build := exec.Command("gcc", "-O2", "-o", bin, "testdata/peer_scan.c", "-lhs")
	if out, err := build.CombinedOutput(); err != nil {
		b.Skipf("no vectorscan or hyperscan to compare with (Debian: gcc libvectorscan-dev): %.120s", out)
	}
	var in bytes.Buffer
	records := func(list [][]byte) {
		binary.Write(&in, binary.LittleEndian, uint32(len(list)))
		for _, r := range list {
			binary.Write(&in, binary.LittleEndian, uint32(len(r)))
			in.Write(r)
		}
	}
	var literals [][]byte
	for _, p := range set.Phrases() {
		literals = append(literals, []byte(p.Text))
	}
	records(literals)
	records(messages)
	file := filepath.Join(dir, "in")
	if err := os.WriteFile(file, in.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	var best float64
	for b.Loop() {
		out, err := exec.Command(bin, file, mode).Output()
		if err != nil {
			b.Skipf("the peer failed: %v", err)
		}
		var seconds float64
		var hits int
		if _, err := fmt.Sscan(string(out), &seconds, &hits); err != nil {
			b.Fatal(err)
		}
		if rate := float64(total) / seconds / 1e6; rate > best {
			best = rate
		}
	}
	b.ReportMetric(best, "MB/s-own")
}

// peerBogofilter trains a word list on a few made-up messages and classifies in bulk mode.
func peerBogofilter(b *testing.B, messages []string) {
	if _, err := exec.LookPath("bogofilter"); err != nil {
		b.Skip("no bogofilter to compare with (Debian: bogofilter)")
	}
	dir := b.TempDir()
	rng := rand.New(rand.NewSource(3))
	var mbox strings.Builder
	for range 200 {
		fmt.Fprintf(&mbox, "From a@example.test\n\n%s\n", talk("en", 500, rng))
	}
	for _, flag := range []string{"-n", "-s"} {
		train := exec.Command("bogofilter", "-d", dir, "-M", flag)
		train.Stdin = strings.NewReader(mbox.String())
		if out, err := train.CombinedOutput(); err != nil {
			b.Skipf("bogofilter cannot be trained: %v %s", err, out)
		}
	}
	var names strings.Builder
	for i, m := range messages {
		f := filepath.Join(dir, fmt.Sprint("m", i))
		if err := os.WriteFile(f, []byte("From: a@example.test\n\n"+m), 0o600); err != nil {
			b.Fatal(err)
		}
		fmt.Fprintln(&names, f)
	}
	for b.Loop() {
		run := exec.Command("bogofilter", "-d", dir, "-v", "-b")
		run.Stdin = strings.NewReader(names.String())
		if err := run.Run(); err != nil && run.ProcessState.ExitCode() > 2 {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(messages)*b.N)/b.Elapsed().Seconds(), "messages/s")
}
