#!/bin/sh
# Runs each fuzz target of the module for FUZZTIME (default 4s), beyond the seeds that run with
# the tests.
set -eu
log=$(mktemp)
trap 'rm -f "$log"' EXIT
go list -f '{{.ImportPath}} {{.Dir}}' ./... | while read -r pkg dir; do
	for target in $(grep -hoE '^func Fuzz[A-Za-z0-9_]+' "$dir"/*_test.go 2>/dev/null | sed 's/func //'); do
		echo "fuzz $pkg $target"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-4s}" -fuzzminimizetime 5x "$pkg" >"$log" 2>&1 || { cat "$log"; exit 1; }
	done
done
