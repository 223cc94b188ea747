"""Boosting against XGBoost: the problems, the peer's runs, the comparison and its tables. Started by boosting.sh.

data FOLDER PROBLEMS SEEDS              writes the data of the problems (for customers with the program in FOLDER/program)
time FOLDER PROBLEMS SEEDS THREADS      trains on them, one program after the other; adds lines to FOLDER/results.jsonl
rate FOLDER PROBLEMS RUNS THREADS       scores them with two sizes of ensembles, likewise
tables FOLDER                           prints the results as Markdown
peer train|predict FILE ROWS FEATURES LABEL ROUNDS LEAVES THREADS OBJECTIVE
                                        one run of XGBoost in a process of its own; the arguments of the program
Lists are separated by blanks: "dense wide".
"""

import json
import os
import statistics
import subprocess
import sys
import time

import numpy as np

CUSTOMERS = 1_000_000
SHAPES = [(100, 20), (500, 32)]
# Problem: file, column of the labels after the features, objective.
PROBLEMS = {
    "dense": ("dense", 0, "squared"),
    "wide": ("wide", 0, "squared"),
    "value": ("customers", 0, "tweedie"),
    "activity": ("customers", 1, "logistic"),
}


def make(name, seed):
    """Columns as float32 and labels."""
    r = np.random.default_rng(seed)
    if name == "dense":
        # 40 normal features, the first ten exponentiated, with an interaction.
        x = r.normal(size=(200_000, 40)).astype(np.float32)
        x[:, :10] = np.exp(x[:, :10])
        y = 2 * x[:, 0] + x[:, 1] * x[:, 11] + np.maximum(x[:, 12], 0) + r.normal(size=len(x))
        return x, y
    # 200 features that are 0 for nine rows in ten, as indicators and rare counts are.
    n = 100_000
    kinds = np.arange(200) % 4
    x = np.where(kinds < 2, r.poisson(3, (n, 200)) + 1, np.exp(r.normal(size=(n, 200))))
    x = (x * (r.random((n, 200)) < 0.1)).astype(np.float32)
    y = x[:, :20] @ np.linspace(-1, 1, 20) + 2 * (x[:, 20] > 0) * (x[:, 22] > 0)
    return x, y + r.normal(size=n)


def data(folder, name, seed):
    """The file of a data set and its rows and features; made if it is not there."""
    path = os.path.join(folder, f"{name}-{seed}.f32")
    if not os.path.exists(path + ".shape"):
        if name == "customers":
            shape = subprocess.run([*program(folder), "customers", path, str(CUSTOMERS), str(seed)],
                                   check=True, capture_output=True, text=True).stdout
        else:
            x, y = make(name, seed)
            np.vstack([x.T, y.astype(np.float32)]).tofile(path)
            shape = f"{x.shape[0]} {x.shape[1]}"
        with open(path + ".shape", "w") as file:
            file.write(shape)
    with open(path + ".shape") as file:
        return [path, *file.read().split()]


def deviance(objective, y, m):
    """Mean deviance of labels and predicted means."""
    if objective == "squared":
        return np.mean((y - m) ** 2)
    if objective == "logistic":
        return -2 * np.mean(y * np.log(m) + (1 - y) * np.log1p(-m))
    return np.mean(2 * (-4 * np.sqrt(y) + 2 * y / np.sqrt(m) + 2 * np.sqrt(m)))


def kilobytes(name):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(name))


def peer(work, path, rows, features, label, rounds, leaves, threads, objective):
    import xgboost as xgb

    rows, features, label, rounds, threads = map(int, (rows, features, label, rounds, threads))
    # Row by row in memory, as Python users have it.
    x = np.ascontiguousarray(np.memmap(path, np.float32, shape=(features, rows)).T)
    y = np.fromfile(path, np.float32, rows, offset=4 * rows * (features + label))
    cut = rows * 4 // 5 if work == "train" else min(rows, 50_000)
    kinds = {"squared": "reg:squarederror", "logistic": "binary:logistic", "tweedie": "reg:tweedie"}
    options = dict(
        tree_method="hist", grow_policy="lossguide", max_leaves=int(leaves), max_depth=0, eta=0.1, max_bin=255,
        reg_lambda=1, min_child_weight=10, nthread=threads, objective=kinds[objective],
        base_score=float(np.mean(y[:cut], dtype=float)),
    )

    def matrix(count):
        return xgb.QuantileDMatrix(x[:count], y[:count], max_bin=255, nthread=threads)

    if work == "predict":
        model = xgb.train(options, matrix(cut), rounds)
        rates = []
        for _ in range(6):
            start, times = time.perf_counter(), 0
            while time.perf_counter() - start < 0.3:
                model.inplace_predict(x)
                times += 1
            rates.append(times * rows / (time.perf_counter() - start))
        print(json.dumps(dict(rate=statistics.median(rates[1:]))))
        return
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    before = kilobytes("VmRSS")
    xgb.train(options, matrix(cut), rounds)
    megabytes = (kilobytes("VmHWM") - before) / 1024
    start = time.perf_counter()
    train = matrix(cut)
    bin_seconds = time.perf_counter() - start
    start, cpu = time.perf_counter(), time.process_time()
    model = xgb.train(options, train, rounds)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    m, y = model.inplace_predict(x).astype(float), y.astype(float)
    print(json.dumps(dict(
        bin=bin_seconds, train=seconds, processor=cpu, megabytes=megabytes,
        training=deviance(objective, y[:cut], m[:cut]), validation=deviance(objective, y[cut:], m[cut:]),
    )))


