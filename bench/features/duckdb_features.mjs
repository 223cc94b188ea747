// The peer of bench/features.sh. make: writes FOLDER/orders.csv and orders.parquet, order lines of made-up customers. time:
// computes 19 columns a customer from a file, and, with "memory", from a table in memory that holds the same lines. write: writes
// them to a Parquet file within a limit of memory (such as 2g), spilling to disk beside it.
// Run from a folder where @duckdb/node-api is installed:
// node duckdb_features.mjs make FOLDER [lines] [customers] | time FILE THREADS [memory] | write FILE THREADS MEMORY OUT
import { createRequire } from "module";
import { pathToFileURL } from "url";
const require = createRequire(process.cwd() + "/");
const { DuckDBInstance } = await import(pathToFileURL(require.resolve("@duckdb/node-api")).href);
const [, , verb, path, first, second, third] = process.argv;
const features = `select customer_id, count(*), min(order_date), max(order_date),
  sum(amount), avg(amount), stddev(amount), max(amount), min(amount), median(amount), arg_max(amount, order_date),
  arg_min(amount, order_date), count(*) filter (order_date > date '2023-12-03'),
  count(*) filter (order_date > date '2023-10-01'), count(*) filter (order_date > date '2023-07-01'),
  sum(amount) filter (order_date > date '2023-10-01'), sum(amount) filter (order_date > date '2023-07-01'),
  count(distinct order_date::date), count(distinct product_id), count(distinct order_id)`;
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
if (verb === "make") {
  const lines = Number(first ?? 20_000_000);
  const customers = Number(second ?? 1_000_000);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`copy (select
    'C' || lpad(((hash(i * 7919) % ${customers})::uinteger)::varchar, 8, '0') as customer_id, 'O' || (i // 2) as order_id,
    timestamp '2022-01-01' + to_seconds((hash(i * 104729 + 3) % 63072000)::bigint) as order_date,
    round(5 + ((hash(i * 31 + 11) % 100000) / 1000.0) * ((hash(i) % 97) / 48.0), 2)::decimal(12, 2) as amount,
    ((hash(i * 13) % 5) + 1)::integer as quantity, 'P' || (hash(i * 17) % 5000) as product_id,
    (['web', 'shop', 'app', 'email'])[1 + (hash(i * 19) % 4)::integer] as channel
    from range(${lines}) t(i)) to ${quoted(path + "/orders.parquet")} (format parquet, compression zstd, row_group_size 1000000)`);
  await connection.run(`copy (from ${quoted(path + "/orders.parquet")}) to ${quoted(path + "/orders.csv")} (format csv, header)`);
} else if (verb === "time") {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: first ?? "2" })).connect();
  let from = quoted(path);
  if (second === "memory") {
    await connection.run(`create table orders as from ${from}`);
    from = "orders";
  }
  const cpu = process.cpuUsage();
  const start = performance.now();
  await connection.run(`create or replace temp table features as ${features} from ${from} group by 1`);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  console.log(JSON.stringify({ work: `duckdb from ${second ?? "file"}`, threads: Number(first ?? 2), seconds, userSeconds: used.user / 1e6 }));
} else if (verb === "write") {
  const limits = { threads: first, memory_limit: second.replace(/g$/i, "GiB").replace(/m$/i, "MiB"), temp_directory: third + ".tmp" };
  const connection = await (await DuckDBInstance.create(":memory:", limits)).connect();
  await connection.run(`copy (${features} from ${quoted(path)} group by 1) to ${quoted(third)} (format parquet, compression zstd)`);
} else {
  console.error("usage: duckdb_features.mjs make FOLDER [lines] [customers] | time FILE THREADS [memory] | write FILE THREADS MEMORY OUT");
  process.exit(2);
}
