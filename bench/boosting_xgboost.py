"""Boosting against XGBoost: made-up problems, the peer's runs, and the comparison. Started by boosting.sh.

compare FOLDER RUNS THREADS PROBLEMS   run number r uses the data of seed r, one program after the other
peer FILE ROWS FEATURES THREADS OBJECTIVE   one run of XGBoost in a process of its own
"""

import json
import os
import statistics
import subprocess
import sys
import time

import numpy as np

ROUNDS, LEAVES = 100, 20
OBJECTIVES = {"dense": "squared", "wide": "squared", "value": "tweedie", "activity": "logistic"}


def make(problem, seed):
    """Columns as float32 (NaN is missing) and labels."""
    r = np.random.default_rng(seed)
    if problem == "dense":
        # 40 normal features, the first ten exponentiated, with an interaction.
        x = r.normal(size=(200_000, 40)).astype(np.float32)
        x[:, :10] = np.exp(x[:, :10])
        y = 2 * x[:, 0] + x[:, 1] * x[:, 11] + np.maximum(x[:, 12], 0) + r.normal(size=len(x))
        return x, y
    if problem == "wide":
        # 200 features that are 0 for nine rows in ten, as indicators and rare counts are.
        n = 100_000
        kinds = np.arange(200) % 4
        x = np.where(kinds < 2, r.poisson(3, (n, 200)) + 1, np.exp(r.normal(size=(n, 200))))
        x = (x * (r.random((n, 200)) < 0.1)).astype(np.float32)
        y = x[:, :20] @ np.linspace(-1, 1, 20) + 2 * (x[:, 20] > 0) * (x[:, 22] > 0)
        return x, y + r.normal(size=n)
    # Customers: orders, ages in days, gaps (missing with one order), spend, flags, and weak copies of them.
    n = 100_000
    age = r.uniform(30, 730, n)
    rate = r.gamma(0.6, 0.02, n)
    orders = 1 + r.poisson(rate * age)
    last = age * r.beta(np.maximum(orders - 1, 0.05), 1)
    spend = np.exp(3.5 + 0.8 * r.normal(size=n))
    gap = np.where(orders > 1, last / np.maximum(orders - 1, 1), np.nan)
    base = [orders, np.floor(age), np.floor(last), np.floor(age - last), gap, spend, orders * spend]
    base += [np.minimum(orders, r.poisson(orders / 4)), r.random(n) < 0.3, r.random(n) < 0.05]
    columns = []
    for i in range(60):
        b = np.asarray(base[i % 10], dtype=float)
        if i < 10:
            columns.append(b)
        elif i % 10 >= 7:
            columns.append(np.where(r.random(n) < 0.7, b, r.poisson(0.5, n)))
        else:
            columns.append(b * np.exp((i // 10) * 0.3 * r.normal(size=n)))
    alive = r.random(n) < np.exp(-np.maximum(age - last - 60, 0) / 200)
    future = r.poisson(rate * 180 * alive * (1 + 0.5 * base[8]))
    x = np.stack(columns, 1).astype(np.float32)
    if problem == "activity":
        return x, (future > 0).astype(float)
    paid = r.gamma(2 * np.maximum(future, 1), 0.5) * spend / 30
    return x, np.where(future > 0, paid, 0.0)


def deviance(objective, y, m):
    """Mean deviance of labels and predicted means."""
    if objective == "squared":
        return np.mean((y - m) ** 2)
    if objective == "logistic":
        return -2 * np.mean(y * np.log(m) + (1 - y) * np.log1p(-m))
    return np.mean(2 * (-4 * np.sqrt(y) + 2 * y / np.sqrt(m) + 2 * np.sqrt(m)))


def peer(path, rows, features, threads, objective):
    import xgboost as xgb

    values = np.fromfile(path, dtype=np.float32).reshape(features + 1, rows)
    x, y, cut = np.ascontiguousarray(values[:-1].T), values[-1], rows * 4 // 5
    kinds = {"squared": "reg:squarederror", "logistic": "binary:logistic", "tweedie": "reg:tweedie"}
    options = dict(
        tree_method="hist", grow_policy="lossguide", max_leaves=LEAVES, max_depth=0, eta=0.1, max_bin=255,
        reg_lambda=1, min_child_weight=10, nthread=threads, objective=kinds[objective],
        base_score=float(np.mean(y[:cut], dtype=float)),
    )
    for _ in range(2):
        start = time.perf_counter()
        data = xgb.QuantileDMatrix(x[:cut], y[:cut], max_bin=255, nthread=threads)
        bin_seconds = time.perf_counter() - start
        start, cpu = time.perf_counter(), time.process_time()
        model = xgb.train(options, data, ROUNDS)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    m, y = model.inplace_predict(x).astype(float), y.astype(float)
    print(json.dumps(dict(
        bin=bin_seconds, train=seconds, processor=cpu,
        training=deviance(objective, y[:cut], m[:cut]), validation=deviance(objective, y[cut:], m[cut:]),
    )))


def run(command):
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(out.splitlines()[-1])


def compare(folder, runs, thread_numbers, problems):
    import xgboost

    program = os.path.join(folder, "program", "ClvPredict.Benchmarks.dll")
    path = os.path.join(folder, "data.f32")
    print(f"XGBoost {xgboost.__version__}, {ROUNDS} trees of {LEAVES} leaves, {runs} runs a line.\n")
    print("| problem | threads | s | XGBoost s | ratio | processor s | XGBoost | ratio | bin s | XGBoost | load |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    losses = {}
    for problem in problems:
        pairs = {threads: [] for threads in thread_numbers}
        loads = {threads: [] for threads in thread_numbers}
        for seed in range(1, runs + 1):
            x, y = make(problem, seed)
            np.vstack([x.T, y.astype(np.float32)]).tofile(path)
            shape = [str(x.shape[0]), str(x.shape[1])]
            for threads in thread_numbers:
                loads[threads].append(os.getloadavg()[0])
                ours = run(["dotnet", program, "boosting", *shape, str(ROUNDS), str(LEAVES), str(threads),
                            OBJECTIVES[problem], path])
                theirs = run([sys.executable, __file__, "peer", path, *shape, str(threads), OBJECTIVES[problem]])
                pairs[threads].append((ours, theirs))
                print(problem, seed, threads, "threads:", ours, theirs, file=sys.stderr, flush=True)
        for threads, results in pairs.items():
            def middle(key, side):
                return statistics.median(pair[side][key] for pair in results)

            def ratio(key):
                return statistics.median(theirs[key] / ours[key] for ours, theirs in results)

            print(
                f"| {problem} | {threads} | {middle('train', 0):.2f} | {middle('train', 1):.2f} | {ratio('train'):.2f} "
                f"| {middle('processor', 0):.2f} | {middle('processor', 1):.2f} | {ratio('processor'):.2f} "
                f"| {middle('bin', 0):.2f} | {middle('bin', 1):.2f} | {statistics.median(loads[threads]):.1f} |",
                flush=True,
            )
        losses[problem] = pairs[thread_numbers[0]]
    print("\nMean deviance by seed (ours / XGBoost), and the mean relative difference, below 0 where ours is lower:\n")
    print("| problem | data | by seed | difference |\n|---|---|---|---|")
    for problem, results in losses.items():
        for part in ("training", "validation"):
            cells = ", ".join(f"{ours[part]:.5f} / {theirs[part]:.5f}" for ours, theirs in results)
            relative = [ours[part] / theirs[part] - 1 for ours, theirs in results]
            error = statistics.stdev(relative) / len(relative) ** 0.5 if len(relative) > 1 else float("nan")
            print(f"| {problem} | {part} | {cells} | {100 * statistics.mean(relative):+.2f} % ± {100 * error:.2f} |")


if __name__ == "__main__":
    if sys.argv[1] == "peer":
        peer(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), sys.argv[6])
    else:
        compare(sys.argv[2], int(sys.argv[3]), [int(t) for t in sys.argv[4].split()], sys.argv[5].split())
