#!/bin/sh
# Installs the Debian packages the tests use when run as root; otherwise says what is missing and
# what is skipped for it.
set -eu
need=""
command -v gcc >/dev/null || need="$need gcc libc6-dev"
command -v git >/dev/null || need="$need git"
# Pictures are read by tesseract; a test draws chats with a font that writes Chinese.
have="$(tesseract --list-langs 2>/dev/null || true)"
[ -n "$have" ] || need="$need tesseract-ocr"
for l in eng chi_sim chi_tra kor vie jpn fra spa hin ara; do
	case "$have" in *"$l"*) ;; *) need="$need tesseract-ocr-$(echo "$l" | tr _ -)" ;; esac
done
[ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ] || need="$need fonts-noto-cjk"
# The browser tests drive a headless Chromium.
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || need="$need chromium"
# axe-core judges the pages for people who use aids. It is fetched for the tests alone, into the
# user's cache, and is no part of this repository.
axe="${XDG_CACHE_HOME:-$HOME/.cache}/ringtrue"
if [ -z "${RINGTRUE_AXE:-}" ] && [ ! -e "$axe/node_modules/axe-core/axe.min.js" ]; then
	if command -v npm >/dev/null && mkdir -p "$axe" && npm install --silent --no-audit --no-fund --prefix "$axe" axe-core@4 >/dev/null 2>&1; then
		echo "packages: axe-core fetched to $axe"
	else
		echo "packages: axe-core could not be fetched (npm); the browser tests leave it out"
	fi
fi
[ -n "$need" ] || { echo "packages: all there"; exit 0; }
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	apt-get update -q >/dev/null
	DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $need >/dev/null
	echo "packages: installed$need"
else
	echo "packages: missing$need (install them as root; without gcc the race detector is skipped, without tesseract reading pictures, without chromium the browser tests)"
fi