def program(folder):
    return ["dotnet", os.path.join(folder, "program", "ClvPredict.Benchmarks.dll")]


def both(folder, work, problem, seed, threads, rounds, leaves):
    """One run of each program; adds a line to the results."""
    name, label, objective = PROBLEMS[problem]
    path, rows, features = data(folder, name, seed)
    args = [work, path, rows, features, str(label), str(rounds), str(leaves), str(threads), objective]
    load = os.getloadavg()[0]
    ours, theirs = (
        json.loads(subprocess.run([*command, *args], check=True, capture_output=True, text=True).stdout)
        for command in (program(folder), [sys.executable, __file__, "peer"])
    )
    line = json.dumps(dict(work=work, problem=problem, seed=seed, threads=threads, rows=int(rows), features=int(features),
                           rounds=rounds, leaves=leaves, load=load, ours=ours, xgboost=theirs))
    with open(os.path.join(folder, "results.jsonl"), "a") as file:
        file.write(line + "\n")
    print(line, file=sys.stderr, flush=True)


def pairs(results, work, **key):
    return [(r["ours"], r["xgboost"]) for r in results if r["work"] == work and all(r[k] == v for k, v in key.items())]


def middle(runs, key, side):
    return statistics.median(run[side][key] for run in runs)


def ratio(runs, key, over=0):
    """Median of the paired ratios."""
    return statistics.median(run[1 - over][key] / run[over][key] for run in runs)


def tables(folder):
    with open(os.path.join(folder, "results.jsonl")) as file:
        results = [json.loads(line) for line in file]
    problems = [p for p in PROBLEMS if any(r["problem"] == p for r in results)]
    threads = sorted({r["threads"] for r in results})
    print("| problem | rows x features | threads | runs | s | XGBoost s | ratio | ms a tree | XGBoost | processor s | XGBoost "
          "| ratio | bin s | XGBoost | MB | XGBoost |\n" + "|---" * 16 + "|")
    for problem in problems:
        for t in threads:
            runs = pairs(results, "train", problem=problem, threads=t)
            if not runs:
                continue
            shape = next(r for r in results if r["problem"] == problem)
            cells = [problem, f"{shape['rows']:,} x {shape['features']}", t, len(runs)]
            cells += [f"{middle(runs, 'train', s):.2f}" for s in (0, 1)] + [f"**{ratio(runs, 'train'):.2f}**"]
            cells += [f"{10 * middle(runs, 'train', s):.1f}" for s in (0, 1)]
            cells += [f"{middle(runs, 'processor', s):.2f}" for s in (0, 1)] + [f"{ratio(runs, 'processor'):.2f}"]
            cells += [f"{middle(runs, 'bin', s):.2f}" for s in (0, 1)] + [f"{middle(runs, 'megabytes', s):.0f}" for s in (0, 1)]
            print("| " + " | ".join(map(str, cells)) + " |")
    print("\n| problem | trees x leaves | threads | runs | rows/s | XGBoost | ratio |\n" + "|---" * 7 + "|")
    for problem in problems:
        for rounds, leaves in SHAPES:
            for t in threads:
                runs = pairs(results, "predict", problem=problem, threads=t, rounds=rounds)
                if runs:
                    print(f"| {problem} | {rounds} x {leaves} | {t} | {len(runs)} | {middle(runs, 'rate', 0):,.0f} "
                          f"| {middle(runs, 'rate', 1):,.0f} | **{ratio(runs, 'rate', over=1):.1f}** |")
    print("\n| problem | data | seeds | ours | XGBoost | difference |\n" + "|---" * 6 + "|")
    for problem in problems:
        # The losses do not depend on threads.
        by_seed = {r["seed"]: (r["ours"], r["xgboost"]) for r in results if r["work"] == "train" and r["problem"] == problem}
        for part in ("training", "validation"):
            relative = [ours[part] / theirs[part] - 1 for ours, theirs in by_seed.values()]
            error = statistics.stdev(relative) / len(relative) ** 0.5 if len(relative) > 1 else float("nan")
            means = [statistics.mean(run[side][part] for run in by_seed.values()) for side in (0, 1)]
            print(f"| {problem} | {part} | {len(relative)} | {means[0]:.5f} | {means[1]:.5f} "
                  f"| {100 * statistics.mean(relative):+.2f} % ± {100 * error:.2f} |")


def main(work, *args):
    if work == "peer":
        return peer(*args)
    folder = args[0]
    if work == "tables":
        return tables(folder)
    problems, seeds = args[1].split(), [int(seed) for seed in args[2].split()]
    for seed in seeds:
        for problem in problems:
            if work == "data":
                data(folder, PROBLEMS[problem][0], seed)
                continue
            for threads in map(int, args[3].split()):
                if work == "time":
                    both(folder, "train", problem, seed, threads, *SHAPES[0])
                else:
                    for shape in SHAPES:
                        both(folder, "predict", problem, 1, threads, *shape)


if __name__ == "__main__":
    main(*sys.argv[1:])
