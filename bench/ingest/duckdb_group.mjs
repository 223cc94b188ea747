// Times DuckDB on the work that reading orders into histories does. group: read_csv, then group by customer and day (reads three
// columns). sort: all columns of all lines into a table by customer and time, which is what the reader makes.
// Run from a folder where @duckdb/node-api is installed: node duckdb_group.mjs ORDERS.csv THREADS group|sort
import { createRequire } from "module";
import { pathToFileURL } from "url";
const require = createRequire(process.cwd() + "/");
const { DuckDBInstance } = await import(pathToFileURL(require.resolve("@duckdb/node-api")).href);
const [, , file, threads, work] = process.argv;
const from = `from read_csv('${file.replaceAll("'", "''")}', header = true)`;
const queries = {
  group: `select customer_id, order_date::date as day, count(*) as lines, sum(amount) as amount ${from} group by customer_id, day`,
  sort: `select * ${from} order by customer_id, order_date`,
};
const connection = await (await DuckDBInstance.create(":memory:", { threads: threads ?? "2" })).connect();
const cpu = process.cpuUsage();
const start = performance.now();
await connection.run(`create temp table histories as ${queries[work ?? "group"]}`);
const seconds = (performance.now() - start) / 1000;
const used = process.cpuUsage(cpu);
const cpuSeconds = (used.user + used.system) / 1e6;
console.log(JSON.stringify({ work: work ?? "group", threads: Number(threads ?? 2), seconds, cpuSeconds, peakBytes: process.resourceUsage().maxRSS * 1024 }));
