#!/usr/bin/env bash
# Order logs larger than memory: time, peak memory and bytes on disk of clv features and clv score with --memory, and how they grow
# with the lines, beside 19 columns a customer by DuckDB with the same limit of memory.
#   bench/scale.sh FOLDER "10 50 100" [MEMORY]    millions of lines; the results are printed as a Markdown table
# About 7 simulated lines a customer, 67 bytes of CSV a line. FOLDER needs room for 130 bytes a line, and keeps the orders. Needs GNU time, and for
# DuckDB node and a folder with @duckdb/node-api 1.5.6-r.1 (npm install) named by CLV_DUCKDB; without it that column is empty.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD" folder=$1 sizes=$2 memory=${3:-2g}
dll="$root/artifacts/bin/ClvPredict.Cli/release/clv.dll"
[ -f "$dll" ] || dotnet build src/ClvPredict.Cli -c Release -v q >/dev/null
mkdir -p "$folder"
[ -d "$folder/models" ] || dotnet "$dll" train data/sample-orders.csv --horizon 90d --out "$folder/models" >/dev/null 2>&1
timed() { /usr/bin/time -f '%e %U %S %M' -o "$folder/time.txt" "$@" >"$folder/out.txt" 2>"$folder/log.txt"; }
row() { # work lines millions
    local disk
    disk="$(grep -oE 'order lines take [0-9,]+ MB' "$folder/log.txt" | tr -dc 0-9 || true)"
    awk -v work="$1" -v lines="$2" -v load="$load" -v disk="${disk:-}" '{
        printf "| %s | %s | %.0f s | %.2f us | %.0f s | %.0f MB | %s | %s |\n", work, lines, $1, $1 * 1e6 / lines, $2 + $3, $4 / 1024, disk, load
    }' "$folder/time.txt"
}
echo "| work | lines | wall | wall a line | processor time | peak memory | lines on disk, MB | load |"
echo "|---|---|---|---|---|---|---|---|"
for millions in $sizes; do
    orders="$folder/orders-$millions"
    # At most 50 million lines at a time; customers of another simulation have another letter.
    [ -d "$orders" ] || (
        mkdir -p "$orders.new" && count=$(((millions + 49) / 50)) && letters=(C D E F G H I J)
        for i in $(seq "$count"); do
            dotnet "$dll" simulate --customers $((millions * 143150 / count)) --seed "$i" --start 2021-01-01 --end 2025-01-01 \
                --out "$orders.new/$i.csv" >/dev/null 2>&1
            sed -i "s/^C/${letters[i - 1]}/" "$orders.new/$i.csv"
        done
        mv "$orders.new" "$orders"
    )
    lines=$(($(cat "$orders"/*.csv | wc -l) - $(ls "$orders" | wc -l)))
    load="$(cut -d' ' -f1 /proc/loadavg)"
    timed dotnet "$dll" features "$orders" --memory "$memory" --out "$folder/features.parquet"
    row "clv features" "$lines"
    if [ -n "${CLV_DUCKDB:-}" ]; then
        if (cd "$CLV_DUCKDB" && timed node "$root/bench/features/duckdb_features.mjs" write "$orders/*.csv" 2 "$memory" "$folder/duckdb.parquet"); then
            row "DuckDB, 19 columns" "$lines"
        else
            echo "| DuckDB, 19 columns | $lines | failed: $(grep -m1 -iE 'error|exception|memory' "$folder/log.txt" | cut -c1-120) | | | | | $load |"
        fi
    fi
    timed dotnet "$dll" score "$orders" --model "$folder/models" --memory "$memory" --out "$folder/scores.csv" --targets "$folder/targets.csv"
    row "clv score" "$lines"
    rm -f "$folder"/{scores,targets}.csv "$folder"/{features,duckdb}.parquet
done
