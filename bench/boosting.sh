#!/bin/sh
# Compares boosting with XGBoost on the same made-up data, run by run in turns; prints Markdown tables.
# Needs the .NET SDK and a Python with xgboost and numpy (Debian: python3-xgboost; set PYTHON for another one).
# Usage: bench/boosting.sh [runs=5] [threads="1 2"] [problems="dense wide value activity"]
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish bench/ClvPredict.Benchmarks -c Release -v quiet -o "$folder/program" >&2
"${PYTHON:-/usr/bin/python3}" bench/boosting_xgboost.py compare "$folder" \
    "${1:-5}" "${2:-1 2}" "${3:-dense wide value activity}"
