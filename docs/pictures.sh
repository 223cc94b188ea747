#!/bin/sh
# Makes the pictures of docs/report.md and docs/service.md: sh docs/pictures.sh
# Needs the .NET SDK, Chromium, curl and fonts for Arabic and Thai (Debian: apt-get install chromium curl fonts-noto-core).
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

# page PATH WIDTH HEIGHT PICTURE: a picture of a page of the dashboard.
page() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
    --window-size="$2,$3" --screenshot="docs/pictures/$4" "http://127.0.0.1:18090$1" 2>/dev/null
  echo "docs/pictures/$4"
}

clv serve "$work/tea-shop.csv" --config "$work/clv.json" --model "$work/models" --urls http://127.0.0.1:18090 2> "$work/serve.log" &
trap 'kill %1 2>/dev/null || true; rm -rf "$work"' EXIT
until curl -s http://127.0.0.1:18090/ | grep -q chart-forecast; do sleep 1; done
page / 1024 900 dashboard-overview.png
page "/targets?budget=2000" 1024 1000 dashboard-targets.png
page "/customers/C000002?days=60&amount=40&lang=ar" 390 1400 dashboard-customer-arabic-phone.png
