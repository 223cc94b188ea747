#!/usr/bin/env bash
# Prints the tables of docs/accuracy.md: clv evaluate on the public order logs in $CLV_DATA/data.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${CLV_DATA:?names the folder that holds data/*.csv.gz}"
dotnet build src/ClvPredict.Cli -c Release -v q >&2
clv="dotnet artifacts/bin/ClvPredict.Cli/release/clv.dll"

table() {
    local title="$1" file="$2"
    shift 2
    printf '## %s\n\n```\nclv evaluate %s %s\n```\n\n```\n' "$title" "$file" "$*"
    $clv evaluate "$CLV_DATA/data/$file.gz" "$@" 2>/dev/null
    printf '```\n\n'
}

table 'CDNOW, all 23,570 customers' cdnow_full.csv --cutoff 1997-10-01 --horizon 39w
table 'UCI Online Retail, 541,909 lines as they are, with returns and lines without customer' online_retail.csv --cutoff 2011-09-01 --horizon 90d
table 'Apparel (CLVTools), 600 simulated customers, a horizon of four years after two years of history' apparel_trans.csv --cutoff 2007-01-01 --horizon 207w
table 'Grocery (BTYDplus), no money: every purchase day is worth 1' grocery_elog.csv --cutoff 2007-01-01 --horizon 52w --value orders
table 'CDNOW, the 1/10 sample of 2,357 customers' cdnow_sample.csv --cutoff 1997-10-01 --horizon 39w
