create table watched (
    relation regclass primary key,
    owner regrole not null,
    kind regtype not null,
    handler text not null
);
create table handlers (id bigint primary key, run regproc);
alter table handlers alter column run type text using run::text;
