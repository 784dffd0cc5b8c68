// Answers one request per line, "<command> <base64 of DBML>": what @dbml/core says of it. With "project" the text is
// the names and texts of several files, the first one first, with NUL characters between.
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
    if (command === 'project') {
      const parts = dbml.split('\0');
      const parser = new Parser();
      for (let i = 0; i < parts.length; i += 2) parser.setDbmlSource(parts[i], parts[i + 1]);
      parser.parseDbmlProject(parts[0]);
      process.stdout.write(`right ${encode('')}\n`);
      continue;
    }
    const database = new Parser().parse(dbml, 'dbmlv2');
    const answer = command === 'check' ? '' : ModelExporter.export(database.normalize(), command);
    process.stdout.write(`right ${encode(answer)}\n`);
  } catch (error) {
    process.stdout.write(`wrong ${encode(problems(error).join('\n'))}\n`);
  }
}
