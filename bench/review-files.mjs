// Writes a folder of migrations for bench/review: usual changes of a shop that grows, safe and unsafe ones mixed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, count] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
let seed = 42;
const random = (bound) => {
  // Park and Miller's minimal standard generator: the same files everywhere
  seed = (seed * 48271) % 2147483647;
  return seed % bound;
};
const tables = [];
const types = ['text', 'integer', 'bigint', 'numeric(12,2)', 'timestamptz', 'boolean', 'jsonb', 'varchar(80)'];
const table = () => tables[random(tables.length)];
const changes = [
  (n) => {
    const name = `things_${n}`;
    const columns = Array.from({ length: 3 + random(9) }, (_, i) => `    c${i} ${types[random(types.length)]}`);
    const parent = tables.length > 0 ? table() : null;
    if (parent) columns.push(`    parent_id bigint references ${parent.name} (id)`);
    tables.push({ name, columns: columns.length });
    return `create table ${name} (\n    id bigint generated always as identity primary key,\n${columns.join(',\n')}\n);`;
  },
  (n) => `alter table ${table().name} add column extra_${n} ${types[random(types.length)]};`,
  (n) => `set lock_timeout = '2s';\nalter table ${table().name} add column flag_${n} boolean not null default false;`,
  (n) => `create index things_c0_${n} on ${table().name} (c0);`,
  (n) => `create index concurrently things_c1_${n} on ${table().name} (c1, id);`,
  (n) => `alter table ${table().name} add constraint positive_${n} check (id > 0);`,
  (n) => `alter table ${table().name} add constraint positive_${n} check (id > 0) not valid;`,
  () => `update ${table().name} set c0 = c0 where id between 1 and 1000;`,
  () => `comment on table ${table().name} is 'what the shop sells';`,
  () => `alter table ${table().name} alter column c2 set not null;`,
  (n) => `create view shown_${n} as\nselect id, c0, c1\nfrom ${table().name}\nwhere id > 10;`,
  (n) => `create function touch_${n}() returns trigger language plpgsql as $$\nbegin\n    new.c0 := new.c0;\n    return new;\nend;\n$$;`,
];
let number = 0;
const next = () => {
  number++;
  const change = tables.length < 5 ? changes[0] : changes[random(3) === 0 ? 0 : random(changes.length)];
  return change(number);
};
for (let n = 1; n <= count; n++) {
  const statements = Array.from({ length: 1 + random(12) }, next);
  writeFileSync(join(folder, `V${n}__change.sql`), `-- change ${n}\n${statements.join('\n\n')}\n`);
}
