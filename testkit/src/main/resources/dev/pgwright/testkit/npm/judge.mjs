// Answers one request per line, "<command> <base64 of DBML>": what @dbml/core says of it.
import { createInterface } from 'node:readline';
import { ModelExporter, Parser } from '@dbml/core';

const encode = (text) => Buffer.from(text, 'utf8').toString('base64');

function problems(error) {
  const diagnostics = error.diags ?? [];
  if (diagnostics.length === 0) {
    return [String(error.stack ?? error)];
  }
  return diagnostics.map(({ message, location }) => `${location?.start?.line}:${location?.start?.column} ${message}`);
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const [command, encoded] = line.split(' ');
  const dbml = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  try {
    const database = new Parser().parse(dbml, 'dbmlv2');
    const answer = command === 'check' ? '' : ModelExporter.export(database.normalize(), command);
    process.stdout.write(`right ${encode(answer)}\n`);
  } catch (error) {
    process.stdout.write(`wrong ${encode(problems(error).join('\n'))}\n`);
  }
}
