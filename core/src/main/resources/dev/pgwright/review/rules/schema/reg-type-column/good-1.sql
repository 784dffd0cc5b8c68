create table articles (
    id bigint primary key,
    body text not null,
    language text not null default 'english',
    search tsvector generated always as (to_tsvector('english'::regconfig, body)) stored
);
