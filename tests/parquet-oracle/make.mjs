// Writes Parquet files with DuckDB, and what DuckDB says they hold, for the tests of ClvPredict.Data.Parquet.
//
//   node make.mjs small MODULES FOLDER   the fixtures in tests/ClvPredict.Data.Tests/Parquet/Fixtures
//   node make.mjs all MODULES FOLDER     252 combinations of shape, codec, version and layout
//   node make.mjs orders MODULES FOLDER  the order lines in tests/ClvPredict.Data.Tests/ParquetOrders/Fixtures, as CSV and in
//                                        several types
//   node make.mjs read MODULES FILE      the rows of a Parquet file as lines of JSON on standard output
//
// MODULES is a folder in which `npm install --ignore-scripts @duckdb/node-api` was run.
// FOLDER receives SHAPE.jsonl (one object a row, every value as text) and SHAPE-CODEC-VERSION-LAYOUT.parquet.
import { createRequire } from 'module';
import { pathToFileURL } from 'url';
import path from 'path';

const [, , verb, modules, target] = process.argv;
if (!target) {
  console.error('usage: make.mjs small|all|orders|read MODULES FOLDER|FILE');
  process.exit(2);
}
const require = createRequire(path.resolve(modules) + path.sep);
const { DuckDBInstance } = await import(pathToFileURL(require.resolve('@duckdb/node-api')).href);
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
await connection.run("set TimeZone = 'UTC'");

