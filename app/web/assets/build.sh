#!/bin/sh
# Builds the stylesheets from these sources. BUILD.md, beside the built files, says how.
set -eu
modules=${1:?"Usage: build.sh NODE_MODULES (the folder that BUILD.md has you make)"}
here=$(cd "$(dirname "$0")" && pwd)
static="$here/../static"

"$modules/.bin/sass" --style=compressed --no-source-map --no-charset --load-path="$modules" --quiet-deps \
  "$here/threshold.scss" "$static/threshold.css"
# The first line says which sources the built files come from.
fingerprint=$(cd "$here" && LC_ALL=C cat ./*.scss | sha256sum | cut -d" " -f1)
sed -i "1s|^|/*! sources $fingerprint */\n|" "$static/threshold.css"
"$modules/.bin/rtlcss" --silent "$static/threshold.css" "$static/threshold.rtl.css"

for script in latin latin-ext cyrillic greek; do
  cp "$modules/@fontsource/noto-sans/files/noto-sans-$script"-[47]00-normal.woff2 "$static/fonts/"
done
cp "$modules/@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic"-[47]00-normal.woff2 "$static/fonts/"
cp "$modules/@fontsource/noto-sans/LICENSE" "$static/licences/noto-sans.txt"
cp "$modules/@fontsource/noto-sans-arabic/LICENSE" "$static/licences/noto-sans-arabic.txt"

cd "$static"
find . -type f ! -name vendored.sha256 ! -name BUILD.md ! -name '*.js' \
  | LC_ALL=C sort | sed 's|^\./||' | xargs sha256sum >vendored.sha256
