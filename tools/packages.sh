#!/bin/sh
# Installs the Debian packages the tests use when run as root; otherwise says what is missing and
# which tests will be skipped for it.
set -eu
need=""
command -v gcc >/dev/null || need="$need gcc libc6-dev"
command -v chromium >/dev/null || need="$need chromium"
[ -n "$need" ] || { echo "packages: all there"; exit 0; }
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	apt-get update -q >/dev/null
	DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $need >/dev/null
	echo "packages: installed$need"
else
	echo "packages: missing$need (install them as root; browser tests and the race detector are skipped without)"
fi
