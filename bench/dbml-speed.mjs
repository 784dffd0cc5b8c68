// @dbml/core: MB per second of processor time for parsing a DBML file, in the second half of the rounds.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, input, rounds] = process.argv.slice(2);
const { Parser } = await import(pathToFileURL(`${folder}/node_modules/@dbml/core/lib/index.mjs`).href);
const text = readFileSync(input, 'utf8');
const half = Math.floor(rounds / 2);
let before = process.cpuUsage();
for (let round = 0; round < rounds; round++) {
  if (round === half) before = process.cpuUsage();
  new Parser().parse(text, 'dbmlv2');
}
const used = process.cpuUsage(before);
console.log((((rounds - half) * text.length) / 1e6 / ((used.user + used.system) / 1e6)).toFixed(3));
