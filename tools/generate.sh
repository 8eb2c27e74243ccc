#!/bin/sh
# Rebuilds what is generated and committed: the compiled rules and the page templates.
set -eu
go generate ./data
if ls internal/face/web/*.templ >/dev/null 2>&1; then
	go tool -modfile=tools/go.mod templ generate -path internal/face/web >/dev/null
fi
