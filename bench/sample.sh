#!/usr/bin/env bash
# What training on a sample of the customers costs in accuracy: normalised Gini, root mean square error and error of the total of the
# predicted value of every customer, against what a simulated shop went on to do.
#   bench/sample.sh FOLDER CUSTOMERS "20000 50000 all"    sizes of samples; needs GNU time
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 customers=$2 samples=$3 dll="$PWD/artifacts/bin/ClvPredict.Cli/release/clv.dll"
[ -f "$dll" ] || dotnet build src/ClvPredict.Cli -c Release -v q >/dev/null
mkdir -p "$folder"
clv() { dotnet "$dll" "$@" >"$folder/out.txt" 2>"$folder/log.txt"; }
day=(--as-of 2024-07-01)
clv simulate --customers "$customers" --start 2021-01-01 --end 2025-01-01 --out "$folder/orders.csv"
clv features "$folder/orders.csv" "${day[@]}" --outcomes 180d --out "$folder/truth.csv"
# Actual value beside the predicted one, by rank; twice, so that the best possible Gini is there, too.
gini() { awk -v n="$1" '{ total += $1; area += total } END { printf "%.9f", (area / total - (n + 1) / 2) / n }'; }
echo "| sample | customers | Gini of value | rmse | total | processor time | peak memory |"
echo "|---|---|---|---|---|---|---|"
for sample in $samples; do
    rm -rf "$folder/models"
    option=(--sample "$sample") && [ "$sample" != all ] || option=()
    /usr/bin/time -f '%U %M' -o "$folder/time.txt" dotnet "$dll" train "$folder/orders.csv" "${day[@]}" --horizon 180d --origins 0 \
        --out "$folder/models" "${option[@]}" >"$folder/out.txt" 2>"$folder/log.txt"
    clv score "$folder/orders.csv" "${day[@]}" --model "$folder/models" --out "$folder/scores.csv"
    paste -d' ' <(awk -F, 'NR > 1 { print $(NF - 2) }' "$folder/truth.csv") <(awk -F, 'NR > 1 { print $4 }' "$folder/scores.csv") >"$folder/pairs.txt"
    n=$(wc -l <"$folder/pairs.txt")
    ranked="$(sort -s -k2,2gr "$folder/pairs.txt" | gini "$n")" best="$(sort -s -k1,1gr "$folder/pairs.txt" | gini "$n")"
    awk -v sample="$sample" -v n="$n" -v ranked="$ranked" -v best="$best" -v time="$(cat "$folder/time.txt")" '
        { error += ($1 - $2) ^ 2; actual += $1; predicted += $2 }
        END { split(time, t, " "); printf "| %s | %d | %.5f | %.1f | %+.1f %% | %.0f s | %.0f MB |\n", sample, n, ranked / best, sqrt(error / n), 100 * (predicted / actual - 1), t[1], t[2] / 1024 }
    ' "$folder/pairs.txt"
done
