// The unmodified parser in node: statements per second of processor time, in the second half of the rounds.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, input, rounds, mode] = process.argv.slice(2);
const { default: load } = await import(pathToFileURL(`${folder}/libpg-query.js`).href);
const parser = await load();
const statements = readFileSync(input, 'utf8').split('\0');
const half = Math.floor(rounds / 2);
let before;
for (let round = 0; round < rounds; round++) {
  if (round === half) before = process.cpuUsage();
  for (const sql of statements) {
    const size = parser.lengthBytesUTF8(sql) + 1;
    const query = parser._malloc(size);
    parser.stringToUTF8(sql, query, size);
    const result = parser._wasm_parse_query_raw(query);
    const json = parser.UTF8ToString(parser.getValue(result, 'i32'));
    if (mode === 'tree') JSON.parse(json);
    parser._wasm_free_parse_result(result);
    parser._free(query);
  }
}
const used = process.cpuUsage(before);
console.log((((rounds - half) * statements.length) / ((used.user + used.system) / 1e6)).toFixed(0));
