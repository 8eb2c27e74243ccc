# The whole of CI is `make check`. Everything else is a part of it.
.PHONY: check build test generate packages format vet staticcheck fuzz bench clean

export CGO_ENABLED = 0
TOOL = go tool -modfile=tools/go.mod

check: packages format vet staticcheck generate test fuzz
	@echo "check: all of it passed"

build:
	go build -trimpath -ldflags "-s -w" -o bin/ringtrue .

# Debian packages the tests use; without root, says what is missing.
packages:
	@sh tools/packages.sh

format:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not formatted (run gofmt -w):"; gofmt -l $$(git ls-files '*.go'); exit 1; }

vet:
	go vet ./...

staticcheck:
	$(TOOL) staticcheck ./...

# Rebuilds everything generated and insists that the tree holds just that.
generate:
	sh tools/generate.sh
	git diff --exit-code -- data/compiled '*_templ.go'

# The race detector needs cgo and a C compiler; without one the tests run without it.
test:
	@if command -v gcc >/dev/null; then set -x; CGO_ENABLED=1 go test -race ./...; else echo "skipped: race detector (no gcc)"; go test ./...; fi

# Every fuzz target for a short while, beyond the seeds that run with the tests.
fuzz:
	sh tools/fuzz.sh

bench:
	go test -run '^$$' -bench . -benchmem ./...

clean:
	rm -rf bin
