#!/bin/sh
# Makes the pictures of docs/report.md: sh docs/pictures.sh
# Needs the .NET SDK, Chromium and fonts for Arabic and Thai (Debian: apt-get install chromium fonts-noto-core).
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p docs/pictures

clv() { dotnet run -c Release --project src/ClvPredict.Cli -- "$@"; }

# shot PAGE WIDTH HEIGHT PICTURE "SECTIONS" [dark]: a picture of some sections of a report.
shot() {
  keep=""
  for section in $5; do keep="$keep:not([aria-labelledby=$section])"; done
  sed "s#</style>#section$keep { display: none }</style>#" "$1" > "$work/page.html"
  dark=""
  [ "${6:-}" = dark ] && dark="--blink-settings=preferredColorScheme=0"
  # shellcheck disable=SC2086
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 $dark \
    --window-size="$2,$3" --screenshot="docs/pictures/$4" "file://$work/page.html" 2>/dev/null
  echo "docs/pictures/$4"
}

cat > "$work/clv.json" <<'JSON'
{ "currency": "EUR", "acquisition": { "by": "channel", "costs": { "web": 12.5, "email": 4, "app": 9 }, "default": 8 } }
JSON
clv simulate --customers 20000 --out "$work/tea-shop.csv"
clv train "$work/tea-shop.csv" --config "$work/clv.json" --out "$work/models"
for lang in en fa ar th; do
  clv report "$work/tea-shop.csv" --config "$work/clv.json" --model "$work/models" --lang $lang --out "$work/$lang.html"
done

shot "$work/en.html" 1024 1000 report-summary.png "summary forecast"
shot "$work/fa.html" 1024 1100 report-persian.png "risk retention" dark
shot "$work/en.html" 1024 930 report-features.png "features"
shot "$work/th.html" 390 1240 report-thai-phone.png "summary"