// name, type, value from a whole number h, edge values, text that the reader's answer is compared with
const big = 'hash(h)::hugeint - 9223372036854775808';
const columns = [
  ['c_bool', 'boolean', 'h % 3 = 0', ['true', 'false'], 'c::varchar'],
  ['c_i8', 'tinyint', 'h * 37 % 256 - 128', [-128, 127, 0], 'c::varchar'],
  ['c_i16', 'smallint', 'h * 7919 % 65536 - 32768', [-32768, 32767, 0], 'c::varchar'],
  ['c_i32', 'integer', 'h * 2654435761 % 4294967296 - 2147483648', [-2147483648, 2147483647, 0], 'c::varchar'],
  ['c_i64', 'bigint', big, ["'-9223372036854775808'", "'9223372036854775807'", 0], 'c::varchar'],
  ['c_u8', 'utinyint', 'h * 37 % 256', [0, 255], 'c::varchar'],
  ['c_u16', 'usmallint', 'h * 7919 % 65536', [0, 65535], 'c::varchar'],
  ['c_u32', 'uinteger', 'h * 2654435761 % 4294967296', [0, 4294967295], 'c::varchar'],
  ['c_u64', 'ubigint', 'hash(h)', [0, "'18446744073709551615'"], 'c::varchar'],
  ['c_f32', 'float', 'sin(h) * 1000', ["'nan'", "'inf'", "'-inf'", "'-0.0'", "'1e-45'", "'3.4028235e38'"], 'c::varchar'],
  ['c_f64', 'double', 'sin(h) * 1e10', ["'nan'", "'inf'", "'-inf'", "'-0.0'", "'5e-324'", "'1.7976931348623157e308'"], 'c::varchar'],
  ['c_dec4', 'decimal(4,1)', '(h % 19999 - 9999) / 10.0', [-999.9, 999.9, 0], 'c::varchar'],
  ['c_dec9', 'decimal(9,2)', '(h * 7919 % 1000000) / 100.0', [-9999999.99, 9999999.99, 0.01], 'c::varchar'],
  ['c_dec18', 'decimal(18,4)', '(h * 7919 % 1000000) / 10000.0', ["'-99999999999999.9999'", "'99999999999999.9999'", "'0.0001'"], 'c::varchar'],
  ['c_dec38', 'decimal(38,10)', `(${big})::decimal(38,10) / 8`, ["'-9999999999999999999999999999.9999999999'", "'9999999999999999999999999999.9999999999'", "'-0.0000000001'"], 'c::varchar'],
  ['c_date', 'date', "date '2020-01-01' + (h % 1000)::integer", ["'0001-01-01'", "'9999-12-31'", "'1969-12-31'"], "datediff('day', date '1970-01-01', c)::varchar"],
  ['c_time', 'time', "time '00:00:00' + to_microseconds(h * 7919 % 86400000000)", ["'00:00:00'", "'23:59:59.999999'"], 'epoch_us(c)::varchar'],
  ['c_ts', 'timestamp', "timestamp '2020-01-01' + to_microseconds(h * 104729 * 1000)", ["'0001-01-01'", "'9999-12-31 23:59:59.999999'", "'1969-12-31 23:59:59.999999'"], 'epoch_us(c)::varchar'],
  ['c_ts_s', 'timestamp_s', "timestamp '2020-01-01' + to_seconds(h * 104729)", ["'0001-01-01'", "'9999-12-31 23:59:59'"], 'epoch_us(c::timestamp)::varchar'],
  ['c_ts_ms', 'timestamp_ms', "timestamp '2020-01-01' + to_milliseconds(h * 104729)", ["'0001-01-01'", "'9999-12-31 23:59:59.999'"], 'epoch_ms(c)::varchar'],
  ['c_ts_ns', 'timestamp_ns', "timestamp '2020-01-01' + to_microseconds(h * 104729)", ["'1680-01-01'", "'2262-04-11 23:47:16.854775806'"], 'epoch_ns(c)::varchar'],
  ['c_tstz', 'timestamptz', "timestamptz '2020-01-01 00:00:00+00' + to_microseconds(h * 104729 * 1000)", ["'0001-01-01 00:00:00+00'", "'9999-12-31 23:59:59.999999+00'"], 'epoch_us(c)::varchar'],
  ['c_text', 'varchar', "'text ' || h", ["''", "'a'", "'ß€😀'", "repeat('long ', 200)"], 'c'],
  ['c_path', 'varchar', "'shared prefix of all values/' || (h // 10) || '/' || h", ["''", "'shared'", "'shared prefix'"], 'c'],
  ['c_enum', "enum('web', 'shop', 'app')", "['web', 'shop', 'app'][1 + (h % 3)]", ["'web'", "'app'"], 'c::varchar'],
  ['c_json', 'json', "'{\"h\": ' || h || '}'", ["'{}'", "'[1, 2]'"], 'c::varchar'],
  ['c_uuid', 'uuid', 'md5(h::varchar)', ["'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"], 'c::varchar'],
  ['c_blob', 'blob', "unhex(md5(h::varchar))", ["''", "unhex('00ff')"], 'hex(c)'],
];
const nested = ['c_struct', 'struct(a integer, b varchar)', "{'a': (h % 100)::integer, 'b': 'b' || h}"];
const list = ['c_list', 'integer[]', '[(h % 100)::integer, 1]'];

// rows, whole number h of row i, null where
const shapes = {
  edges: [n => n, 'i', 'i % 5 = 4'],
  repeats: [n => n, '(hash(i) % 20)::bigint', 'i % 11 = 3'],
  unique: [n => n, 'i', 'false'],
  sparse: [n => n, '(hash(i) % 1000)::bigint', 'hash(i) % 10 > 0'],
  runs: [n => n, 'i // 70', 'i // 90 % 3 = 1'],
  nulls: [n => n, 'i', 'true'],
  empty: [_ => 0, 'i', 'false'],
};
const codecs = ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'];
const layouts = {
  one: '',
  groups: ', row_group_size 2048',
  plain: ', dictionary_size_limit 1, string_dictionary_page_size_limit 1',
};

async function makeShape(shape, rows) {
  const [count, h, isNull] = shapes[shape];
  const of = ([name, type, value, edges]) => {
    const list = edges?.map(e => `(${e})::${type}`).join(', ');
    const given = shape === 'edges' && edges ? `[${list}][1 + i % ${edges.length}]` : `(${value})::${type}`;
    return `case when ${isNull} then null else ${given} end as ${name}`;
  };
  const all = [...columns, nested, list].map(of).join(', ');
  await connection.run(
    `create or replace table t as select ${all} from (select i, ${h} as h from range(${count(rows)}) r(i)) order by i`);
  const texts = columns.map(([name, , , , text]) => `(${text.replace(/\bc\b/g, name)}) as ${name}`);
  texts.push('c_struct.a::varchar as "c_struct.a"', 'c_struct.b as "c_struct.b"');
  await connection.run(`copy (select ${texts.join(', ')} from t) to '${path.join(target, shape)}.jsonl' (format json)`);
}

