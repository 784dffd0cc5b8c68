// The unmodified parser in node: reads texts, each behind its length as 4 bytes, and writes one MD5 per text:
// of the tree as JSON, or of error message and cursor.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, input, output] = process.argv.slice(2);
const { default: load } = await import(pathToFileURL(`${folder}/libpg-query.js`).href);
const parser = await load();
const bytes = readFileSync(input);
const hashes = [];
let milliseconds = 0;
for (let at = 0; at < bytes.length; ) {
  const length = bytes.readUInt32BE(at);
  const sql = bytes.toString('utf8', at + 4, at + 4 + length);
  at += 4 + length;
  const started = performance.now();
  const size = parser.lengthBytesUTF8(sql) + 1;
  const query = parser._malloc(size);
  parser.stringToUTF8(sql, query, size);
  const result = parser._wasm_parse_query_raw(query);
  const error = parser.getValue(result + 8, 'i32');
  const answer = error
    ? `E${parser.UTF8ToString(parser.getValue(error, 'i32'))}|${parser.getValue(error + 16, 'i32')}`
    : parser.UTF8ToString(parser.getValue(result, 'i32'));
  parser._wasm_free_parse_result(result);
  parser._free(query);
  milliseconds += performance.now() - started;
  hashes.push(createHash('md5').update(answer, 'utf8').digest('hex'));
}
writeFileSync(output, hashes.join('\n') + '\n');
console.log(milliseconds.toFixed(0));
