#!/usr/bin/env bash
# Order logs larger than memory: time, peak memory and bytes on disk of clv score --memory, and how they grow with the lines.
#   bench/scale.sh FOLDER "10 50 100" [MEMORY]    millions of lines; the results are printed as a Markdown table
# About 7 simulated lines a customer, 67 bytes of CSV a line. FOLDER needs room for 100 bytes a line. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 sizes=$2 memory=${3:-2g}
dll=artifacts/bin/ClvPredict.Cli/release/clv.dll
[ -f "$dll" ] || dotnet build src/ClvPredict.Cli -c Release -v q >/dev/null
mkdir -p "$folder"
[ -d "$folder/models" ] || dotnet "$dll" train data/sample-orders.csv --horizon 90d --out "$folder/models" >/dev/null 2>&1
echo "| lines | customers | CSV | read and write to disk | score parts | rank and write | all | processor time | peak memory | lines on disk | load |"
echo "|---|---|---|---|---|---|---|---|---|---|---|"
for millions in $sizes; do
    orders="$folder/orders.csv"
    dotnet "$dll" simulate --customers $((millions * 143150)) --start 2021-01-01 --end 2025-01-01 --out "$orders" >/dev/null 2>&1
    load="$(cut -d' ' -f1 /proc/loadavg)"
    /usr/bin/time -v dotnet "$dll" score "$orders" --model "$folder/models" --memory "$memory" \
        --out "$folder/scores.csv" --targets "$folder/targets.csv" >"$folder/out.txt" 2>"$folder/log.txt"
    awk -v load="$load" -v csv="$(stat -c %s "$orders")" '
        /order lines take/ { for (i = 1; i <= NF; i++) if ($i == "MB") { gsub(",", "", $(i - 1)); disk = $(i - 1) } }
        /\] scoring/ { read = time($0) }
        /\] ranking/ { rank = time($0) }
        / lines used/ { for (i = 1; i <= NF; i++) if ($i == "of") lines = $(i - 1) }
        /User time|System time/ { cpu += $NF }
        /Maximum resident/ { peak = $NF / 1024 }
        /Elapsed/ { n = split($NF, t, ":"); for (i = 1; i <= n; i++) all = all * 60 + t[i] }
        FILENAME ~ /out.txt/ && /customers scored/ { customers = $3 }
        function time(s) { match(s, /[0-9.]+ s/); return substr(s, RSTART, RLENGTH - 2) }
        END { printf "| %s | %s | %.1f GB | %.0f s | %.0f s | %.0f s | %.0f s | %.0f s | %.0f MB | %d MB | %s |\n", lines, customers, csv / 1e9, read, rank - read, all - rank, all, cpu, peak, disk, load }
    ' "$folder/log.txt" "$folder/out.txt"
    rm -f "$orders" "$folder"/scores.csv "$folder"/targets.csv
done
