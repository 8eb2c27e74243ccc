#!/bin/sh
# Installs the Debian packages the tests use when run as root; otherwise says what is missing and
# what is skipped for it.
set -eu
need=""
command -v gcc >/dev/null || need="$need gcc libc6-dev"
command -v git >/dev/null || need="$need git"
[ -n "$need" ] || { echo "packages: all there"; exit 0; }
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	apt-get update -q >/dev/null
	DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $need >/dev/null
	echo "packages: installed$need"
else
	echo "packages: missing$need (install them as root; without gcc the race detector is skipped)"
fi
