// Rewrites Parquet fixtures of DuckDB with the writer of Apache Arrow (Rust), for what DuckDB does not write: data pages of
// version 2 and the encoding DELTA_BYTE_ARRAY. The values stay the same, so DuckDB's answers hold for them too.
//
//   node arrow.mjs MODULES FOLDER   FOLDER is tests/ClvPredict.Data.Tests/Parquet/Fixtures
//
// MODULES is a folder in which `npm install --ignore-scripts parquet-wasm` was run.
import { createRequire } from 'module';
import fs from 'fs';
import path from 'path';

const [, , modules, folder] = process.argv;
if (!folder) {
  console.error('usage: arrow.mjs MODULES FOLDER');
  process.exit(2);
}
const require = createRequire(path.resolve(modules) + path.sep);
const { readParquet, writeParquet, WriterPropertiesBuilder, Compression, Encoding, WriterVersion } = require('parquet-wasm');

const texts = ['c_text', 'c_path', 'c_enum', 'c_json', 'c_blob', 'c_struct.b'];
const integers = ['c_i32', 'c_i64', 'c_u32', 'c_date', 'c_ts'];

function rewrite(source, name, build) {
  const bytes = fs.readFileSync(path.join(folder, source));
  const properties = build(new WriterPropertiesBuilder().setWriterVersion(WriterVersion.V2)).build();
  fs.writeFileSync(path.join(folder, name), writeParquet(readParquet(bytes), properties));
}

function delta(builder) {
  builder = builder.setDictionaryEnabled(false).setMaxRowGroupSize(17);
  for (const name of texts) builder = builder.setColumnEncoding(name, Encoding.DELTA_BYTE_ARRAY);
  for (const name of integers) builder = builder.setColumnEncoding(name, Encoding.DELTA_BINARY_PACKED);
  return builder;
}

for (const [name, codec] of [['uncompressed', 'UNCOMPRESSED'], ['gzip', 'GZIP'], ['zstd', 'ZSTD']])
  rewrite('repeats-uncompressed-v1-one.parquet', `repeats-${name}-arrow2-one.parquet`, b => b.setCompression(Compression[codec]));
rewrite('repeats-uncompressed-v1-one.parquet', 'repeats-snappy-arrow2-delta.parquet', b => delta(b.setCompression(Compression.SNAPPY)));
rewrite('edges-uncompressed-v1-one.parquet', 'edges-uncompressed-arrow2-delta.parquet', b => delta(b.setCompression(Compression.UNCOMPRESSED)));
