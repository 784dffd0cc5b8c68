import { Pool } from 'pg';

/** Books, by pg. Lines that end in "fault" have one. */
const COLUMNS = 'id, author_id, title';
const BY_ISBN = `select ${COLUMNS} from books where isbn = $1`;
const SORTS: Record<string, string> = { title: 'title', isbn: 'isbn' };

export class Books {
  constructor(private readonly pool: Pool) {}

  async byIsbn(isbn: string) {
    const { rows } = await this.pool.query<Book>(BY_ISBN, [isbn]);
    return rows[0];
  }

  async lent(title: string) {
    // Grüße 📚: what stands before a statement moves no place
    return this.pool.query(
      'select b.id, b.title from books b ' +
        'join loans l on l.book_id = b.id ' +
        'where b.titel = $1', // fault: column
      [title],
    );
  }

  async search(title: string, sort: string) {
    const order = SORTS[sort] ?? 'title';
    await this.pool.query(`select id from books where title like $1 order by ${order} limit 20`, [title]);
    return this.pool.query(`select id from books where title like '%${title}%'`); // fault: injection
  }

  async withLoans(author: number) {
    const books = await this.pool.query(`select ${COLUMNS} from books where author_id = $1`, [author]);
    for (const book of books.rows) {
      const loans = await this.pool.query('select reader from loans where book_id = $1', [book.id]); // fault: n+1
      book.readers = loans.rows;
    }
    return books.rows;
  }

  async giveBack(ids: number[]) {
    await this.pool.query({
      text: 'update loans set returned_at = now() where id = any($1) and returned_at is null',
      values: [ids],
    });
  }

  async giveBackAll() {
    await this.pool.query('update loans set returned_at = now()'); // fault: no WHERE
  }

  async silent() {
    return this.pool.query(
      'select a.id from authors a where a.id not in (select b.author_id from books b)', // fault: NOT IN with NULL
    );
  }

  async readers(ids: number[]) {
    return Promise.all(ids.map((id) => this.pool.query('select reader from loans where id = $1', [id]))); // fault: n+1
  }

  // pgwright:ignore dml-without-where: the library moves
  async empty() {
    await this.pool.query('delete from loans');
  }

  find(shelf: { query(text: string): string }, word: string) {
    return shelf.query('look for ' + word);
  }
}
