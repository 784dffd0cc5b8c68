create table contacts (
    id bigint generated always as identity primary key,
    phone varchar(20) default null,
    extra jsonb default 'null',
    note text default 'nullable',
    mark text default 'NULL' || '!'
);