async function makeFile(shape, codec, version, layout) {
  const file = path.join(target, `${shape}-${codec}-${version}-${layout}.parquet`);
  await connection.run(
    `copy t to '${file}' (format parquet, compression ${codec}, parquet_version ${version}${layouts[layout]})`);
}

// The same order lines as CSV and in columns of different types, with missing values and lines that cannot be used.
async function makeOrders() {
  await connection.run(`create or replace table o as select
    case when i % 17 = 3 then null else 17850 + hash(i) % 9 end::bigint as customer_id,
    timestamp '2024-01-31 22:10:00' + to_minutes(i * 997) as order_date,
    case when i % 10 = 4 then null else 'A' || (i // 3) end as order_id,
    case when i % 23 = 7 then null else ((hash(i * 7) % 20000)::integer - 3000) / 1000.0 end::decimal(12,3) as amount,
    case when i % 5 = 2 then null else (hash(i * 3) % 4)::integer - 1 end as quantity,
    case when i % 6 = 1 then null else (hash(i * 5) % 100) / 8.0 end::double as discount,
    ((hash(i * 11) % 500)::integer - 100) / 10.0::float as cost,
    case when i % 9 = 0 then i % 2 = 0 end as is_return,
    case when i % 8 = 6 then null else ['web', ' shop', 'größe 36'][1 + i % 3] end as category,
    date '2024-02-01' + (i * 997 // 1440 + hash(i * 13) % 5)::integer as ingested_at
    from range(120) r(i)`);
  const to = name => path.join(target, name);
  await connection.run(`copy o to '${to('orders.csv')}' (header)`);
  await connection.run(`copy o to '${to('typed.parquet')}' (format parquet, row_group_size 2048)`);
  await connection.run(`copy (select columns(*)::varchar from o) to '${to('text.parquet')}' (format parquet, compression zstd, parquet_version v2)`);
  await connection.run(`copy (select {'id': customer_id::double} as customer, order_date::timestamp_ns as order_date, order_id::blob as order_id,
    amount::decimal(38,10) as amount, quantity::double as quantity, discount::decimal(9,4) as discount, cost::double as cost,
    is_return::utinyint as is_return, category::enum('web', ' shop', 'größe 36') as category, ingested_at::timestamp as ingested_at from o)
    to '${to('wide.parquet')}' (format parquet, compression gzip)`);
  await connection.run(`copy (select * replace (order_date::timestamptz as order_date) from o) to '${to('utc.parquet')}' (format parquet, compression uncompressed)`);
}

if (verb === 'orders') {
  await makeOrders();
} else if (verb === 'read') {
  const result = await connection.run(`select to_json(t) from read_parquet('${target}') t`);
  for (const [json] of await result.getRows()) console.log(json);
} else if (verb === 'small') {
  await makeShape('edges', 30);
  for (const codec of ['uncompressed', 'snappy']) await makeFile('edges', codec, 'v1', 'one');
  await makeFile('edges', 'zstd', 'v2', 'one');
  await makeShape('repeats', 60);
  for (const codec of codecs) await makeFile('repeats', codec, 'v1', 'one');
  await makeFile('repeats', 'zstd', 'v2', 'one');
  await makeShape('unique', 30);
  for (const codec of ['uncompressed', 'gzip']) await makeFile('unique', codec, 'v2', 'plain');
  await makeShape('empty', 0);
  await makeFile('empty', 'snappy', 'v1', 'one');
} else {
  for (const shape of Object.keys(shapes)) {
    await makeShape(shape, 3000);
    for (const codec of codecs)
      for (const version of ['v1', 'v2'])
        for (const layout of Object.keys(layouts)) await makeFile(shape, codec, version, layout);
  }
}
