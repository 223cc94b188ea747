#!/bin/sh
# Features here and DuckDB's 19 columns, in turn, on one file of order lines. The folder must have @duckdb/node-api installed
# (npm install @duckdb/node-api); orders.csv and orders.parquet are made there when missing.
# usage: bench/features.sh FOLDER [threads=2] [alternations=3] [file=orders.csv]
set -eu
cd "$(dirname "$0")/.."
here=$PWD folder=$1 threads=${2:-2} alternations=${3:-3} file=${4:-orders.csv}
dotnet build bench/ClvPredict.Benchmarks -c Release -v q --nologo
cd "$folder"
[ -e "$file" ] || node "$here/bench/features/duckdb_features.mjs" make .
uname -m
grep -m1 'model name' /proc/cpuinfo || true
for _ in $(seq "$alternations"); do
    "$here/artifacts/bin/ClvPredict.Benchmarks/release/ClvPredict.Benchmarks" features "$file" "$threads" 1
    node "$here/bench/features/duckdb_features.mjs" time "$file" "$threads"
    node "$here/bench/features/duckdb_features.mjs" time "$file" "$threads" memory
done
