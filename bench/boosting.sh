#!/bin/sh
# Compares boosting with XGBoost on the same data, run by run in turns; prints Markdown tables.
# Needs Linux, the .NET SDK and a Python with xgboost and numpy (Debian: python3-xgboost; set PYTHON for another one).
# Usage: bench/boosting.sh [problems="dense wide value activity"] [seeds="1 2 3 4 5"] [threads="1 2"]
set -eu
cd "$(dirname "$0")/.."
problems=${1:-dense wide value activity} seeds=${2:-1 2 3 4 5} threads=${3:-1 2}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish bench/ClvPredict.Benchmarks -c Release -v quiet -o "$folder/program" >&2
bench() { "${PYTHON:-/usr/bin/python3}" bench/boosting_xgboost.py "$@"; }
bench data "$folder" "$problems" "$seeds"
bench time "$folder" "$problems" "$seeds" "$threads"
bench rate "$folder" "$problems" "$seeds" "$threads"
bench tables "$folder"
