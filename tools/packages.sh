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
[ -n "$need" ] || { echo "packages: all there"; exit 0; }
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	apt-get update -q >/dev/null
	DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $need >/dev/null
	echo "packages: installed$need"
else
	echo "packages: missing$need (install them as root; without gcc the race detector is skipped, without tesseract reading pictures)"
fi
