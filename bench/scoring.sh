#!/bin/sh
# Scores rows with boosted trees here and with XGBoost in turn, and prints the medians.
# usage: bench/scoring.sh [rows=200000] [features=40] [rounds=100] [leaves=20] [threads=1] [alternations=3]
# needs python3 with xgboost and numpy (Debian: python3-xgboost); PYTHON names another interpreter
set -eu
cd "$(dirname "$0")/.."
rows=${1:-200000} features=${2:-40} rounds=${3:-100} leaves=${4:-20} threads=${5:-1} alternations=${6:-3}
dotnet build bench/ClvPredict.Benchmarks -c Release -v q --nologo
here=artifacts/bin/ClvPredict.Benchmarks/release/ClvPredict.Benchmarks
log=$(mktemp)
trap 'rm -f "$log"' EXIT
uname -m
grep -m1 'model name' /proc/cpuinfo || true
for _ in $(seq "$alternations"); do
    "$here" scoring "$rows" "$features" "$rounds" "$leaves" "$threads" 3 | tee -a "$log"
    "${PYTHON:-python3}" - "$rows" "$features" "$rounds" "$leaves" "$threads" <<'PYTHON' | tee -a "$log"
import os, sys, time
import numpy as np, xgboost as xgb

n, p, rounds, leaves, threads = map(int, sys.argv[1:])
r = np.random.default_rng(1)
q = p // 4
X = r.normal(size=(n, p)).astype(np.float32)
X[:, :q] = np.exp(X[:, :q])
y = 2 * X[:, 0] + X[:, 1] * X[:, q + 1] + np.maximum(X[:, q + 2], 0) + r.normal(size=n)
model = xgb.train(
    dict(tree_method="hist", grow_policy="lossguide", max_leaves=leaves, max_depth=0, eta=0.1, max_bin=255,
         nthread=threads, reg_lambda=1, min_child_weight=10),
    xgb.QuantileDMatrix(X, y, max_bin=255, nthread=threads), rounds)
few = X[: max(n // 100, 1)]
matrix = xgb.DMatrix(few, nthread=threads)

def measure(label, work, count):
    rates = []
    for repeat in range(4):
        used, start, times = os.times().user, time.perf_counter(), 0
        while time.perf_counter() - start < 0.3:
            work()
            times += 1
        done = times * count
        rates.append((done / (os.times().user - used), done / (time.perf_counter() - start)))
    cpu, wall = (sorted(v)[1] for v in zip(*rates[1:]))
    print(f"{label}: {cpu:,.0f} rows per processor second, {wall:,.0f} rows/s")

measure("xgboost", lambda: model.inplace_predict(X), n)
measure("xgb explain", lambda: model.predict(matrix, pred_contribs=True), len(few))
PYTHON
done
echo medians:
# "name: 1,234 rows per processor second, 1,200 rows/s"
sed -n 's/,//g; s/^\(.*\): *\([0-9]*\) rows per processor second.*/\1\t\2/p' "$log" |
    sort -t "$(printf '\t')" -k1,1 -k2,2n |
    awk -F '\t' '$1 != name { report() } { name = $1; rate[++count] = $2 } END { report() }
        function report() { if (count) printf "%-12s %9d rows per processor second\n", name, rate[int((count + 1) / 2)]; count = 0 }'
