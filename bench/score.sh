#!/bin/sh
# Scores 20 million order lines of 1 million customers from file to file, beside reading the same file and building the features alone.
# The folder must have @duckdb/node-api installed (npm install @duckdb/node-api); the orders are made there when missing, and a model
# is trained on 20,000 simulated customers.
# usage: bench/score.sh FOLDER [threads=2] [alternations=3]
set -eu
cd "$(dirname "$0")/.."
here=$PWD folder=$1 threads=${2:-2} alternations=${3:-3}
dotnet build ClvPredict.sln -c Release -v q --nologo
bin="$here/artifacts/bin"
cd "$folder"
[ -e zstd.parquet ] || node "$here/bench/ingest/make_orders.mjs" .
[ -e shop.parquet ] || node "$here/bench/ingest/add_columns.mjs" .
if [ ! -e models/current ]; then
    "$bin/ClvPredict.Cli/release/clv" simulate --customers 20000 --out simulated.csv
    "$bin/ClvPredict.Cli/release/clv" train simulated.csv --horizon 90d --origins 1 --out models
fi
uname -m
grep -m1 'model name' /proc/cpuinfo || true
for _ in $(seq "$alternations"); do
    "$bin/ClvPredict.Benchmarks/release/ClvPredict.Benchmarks" features shop.parquet "$threads" 1
    begin=$(date +%s.%N)
    "$bin/ClvPredict.Cli/release/clv" score shop.parquet --model models --out scores.parquet --targets targets.parquet --threads "$threads"
    end=$(date +%s.%N)
    awk -v a="$begin" -v b="$end" 'BEGIN { printf "clv score, from file to file: %.1f s\n", b - a }'
done
