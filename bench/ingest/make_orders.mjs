// Makes the same order lines as orders.csv, zstd.parquet and snappy.parquet: customers and times at random over two years, two
// lines an order id, 5,000 products, 4 channels.
// Run from a folder where @duckdb/node-api is installed: node make_orders.mjs FOLDER [LINES] [CUSTOMERS]
import { createRequire } from "module";
import { pathToFileURL } from "url";
const require = createRequire(process.cwd() + "/");
const { DuckDBInstance } = await import(pathToFileURL(require.resolve("@duckdb/node-api")).href);
const [, , folder, lines = "20000000", customers = "1000000"] = process.argv;
const at = (salt, modulus) => `(hash(i * ${salt}) % ${modulus})`;
const columns = [
  `'C' || lpad(${at(7919, customers)}::varchar, 8, '0') as customer_id`,
  `'O' || (i // 2) as order_id`,
  `timestamp '2022-01-01' + to_seconds(${at(104729, 63072000)}::bigint) as order_date`,
  `round(5 + ${at(31, 100000)} / 1000.0 * (${at(1, 97)} / 48.0), 2)::decimal(12, 2) as amount`,
  `(${at(13, 5)} + 1)::integer as quantity`,
  `'P' || ${at(17, 5000)} as product_id`,
  `['web', 'shop', 'app', 'email'][1 + ${at(19, 4)}::integer] as channel`,
];
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const parquet = (codec) => `(format parquet, compression ${codec}, row_group_size 1000000)`;
await connection.run(`copy (select ${columns.join(", ")} from range(${lines}) t(i)) to '${folder}/zstd.parquet' ${parquet("zstd")}`);
await connection.run(`copy (from '${folder}/zstd.parquet') to '${folder}/snappy.parquet' ${parquet("snappy")}`);
await connection.run(`copy (from '${folder}/zstd.parquet') to '${folder}/orders.csv' (format csv, header)`);
