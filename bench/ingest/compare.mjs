// Runs the reader and DuckDB in turn on one file and prints medians and ratios as a row of a table.
// Run from a folder where @duckdb/node-api is installed: node compare.mjs BENCH.dll ORDERS THREADS [RUNS]
import { execFileSync } from "child_process";
const [, , bench, file, threads, runs = "5"] = process.argv;
const group = new URL("duckdb_group.mjs", import.meta.url).pathname;
const run = (command, ...args) => JSON.parse(execFileSync(command, args, { encoding: "utf8" }));
const results = { ours: [], group: [], all: [] };
for (let i = 0; i < Number(runs); i++) {
  results.ours.push(run("dotnet", bench, file, threads));
  results.group.push(run("node", group, file, threads, "group"));
  results.all.push(run("node", group, file, threads, "all"));
}
const median = (who, what) => results[who].map((r) => r[what]).sort((a, b) => a - b)[results[who].length >> 1];
const shown = (who) => `${median(who, "seconds").toFixed(1)} s (${median(who, "cpuSeconds").toFixed(1)} s, ${(median(who, "peakBytes") / 1e6).toFixed(0)} MB)`;
const ratio = (who) => `${(median(who, "seconds") / median("ours", "seconds")).toFixed(2)} (${(median(who, "cpuSeconds") / median("ours", "cpuSeconds")).toFixed(2)})`;
const perLine = median("ours", "peakBytesPerLine").toFixed(1);
console.log(`| ${file.split("/").at(-1)} | ${threads} | ${shown("ours")} | ${shown("group")} | ${shown("all")} | ${ratio("group")} | ${ratio("all")} | ${perLine} |`);
