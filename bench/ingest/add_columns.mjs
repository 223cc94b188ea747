// Adds a category and a discount to the orders of make_orders.mjs: zstd.parquet becomes shop.parquet, which a model of the simulator's
// shop can score. Run from a folder where @duckdb/node-api is installed: node add_columns.mjs FOLDER
import { createRequire } from "module";
import { pathToFileURL } from "url";
const require = createRequire(process.cwd() + "/");
const { DuckDBInstance } = await import(pathToFileURL(require.resolve("@duckdb/node-api")).href);
const [, , folder] = process.argv;
const categories = "['books', 'garden', 'toys', 'sports', 'clothing', 'kitchen', 'beauty', 'electronics']";
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run(
  `copy (select *, ${categories}[1 + (hash(product_id) % 8)::integer] as category,
    case when hash(order_id) % 4 = 0 then 1.5 else 0 end::decimal(12, 2) as discount from '${folder}/zstd.parquet')
   to '${folder}/shop.parquet' (format parquet, compression zstd, row_group_size 1000000)`
);
