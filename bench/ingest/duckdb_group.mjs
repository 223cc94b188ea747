// Times DuckDB on the work that reading orders into histories does, in a process of its own, and prints one line of JSON.
// group: groups by customer and day and adds up amounts, which reads three columns. all: the same from all seven columns that
// the reader takes. sort: all lines into a table by customer and time, which is what the reader makes.
// Run from a folder where @duckdb/node-api is installed: node duckdb_group.mjs ORDERS THREADS group|all|sort
import { createRequire } from "module";
import { pathToFileURL } from "url";
const require = createRequire(process.cwd() + "/");
const { DuckDBInstance } = await import(pathToFileURL(require.resolve("@duckdb/node-api")).href);
const [, , file, threads = "2", work = "group"] = process.argv;
const path = `'${file.replaceAll("'", "''")}'`;
const from = file.endsWith(".parquet") ? `from read_parquet(${path})` : `from read_csv(${path}, header = true)`;
const day = "customer_id, order_date::date as day, count(*) as lines, sum(amount) as amount";
const queries = {
  group: `select ${day} ${from} group by customer_id, day`,
  all: `select ${day}, max(order_date), sum(quantity), max(order_id), max(product_id), max(channel) ${from} group by customer_id, day`,
  sort: `select * ${from} order by customer_id, order_date`,
};
const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
const cpu = process.cpuUsage();
const start = performance.now();
await connection.run(`create temp table histories as ${queries[work]}`);
const seconds = (performance.now() - start) / 1000;
const used = process.cpuUsage(cpu);
const cpuSeconds = (used.user + used.system) / 1e6;
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ work, threads: Number(threads), seconds, cpuSeconds, peakBytes }));
