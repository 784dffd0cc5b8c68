import postgres from 'postgres';
import { PrismaClient } from '@prisma/client';

const sql = postgres();
const prisma = new PrismaClient();

/** Authors, by postgres.js and Prisma: what is put into their templates is a parameter. */
export async function authors(name?: string, after = 0, size = 20) {
  const named = name ? sql`and name like ${name}` : sql``;
  return sql<Author[]>`select id, name from authors where id > ${after} ${named} order by id limit ${size}`;
}

export async function add(author: Author) {
  await sql`insert into authors ${sql(author, 'name')}`;
  return sql`select * from authors where name = ${author.name}`; // fault: star
}

export async function titles(author: number) {
  return prisma.$queryRaw<Title[]>`select title from books where author_id = ${author}`;
}

export async function isbns(author: number) {
  return await prisma.$queryRaw<Title>`select isbm from books where author_id = ${author}`; // fault: column
}

export async function remove(name: string) {
  return prisma.$executeRawUnsafe(`delete from authors where name = '${name}'`); // fault: injection
}

export function Page({ author }: { author: Author }) {
  return <section title="select one">{author.name}</section>;
}
