create table pages (
    id bigint primary key,
    body text,
    title text compression default
);
