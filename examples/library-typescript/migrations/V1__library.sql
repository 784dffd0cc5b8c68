create table authors (
    id bigint generated always as identity primary key,
    name text not null
);

create table books (
    id bigint generated always as identity primary key,
    author_id bigint constraint books_author_fkey references authors,
    title text not null,
    isbn text not null constraint books_isbn_key unique,
    data jsonb not null default '{}'
);

create index books_author_idx on books (author_id);

create index books_data_idx on books using gin (data);

create table loans (
    id bigint generated always as identity primary key,
    book_id bigint not null constraint loans_book_fkey references books,
    reader text not null,
    returned_at timestamptz
);

create index loans_book_idx on loans (book_id);
